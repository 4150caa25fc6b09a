"""A feed as Atom (RFC 4287)."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed

from articles.feeds.channels import Channel
from articles.feeds.entries import Entry, sayable
from articles.feeds.rss import add_picture
from geekfeed.lib.addresses import absolute

KIND = "application/atom+xml"


class _Atom(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:media": "http://search.yahoo.com/mrss/"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": hub})
        handler.addQuickElement("icon", absolute(static("img/apple-touch-icon.png")))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name, url in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")
        if entry.text:
            handler.addQuickElement("content", entry.text, {"type": "html"})
        add_picture(handler, entry)


def write(channel: Channel, found: list[Entry], language: str, hub: str) -> bytes:
    feed = _Atom(
        title=sayable(channel.title),
        link=absolute(channel.page),
        subtitle=sayable(channel.about),
        description="",
        language=language,
        feed_url=absolute(channel.path("-atom")),
        # A story without a byline is the house's own: every entry needs an author.
        author_name=sayable(settings.SITE_NAME),
        author_link=absolute("/"),
        hub=hub,
    )
    for entry in found:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.name,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.tags,
            entry=entry,
        )
    return feed.writeString("utf-8").encode()
