"""The newest stories that have some words, found without looking at all that have them."""

from collections.abc import Sequence

from django.utils import timezone

from articles.models.search_place import STORIES
from articles.querysets import ArticleQuerySet
from articles.search.engine import Asked, engine

# The newest of those that have a common word are soon found among the newest of all. Where so many
# of these have not got it often enough, it is not that common.
LOOKED_THROUGH = 400


def newest(
    asked: Sequence[Asked],
    stories: ArticleQuerySet,
    most: int,
    worths: Sequence[int] | None = None,
) -> list[list[int]]:
    """For each that is asked, the places of the newest of `stories`, at most so many; the newest
    first. One query; two where some of it is not common.

    With `worths`, all are for one list of so many, in which the places of each are put forward by
    what it is worth. Then what cannot come into that list may be missing.
    """
    # What is scheduled has a place, too, and would be looked through for nothing.
    now = _now()
    asked = [one._replace(last=min(one.last, now)) for one in asked]
    found = engine().newest(asked, stories, most, through=LOOKED_THROUGH)
    least = _least(found, most, worths) if worths else 0
    rest = {}
    for number, one in enumerate(asked):
        first = max(one.first, least - worths[number]) if worths else one.first
        if len(found[number]) < most and first <= one.last:
            rest[number] = one._replace(first=first)
    if rest:
        again = engine().newest(list(rest.values()), stories, most)
        for number, places in zip(rest, again, strict=True):
            found[number] = places
    return found


def _least(found: Sequence[Sequence[int]], most: int, worths: Sequence[int]) -> int:
    """What a place has to come to, with what it is worth, to be among the best so many."""
    scores = [
        place + worth for places, worth in zip(found, worths, strict=True) for place in places
    ]
    return sorted(scores, reverse=True)[most - 1] if len(scores) >= most else 0


def _now() -> int:
    """The last place that a story which readers have can have."""
    return (int(timezone.now().timestamp()) + 1) * STORIES
