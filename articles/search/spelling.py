"""What somebody may have meant whose words nobody uses.

A guess is a word of a headline, a standfirst or a name that is few slips of the fingers away. The
list of such words may have some of stories that were withdrawn: so every word is looked for in what
readers may see, and the guess as a whole has to find something.
"""

from collections.abc import Mapping, Sequence

from django.db.models import Q

from articles.models import Article, SearchWord
from articles.search import ranking
from articles.search.engine import Asked
from articles.search.letters import fold
from articles.search.newest import newest
from articles.search.places import SHORTEST_WORD
from articles.search.query import Query, Term, parse
from articles.search.words import APOSTROPHES, WORD, stem

MOST_WORDS = 4  # of what was typed
MOST_NEAR = 4000  # words that are compared with one
MOST_GUESSES = 5  # for a word
LONG = 7  # letters of a word in which there may be two slips


def suggestion(query: Query) -> str | None:
    """The same in other words, for a query that finds nothing; None where nobody knows better.
    Eight queries at most, and one more for each further word that nobody uses."""
    typed = [
        term.words[0]
        for term in query.terms
        if len(term.words) == 1 and len(term.words[0]) >= SHORTEST_WORD and term.words[0].isalpha()
    ][:MOST_WORDS]
    unknown = set(typed) - _known(typed)
    guesses = {word: near for word in unknown if (near := _near(word))} if unknown else {}
    known = _known([guess for near in guesses.values() for guess in near])
    better = {
        word: next(guess for guess in near if guess in known)
        for word, near in guesses.items()
        if known.intersection(near)
    }
    if not better:
        return None
    text = _put_right(query.text, better)
    return text if _finds(parse(text)) else None


def _known(words: Sequence[str]) -> set[str]:
    """Those that readers' stories have."""
    if not words:
        return set()
    asked = [Asked(ranking.said(Term((word,))), 0, ranking.LAST) for word in words]
    found = newest(asked, Article.objects.live(), 1)
    return {word for word, places in zip(words, found, strict=True) if places}


def _near(word: str) -> list[str]:
    """Words that begin or end like this one, the likeliest first."""
    alike = SearchWord.objects.filter(Q(beginning=word[:2]) | Q(ending=word[-3:]))
    slips = 2 if len(word) >= LONG else 1
    close = [
        (distance, abs(len(other) - len(word)), other)
        for other in alike.values_list("word", flat=True)[:MOST_NEAR]
        if abs(len(other) - len(word)) <= slips
        and stem(other) != stem(word)
        and (distance := slips_between(word, other, slips)) <= slips
    ]
    return [other for _distance, _longer, other in sorted(close)[:MOST_GUESSES]]


def slips_between(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many, or swapped with their neighbour; where it is
    more than `most`, some number beyond."""
    before, last = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _put_right(text: str, better: Mapping[str, str]) -> str:
    """The text as it was typed, but for these words. A name keeps its capital."""

    def right(word: str) -> str:
        guess = better.get(fold(word.translate(APOSTROPHES)).removesuffix("'s"))
        if guess is None:
            return word
        return guess.capitalize() if word[:1].isupper() else guess

    parts, done = [], 0
    for match in WORD.finditer(text):
        parts += [text[done : match.start()], right(match[0])]
        done = match.end()
    return "".join([*parts, text[done:]])


def _finds(query: Query) -> bool:
    return bool(ranking.best(query, Article.objects.live(), 1).numbers)
