"""A filming location's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geekfeed.lib import jsonld
from geekfeed.lib.shared_page import shared_page
from shows import production, structured_parts
from shows.addresses import leads_on
from shows.models import Location, Season
from shows.seen import Seen
from shows.standing import claims_about, stories_naming
from shows.whereabouts import whereabouts


@require_safe
@shared_page("after")
@leads_on(Location)
def location(request: HttpRequest, slug: str) -> HttpResponse:
    location = get_object_or_404(Location.objects.select_related("picture"), slug=slug)
    seasons = Season.objects.at(location).with_steps()
    today = timezone.localdate()
    shoots = [season for season in seasons if production.is_filming(season, season.steps, today)]
    context = {
        "location": location,
        "uses": list(location.uses.for_page()),
        "shoots": shoots,
        "where": whereabouts(location, bool(shoots)),
    }
    context |= claims_about(request, location) | stories_naming(location)
    told = structured_parts.place_page(location, context["where"])
    if stories := structured_parts.stories(row.card for row in context["stories"]):
        told["subjectOf"] = stories
    Seen.of(request).uncover(context["stories"])
    context["structured"] = jsonld.script(told)
    return render(request, "shows/location.html", context)
