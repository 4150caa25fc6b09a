"""What readers will notice when the changes to a live story go out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.compare.changes import Change, RowsChange, TextChange
from articles.compare.rows import RowChange
from shows.ledger import Standing


@dataclass(frozen=True)
class Notice:
    """One sentence, and how sure a claim was and will be where that is what changes."""

    text: SafeString | str
    was: Standing | None = None
    standing: Standing | None = None


def noticed(changes: Iterable[Change]) -> list[Notice]:
    """Of the differences between what readers have and what they will have, those that show
    elsewhere than in the story's own text: in lists, in feeds, on the pages of the catalog."""
    return [notice for change in changes for notice in _notices(change)]


def _notices(change: Change) -> Iterator[Notice]:
    if change.name in _ROWS and isinstance(change, RowsChange):
        for row in change.rows:
            yield from _ROWS[change.name](row)
    elif change.name == "headline":
        yield Notice(
            _("The headline changes everywhere, and the address does not: links stay good.")
        )
    elif change.name == "section" and isinstance(change, TextChange):
        yield Notice(
            format_html(_("It moves to another section: {sections}"), sections=change.text.both)
        )
    elif change.name == "lead_image":
        yield Notice(_("Lists and shared links show another picture."))


def _byline(row: RowChange) -> Iterator[Notice]:
    if row.mark != "turn":
        words = _("It is by {who}, too.") if row.mark == "plus" else _("It is no longer by {who}.")
        yield Notice(format_html(words, who=row.title.both))


def _coverage(row: RowChange) -> Iterator[Notice]:
    words = {
        "plus": _("It appears under {show}."),
        "minus": _("It no longer appears under {show}."),
        "turn": _("It appears elsewhere: {show}"),
    }
    yield Notice(format_html(words[row.mark], show=row.title.both))


def _citation(row: RowChange) -> Iterator[Notice]:
    if row.mark == "plus":
        yield Notice(format_html(_("It rests on {source}, too."), source=row.title.both))
    elif row.mark == "minus":
        yield Notice(format_html(_("It no longer rests on {source}."), source=row.title.both))
    elif row.title.differs:
        yield Notice(format_html(_("It names another source: {source}"), source=row.title.both))


def _claim(row: RowChange) -> Iterator[Notice]:
    claim = row.title.new or row.title.old
    if row.mark == "plus":
        yield Notice(format_html(_("It claims more: {claim}"), claim=claim), standing=row.standing)
    elif row.mark == "minus":
        yield Notice(format_html(_("It no longer claims: {claim}"), claim=row.title.both))
    elif row.turns:
        yield Notice(format_html(_("{claim} turns"), claim=claim), row.was, row.standing)
    elif row.title.differs or any(line.text.differs for line in row.lines):
        yield Notice(format_html(_("A claim says something else: {claim}"), claim=row.title.both))


_ROWS = {
    "bylines": _byline,
    "coverage": _coverage,
    "citations": _citation,
    "claims": _claim,
}
