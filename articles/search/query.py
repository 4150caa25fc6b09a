"""What a reader typed, as words. Whatever it was, only letters and figures are left of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.search.letters import fold
from articles.search.words import APOSTROPHES, WORD, cut, pieces

LONGEST = 200  # characters
MOST_WORDS = 12
SHORTEST_PREFIX = 3  # letters; fewer would begin half the words of the language

QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
# A minus before a word or before words in quotes: not these. Within a word it is a seam.
ITEM = re.compile(
    rf"""(?P<minus>(?<!\S)-(?=[^\W_]|"))?(?:"(?P<quoted>[^"]*)"|(?P<word>{WORD.pattern}))"""
)

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
    may go on: "kilg" finds Kilgrave. `endings` are the stems of what it may become; None: whatever
    there is."""

    words: tuple[str, ...]
    begins: bool = False
    endings: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Query:
    """`text` is what the page says was searched for; every one of `terms` must be found, and none
    of `without`.

    `is_common`: there are words, but none that fewer than nearly all stories have.
    """

    text: str
    terms: tuple[Term, ...]
    is_common: bool = False
    without: tuple[Term, ...] = ()


def parse(typed: str) -> Query:
    """Read the first 200 characters and 12 words of anything. Words in quotes stay together. What
    has a minus before it is left out, where something else is there to be found."""
    text = " ".join("".join(c if c.isprintable() else " " for c in typed[:LONGEST]).split())
    found: list[tuple[Term, bool]] = []
    left = MOST_WORDS
    for term, is_unwanted in _terms(fold(text.translate(QUOTES | APOSTROPHES))):
        words = term.words[:left]
        if not left:
            break
        found.append((Term(words, term.begins and words == term.words), is_unwanted))
        left -= len(words)
    without = tuple(term for term, is_unwanted in found if is_unwanted)
    if len(without) == len(found):
        without = ()
    wanted = [term for term, is_unwanted in found if not (is_unwanted and without)]
    telling = [term for term in wanted if not COMMON.issuperset(term.words)]
    is_common = bool(wanted) and not telling
    return Query(text, tuple(telling or wanted), is_common, without)


def _terms(folded: str) -> Iterator[tuple[Term, bool]]:
    """Each with whether it is unwanted."""
    items = list(ITEM.finditer(folded))
    for item in items:
        is_unwanted = item["minus"] is not None
        if item["word"]:
            words = pieces(item["word"])
            may_go_on = item is items[-1] and not is_unwanted and len(words[-1]) >= SHORTEST_PREFIX
            yield Term(words, begins=may_go_on), is_unwanted
        elif found := WORD.findall(item["quoted"]):
            # They are neighbours as they are written: "Hell's Kitchen" is hell, s, kitchen.
            *before, last = found
            yield Term((*(p for word in before for p in cut(word)), *pieces(last))), is_unwanted
