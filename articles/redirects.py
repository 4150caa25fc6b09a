"""Addresses that lead on: written down when a page gets another one, and followed where there is no
page. How often is counted by geekfeed/lib/hits.py."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Redirect
from articles.models.redirect import LONGEST, and_all_above
from authors.models import Author
from geekfeed.lib import hits

MOST_STEPS = 8  # of an address, that are looked at


@transaction.atomic
def moved(was: str, now: str) -> None:
    """The page at the path `was` is at `now`, with all below it. What led there before leads to the
    new address in one step; an address that is taken back leads nowhere any more."""
    if was == now:
        return
    Redirect.objects.filter(path=now).delete()
    Redirect.objects.filter(to=was).update(to=now)
    Redirect.objects.update_or_create(path=was, defaults={"to": now, "with_below": True})


def follow(sender: type, author: Author, was: Author, **kwargs: Any) -> None:
    """Receiver of `author_moved`."""
    moved(was.get_absolute_url(), author.get_absolute_url())


def leading_on(path: str, query: str = "") -> tuple[Redirect, str] | None:
    """Where a path without a page leads, by the redirect that names the most of it."""
    path = path if path.endswith("/") else f"{path}/"
    if len(path) > LONGEST or "\x00" in path:
        return None
    found = [
        redirect
        for redirect in Redirect.objects.filter(path__in={*and_all_above(path, MOST_STEPS), path})
        if redirect.path == path or redirect.with_below
    ]
    if not found:
        return None
    best = max(found, key=lambda redirect: len(redirect.path))
    # A second slash would make what follows it the name of another site.
    rest = path[len(best.path) :].lstrip("/")
    there = f"{best.to.rstrip('/')}/{rest}" if rest and best.takes_more else best.to
    if query and not urlsplit(there).query and not urlsplit(there).fragment:
        there = f"{there}?{query}"
    return best, there


class LeadOn:
    """Middleware: where there is no page, a redirect may say where it is now. Costs a page that is
    there nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        found = leading_on(request.path_info, request.META.get("QUERY_STRING", ""))
        if found is None:
            return response
        redirect, there = found
        hits.count(Redirect.objects.filter(pk=redirect.pk))
        return HttpResponsePermanentRedirect(there)
