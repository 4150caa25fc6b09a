"""The body of a story as a tree: its blocks, what stands in them, and their words.

Only cleaned HTML is read here (geekfeed/lib/html.py): well formed, attributes in double quotes,
nothing in it but the vocabulary. So its tags may be written again as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from articles.compare.words import Word, counted, words
from geekfeed.lib.tidy import INLINE

DEEPEST = 8  # blocks in one another; what stands deeper is read as part of the eighth
ALONE = {"br", "img", "hr"}  # elements without an end

_TAG = re.compile(r'<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?:\s+[a-z-]+="[^"]*")*\s*/?>')


@dataclass
class Block:
    """A block with its start tag and what stands in it. Words that stand side by side are a block
    without a tag, so a paragraph holds one, and a list's item may hold words and another list."""

    start: str = ""
    inner: list["Block"] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    @cached_property
    def tag(self) -> str:
        return self.start[1:-1].partition(" ")[0]

    @property
    def end(self) -> str:
        return f"</{self.tag}>" if self.tag and self.tag not in ALONE else ""

    @cached_property
    def key(self) -> str:
        """The same for two blocks that say the same in the same way."""
        if not self.start:
            # No text holds a NUL, so nothing that is typed looks like something else.
            return "".join(
                f"{word.spaced:d}{word.text}\0{''.join(word.look)}\0" for word in self.words
            )
        return f"{self.start}{''.join(block.key for block in self.inner)}{self.end}"

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words, however they are ordered or set."""
        if not self.start:
            return Counter(word.text for word in self.words)
        total: Counter[str] = Counter()
        for block in self.inner:
            total.update(block.bag)
        return total

    @cached_property
    def count(self) -> int:
        return counted(self.words) + sum(block.count for block in self.inner)

    def is_like(self, other: "Block") -> float:
        """How much of both is shared, from 0 to 1."""
        total = self.bag.total() + other.bag.total()
        return 2 * (self.bag & other.bag).total() / total if total else 1.0


def pieces(html: str) -> list[str]:
    """Cleaned HTML cut where one top block ends and the next one begins."""
    cut: list[str] = []
    depth = at = 0
    for match in _TAG.finditer(html):
        name = match["name"]
        if name in INLINE or name in ("br", "img"):
            continue
        if depth == 0 and html[at : match.start()].strip():
            cut.append(html[at : match.start()])  # words that stand in no block
        if depth == 0:
            at = match.start()
        if name not in ALONE:
            depth += -1 if match["slash"] else 1
        if depth == 0:
            cut.append(html[at : match.end()])
            at = match.end()
    if html[at:].strip():
        cut.append(html[at:])
    return cut


def read(html: str) -> list[Block]:
    """The blocks of cleaned HTML."""
    reader = _Reader()
    at = 0
    for match in _TAG.finditer(html):
        reader.text(html[at : match.start()])
        reader.tag(match["name"], match[0], is_end=bool(match["slash"]))
        at = match.end()
    reader.text(html[at:])
    return reader.done()


class _Reader:
    def __init__(self) -> None:
        self.around = [Block()]
        self.too_deep = 0
        self.look: tuple[str, ...] = ()
        self.words: list[Word] = []
        self.spaced = True

    def text(self, html: str) -> None:
        if not html:
            return
        if self.around[-1].tag == "pre":
            self.words += _lines(unescape(html), self.look)
            return
        self.words += words(unescape(html), self.look, self.spaced)
        self.spaced = html[-1].isspace() or (self.spaced and html.isspace())

    def tag(self, name: str, written: str, *, is_end: bool) -> None:
        if name in INLINE:
            self.look = self._without(name) if is_end else (*self.look, written)
        elif name in ("br", "img"):
            self.words.append(Word(written, self.spaced, self.look, is_markup=True))
            self.spaced = name == "br"
        elif is_end:
            self._end()
        else:
            self._begin(Block(written))

    def done(self) -> list[Block]:
        self._gather()
        return self.around[0].inner

    def _begin(self, block: Block) -> None:
        self._gather()
        if block.tag in ALONE:
            self.around[-1].inner.append(block)
        elif len(self.around) > DEEPEST:
            self.too_deep += 1
        else:
            self.around[-1].inner.append(block)
            self.around.append(block)

    def _end(self) -> None:
        self._gather()
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.around) > 1:
            self.around.pop()

    def _gather(self) -> None:
        if self.words:
            self.around[-1].inner.append(Block(words=self.words))
        self.words, self.spaced = [], True

    def _without(self, name: str) -> tuple[str, ...]:
        for number in range(len(self.look) - 1, -1, -1):
            if self.look[number][1:-1].partition(" ")[0] == name:
                return self.look[:number]
        return self.look


def _lines(text: str, look: tuple[str, ...]) -> Iterator[Word]:
    """Where white space counts, a line is one word."""
    for line in re.findall(r"\n|[^\n]+", text):
        yield Word(line, False, look)
