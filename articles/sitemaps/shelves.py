"""What stands on each map: addresses that are canonical and that readers may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Section, Topic
from articles.models.horizon import HORIZON
from articles.shared_picture import SharedPicture, shared_picture
from authors.models import Author
from geekfeed.lib.addresses import absolute, address_of
from shows.models import Character, Franchise, Location, Network, Person, Season, Show
from sources.models import Source

# The protocol allows 50,000 addresses on a map. A newsroom does not publish as many in a month.
MOST = 50_000
SLICE = 10_000  # of a kind's numbers
NEWS_FOR = timedelta(days=2)
MOST_NEWS = 1_000
LISTS = ("front", "show-list", "production", "author-list", "source-list", "archive")
LISTS += ("corrections", "rumours", "calendar")


@dataclass(frozen=True)
class Place:
    """One address on a map. `changed` is None where nobody has written it down."""

    url: str
    changed: datetime | None = None
    picture: SharedPicture | None = None


class Map(NamedTuple):
    """One map on the index: what comes after the kind in its address, and when it last changed."""

    path: str
    changed: datetime | None


class News(NamedTuple):
    url: str
    headline: str
    at: datetime
    picture: SharedPicture | None


def maps() -> list[Map]:
    """All that have something on them."""
    return [
        Map(reverse("sitemap-lists"), None),
        *(
            Map(reverse("sitemap-kind", args=[kind, number]), None)
            for kind, rows in KINDS.items()
            for number in _slices(rows())
        ),
        *(
            Map(reverse("sitemap-month", args=[f"{month:%Y}", f"{month:%m}"]), changed)
            for month, changed in months()
        ),
    ]


def months() -> list[tuple[date, datetime]]:
    """Every month that a live story has in its address, the newest first, and when one of its
    stories last appeared or changed."""
    rows = (
        Article.objects.live()
        .of_our_own()
        .order_by("-month")
        .values_list("month")
        .annotate(newest=Max("live_at"), edited=Max("edited_at"))
    )
    return [(month, max(filter(None, moments))) for month, *moments in rows]


def lists() -> list[Place]:
    """The front page, the pages that are lists of everything, and the sections."""
    own = [Place(absolute(reverse(name))) for name in LISTS]
    newest = Article.objects.live().filter(section=OuterRef("pk")).newest_first()
    sections = Section.objects.annotate(newest=Subquery(newest.values("live_at")[:1]))
    return own + [_place(section, section.newest) for section in sections]


def stories(month: date) -> Iterator[Place]:
    """Those first published in the month, the newest first. Raises Http404 where there are none."""
    found = (
        Article.objects.live()
        .of_our_own()
        .in_month(month)
        .newest_first()
        .select_related("lead_image", "safe_image")
        .only("slug", "month", "live_at", "edited_at", *HORIZON, *_PICTURE)[:MOST]
    )
    if not found:
        raise Http404("Nothing was published in this month.")
    for story in found:
        changed = story.edited_at if story.was_edited else story.live_at
        yield _place(story, changed, shared_picture(story.shown_image))


def news() -> list[News]:
    """What appeared in the last two days: nothing else may stand there."""
    found = (
        Article.objects.live()
        .of_our_own()
        .filter(live_at__gt=timezone.now() - NEWS_FOR)
        .newest_first()
        .select_related("lead_image", "safe_image")
        .only("slug", "month", "live_at", "headline", "safe_headline", *HORIZON, *_PICTURE)[
            :MOST_NEWS
        ]
    )
    return [
        News(_url(story), story.shown_headline, story.live_at, shared_picture(story.shown_image))
        for story in found
    ]


def of_kind(kind: str, number: int) -> Iterator[Place]:
    """The slice with that number, from 1 on, of a kind of records. Raises Http404 where the index
    names none."""
    if kind not in KINDS:
        raise Http404("There is no such map.")
    rows = KINDS[kind]().filter(pk__gt=(number - 1) * SLICE, pk__lte=number * SLICE)
    found = list(rows.order_by("pk"))
    if not found and number not in _slices(KINDS[kind]()):
        raise Http404("Nothing is on this map.")
    for record in found:
        yield _place(record, getattr(record, "newest", None))


_HEADLINE = ("headline", "safe_headline", *HORIZON)
# What the address of a rendition is made of, and what it shows.
_PICTURE = tuple(
    f"{image}__{name}"
    for image in ("lead_image", "safe_image")
    for name in ("file", "width", "height", "focal_x", "focal_y", "rendered", "alt")
)


def _slices(rows: QuerySet) -> range:
    """Up to the last record: found from the end, so that no more are looked at."""
    last = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    return range(1, -(-last // SLICE) + 1)


def _with_newest(records: QuerySet, links: str) -> QuerySet:
    """With when the newest story on the record's page appeared: one step in an index for each."""
    link = records.model._meta.get_field(links)
    rows = link.related_model.objects.live().filter(**{link.field.name: OuterRef("pk")})
    return records.annotate(newest=Subquery(rows.newest_first().values("live_at")[:1]))


# A topic that no live story carries is no page; a source that none names is none either.
KINDS: dict[str, Any] = {
    "shows": lambda: _with_newest(Show.objects.all(), "coverage"),
    "seasons": lambda: _with_newest(Season.objects.select_related("show"), "coverage"),
    "topics": lambda: _with_newest(Topic.objects.all(), "links").exclude(newest=None),
    "authors": lambda: _with_newest(Author.objects.all(), "bylines"),
    "sources": lambda: _with_newest(Source.objects.cited(), "citations"),
    "people": Person.objects.all,
    "characters": Character.objects.all,
    "locations": Location.objects.all,
    "franchises": Franchise.objects.all,
    "networks": Network.objects.all,
}


def _place(
    record: Any, changed: datetime | None = None, picture: SharedPicture | None = None
) -> Place:
    return Place(_url(record), changed, picture)


def _url(record: Any) -> str:
    return address_of(record)
