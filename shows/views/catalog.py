"""The list of all shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import shared_page
from shows.filters import ShowFilters
from shows.models import Show

BY_NAME = ("name", "pk")


@require_safe
@shared_page("after", "franchise", "network", "status", "year")
def show_list(request: HttpRequest) -> HttpResponse:
    filters = ShowFilters.asked_for(request.GET)
    page = paginate(filters.apply(Show.objects.for_list()), request, order=BY_NAME, size=24)
    context = {"page": page, "filters": filters, "choices": filters.choices()}
    return render(request, "shows/show_list.html", context)
