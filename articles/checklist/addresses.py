"""Where a link of a story leads, as far as its address alone can tell."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

STORY = re.compile(r"^/[1-9]\d{3}/(?:0[1-9]|1[0-2])/([-a-zA-Z0-9_]{1,200})/?$", re.ASCII)
# A host that somebody meant has a dot in it; "https://the" is a slip.
HOST = re.compile(r"^[^\s.]+(\.[^\s.]+)+$")


@dataclass(frozen=True)
class Address:
    """`path` is empty for everything that is not on our own site."""

    scheme: str = ""
    host: str = ""
    path: str = ""
    leads_somewhere: bool = True


def read(href: str) -> Address:
    """As a browser would, on a page of this site."""
    try:
        parts = urlsplit(href)
        host = (parts.netloc.rpartition("@")[2]).lower()
    except ValueError:
        return Address(leads_somewhere=False)
    if parts.scheme == "mailto":
        return Address("mailto", leads_somewhere="@" in parts.path)
    if not parts.scheme and not host:
        # Nothing, "#", "?page=2", "www.example.com": relative to whatever page it stands on.
        return Address(path=parts.path, leads_somewhere=parts.path.startswith("/"))
    if _without_www(host) == _our_host():
        return Address(parts.scheme, host, parts.path or "/")
    name = host.partition(":")[0]
    return Address(parts.scheme, host, leads_somewhere=bool(HOST.match(name)))


def story_slug(href: str) -> str:
    """The last part of one of our stories' addresses; empty for anything else."""
    found = STORY.match(read(href).path)
    return found[1] if found else ""


def _our_host() -> str:
    return _without_www(urlsplit(settings.SITE_URL).netloc.lower())


def _without_www(host: str) -> str:
    return host.removeprefix("www.")
