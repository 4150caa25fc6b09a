"""Pages that are the same for everybody who brings no session, and so may be kept whole and given
to the next one (geekfeed/page_cache.py). A page says so itself, and names what it rests on.

    @require_safe
    @shared_page("after", "kind")
    def corrections(request): …
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def shared_page(*known: str) -> Callable[[View], View]:
    """The view's page follows from its address, the language, the `seen` cookie and what is in the
    database. `known` are the names in the query that it reads: under an address with any other one
    it is made for each reader, as anybody could think of more of these than can be kept."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.GET.keys() <= {*known}:
                request.rests_on = set()
            return view(request, *args, **kwargs)

        page.is_shared = True
        return page

    return decorate


def rests_on(request: HttpRequest, name: str) -> None:
    """The page that answers this request shows what is renewed under that name (articles/edition.py
    has the names), beside the edition on which every page rests."""
    names = getattr(request, "rests_on", None)
    if names is not None:
        names.add(name)


def holds_until(request: HttpRequest, moment: datetime) -> None:
    """The clock makes another page of it at that moment, although nobody writes anything."""
    request.holds_until = min(moment, getattr(request, "holds_until", moment))
