"""The site's addresses and one that takes anything, for test_paths.py."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def odd(request: HttpRequest, what: str) -> HttpResponse:
    return HttpResponse(what)


urlpatterns = [path("search/<path:what>/", odd, name="odd"), path("", include("geekfeed.urls"))]
