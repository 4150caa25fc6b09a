"""Pages at former addresses: of records that were renamed or merged into others."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from geekfeed.lib import hits

View = Callable[..., HttpResponse]


class Found(NamedTuple):
    """The address (slug) that a record has now, and the rows by which it was found, to be counted
    by geekfeed/lib/hits.py."""

    slug: str
    rows: QuerySet


def leads_on(find: Callable[[str], Found | None]) -> Callable[[View], View]:
    """For pages of a record, and pages below it: where there is none at `slug`, and `find` knows
    whose address that was, the same page of that record is where it leads."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
            try:
                return view(request, slug=slug, **rest)
            except Http404:
                found = find(slug)
                if found is None:
                    raise
                hits.count(found.rows)
            return HttpResponsePermanentRedirect(_there(request, found.slug))

        return page

    return decorate


def _there(request: HttpRequest, slug: str) -> str:
    match = request.resolver_match
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": slug})
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address
