"""A draft as blocks of plain text, with what the markup says of it: links, italics, quotations."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from articles.reading.found import Draft
from geekfeed.lib.html import clean
from geekfeed.lib.vocabulary import TooMuch

LONGEST = 1_000  # characters of a sentence; more of it is another one
MOST_READ = 100_000  # characters of a body, some 16,000 words: no story has as many
SNIPPET = 80

# As the cleaner writes tags: small letters, every value in quotation marks.
_TAG = re.compile(r'<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+="[^"]*")*)>')
_HREF = re.compile(r' href="([^"]*)"')
# These do not end a block.
WITHIN = {"a", "br", "cite", "code", "em", "img", "q", "s", "span", "strong", "sub", "sup"}
# What the script of a sentence (script.py) writes names with, and may therefore not be in the text.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f]")

_QUOTED = re.compile(
    r"“[^”]*+(?:”|\Z)"
    r"|«[^»]*+(?:»|\Z)"
    r'|"[^"]*+"'
    r"|(?<!\w)‘(?=\w)[^‘’]{0,300}+(?:’(?=\w)[^‘’]{0,300}+)*+’(?!\w)"
)
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["”’')\]]*+\s++(?=["“‘'(\[]?[^\Wa-z_])""")
# Between two things that a sentence says.
CLAUSE = re.compile(
    r";|,\s(?:but|while|although|though|whereas|yet)\s|\s(?:but|although|whereas)\s|\s[–—]\s?"
    r"|,\sand\s(?=(?:it|they|he|she|there|fans|we|nobody|no)\b)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"""(?:(?<![^\W_])(?:[A-Z]|mr|mrs|ms|dr|st|jr|sr|vs|no|w|e|ave|prof|sgt|capt|lt|gen|vol|ep|jan
    |feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|co)|[A-Z]\.[A-Z])\Z""",
    re.VERBOSE | re.IGNORECASE,
)

# An address that nobody made a link of; what only ends the sentence is no part of it.
_ADDRESS = re.compile(r"(?<![\w@./:-])(?:https?://|www\.)[^\s<>\"“”«»]*[\w/=&#%+~-]", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    start: int
    end: int
    href: str


@dataclass
class Block:
    """A heading, a paragraph, an item. `said` is "quoted" for somebody else's words, and "caption"
    for what stands under a picture."""

    said: str
    text: str = ""
    links: list[Link] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)

    def sentences(self) -> Iterator[tuple[int, int]]:
        begin = 0
        for stop in _STOP.finditer(self.text):
            dot = stop.start()
            if self.text[dot] == "." and _ABBREVIATION.search(self.text[max(0, dot - 6) : dot]):
                continue
            yield from self._pieces(begin, stop.end())
            begin = stop.end()
        yield from self._pieces(begin, len(self.text))

    def _pieces(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        while end - begin > LONGEST:
            cut = self.text.rfind(" ", begin + 1, begin + LONGEST) + 1 or begin + LONGEST
            yield begin, cut
            begin = cut
        if begin < end:
            yield begin, end

    def snippet(self, start: int, end: int) -> str:
        """The words between the two, with some more around them where there is room."""
        room = max(0, SNIPPET - (end - start))
        first, last = start, min(len(self.text), start + SNIPPET - room // 4)
        first = max(0, start - (SNIPPET - (last - start)))
        if 0 < first < start:
            first = self.text.find(" ", first, start) + 1 or start
        if last < len(self.text) and not self.text[last].isspace():
            last = max(self.text.rfind(" ", start, last), min(end, start + SNIPPET))
        return self.text[first:last].strip()


def blocks(draft: Draft) -> Iterator[Block]:
    """Headline, standfirst and body, in the order in which they are read. Of a body that is longer
    than any story, the first MOST_READ characters and what is left of their block."""
    for line in (draft.headline, draft.standfirst):
        writer = _Writer("headline" if line is draft.headline else "text")
        writer.write(line)
        yield from writer.done()
    try:
        html = clean(draft.body)
    except TooMuch:
        return  # no story can be like that, and the desk says so
    length = 0
    for block in _body(html):
        yield block
        length += len(block.text)
        if length > MOST_READ:
            return


def _body(html: str) -> Iterator[Block]:
    at = 0
    inside: list[str] = []  # the quotations and captions around
    writer = _Writer("text")
    for tag in _TAG.finditer(html):
        writer.write(unescape(html[at : tag.start()]))
        at = tag.end()
        name, is_start = tag["name"], not tag["slash"]
        if name == "a":
            href = _HREF.search(tag["attributes"]) if is_start else None
            writer.link(unescape(href[1]).strip() if href else None)
        elif name == "em":
            writer.italics(is_start)
        elif name == "q":
            writer.write("“" if is_start else "”")
        elif name == "br":
            writer.write(" ")
        elif name not in WITHIN:
            yield from writer.done()
            if name in ("blockquote", "footer", "figcaption"):
                if is_start:
                    inside.append(name)
                elif inside and inside[-1] == name:
                    inside.pop()
            said = {
                "blockquote": "quoted",
                "figcaption": "caption",
                "h2": "headline",
                "h3": "headline",
            }
            writer = _Writer(said.get(inside[-1] if inside else name, "text"))
    writer.write(unescape(html[at:]))
    yield from writer.done()


class _Writer:
    """Writes a block, its white space folded."""

    def __init__(self, said: str) -> None:
        self.block = Block(said)
        self.parts: list[str] = []
        self.length = 0
        self.is_spaced = True
        self.href: str | None = None
        self.link_from = self.italics_from = -1

    def write(self, said: str) -> None:
        said = _PRIVATE.sub(" ", said)
        folded = " ".join(said.split())
        if said[:1].isspace() and not self.is_spaced:
            folded = f" {folded}"
        if folded.strip() and said[-1:].isspace():
            folded += " "
        if folded:
            self.parts.append(folded)
            self.length += len(folded)
            self.is_spaced = folded[-1] == " "

    def link(self, href: str | None) -> None:
        if self.href is not None and self.link_from < self.length:
            self.block.links.append(Link(self.link_from, self.length, self.href))
        self.href, self.link_from = href, self.length

    def italics(self, is_start: bool) -> None:
        if not is_start and 0 <= self.italics_from < self.length:
            self.block.italics.append((self.italics_from, self.length))
        self.italics_from = self.length if is_start else -1

    def done(self) -> Iterator[Block]:
        self.link(None)
        self.block.text = "".join(self.parts)
        if self.block.text.strip():
            self.block.quotes = [match.span() for match in _QUOTED.finditer(self.block.text)]
            self.block.links = sorted([*self.block.links, *self.addresses()], key=_start)
            yield self.block

    def addresses(self) -> Iterator[Link]:
        """Addresses that stand in the text as words. What a link is made of is that link."""
        links = self.block.links
        for match in _ADDRESS.finditer(self.block.text):
            start, end = match.span()
            at = bisect_right(links, start, key=_start)
            near = links[max(0, at - 1) : at + 1]
            if any(link.start < end and start < link.end for link in near):
                continue
            href = match[0] if "://" in match[0] else f"https://{match[0]}"
            yield Link(start, end, href)


def _start(link: Link) -> int:
    return link.start
