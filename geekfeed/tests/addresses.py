"""Which addresses there are, read from the site itself."""

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def public_names(patterns: list[Any] | None = None) -> set[str]:
    """The names of every address that a reader can reach."""
    names = set()
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern).startswith("admin"):
            continue
        if isinstance(entry, URLResolver):
            names |= public_names(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            names.add(entry.name or str(entry.pattern))
    return names
