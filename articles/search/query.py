"""What a reader typed, as words. Whatever it was, only letters and figures are left of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.search.letters import fold

LONGEST = 200  # characters
MOST_WORDS = 12
LONGEST_WORD = 60  # letters; some signs are many when they are folded
SHORTEST_PREFIX = 3  # letters; fewer would begin half the words of the language

QUOTES = str.maketrans("“”„‟«»＂’‘‛ʼ′＇`", '"""""""' + "'" * 7)
# A word may have apostrophes within: won't, D'Onofrio, Kilgrave's.
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

# Words that nearly every story has. PostgreSQL's English dictionary leaves out these and some more.
COMMON = frozenset(
    WORD.findall("""
    a about after all am an and any are as at be because been before but by can did do does for from
    had has have he her him his how i if in into is it its me more most my no nor not of on or our
    out over she should so some such than that the their them then there these they this those to
    too under until up very was we were what when where which while who whom why will with you your
    """)
)


@dataclass(frozen=True)
class Term:
    """Words that stand next to one another; mostly there is one. With `begins`, the last of them
    may go on: "kilg" finds Kilgrave."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class Query:
    """`text` is what the page says was searched for; every one of `terms` must be found.

    `is_common`: there are words, but none that fewer than nearly all stories have.
    """

    text: str
    terms: tuple[Term, ...]
    is_common: bool = False


def parse(typed: str) -> Query:
    """Read the first 200 characters and 12 words of anything. Words in quotes stay together."""
    text = " ".join("".join(c if c.isprintable() else " " for c in typed[:LONGEST]).split())
    found: list[Term] = []
    left = MOST_WORDS
    for term in _terms(fold(text.translate(QUOTES))):
        words = term.words[:left]
        if not left:
            break
        found.append(Term(words, term.begins and words == term.words))
        left -= len(words)
    telling = [term for term in found if not COMMON.issuperset(term.words)]
    return Query(text, tuple(telling or found), is_common=bool(found) and not telling)


def _terms(folded: str) -> Iterator[Term]:
    parts = folded.split('"')
    for number, part in enumerate(parts):
        in_quotes = number % 2 == 1 and number < len(parts) - 1  # the last quote may be left open
        words = [_pieces(word) for word in WORD.findall(part)]
        if in_quotes and words:
            # They are neighbours as they are written: "Hell's Kitchen" is hell, s, kitchen.
            *before, _last = WORD.findall(part)
            yield Term((*(piece for word in before for piece in _cut(word)), *words[-1]))
        elif words:
            *before, last = words
            yield from map(Term, before)
            is_last = number == len(parts) - 1
            yield Term(last, begins=is_last and len(last[-1]) >= SHORTEST_PREFIX)


def _pieces(word: str) -> tuple[str, ...]:
    """As the databases take words apart; "Kilgrave's" is Kilgrave."""
    return _cut(word.removesuffix("'s"))


def _cut(word: str) -> tuple[str, ...]:
    return tuple(piece[:LONGEST_WORD] for piece in word.split("'"))
