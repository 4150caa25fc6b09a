"""Where a text says what was searched for: marks for readers' eyes, and the piece worth showing.

Two words are the same here where they are in the index: when they have one stem. A miss costs a
mark, never a result.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.search.letters import fold, pattern
from articles.search.query import Term
from articles.search.words import begun, stem

SHORTEST_STEM = 3
JOINS = {" ", "'", "’", "-"}  # one mark goes over these
EXCERPT = 160  # characters
LEAD_IN = 50  # of them before the first mark
READ = 20_000  # characters of a text in which an excerpt is looked for
MOST_HITS = 200  # in one text


Meaning = tuple[int, int]  # number of a term, place of a word in it


class Piece(NamedTuple):
    """Part of a text, marked, and whether anything in it is."""

    html: SafeString
    has_marks: bool


class Word(NamedTuple):
    start: int
    end: int
    folded: str


class Hit(NamedTuple):
    start: int
    end: int
    term: int


class Marker:
    def __init__(self, terms: Iterable[Term], *, beginnings: bool = False) -> None:
        """With `beginnings`, every word may go on, as names do while they are typed."""
        self.terms = [Term(term.words, term.begins or beginnings) for term in terms]
        likely = sorted(
            {
                start
                for term in self.terms
                for place, word in enumerate(term.words)
                for start in _starts(word, _may_go_on(term, place))
            }
        )
        self._likely = re.compile(rf"(?<![^\W_])(?:{'|'.join(likely)})", re.IGNORECASE)
        self._meanings: dict[str, frozenset[Meaning]] = {}

    def mark(self, text: str) -> Piece:
        """The whole text."""
        return _marked(text, 0, len(text), self._hits(text))

    def excerpt(self, text: str) -> Piece:
        """The part of a long text where most of the terms stand together."""
        hits = self._hits(text[:READ])
        if not hits:
            return Piece(SafeString(""), False)
        best = max(hits, key=lambda hit: (_terms_near(hit, hits), -hit.start))
        start = _after_space(text, best.start - LEAD_IN) if best.start > LEAD_IN else 0
        end = _before_space(text, start + EXCERPT, best.end)
        return _marked(text, start, end, hits)

    def _hits(self, text: str) -> list[Hit]:
        words = [
            Word(match.start(), match.end(), fold(match[0]))
            for match in self._likely.finditer(text)
        ]
        hits: set[Hit] = set()
        for index, word in enumerate(words):
            for number, place in self._meaning(word.folded):
                run = words[index : index + len(self.terms[number].words)]
                if place == 0 and self._says(run, number) and _is_unbroken(text, run):
                    hits |= {Hit(word.start, word.end, number) for word in run}
        return sorted(hits)[:MOST_HITS]

    def _says(self, run: Sequence[Word], number: int) -> bool:
        return len(run) == len(self.terms[number].words) and all(
            (number, place) in self._meaning(word.folded) for place, word in enumerate(run)
        )

    def _meaning(self, folded: str) -> frozenset[Meaning]:
        """Which words of which terms this one can be; worked out once for each word."""
        if folded not in self._meanings:
            self._meanings[folded] = frozenset(
                (number, place)
                for number, term in enumerate(self.terms)
                for place, wanted in enumerate(term.words)
                if _is_form(folded, wanted, _may_go_on(term, place))
            )
        return self._meanings[folded]


def _may_go_on(term: Term, place: int) -> bool:
    return term.begins and place == len(term.words) - 1


def _starts(word: str, may_go_on: bool) -> list[str]:
    """Expressions for the words that can be meant by one, and for some more. A short word has no
    other forms."""
    if len(word) < SHORTEST_STEM and not may_go_on:
        return [pattern(word) + r"(?![^\W_])"]
    stems = begun(word) if may_go_on else (stem(word),)
    # "move" is "moving", too, and "stori" is "story".
    shortest = [one[:-1] if one[-1] in "ei" and len(one) > SHORTEST_STEM else one for one in stems]
    return [f"{pattern(start)}[^\\W_]*" for start in shortest]


def _is_form(folded: str, wanted: str, may_go_on: bool) -> bool:
    if may_go_on:
        return folded.startswith(wanted) or stem(folded) in begun(wanted)
    return stem(folded) == stem(wanted)


def _is_unbroken(text: str, run: Sequence[Word]) -> bool:
    """Whether only spaces and signs stand between the words."""
    return not any(
        any(map(str.isalnum, text[before.end : after.start])) for before, after in pairwise(run)
    )


def _marked(text: str, start: int, end: int, hits: Sequence[Hit]) -> Piece:
    """Text is escaped here, whatever is in it; only the marks are HTML."""
    spans = _joined(text, [hit for hit in hits if start <= hit.start and hit.end <= end])
    parts = ["…"] if start else []
    done = start
    for first, last in spans:
        parts += [text[done:first], format_html("<mark>{}</mark>", text[first:last])]
        done = last
    parts += [text[done:end], "…" if end < len(text) else ""]
    return Piece(format_html_join("", "{}", ((part,) for part in parts)), bool(spans))


def _joined(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Words side by side get one mark."""
    spans: list[tuple[int, int]] = []
    for start, end, _term in hits:
        if spans and (start <= spans[-1][1] or text[spans[-1][1] : start] in JOINS):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _terms_near(first: Hit, hits: Sequence[Hit]) -> int:
    end = first.start + EXCERPT - LEAD_IN
    return len({hit.term for hit in hits if first.start <= hit.start and hit.end <= end})


def _after_space(text: str, place: int) -> int:
    return text.find(" ", place, place + LEAD_IN) + 1 or place


def _before_space(text: str, place: int, least: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", least, place)
    return max(len(text[: space if space >= 0 else place].rstrip(" .,;:")), least)
