"""Former addresses lead on: of records that were renamed or merged into others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from geekfeed.lib import hits
from shows.models import FormerAddress

View = Callable[..., HttpResponse]


def leads_on(model: type[Model]) -> Callable[[View], View]:
    """For pages of a record, and pages below it: where there is none at `slug`, and a record had
    that address once, the same page of that record is where it leads."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
            try:
                return view(request, slug=slug, **rest)
            except Http404:
                record = FormerAddress.objects.leading_to(model, slug)
                if record is None:
                    raise
                kind = model._meta.model_name
                rows = FormerAddress.objects.filter(slug=slug, **{f"{kind}__isnull": False})
                hits.count(rows)
            return HttpResponsePermanentRedirect(_there(request, record.slug))

        return found

    return decorate


def _there(request: HttpRequest, slug: str) -> str:
    match = request.resolver_match
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": slug})
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address
