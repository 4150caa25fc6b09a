"""Which stories come first: docs/decisions/0013 says why so.

A story's score is the moment when readers got it, put forward by what the place of the words is
worth. So the newest is first among stories that say it in the same place, a headline is worth two
years, and the score of a story is always the same: a list can be paged by it. And as the best of
all are among the newest of each class, nobody has to look at the others.
"""

from collections.abc import Sequence
from typing import NamedTuple

from articles.models.search_place import STORIES
from articles.querysets import ArticleQuerySet
from articles.search.beginnings import written_out
from articles.search.engine import Asked
from articles.search.expression import HEADLINE, NEAR, All, Any, Expression, Run, Without
from articles.search.newest import newest
from articles.search.query import Query, Term
from articles.search.words import begun, stem

YEAR = 365 * 24 * 60 * 60 * STORIES  # as a distance of places
LAST = 2**63 - 1  # no score is beyond


class Tier(NamedTuple):
    """A class of stories, none of which is in another one, and what it is worth."""

    words: Expression
    worth: int


class Best(NamedTuple):
    """Stories by number, the best first; the score of the last one where there are more. `others`
    are some that come after them."""

    numbers: list[int]
    next_score: int | None
    others: list[int]


class Within(NamedTuple):
    """What narrows a search: tokens that every story must have, and from where to where, as
    places."""

    facets: Sequence[str] = ()
    first: int = 0
    last: int = LAST


ANYWHERE = Within()


def best(
    query: Query,
    stories: ArticleQuerySet,
    size: int,
    *,
    within: Within = ANYWHERE,
    before: int = LAST,
    newest_first: bool = False,
) -> Best:
    """Of stories that fit, so many whose score is less than `before`. One query, or two, and one
    for a word that may go on."""
    terms = written_out(query.terms)
    tiers = [Tier(all_of(terms), 0)] if newest_first else tiers_of(terms)
    asked = [
        Asked(
            _narrowed(tier.words, query.without, within.facets),
            within.first,
            min(within.last, before - tier.worth - 1),
        )
        for tier in tiers
    ]
    found = newest(asked, stories, size + 1, [tier.worth for tier in tiers])
    scored = sorted(
        (
            (place + tier.worth, place)
            for tier, places in zip(tiers, found, strict=True)
            for place in places
        ),
        reverse=True,
    )
    numbers = [place % STORIES for _score, place in scored]
    next_score = scored[size - 1][0] if len(scored) > size else None
    return Best(numbers[:size], next_score, numbers[size:])


def tiers_of(terms: Sequence[Term]) -> list[Tier]:
    """The headline has all words; it, the standfirst and the names do; the headline has some; the
    story has them."""
    headline, near, anywhere = (all_of(terms, mark) for mark in (HEADLINE, NEAR, ""))
    tiers = [Tier(headline, 2 * YEAR), Tier(Without(near, headline), YEAR)]
    if len(terms) == 1:
        return [*tiers, Tier(Without(anywhere, near), 0)]
    some = Any([said(term, HEADLINE) for term in terms])
    return [
        *tiers,
        Tier(Without(All([anywhere, some]), near), YEAR // 2),
        Tier(Without(anywhere, Any([near, some])), 0),
    ]


def all_of(terms: Sequence[Term], mark: str = "") -> Expression:
    return All([said(term, mark) for term in terms])


def said(term: Term, mark: str = "") -> Expression:
    """That a story has the term's words next to one another, in whichever forms."""
    *before, last = term.words
    first = tuple(mark + stem(word) for word in before)
    if not term.begins:
        return Run((*first, mark + stem(last)))
    ends = dict.fromkeys([*begun(last), *(term.endings or ())])
    runs = [Run((*first, mark + end)) for end in ends]
    return Any(runs if term.endings is not None else [*runs, Run((*first, mark + last), True)])


def _narrowed(words: Expression, without: Sequence[Term], facets: Sequence[str]) -> Expression:
    if facets:
        words = All([words, *(Run((token,)) for token in facets)])
    return Without(words, Any([said(term) for term in without])) if without else words
