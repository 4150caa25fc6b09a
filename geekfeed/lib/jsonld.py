"""Structured data for machines: schema.org's words as JSON-LD, in an element of a page's head."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from geekfeed.lib.addresses import address_of

# What could end the script or a line of it, written so that only a reader of JSON sees it.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(data: dict[str, Any]) -> SafeString:
    """The data as an element for a page's head. Nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    safe = mark_safe(text)  # noqa: S308  # no sign is left that HTML would read
    return format_html('<script type="application/ld+json">{}</script>', safe)


def named(kind: str, record: Any) -> dict[str, Any]:
    """A record that has a page here: its type there, its name and its address."""
    return {"@type": kind, "name": record.name, "url": address_of(record)}


def trail(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page, step by step from the front page: names and whole addresses."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known. Nought is known."""
    return {name: value for name, value in data.items() if value or value == 0}
