"""The pages that belong to no room: readiness, stylesheet and script, and what went wrong."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geekfeed import chrome
from geekfeed import script as scripts
from geekfeed import stylesheet as styles
from geekfeed.lib import digested

DAY = 24 * 3600


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers; whatever watches the server asks this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(request: HttpRequest) -> HttpResponse:
    """For pages that name no icon of their own, such as those of the desk."""
    return redirect(static("img/favicon.ico"))


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    frame = chrome.current()
    return _style(request, styles.text(frame.colours), digest)


@require_safe
def show_colours(request: HttpRequest, digest: str) -> HttpResponse:
    return _style(request, chrome.current().colours, digest)


def _style(request: HttpRequest, sheet: str, digest: str) -> HttpResponse:
    return digested.answer(request, sheet, digest, "text/css", chrome.SECONDS)


@require_safe
def script(request: HttpRequest, digest: str) -> HttpResponse:
    return digested.answer(request, scripts.text(), digest, "text/javascript", chrome.SECONDS)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing may be asked of a site that has just failed: no context, no database."""
    page = loader.get_template("500.html").render({"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=500)
