"""Maps as XML, by sitemaps.org and by Google's extensions for pictures and news."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from django.conf import settings

from articles.feeds.entries import sayable
from articles.sitemaps.shelves import Map, News, Place
from geekfeed.lib.addresses import absolute

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
CHINESE = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}


def index(maps: Iterable[Map]) -> str:
    return _document(
        f'<sitemapindex xmlns="{SITEMAP}">',
        (
            f"<sitemap>{_said('loc', absolute(one.path))}"
            f"{_moment('lastmod', one.changed)}</sitemap>"
            for one in maps
        ),
        "</sitemapindex>",
    )


def urlset(places: Iterable[Place]) -> str:
    return _document(
        f'<urlset xmlns="{SITEMAP}" xmlns:image="{IMAGE}">',
        (
            f"<url>{_said('loc', place.url)}{_moment('lastmod', place.changed)}"
            f"{_image(place)}</url>"
            for place in places
        ),
        "</urlset>",
    )


def newsset(stories: Iterable[News]) -> str:
    publication = (
        f"<news:publication>{_said('news:name', settings.SITE_NAME)}"
        f"{_said('news:language', _language())}</news:publication>"
    )
    return _document(
        f'<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}" xmlns:image="{IMAGE}">',
        (
            f"<url>{_said('loc', story.url)}<news:news>{publication}"
            f"{_moment('news:publication_date', story.at)}"
            f"{_said('news:title', story.headline)}</news:news>{_image(story)}</url>"
            for story in stories
        ),
        "</urlset>",
    )


def _language() -> str:
    """As Google wants it: two or three letters, and Chinese by a country."""
    code = settings.LANGUAGE_CODE.lower()
    return CHINESE.get(code) or code.partition("-")[0]


def _document(opening: str, lines: Iterable[str], closing: str) -> str:
    def written() -> Iterator[str]:
        yield HEAD + opening
        yield from lines
        yield closing

    return "\n".join(written()) + "\n"


def _image(place: Place | News) -> str:
    if place.picture is None:
        return ""
    return f"<image:image>{_said('image:loc', place.picture.url)}</image:image>"


def _said(name: str, text: str) -> str:
    return f"<{name}>{escape(sayable(text))}</{name}>"


def _moment(name: str, moment: datetime | None) -> str:
    if moment is None:
        return ""
    return _said(name, moment.astimezone(UTC).isoformat(timespec="seconds"))
