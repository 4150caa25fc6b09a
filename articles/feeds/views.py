"""The feeds' addresses: `/feed/` and `/feed/` under each page that lists stories."""

from datetime import datetime
from types import ModuleType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.feeds import atom, json_feed, rss
from articles.feeds.channels import FORMS, Channel, channel
from articles.feeds.entries import entries
from articles.feeds.stamp import stamp
from geekfeed.lib.addresses import absolute
from geekfeed.lib.former import View
from geekfeed.lib.tags import SLUG
from shows import addresses
from shows.models import Franchise, Show
from sources.addresses import leads_on

WRITERS: dict[str, ModuleType] = dict(zip(FORMS, (rss, atom, json_feed), strict=True))
# What follows a record under its former address, too.
LEADING_ON = {
    "show": addresses.leads_on(Show),
    "franchise": addresses.leads_on(Franchise),
    "source": leads_on,
}


def _answer(request: HttpRequest, feed: Channel, form: str) -> HttpResponse:
    """The feed, or that nothing has changed."""
    here = absolute(feed.path(form))
    found = stamp((here, feed.title, feed.about, feed.page), feed.numbers)
    seconds = _seconds(found.modified)
    response = get_conditional_response(request, found.etag, seconds)
    if response is None:
        writer = WRITERS[form]
        hub = settings.WEBSUB_HUB
        written = writer.write(feed, entries(feed.numbers), settings.LANGUAGE_CODE, hub)
        response = HttpResponse(written, content_type=f"{writer.KIND}; charset=utf-8")
        if hub:
            response.headers["Link"] = f'<{hub}>; rel="hub", <{here}>; rel="self"'
    response.headers["ETag"] = found.etag
    if seconds is not None:
        response.headers["Last-Modified"] = http_date(seconds)
    return response


def _seconds(modified: datetime | None) -> int | None:
    """A moment of the present second tells nothing yet: what changes later in it would have the
    same (RFC 9110, 8.8.2.2)."""
    seconds = int(modified.timestamp()) if modified else None
    return seconds if seconds is not None and seconds < int(timezone.now().timestamp()) else None


def _site(form: str) -> View:
    @require_safe
    def feed(request: HttpRequest) -> HttpResponse:
        return _answer(request, channel("site"), form)

    return feed


def _of(kind: str, form: str) -> View:
    def feed(request: HttpRequest, slug: str) -> HttpResponse:
        return _answer(request, channel(kind, slug), form)

    return require_safe(LEADING_ON[kind](feed) if kind in LEADING_ON else feed)


def _paths() -> list[URLPattern]:
    """The section's comes last: it may be any word."""
    made: list[URLPattern] = []
    for form in FORMS:
        end = f"feed/{form[1:]}/" if form else "feed/"
        made += [
            path(end, _site(form), name=f"feed{form}"),
            path(f"shows/<slug:slug>/{end}", _of("show", form), name=f"show-feed{form}"),
            path(
                f"franchises/<slug:slug>/{end}",
                _of("franchise", form),
                name=f"franchise-feed{form}",
            ),
            re_path(rf"^topics/{SLUG}/{end}$", _of("topic", form), name=f"topic-feed{form}"),
            path(f"authors/<slug:slug>/{end}", _of("author", form), name=f"author-feed{form}"),
            re_path(rf"^sources/{SLUG}/{end}$", _of("source", form), name=f"source-feed{form}"),
            path(f"<slug:slug>/{end}", _of("section", form), name=f"section-feed{form}"),
        ]
    return made


urlpatterns = _paths()
