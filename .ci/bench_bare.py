"""What the pages are measured against: a Django site of one view, which has no middleware, asks
nothing and answers 4 kB that never change."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = "x" * 4_000


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("bare/", bare)]
settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="none")  # noqa: S106
django.setup()
application = get_wsgi_application()
