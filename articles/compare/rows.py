"""The rows of a story compared: which came, which went, and what of the others is different."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.compare.names import Names
from articles.compare.words import Marked, kept, marked, replaced
from articles.forms.claims import OUR_OWN
from articles.models import Byline, Citation, Claim
from articles.state import MENTION, Row, State, same
from geekfeed.lib.dates import PreciseDate, Precision
from shows.ledger import Answer, Kind, Standing

# What a claim does to an earlier one, with that one.
ANSWERS = {
    Answer.CONFIRMS: gettext_lazy("Confirms: %s"),
    Answer.DENIES: gettext_lazy("Denies: %s"),
    Answer.SUPERSEDES: gettext_lazy("Takes the place of: %s"),
}


@dataclass(frozen=True)
class Side:
    """One of the two states, and what its numbers are called."""

    state: State
    names: Names

    def rows(self, prefix: str) -> dict[str, Row] | None:
        """Key → row, in their order. None: the state does not know."""
        rows = self.state.get("rows", {}).get(prefix)
        return None if rows is None else {row.get("key", ""): row for row in rows}

    def cited(self, key: str) -> str:
        """The citation that a claim rests on, by its source."""
        if not key:
            return str(OUR_OWN)
        row = (self.rows("citations") or {}).get(key)
        return _chain(row, self) if row else _("(no longer there)")


class Told(NamedTuple):
    """One thing that rows of a kind say: from which cells, under which name, in which words.

    `by_words`: it is a text. Otherwise another value simply takes its place. `always`: a row that
    has changed says it too where that has not.
    """

    cells: tuple[str, ...]
    tell: Callable[[Row, Side], str]
    label: Any = ""
    by_words: bool = False
    always: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    text: Marked


@dataclass(frozen=True)
class RowChange:
    """`mark`: "plus", "minus", "turn", or nothing for a row that only one state is asked about.

    `was` and `standing` say how sure a claim was and is.
    """

    mark: str
    key: str
    title: Marked
    lines: Sequence[Line] = ()
    was: Standing | None = None
    standing: Standing | None = None
    old: Row | None = None
    new: Row | None = None

    @property
    def turns(self) -> bool:
        """Whether a claim is surer, or less sure, than it was."""
        return self.mark == "turn" and self.was != self.standing


def compare_rows(prefix: str, old: Side, new: Side) -> tuple[list[RowChange], bool]:
    """What differs, in the order of the form, and whether those that stay changed places."""
    before, after = old.rows(prefix), new.rows(prefix)
    if before is None or after is None:
        return [], False
    changes = []
    for key in _in_order(before, after):
        row = compare_row(prefix, before.get(key), after.get(key), old, new)
        if row is not None:
            changes.append(row)
    stay = [key for key in after if key in before]
    return changes, stay != [key for key in before if key in after]


def compare_row(
    prefix: str, before: Row | None, after: Row | None, old: Side, new: Side
) -> RowChange | None:
    """What became of one row. None: nothing."""
    if before is None or after is None:
        side, row = (old, before) if after is None else (new, after)
        return (
            None if row is None else _alone("minus" if after is None else "plus", prefix, row, side)
        )
    title, *others = TOLD[prefix]
    lines = [
        Line(str(told.label), _told(told, before, after, old, new))
        for told in others
        if told.always or _differs(told.cells, before, after)
    ]
    is_turned = _differs(title.cells, before, after) or _differs(("standing",), before, after)
    if not is_turned and not any(_differs(told.cells, before, after) for told in others):
        return None
    return RowChange(
        "turn",
        after.get("key", ""),
        _told(title, before, after, old, new),
        [line for line in lines if not line.text.is_empty],
        _standing(before) if "standing" in after else _standing(after),
        _standing(after) if "standing" in after else _standing(before),
        before,
        after,
    )


def whole_rows(prefix: str, side: Side) -> list[RowChange]:
    """All rows of a kind with everything that they say."""
    return [_alone("", prefix, row, side) for row in (side.rows(prefix) or {}).values()]


def _alone(mark: str, prefix: str, row: Row, side: Side) -> RowChange:
    title, *others = TOLD[prefix]
    lines = [Line(str(told.label), kept(told.tell(row, side))) for told in others]
    return RowChange(
        mark,
        row.get("key", ""),
        kept(title.tell(row, side) or _("(nothing chosen yet)")),
        [line for line in lines if not line.text.is_empty],
        standing=_standing(row),
        old=row if mark == "minus" else None,
        new=None if mark == "minus" else row,
    )


def _told(told: Told, before: Row, after: Row, old: Side, new: Side) -> Marked:
    was, now = told.tell(before, old), told.tell(after, new)
    if not _differs(told.cells, before, after):
        return kept(now or was)
    if told.by_words and was != now:
        return marked(was, now)
    return replaced(was, now)


def _given(row: Row, cell: str) -> list[str]:
    """A date without a word on how exact it is, is one to the day."""
    return row[cell] if cell != "date_precision" or any(row[cell]) else [Precision.DAY.value]


def _differs(cells: Sequence[str], before: Row, after: Row) -> bool:
    """A cell that one of the two does not have is unknown there."""
    return any(
        not same(cell, _given(before, cell), _given(after, cell))
        for cell in cells
        if cell in before and cell in after
    )


def _in_order(before: dict[str, Row], after: dict[str, Row]) -> list[str]:
    """The rows as they stand now, each that went behind the one that it stood behind."""
    order = list(after)
    behind = ""
    for key in before:
        if key not in after:
            order.insert(order.index(behind) + 1 if behind else 0, key)
        behind = key
    return order


# -- What each kind of row says ----------------------------------------------------------------


def _value(row: Row, cell: str) -> str:
    return " ".join(value for value in row.get(cell, []) if value)


def _text(cell: str) -> Callable[[Row, Side], str]:
    return lambda row, side: _value(row, cell)


def _name(cell: str) -> Callable[[Row, Side], str]:
    return lambda row, side: ", ".join(side.names.all_of(cell, row.get(cell, [])))


def _chain(row: Row, side: Side) -> str:
    """ "On Location Vacations via MCUExchange"."""
    origin = side.names.all_of("tag", row.get("tag", []))
    hops = [
        _("via %(source)s") % {"source": name}
        for name in side.names.all_of("via", row.get("via", []))
    ]
    return " ".join([*(origin or [_("(nobody)")] if hops else origin), *hops])


def _subject(row: Row, side: Side) -> str:
    """A season names its show."""
    return _name("season")(row, side) or _name("show")(row, side)


def _about(row: Row, side: Side) -> str:
    others = (_name(cell)(row, side) for cell in ("person", "character", "location"))
    return ", ".join(name for name in (_subject(row, side), *others) if name)


def _date(row: Row, side: Side) -> str:
    """As precise as it is known. A date that is half typed stands as it was typed."""
    written, precision = _value(row, "date_on"), _value(row, "date_precision")
    try:
        return str(PreciseDate(date.fromisoformat(written), Precision(precision or Precision.DAY)))
    except ValueError:
        label = _choice(Precision, "date_precision")(row, side)
        return ", ".join(text for text in (written, label) if text)


def _choice(choices: Any, cell: str) -> Callable[[Row, Side], str]:
    labels = dict(choices.choices)
    return lambda row, side: str(labels.get(_value(row, cell), _value(row, cell)))


def _answer(row: Row, side: Side) -> str:
    """ "Denies: Season 2 premieres, 2017 (A Rumour)"."""
    key = _value(row, "answers")
    if not key:
        return ""
    return ANSWERS.get(_value(row, "answer"), "%s") % side.names.claim(key)


def _mentioned(row: Row, side: Side) -> str:
    return ", ".join(
        name for cell in MENTION for name in side.names.all_of(cell, row.get(cell, []))
    )


def _no_standing(row: Row, side: Side) -> str:
    """What was sent for a standing and is none: badges cannot say it."""
    return "" if _standing(row) else _value(row, "standing")


def _standing(row: Row) -> Standing | None:
    value = _value(row, "standing")
    return Standing(value) if value in Standing.values else None


def _label(model: Any, field: str) -> str:
    return capfirst(model._meta.get_field(field).verbose_name)


# The first of each kind is what its rows are called by.
TOLD: dict[str, list[Told]] = {
    "bylines": [
        Told(("author",), _name("author")),
        Told(("role",), _text("role"), _label(Byline, "role"), by_words=True),
    ],
    "coverage": [Told(("show", "season"), _subject)],
    "citations": [
        Told(("tag", "via"), _chain, by_words=True),
        Told(("url",), _text("url"), _label(Citation, "url")),
        Told(("note",), _text("note"), _label(Citation, "note"), by_words=True),
    ],
    "claims": [
        Told(("says",), _text("says"), by_words=True),
        Told(("kind",), _choice(Kind, "kind"), _label(Claim, "kind")),
        Told(("standing",), _no_standing, _label(Claim, "standing")),
        Told(
            ("show", "season", "person", "character", "location"),
            _about,
            gettext_lazy("About"),
            by_words=True,
        ),
        Told(("date_on", "date_precision"), _date, _label(Claim, "date_on")),
        Told(("detail",), _text("detail"), _label(Claim, "detail"), by_words=True),
        Told(
            ("rests_on",),
            lambda row, side: side.cited(_value(row, "rests_on")),
            gettext_lazy("Rests on"),
            always=True,
        ),
        Told(("answers", "answer"), _answer, gettext_lazy("Settles an earlier claim")),
    ],
    "mentions": [Told(MENTION, _mentioned)],
    "related_links": [Told(("related",), _name("related"))],
}
