"""Names in a story's text become links when its page is made. The stored text stays as it is.

Which names lead where a person has chosen (`Mention`); the first time that the text says one of
them, by whichever of its names, it is linked. Where readers are led already, or where somebody
else is speaking, nothing is added: in links, headings, quotations, captions, code and embeds.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache

from articles.models import Article
from geekfeed.lib.addresses import absolute
from geekfeed.lib.names import Names
from geekfeed.lib.tidy import INLINE
from geekfeed.lib.vocabulary import DEEPEST
from shows.models import Season

KEPT_FOR = 24 * 3600  # seconds; the key names the content, so nothing old is ever found
CLOSED = {"a", "blockquote", "caption", "code", "figure", "h2", "h3", "pre", "q", "th"}

# Only cleaned HTML is read here (geekfeed/lib/html.py): well formed, attributes in double quotes.
_TAG = re.compile(r'<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?:\s+[a-z-]+="[^"]*")*\s*/?>')
_HREF = re.compile(r'<a (?:[^>]* )?href="([^"]*)"')
_SIGN = re.compile(r"&#?\w+;|.", re.DOTALL)


def linked(html: str, names_by_address: Mapping[str, Iterable[str]]) -> str:
    """Cleaned HTML with the first mention of each name as a link to its address. Nothing but these
    links is different, and it is still in the vocabulary.

    A page that the text leads to by hand gets no second link. A name that several addresses have
    belongs to the first of them.
    """
    by_hand = {_page(unescape(href)) for href in _HREF.findall(html)}
    left = {address for address in names_by_address if _page(address) not in by_hand}
    if not left:
        return html
    pairs = [(name, to) for to, several in names_by_address.items() for name in several]
    names = Names(pairs, are_chosen=True)
    made: list[str] = []
    at = 0
    for run in _runs(html):
        for found in names.find(run.text):
            address = found.things[0]
            place = run.place(found.start, found.end) if address in left else None
            if place is None:
                continue
            start, end = place
            made += [html[at:start], f'<a href="{escape(address)}" rel="noopener">']
            made += [html[start:end], "</a>"]
            left.discard(address)
            at = end
    return "".join([*made, html[at:]])


def body_of(article: Article) -> str:
    """The body of a story from `for_page()` as its page shows it. Worked out once for each text
    and whatever its names are called and lead to; what is previewed has a text of its own."""
    names = _names(article)
    if not names:
        return article.body
    told = repr((article.body, list(names.items()))).encode("utf-8", "surrogatepass")
    key = f"linked:{article.pk}:{article.version}:{blake2b(told, digest_size=16).hexdigest()}"
    body = cache.get(key)
    if body is None:
        body = linked(article.body, names)
        cache.set(key, body, KEPT_FOR)
    return body


def _names(article: Article) -> dict[str, list[str]]:
    """Address → names of what the story links, in the order in which it was chosen. The page of a
    source is there once a live story names it; this story is live, or shown as if it were."""
    sources = {source.pk for citation in article.citations.all() for source in citation.chain}
    shows = {coverage.show_id for coverage in article.coverage.all()}
    found = {}
    for mention in article.mentions.all():
        if mention.source and not (mention.source_is_cited or mention.source_id in sources):
            continue
        record = mention.record
        if isinstance(record, Season):
            found[record.get_absolute_url()] = _season(record, is_bare=shows == {record.show_id})
        elif record is not None:
            found[record.get_absolute_url()] = record.names
    return found


def _season(season: Season, *, is_bare: bool) -> list[str]:
    """ "Season 2" alone is enough in a story about one show."""
    number = season.name
    ways = ("{show}, {season}", "{show} {season}", "{season} of {show}")
    names = [
        way.format(show=show, season=number.lower()) for show in season.show.names for way in ways
    ]
    return [*names, number.lower()] if is_bare else names


def _page(address: str) -> str:
    """Whose page an address is, whatever part of it and however it is written."""
    try:
        parts = urlsplit(absolute(address))
    except ValueError:
        return address
    return f"{parts.netloc}{parts.path.rstrip('/')}"


# -- Reading the text --------------------------------------------------------------------------


@dataclass
class _Piece:
    """Text between two tags: where it begins in its run and in the HTML."""

    begins: int
    at: int
    html: str
    text: str
    is_open: bool

    def place(self, offset: int) -> int:
        """Where in the HTML the sign stands that has this place in the text."""
        if self.text == self.html:
            return self.at + offset
        for sign in _SIGN.finditer(self.html):
            if offset <= 0:
                return self.at + sign.start()
            offset -= len(unescape(sign[0]))
        return self.at + len(self.html)


@dataclass
class _Run:
    """The text of one block. Words go on across inline tags; links do not."""

    texts: list[str] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, at: int, html: str, is_open: bool) -> None:
        text = unescape(html) if "&" in html else html
        if not text:
            return
        self.pieces.append(_Piece(self.length, at, html, text, is_open))
        self.begins.append(self.length)
        self.texts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the text stands in the HTML, if it can be a link."""
        piece = self.pieces[bisect_right(self.begins, start) - 1]
        if not piece.is_open or end > piece.begins + len(piece.text):
            return None
        return piece.place(start - piece.begins), piece.place(end - piece.begins)


def _runs(html: str) -> Iterator[_Run]:
    run, inside, at = _Run(), _Inside(), 0
    for tag in _TAG.finditer(html):
        if tag.start() > at:
            run.add(at, html[at : tag.start()], inside.is_open)
        at = tag.end()
        if tag["name"] not in INLINE:
            yield run
            run = _Run()
        inside.step(tag)
    run.add(at, html[at:], inside.is_open)
    yield run


class _Inside:
    """What the reading has come into."""

    def __init__(self) -> None:
        self.closed = self.inline = 0

    def step(self, tag: Any) -> None:
        way = -1 if tag["slash"] else 1
        self.closed += way * (tag["name"] in CLOSED)
        self.inline += way * (tag["name"] in INLINE)

    @property
    def is_open(self) -> bool:
        return not self.closed and self.inline < DEEPEST
