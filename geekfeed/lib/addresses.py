"""Whole addresses, for those who read them elsewhere: other programs, other sites, letters."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """A path of this site with its name before it; a whole address stays as it is."""
    return urljoin(settings.SITE_URL, path)


def address_of(record: Any) -> str:
    """Where the page of a record is."""
    return absolute(record.get_absolute_url())
