"""The latest stories as RSS and Atom: what each is about, not all of it, and every notice under it.

An entry keeps its name for good (`tag:` with the month in its address and its number), whatever
becomes of its headline. Readers' programs ask often: as long as nothing has changed they are told
so, at the cost of two short queries.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from articles.models import Article, Byline, Correction
from geekfeed.lib.html import plain_text

MOST = 30
WORDS_OF_THE_TEXT = 50  # where a story has no standfirst
# What XML cannot say at all, however it is escaped.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Authors:
    """Everybody who wrote an entry; Django's generators know of one author."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, url in item["authors"]:
            self.add_author(handler, name, url)


class Rss(_Authors, Rss201rev2Feed):
    def add_author(self, handler: Any, name: str, url: str) -> None:
        handler.addQuickElement(
            "dc:creator", name, {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
        )

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        # RSS itself has no word for it.
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class Atom(_Authors, Atom1Feed):
    def add_author(self, handler: Any, name: str, url: str) -> None:
        handler.startElement("author", {})
        handler.addQuickElement("name", name)
        handler.addQuickElement("uri", url)
        handler.endElement("author")


class Latest(Feed):
    """`kind` names the feed's own address."""

    def __init__(self, kind: str, generator: type[Any]) -> None:
        self.kind, self.feed_type = kind, generator

    def title(self) -> str:
        return settings.SITE_NAME

    def description(self) -> str:
        return _("Film and television news, with the sources showing.")

    subtitle = description

    def link(self) -> str:
        return absolute(reverse("front"))

    def feed_url(self) -> str:
        return absolute(reverse(self.kind))

    def items(self) -> list[Article]:
        bylines = Byline.objects.select_related("author")
        stories = latest().select_related("section")
        return list(stories.prefetch_related(Prefetch("bylines", bylines), "corrections"))

    def item_title(self, item: Article) -> str:
        return sayable(item.headline)

    def item_link(self, item: Article) -> str:
        return absolute(item.get_absolute_url())

    def item_description(self, item: Article) -> str:
        text = item.standfirst or Truncator(plain_text(item.body)).words(WORDS_OF_THE_TEXT)
        return sayable(format_html("<p>{}</p>", text) + _notices(item.corrections.all()))

    def item_guid(self, item: Article) -> str:
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{item.month:%Y-%m}:story/{item.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Article) -> datetime:
        return localtime(item.live_at)

    def item_updateddate(self, item: Article) -> datetime:
        return localtime(item.edited_at if item.was_edited else item.live_at)

    def item_categories(self, item: Article) -> list[str]:
        return [sayable(item.section.name)]

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        authors = [byline.author for byline in item.bylines.all()]
        return {
            "authors": [
                (sayable(author.name), absolute(author.get_absolute_url())) for author in authors
            ]
        }


def latest() -> Any:
    return Article.objects.live().newest_first()[:MOST]


def absolute(path: str) -> str:
    return urljoin(settings.SITE_URL, path)


def sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)


def _notices(notices: Iterable[Correction]) -> str:
    return format_html_join(
        "\n",
        "<p><strong>{}, {}</strong></p>{}",
        (
            (
                notice.get_kind_display(),
                date_format(localtime(notice.at), "j F Y"),
                linebreaks_filter(notice.text),
            )
            for notice in notices
        ),
    )


# -- What has changed since then ---------------------------------------------------------------


def _stamp(request: HttpRequest) -> tuple[str, datetime | None]:
    """A name for what the feed says now, and when it last changed. A story that was withdrawn
    changed it, too."""
    if not hasattr(request, "feed_stamp"):
        # Not the version: it also tells of what happens at the desk and readers do not see yet.
        rows = list(latest().values_list("pk", "live_at", "edited_at"))
        withdrawn = Article.objects.filter(status=Article.Status.WITHDRAWN)
        gone = withdrawn.order_by("-changed_at", "-pk").values_list("changed_at", flat=True)[:1]
        moments = [moment for row in rows for moment in row[1:] if moment]
        told = repr((request.path, rows)).encode()
        name = f'"{blake2b(told, digest_size=12).hexdigest()}"'
        request.feed_stamp = (name, max([*moments, *gone], default=None))
    return request.feed_stamp


def _etag(request: HttpRequest) -> str:
    return _stamp(request)[0]


def _last_modified(request: HttpRequest) -> datetime | None:
    return _stamp(request)[1]


def _page(feed: Latest) -> Any:
    @require_safe
    @condition(etag_func=_etag, last_modified_func=_last_modified)
    def answer(request: HttpRequest) -> HttpResponse:
        response = feed(request)
        # Django's own knows nothing of what was withdrawn.
        response.headers.pop("Last-Modified", None)
        return response

    return answer


rss = _page(Latest("feed", Rss))
atom = _page(Latest("feed-atom", Atom))
