"""What a search may become while it is typed: names that begin so, and headlines that say it."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.horizon import HORIZON
from articles.models.search_place import STORIES
from articles.search import ranking
from articles.search.beginnings import written_out
from articles.search.engine import Asked
from articles.search.expression import HEADLINE
from articles.search.names import find_names
from articles.search.newest import newest
from articles.search.query import Query

MOST_NAMES = 3  # of a kind
MOST_STORIES = 5
SHORTEST = 2  # letters of a query that says something


def suggestions(query: Query) -> list[dict[str, Any]]:
    """Groups with a heading and items; each item has its text, its address, and what it is."""
    if len(query.text) < SHORTEST or not query.terms:
        return []
    groups = [
        {"heading": kind.heading, "items": [_item(row.plain, row.url) for row in kind.rows]}
        for kind in find_names(query, MOST_NAMES)
    ]
    if stories := _stories(query):
        items = [_item(story.shown_headline, story.get_absolute_url()) for story in stories]
        groups.append({"heading": _("Stories"), "items": items})
    return groups


def _item(text: str, url: str) -> dict[str, str]:
    return {"text": text, "url": url}


def _stories(query: Query) -> list[Article]:
    """The newest whose headlines have the words."""
    live = Article.objects.live()
    words = ranking.all_of(written_out(query.terms), HEADLINE)
    asked = Asked(words, 0, ranking.LAST)
    places = newest([asked], live, MOST_STORIES)[0]
    rows = live.filter(pk__in=[place % STORIES for place in places])
    return list(rows.newest_first().only("headline", "safe_headline", *HORIZON, "slug", "month"))
