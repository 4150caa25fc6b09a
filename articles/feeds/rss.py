"""A feed as RSS 2.0, by the profile of the RSS Advisory Board: what RSS has no word for is said in
the words of Dublin Core, Atom, Media RSS and the content module."""

from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date

from articles.feeds.channels import Channel
from articles.feeds.entries import Entry, sayable
from geekfeed.lib.addresses import absolute

KIND = "application/rss+xml"
NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | NAMESPACES

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name, _url in entry.authors:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        if entry.text:
            handler.addQuickElement("content:encoded", entry.text)
        add_picture(handler, entry)


def add_picture(handler: Any, entry: Entry) -> None:
    """Atom feeds say it in the same words. There is a word for what it shows, too, but many readers
    (those that stand on feedparser) would take that for the entry's text."""
    picture = entry.picture
    if picture is None:
        return
    measures = {"width": str(picture.width), "height": str(picture.height)}
    told = {"url": picture.url, "type": picture.kind, "medium": "image"} | measures
    handler.startElement("media:content", {name: value for name, value in told.items() if value})
    if entry.credit:
        handler.addQuickElement("media:credit", entry.credit)
    handler.endElement("media:content")


def write(channel: Channel, found: list[Entry], language: str, hub: str) -> bytes:
    feed = _Rss(
        title=sayable(channel.title),
        link=absolute(channel.page),
        description=sayable(channel.about),
        language=language,
        feed_url=absolute(channel.path("")),
        hub=hub,
    )
    for entry in found:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.name,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.tags,
            entry=entry,
        )
    return feed.writeString("utf-8").encode()
