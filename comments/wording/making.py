"""Making a comment's HTML, once, when it is saved."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from operator import itemgetter

import nh3
from markdown_it.token import Token

from comments.wording.covering import CLOSE, OPEN, Reach, covered
from comments.wording.reading import Quotation, blocks, tokens
from comments.wording.tidying import tidied

ATTRIBUTES = {"a": {"href"}, "details": {"data-spoils"}}
TAGS = {"p", "br", "em", "strong", "a", "blockquote", "details", "summary"}
_SPOILS = re.compile(r"[1-9][0-9]{0,18}\.[1-9][0-9]{0,3}\.(?:0|[1-9][0-9]{0,3})")
_MARKS = re.compile(f"([{OPEN}{CLOSE}])")

Around = tuple[tuple[str, str], ...]
"""The elements that a text stands in, each with its tag and its beginning."""


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "data-spoils":
        return value if _SPOILS.fullmatch(value) else None
    return value


cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_kept,
    allowed_classes={"details": {"spoiler"}},
    url_schemes={"http", "https"},
    link_rel="ugc nofollow noopener",
)


def html_of(text: str, place: int | None) -> str:
    """The HTML of what was typed. `place` is the key of the show that the story is about, which is
    what the names of covers refer to; without one they are words like others.

    A cover is `<details class="spoiler" data-spoils="SHOW.SEASON.EPISODE">` with an empty summary,
    which covers.py fills for each reader; episode 0 is the whole season. Empty for a text in which
    there is nothing to be read.
    """
    marked, reaches = covered(tidied(text), with_names=place is not None)
    making = _Making(place, reaches)
    return cleaner.clean(making.together(making.pieces(blocks(marked))))


def links(text: str) -> list[str]:
    """The addresses that the comment links to, in its order, as often as it does."""
    marked, _reaches = covered(tidied(text))
    return list(_links(blocks(marked)))


def _links(quotation: Quotation) -> Iterator[str]:
    for block in quotation.blocks:
        if isinstance(block, Quotation):
            yield from _links(block)
        else:
            yield from (str(one.attrs["href"]) for one in tokens(block) if one.type == "link_open")


Piece = tuple[int | None, str]
"""Which cover it is under, and its HTML."""


class _Making:
    def __init__(self, show: int | None, reaches: list[Reach]) -> None:
        self.show, self.reaches = show, reaches
        self.opened = 0
        self.cover: int | None = None

    def together(self, pieces: list[Piece]) -> str:
        """The blocks one after another, neighbours that one cover is over in one element."""
        return "".join(
            self._under(cover, "".join(html for _cover, html in piece))
            for cover, piece in groupby(pieces, key=itemgetter(0))
        )

    def pieces(self, quotation: Quotation) -> list[Piece]:
        """Its blocks, divided where covers begin and end."""
        found: list[Piece] = []
        for block in quotation.blocks:
            if isinstance(block, str):
                found += self._paragraphs(block)
                continue
            inner = self.pieces(block)
            over = {cover for cover, _html in inner}
            if len(over) == 1:
                html = "".join(html for _cover, html in inner)
                found.append((over.pop(), f"<blockquote>{html}</blockquote>"))
            elif inner:
                found.append((None, f"<blockquote>{self.together(inner)}</blockquote>"))
        return found

    def _under(self, cover: int | None, html: str) -> str:
        if cover is None:
            return html
        reach = self.reaches[cover]
        spoils = f' data-spoils="{self.show}.{reach[0]}.{reach[1]}"' if reach else ""
        return f'<details class="spoiler"{spoils}><summary></summary>{html}</details>'

    def _paragraphs(self, text: str) -> Iterator[Piece]:
        runs: list[tuple[Around, str]] = []
        for around, words in _runs(tokens(text)):
            for part in _MARKS.split(words):
                if part not in (OPEN, CLOSE):
                    runs.append((around, part))
                    continue
                yield from self._paragraph(runs)
                runs = []
                self._turn(part)
        yield from self._paragraph(runs)

    def _turn(self, mark: str) -> None:
        self.cover = self.opened if mark == OPEN else None
        self.opened += mark == OPEN

    def _paragraph(self, runs: list[tuple[Around, str]]) -> Iterator[Piece]:
        if html := _inline(_trimmed(runs)):
            yield self.cover, f"<p>{html}</p>"


def _runs(found: list[Token]) -> Iterator[tuple[Around, str]]:
    """The text in its order, each bit with what it stands in. Emphasis in emphasis of the same kind
    is no more of it, however deep."""
    inside: list[Around] = [()]
    for token in found:
        if token.nesting == 1:
            href = escape(str(token.attrs.get("href", "")))
            start = f'<a href="{href}">' if token.tag == "a" else f"<{token.tag}>"
            one, around = (token.tag, start), inside[-1]
            inside.append(around if one in around else (*around, one))
        elif token.nesting == -1:
            inside.pop()
        elif token.content:
            yield inside[-1], token.content


def _trimmed(runs: list[tuple[Around, str]]) -> list[tuple[Around, str]]:
    """Without blanks at the beginning and the end."""
    first = next((at for at, (_, text) in enumerate(runs) if text.strip()), len(runs))
    runs = runs[first:]
    while runs and not runs[-1][1].strip():
        runs.pop()
    if runs:
        runs[0] = (runs[0][0], runs[0][1].lstrip())
        runs[-1] = (runs[-1][0], runs[-1][1].rstrip())
    return runs


def _inline(runs: list[tuple[Around, str]]) -> str:
    made: list[str] = []
    open_now: Around = ()
    for around, text in [*runs, ((), "")]:
        same = 0
        while around[same : same + 1] == open_now[same : same + 1] != ():
            same += 1
        made += [f"</{tag}>" for tag, _start in reversed(open_now[same:])]
        made += [start for _tag, start in around[same:]]
        made.append(escape(text, quote=False).replace("\n", "<br>"))
        open_now = around
    return "".join(made)
