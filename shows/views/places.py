"""A filming location's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shows.models import Location
from shows.standing import claims_about


@require_safe
def location(request: HttpRequest, slug: str) -> HttpResponse:
    location = get_object_or_404(Location, slug=slug)
    context = {"location": location, "uses": list(location.uses.for_page())}
    return render(request, "shows/location.html", context | claims_about(request, location))
