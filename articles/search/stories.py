"""The stories that a search finds."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import Http404
from django.utils.safestring import SafeString

from articles.models import Article
from articles.search import ranking
from articles.search.marks import Marker
from articles.search.query import Query
from articles.search.ranking import ANYWHERE, LAST, Within
from geekfeed.lib.composed import Composed
from shows.seen import Seen

SHOWN = 20  # on a page
CARDS = Composed(
    lambda numbers: (
        Article.objects.live().for_cards().select_related("search_entry").filter(pk__in=numbers)
    )
)


class FoundStory(NamedTuple):
    """A story with its headline, and the words about it that say why it was found, marked."""

    card: Article
    headline: SafeString
    dek: SafeString


class FoundStories(NamedTuple):
    """One page of them, as geekfeed.lib.paging has pages. `numbers` are the primary keys of these
    and some more, the best first."""

    rows: Sequence[FoundStory]
    is_first: bool = True
    next_token: str | None = None
    numbers: Sequence[int] = ()


def find_stories(
    query: Query,
    *,
    within: Within = ANYWHERE,
    newest_first: bool = False,
    after: str | None = None,
    seen: Seen | None = None,
) -> FoundStories:
    """Stories that readers may see and that have every term, the best first, as they are told to
    somebody who has `seen` so far. Four queries at most.

    `after` is the token of a page. Raises Http404 for one that was not made here, or has nothing
    after it.
    """
    before = LAST if after is None else _score(after)
    if not query.terms:
        return FoundStories([])
    found = ranking.best(
        query,
        Article.objects.live(),
        SHOWN,
        within=within,
        before=before,
        newest_first=newest_first,
    )
    if not found.numbers:
        if after is not None:
            raise Http404("There is nothing after this page.")
        return FoundStories([])
    in_order = {number: place for place, number in enumerate(found.numbers)}
    rows = sorted(CARDS(found.numbers), key=lambda card: in_order[card.pk])
    (seen or Seen()).uncover(rows)
    marker = Marker(query.terms)
    token = None if found.next_score is None else str(found.next_score)
    return FoundStories(
        [_found(card, marker) for card in rows],
        after is None,
        token,
        [*found.numbers, *found.others],
    )


def _score(token: str) -> int:
    score = int(token) if token.isascii() and token.isdecimal() and len(token) < 20 else 0
    if not 0 < score <= LAST or str(score) != token:
        raise Http404("There is no such page.")
    return score


def _found(card: Article, marker: Marker) -> FoundStory:
    dek = marker.mark(card.shown_standfirst)
    if not dek.has_marks and not card.is_covered:
        excerpt = marker.excerpt(card.search_entry.body)
        dek = excerpt if excerpt.has_marks else dek
    return FoundStory(card, marker.mark(card.shown_headline).html, dek.html)
