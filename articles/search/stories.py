"""The stories that a search finds."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from articles.models import Article
from articles.search.engine import engine
from articles.search.marks import Marker
from articles.search.query import Query

# A word that more stories have than these says little about any of them.
MOST_RANKED = 2000
SHOWN = 30


class FoundStory(NamedTuple):
    """A story with its headline, and the words about it that say why it was found, marked."""

    card: Article
    headline: SafeString
    dek: SafeString


class FoundStories(NamedTuple):
    """The first of them; `total` counts all, unless there are `more` than that."""

    rows: Sequence[FoundStory]
    total: int
    more: bool


def find_stories(query: Query, *, newest_first: bool = False) -> FoundStories:
    """Stories that readers may see and that have every term, the best first. Two queries."""
    if query.is_common or not query.terms:
        return FoundStories([], 0, False)
    scores = engine().candidates(query.terms, Article.objects.live(), MOST_RANKED)
    if not scores:
        return FoundStories([], 0, False)
    found = Article.objects.live().for_cards().select_related("search_entry")
    if newest_first:
        cards = found.filter(pk__in=scores).newest_first()[:SHOWN]
    else:
        # Numbers are given in the order of writing: of two that fit alike, the later one first.
        best = sorted(scores, key=lambda number: (-scores[number], -number))[:SHOWN]
        cards = sorted(found.filter(pk__in=best), key=lambda card: best.index(card.pk))
    marker = Marker(query.terms)
    rows = [_found(card, marker) for card in cards]
    return FoundStories(rows, len(scores), len(scores) == MOST_RANKED)


def _found(card: Article, marker: Marker) -> FoundStory:
    dek = marker.mark(card.standfirst)
    if not dek.has_marks:
        excerpt = marker.excerpt(card.search_entry.body)
        dek = excerpt if excerpt.has_marks else dek
    return FoundStory(card, marker.mark(card.headline).html, dek.html)
