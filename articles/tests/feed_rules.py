"""What feeds have to be, by the specifications and by what the W3C's feed validator asks of them:
RSS 2.0 with the RSS Advisory Board's profile, RFC 4287, and JSON Feed 1.1."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}creator"
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
# What no reader's program runs or shows, and the validator warns of.
UNWANTED = {"script", "iframe", "object", "embed", "form", "style", "meta", "link"}


def check(content: bytes, address: str) -> list[str]:
    """The rules that a feed at this whole address breaks, in words."""
    if content.lstrip().startswith(b"{"):
        return _json(json.loads(content), address)
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    return _rss(root, address) if root.tag == "rss" else _atom(root, address)


def _rss(root: Any, address: str) -> list[str]:
    wrong = [] if root.get("version") == "2.0" else ["rss: version"]
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            wrong.append(f"channel: {name} once, and not empty")
    rels = {link.get("rel"): link for link in channel.findall(f"{ATOM}link")}
    if rels["self"].get("href") != address:
        wrong.append("channel: its own address")
    if rels["self"].get("type") not in (None, "application/rss+xml"):
        wrong.append("channel: type of itself")
    _moment(channel.findtext("lastBuildDate"), wrong)
    names = []
    for item in channel.findall("item"):
        for name in ("title", "link", "description", "guid", "pubDate"):
            if len(item.findall(name)) != 1 or not item.findtext(name):
                wrong.append(f"item: {name} once, and not empty")
        if item.find("author") is not None and "@" not in item.findtext("author"):
            wrong.append("item: author is an e-mail address")
        guid = item.find("guid")
        if guid.get("isPermaLink", "true") == "true" and not _is_web(guid.text):
            wrong.append("item: a guid that is no address says so")
        names.append(guid.text)
        _moment(item.findtext("pubDate"), wrong)
        if not _is_web(item.findtext("link")):
            wrong.append("item: link is whole")
        for text in (item.findtext("description"), item.findtext(CONTENT)):
            _markup(text, wrong)
        for enclosure in item.findall("enclosure"):
            if {"url", "length", "type"} - set(enclosure.keys()):
                wrong.append("item: enclosure has url, length and type")
    return wrong + _twice(names)


def _atom(root: Any, address: str) -> list[str]:
    wrong = [] if root.tag == f"{ATOM}feed" else ["feed: namespace"]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    if links["self"] != address:
        wrong.append("feed: its own address")
    names = []
    for place in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(place.findall(f"{ATOM}{name}")) != 1:
                wrong.append(f"{place.tag}: {name} once")
        if not IRI.fullmatch(place.findtext(f"{ATOM}id")):
            wrong.append("id is an IRI")
        updated = datetime.fromisoformat(place.findtext(f"{ATOM}updated"))
        if updated.tzinfo is None:
            wrong.append("updated: has its zone")
        if place is root:
            continue
        names.append(place.findtext(f"{ATOM}id"))
        if datetime.fromisoformat(place.findtext(f"{ATOM}published")) > updated:
            wrong.append("entry: published before it was updated")
        if place.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            wrong.append("entry: has an author")
        alternate = [one for one in place.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        if len(alternate) != 1 or not _is_web(alternate[0].get("href")):
            wrong.append("entry: one page")
        for name in ("summary", "content"):
            text = place.find(f"{ATOM}{name}")
            if text is not None and text.get("type") != "html":
                wrong.append(f"entry: {name} is HTML")
            _markup(None if text is None else text.text, wrong)
    return wrong + _twice(names)


def _json(feed: dict[str, Any], address: str) -> list[str]:
    wrong = []
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        wrong.append("version")
    if feed["feed_url"] != address or not _is_web(feed["home_page_url"]):
        wrong.append("feed: its own address")
    for item in feed["items"]:
        if not isinstance(item["id"], str) or not item["id"]:
            wrong.append("item: id is a text")
        if not (item.get("content_html") or item.get("content_text")):
            wrong.append("item: has content")
        for name in ("date_published", "date_modified"):
            if datetime.fromisoformat(item[name]).tzinfo is None:
                wrong.append(f"item: {name} has its zone")
        if any(set(one) - {"name", "url", "avatar"} for one in item.get("authors", [])):
            wrong.append("item: authors have name, url and avatar")
        _markup(item["content_html"], wrong)
    return wrong + _twice([item["id"] for item in feed["items"]])


def _moment(text: str, wrong: list[str]) -> None:
    """RFC 822 with a year of four digits, a zone, and the weekday that it was."""
    moment = parsedate_to_datetime(text)
    if moment.tzinfo is None or not text.startswith(moment.strftime("%a, %d %b %Y")):
        wrong.append(f"date: {text}")


def _markup(text: str | None, wrong: list[str]) -> None:
    if not text:
        return
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        if element.tag in UNWANTED:
            wrong.append(f"markup: <{element.tag}>")
        for name, value in element.attrib.items():
            if name in ("href", "src") and not IRI.match(value):
                wrong.append(f"markup: {name}={value} is relative")
            if name in ("style", "class", "id") or name.startswith(("on", "data-")):
                wrong.append(f"markup: {name}")


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://")) and " " not in address


def _twice(names: list[str]) -> list[str]:
    return [] if len(names) == len(set(names)) else ["names of entries differ"]
