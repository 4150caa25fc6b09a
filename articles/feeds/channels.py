"""Which stories a feed has: those of one page of the site, the newest first."""

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Coverage, Section, Topic
from authors.models import Author
from geekfeed.lib.among import Among
from shows.models import Franchise, Show
from sources.models import Source

FORMS = ("", "-atom", "-json")  # as the names of their addresses end; the first one is RSS
MOST = 30
MOST_SHOWS = 60  # of a franchise: each is a step of the query


class Channel(NamedTuple):
    """`kind` begins the names of its addresses; `record` is None for the site. `numbers` are the
    stories' own, newest first."""

    kind: str
    record: Any | None
    name: str
    about: str
    numbers: list[int]

    @property
    def title(self) -> str:
        return f"{settings.SITE_NAME}: {self.name}" if self.record else settings.SITE_NAME

    @property
    def page(self) -> str:
        """The path of the page that it follows."""
        return self.record.get_absolute_url() if self.record else reverse("front")

    def path(self, form: str) -> str:
        """Its own path."""
        return path(self.kind, self.record.slug if self.record else "", form)


def path(kind: str, slug: str, form: str) -> str:
    """Where the feed of a record is; `form` is one of FORMS."""
    if kind == "site":
        return reverse(f"feed{form}")
    return reverse(f"{kind}-feed{form}", args=[slug])


def channel(kind: str, slug: str = "") -> Channel:
    """Raises Http404 where readers have no such page."""
    return site() if kind == "site" else _FIND[kind](slug)


def site() -> Channel:
    about = _("Film and television news, with the sources showing.")
    return Channel("site", None, settings.SITE_NAME, about, _numbers(Article.objects.live()))


def _section(slug: str) -> Channel:
    section = get_object_or_404(Section, slug=slug)
    stories = Article.objects.live().filter(section=section)
    return _made("section", section, _numbers(stories), section.description)


def _show(slug: str) -> Channel:
    show = get_object_or_404(Show, slug=slug)
    return _made("show", show, _numbers(show.coverage.live()))


def _franchise(slug: str) -> Channel:
    """The newest of each of its shows, so that no more rows are looked at than a feed has of each,
    whatever the size of the archive."""
    franchise = get_object_or_404(Franchise, slug=slug)
    shows = franchise.shows.order_by("pk").values_list("pk", flat=True)[:MOST_SHOWS]
    live = Coverage.objects.live().newest_first().values("pk")
    newest = [Q(Among("pk", Subquery(live.filter(show=show)[:MOST]))) for show in shows]
    rows = Coverage.objects.filter(reduce(or_, newest)) if newest else Coverage.objects.none()
    # A story about two of the shows is one story.
    found = rows.live().newest_first().values_list("article_id", flat=True)
    return _made("franchise", franchise, list(dict.fromkeys(found))[:MOST])


def _topic(slug: str) -> Channel:
    """A topic that no live story carries is not public yet."""
    topic = get_object_or_404(Topic, slug=slug)
    numbers = _numbers(topic.links.live())
    if not numbers:
        raise Http404("No live story has this topic.")
    return _made("topic", topic, numbers, topic.description)


def _author(slug: str) -> Channel:
    author = get_object_or_404(Author, slug=slug)
    return _made("author", author, _numbers(author.bylines.live()), author.bio)


def _source(slug: str) -> Channel:
    source = get_object_or_404(Source.objects.cited(), slug=slug)
    stories = source.citations.live().once_a_story()
    about = _("Stories that rest on %(source)s.") % {"source": source.name}
    return _made("source", source, _numbers(stories), about)


_FIND = {
    "section": _section,
    "show": _show,
    "franchise": _franchise,
    "topic": _topic,
    "author": _author,
    "source": _source,
}


def _made(kind: str, record: Any, numbers: list[int], about: str = "") -> Channel:
    latest = _("The latest about %(name)s.") % {"name": record.name}
    return Channel(kind, record, record.name, about or latest, numbers)


def _numbers(rows: Any) -> list[int]:
    story = "pk" if rows.model is Article else f"{rows.model.to_story}_id"
    return list(rows.newest_first().values_list(story, flat=True)[:MOST])
