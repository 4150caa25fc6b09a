"""The list of all shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import paginate
from shows.models import Show

BY_NAME = ("name", "pk")


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    page = paginate(Show.objects.for_list(), request, order=BY_NAME, size=24)
    return render(request, "shows/show_list.html", {"page": page})
