"""Which record a page is about, for what stands in its head and at its foot."""

from collections.abc import Container
from typing import Any


def own_record(context: Any, kinds: Container[str]) -> tuple[str, Any]:
    """The name of the page's address, and its record where that is of one of these kinds: pages
    are given theirs under the same name. An error page has none, and perhaps no request."""
    match = getattr(context.get("request"), "resolver_match", None)
    kind = match.url_name if match else ""
    return kind, (context.get(kind) if kind in kinds else None)
