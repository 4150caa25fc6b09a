"""All stories whose text leads to a person, a character or a filming location."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import shared_page
from shows.addresses import leads_on
from shows.models import Character, Location, Person
from shows.seen import Seen


@require_safe
@shared_page("after")
@leads_on(Person)
def person_stories(request: HttpRequest, slug: str) -> HttpResponse:
    return _stories(request, get_object_or_404(Person, slug=slug))


@require_safe
@shared_page("after")
@leads_on(Character)
def character_stories(request: HttpRequest, slug: str) -> HttpResponse:
    return _stories(request, get_object_or_404(Character, slug=slug))


@require_safe
@shared_page("after")
@leads_on(Location)
def location_stories(request: HttpRequest, slug: str) -> HttpResponse:
    return _stories(request, get_object_or_404(Location, slug=slug))


def _stories(request: HttpRequest, record: Model) -> HttpResponse:
    named = record.mentions.live().for_cards()
    page = paginate(named, request, order=("-live_at", "-article_id"))
    Seen.of(request).uncover(page)
    return render(request, "shows/record_stories.html", {"record": record, "page": page})
