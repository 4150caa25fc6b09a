"""Which addresses there are, read from the site itself."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def public_names() -> set[str]:
    """The names of every address that a reader can reach."""
    patterns = public_patterns(get_resolver().url_patterns)
    return {pattern.name or str(pattern.pattern) for pattern in patterns}


def public_patterns(entries: list[Any]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLResolver) and str(entry.pattern).startswith("admin"):
            continue
        if isinstance(entry, URLResolver):
            yield from public_patterns(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry
