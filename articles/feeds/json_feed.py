"""A feed as JSON Feed 1.1."""

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static

from articles.feeds.channels import Channel
from articles.feeds.entries import Entry
from geekfeed.lib.addresses import absolute
from geekfeed.lib.html import plain_text
from geekfeed.lib.jsonld import filled

KIND = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(channel: Channel, found: list[Entry], language: str, hub: str) -> bytes:
    told = filled(
        {
            "version": VERSION,
            "title": channel.title,
            "home_page_url": absolute(channel.page),
            "feed_url": absolute(channel.path("-json")),
            "description": channel.about,
            "language": language,
            "icon": absolute(static("img/apple-touch-icon.png")),
            "favicon": absolute(static("img/favicon.ico")),
            "authors": [{"name": settings.SITE_NAME, "url": absolute("/")}],
            "hubs": [{"type": "WebSub", "url": hub}] if hub else [],
        }
    )
    return json.dumps(told | {"items": [_item(one) for one in found]}, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    return filled(
        {
            "id": entry.name,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.text or entry.summary,
            "summary": "" if not entry.text else plain_text(entry.summary),
            "image": entry.picture.url if entry.picture else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [filled({"name": name, "url": url}) for name, url in entry.authors],
            "tags": entry.tags,
        }
    )
