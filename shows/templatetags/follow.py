"""The ways to follow a show, a franchise or the whole site: its calendar and its feed.

{% load follow %}{% follow show %}   {% follow franchise %}   {% follow %}
"""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from geekfeed.lib.addresses import absolute
from shows.models import Franchise, Show

register = template.Library()


@register.inclusion_tag("shows/components/follow.html")
def follow(record: Show | Franchise | None = None) -> dict[str, Any]:
    """Addresses are whole: they are copied into other programs. What is not there is left out."""
    kind = record._meta.model_name if record else "site"
    args = [record.slug] if record else []
    path = _address(f"{kind}-calendar", args)
    calendar = absolute(path) if path else ""
    return {
        "record": record,
        "kind": kind,
        "site_name": settings.SITE_NAME,
        "calendar": calendar,
        # What phones and computers open with their calendar, and keep asking.
        "subscribe": calendar.replace(urlsplit(calendar).scheme, "webcal", 1) if calendar else "",
        "feed": _address(f"{kind}-feed" if record else "feed", args),
    }


def _address(name: str, args: list[str]) -> str:
    """Empty where the site has no such address."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
