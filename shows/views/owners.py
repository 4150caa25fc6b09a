"""The pages of a franchise and of a network: their shows, and the news of each."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geekfeed.lib import jsonld
from geekfeed.lib.paging import Page, paginate
from geekfeed.lib.shared_page import shared_page
from shows import structured
from shows.addresses import leads_on
from shows.models import Franchise, Network
from shows.seen import Seen
from shows.views.catalog import BY_NAME

STORIES = 6
SHOWS_IN_A_STORY = 4  # few stories are the newest of more shows than that
STEPS = 100


@require_safe
@shared_page("after")
@leads_on(Franchise)
def franchise(request: HttpRequest, slug: str) -> HttpResponse:
    franchise = get_object_or_404(Franchise, slug=slug)
    steps = franchise.viewing_order.select_related("season__show")[:STEPS]
    context = {"franchise": franchise, "steps": list(steps)} | _shows_of(request, franchise)
    context["structured"] = jsonld.script(structured.franchise(context))
    return render(request, "shows/franchise.html", context)


@require_safe
@shared_page("after")
@leads_on(Network)
def network(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(Network, slug=slug)
    return render(request, "shows/network.html", {"network": network} | _shows_of(request, network))


def _newest(owner: Model) -> QuerySet:
    return owner.shows.newest_stories()[: STORIES * SHOWS_IN_A_STORY]


def _shows_of(request: HttpRequest, owner: Model) -> dict[str, Any]:
    """Its shows by name, page by page, and on the first page the newest story of each show that
    has any: those that are news, whatever the size of the archive."""
    page = paginate(owner.shows.for_list(), request, order=BY_NAME, size=24)
    newest = list(_newest(owner)) if page.is_first else []
    # A story about two of the shows is the newest of both.
    Seen.of(request).uncover(newest)
    stories = list({row.article_id: row for row in newest}.values())[:STORIES]
    return {"page": page, "latest": Page(stories, is_first=True, next_token=None)}
