"""Telling others that there is something new: the hub that hands our feeds on (WebSub, W3C 2018),
and the search engines that share what they are told (IndexNow).

Nobody is told anything unless the settings name them. It is done by the worker, through the one
door to the outside; whoever cannot be told is named in the log, and will find out by asking.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.feeds.channels import FORMS, path
from articles.models import Article, Section, Topic
from articles.models.topic import read as names_in
from articles.state import State
from articles.workflow import SEEN
from authors.models import Author
from geekfeed.lib import fetch
from geekfeed.lib.addresses import absolute, address_of
from geekfeed.lib.pace import Patience
from shows.models import Show
from sources.models import Source

Page = tuple[str, str]  # kind and slug, as channels.path() takes them

log = logging.getLogger(__name__)
FRESH = timedelta(days=1)  # what comes in from another site was published long ago
MOST = 100  # feeds that one message names
SECONDS = 10.0
PATIENCE = Patience(attempts=2, first=5.0, longest=15.0)
ALLOWED: tuple[str, ...] = ()  # networks that are not public: none


def is_wanted() -> bool:
    return bool(settings.WEBSUB_HUB or settings.INDEXNOW_KEY)


def is_news(article: Article, verb: str) -> bool:
    """Whether the verb has changed what readers have, just now."""
    if verb not in SEEN:
        return False
    moments = [moment for moment in (article.live_at, article.edited_at) if moment]
    is_fresh = bool(moments) and max(moments) > timezone.now() - FRESH
    return verb == "withdraw" or (article.is_live and is_fresh)


def announce(article: Article) -> list[str]:
    """Tell whoever is to be told about a story that readers have, or had. Returns what went wrong,
    in sentences."""
    failures = []
    for tell in (_tell_hub, _tell_search_engines):
        try:
            tell(article)
        except fetch.NotFetched as error:
            log.warning("%s", error)
            failures.append(str(error))
    return failures


def feeds_of(article: Article) -> list[str]:
    """The whole addresses of all the feeds that the story is in, or was before it was changed."""
    sections = [article.section] if article.section else []
    shows = [row.show for row in article.coverage.select_related("show__franchise")]
    pages = [
        ("site", ""),
        *_pages("section", sections),
        *_pages_of_shows(shows),
        *_pages("author", (row.author for row in article.bylines.select_related("author"))),
        *_pages("topic", (row.tag for row in article.topic_links.select_related("tag"))),
        *_pages("source", (row.tag for row in article.citations.select_related("tag"))),
        *_pages_before(article),
    ]
    paths = [path(*page, form) for page in dict.fromkeys(pages) for form in FORMS]
    return [absolute(one) for one in paths][:MOST]


def _pages(kind: str, records: Iterable[Any]) -> Iterator[Page]:
    return ((kind, record.slug) for record in records)


def _pages_of_shows(shows: Iterable[Show]) -> Iterator[Page]:
    for show in shows:
        yield "show", show.slug
        if show.franchise:
            yield "franchise", show.franchise.slug


def _pages_before(article: Article) -> Iterator[Page]:
    """Of what readers had before they got what they have."""
    seen = article.revisions.filter(verb__in=SEEN).values_list("state", flat=True)
    for state in seen[1:2]:
        sections = _chosen(state, "section")
        shows = Show.objects.filter(pk__in=_chosen(state, "show", "coverage"))
        authors = _chosen(state, "author", "bylines")
        topics = names_in(", ".join(_chosen(state, "topics")))
        sources = _chosen(state, "tag", "citations")
        yield from _pages("section", Section.objects.filter(pk__in=sections))
        yield from _pages_of_shows(shows.select_related("franchise"))
        yield from _pages("author", Author.objects.filter(pk__in=authors))
        yield from _pages("topic", Topic.objects.filter(name__in=topics))
        yield from _pages("source", Source.objects.filter(pk__in=sources))


def _chosen(state: State, name: str, prefix: str = "") -> list[str]:
    """What is in a field, or in a cell of each row of a kind."""
    cells = state["rows"].get(prefix, ()) if prefix else [state["fields"]]
    return [value for row in cells for value in row.get(name, ()) if value]


def _tell_hub(article: Article) -> None:
    if settings.WEBSUB_HUB:
        told = [("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds_of(article))]
        content = urlencode(told).encode()
        _post(settings.WEBSUB_HUB, content, "application/x-www-form-urlencoded")


def _tell_search_engines(article: Article) -> None:
    """Of what is ours: another site's story is for that site to tell."""
    if settings.INDEXNOW_KEY and not article.canonical_url:
        told = {
            "host": urlsplit(settings.SITE_URL).netloc,
            "key": settings.INDEXNOW_KEY,
            "keyLocation": absolute(reverse("indexnow-key")),
            "urlList": [address_of(article)],
        }
        content = json.dumps(told).encode()
        _post(settings.INDEXNOW_ENDPOINT, content, "application/json; charset=utf-8")


def _post(url: str, content: bytes, kind: str) -> None:
    fetch.post(url, content, kind, timeout=SECONDS, patience=PATIENCE, allowed=ALLOWED)
