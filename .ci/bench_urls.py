"""The site's addresses, and one more: the least that Django can do."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from geekfeed.urls import urlpatterns as site


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), *site]
