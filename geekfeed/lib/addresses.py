"""Where pages are: their paths on this site, and whole addresses for those who read them elsewhere:
other programs, other sites, letters."""

from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

KEPT = 10_000  # addresses: seven megabytes


def path_of(page: str, *parts: Any) -> str:
    """The path of a page, by its name in urls.py and the parts of its address. A page names many,
    the same ones again and again: they are worked out once."""
    parts = tuple(map(str, parts))  # 1 and True are one key, and so is a record with another name
    return _path(str(page), parts, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(KEPT)
def _path(page: str, parts: tuple[str, ...], urlconf: Any, prefix: str) -> str:
    return reverse(page, urlconf, parts)


def absolute(path: str) -> str:
    """A path of this site with its name before it; a whole address stays as it is."""
    return _absolute(settings.SITE_URL, path)


@lru_cache(KEPT)
def _absolute(site: str, path: str) -> str:
    return urljoin(site, path)


def address_of(record: Any) -> str:
    """Where the page of a record is."""
    return absolute(record.get_absolute_url())
