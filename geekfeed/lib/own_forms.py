"""Forms on readers' pages, which are the same for everybody.

A page that carried a token would have to set a cookie for each reader and could be kept in no
cache. These forms carry none: what a browser says of where a request comes from is looked at
instead, and no page of another site can make it say otherwise (Fetch Metadata, W3C; Origin,
RFC 6454).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def own_forms(view: View) -> View:
    """The view takes POSTs without a token, and only from pages of this site."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS") and not is_from_here(request):
            raise PermissionDenied(
                _("This form was not sent from a page of ours. Open the page again and send it.")
            )
        return view(request, *args, **kwargs)

    return guarded


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it. One that says nothing, as no
    browser of today does, is not believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return _origin(came_from) in {
        f"{request.scheme}://{request.get_host()}",
        *settings.CSRF_TRUSTED_ORIGINS,
    }


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
