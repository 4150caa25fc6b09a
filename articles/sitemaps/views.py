"""The maps' addresses, and what robots are told."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.sitemaps import shelves, writing
from geekfeed.lib.addresses import absolute

SECONDS = 300  # that a copy of a map is good for; of the news a minute
# What is found is for the reader who asked; the box itself is a page like others.
CLOSED = ("/admin/", "/search/?", "/search/suggestions/")


def _answer(text: str) -> HttpResponse:
    """Maps are for programs; none is a result of a search itself."""
    return HttpResponse(
        text, content_type="application/xml; charset=utf-8", headers={"X-Robots-Tag": "noindex"}
    )


@require_safe
@cache_control(public=True, max_age=SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    return _answer(writing.index(shelves.maps()))


@require_safe
@cache_control(public=True, max_age=SECONDS)
def lists(request: HttpRequest) -> HttpResponse:
    return _answer(writing.urlset(shelves.lists()))


@require_safe
@cache_control(public=True, max_age=SECONDS)
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return _answer(writing.urlset(shelves.stories(date(int(year), int(month), 1))))


@require_safe
@cache_control(public=True, max_age=SECONDS)
def kind(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    return _answer(writing.urlset(shelves.of_kind(kind, int(number))))


@require_safe
@cache_control(public=True, max_age=60)
def news(request: HttpRequest) -> HttpResponse:
    return _answer(writing.newsset(shelves.news()))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in CLOSED), ""]
    maps = (reverse("sitemap"), reverse("news-sitemap"))
    lines += [f"Sitemap: {absolute(address)}" for address in maps]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def indexnow_key(request: HttpRequest) -> HttpResponse:
    """Says to search engines that whoever announces with this key is this site."""
    if not settings.INDEXNOW_KEY:
        raise Http404("Nothing is announced.")
    return HttpResponse(settings.INDEXNOW_KEY, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("indexnow.txt", indexnow_key, name="indexnow-key"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, name="sitemap"),
    path("news-sitemap.xml", news, name="news-sitemap"),
    path("sitemaps/lists.xml", lists, name="sitemap-lists"),
    re_path(
        r"^sitemaps/stories-(?P<year>[1-9][0-9]{3})-(?P<month>0[1-9]|1[0-2])\.xml$",
        month,
        name="sitemap-month",
    ),
    re_path(
        r"^sitemaps/(?P<kind>[a-z]+)-(?P<number>[1-9][0-9]{0,8})\.xml$", kind, name="sitemap-kind"
    ),
]
