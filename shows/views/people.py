"""The pages of people and of the characters that they play."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geekfeed.lib import jsonld
from geekfeed.lib.shared_page import shared_page
from shows import structured_parts
from shows.addresses import leads_on
from shows.external_links import links, tvmaze_credit
from shows.grouping import by_show
from shows.models import Character, Person, Season
from shows.seen import Seen
from shows.standing import claims_about, stories_naming


@require_safe
@shared_page("after")
@leads_on(Person)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
    context = {"person": person} | _profile(request, person)
    return render(request, "shows/person.html", context)


@require_safe
@shared_page("after")
@leads_on(Character)
def character(request: HttpRequest, slug: str) -> HttpResponse:
    character = get_object_or_404(Character.objects.select_related("portrait"), slug=slug)
    context = {"character": character} | _profile(request, character)
    return render(request, "shows/character.html", context)


def _profile(request: HttpRequest, record: Any) -> dict[str, Any]:
    """What the pages of both say."""
    external_ids = list(record.external_ids.all())
    credits = list(record.credits.for_page())
    shows = {credit.show_id for credit in credits}
    named = stories_naming(record)
    told = structured_parts.person(record, external_ids)
    if stories := structured_parts.stories(row.card for row in named["stories"]):
        told["subjectOf"] = stories
    Seen.of(request).uncover(named["stories"])
    return {
        "credits": by_show(credits, Season.objects.filter(show__in=shows).years()),
        "elsewhere": links(external_ids),
        "tvmaze": tvmaze_credit(external_ids),
        "structured": jsonld.script(told),
        **claims_about(request, record),
        **named,
    }
