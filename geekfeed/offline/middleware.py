"""What is given to somebody whom we know is for them alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from comments.people import COOKIE


class Private:
    """Marks the pages of whoever brings a session, or is known as a commenter, as private, and
    whatever comes with a cookie: the service worker keeps none of them, nor does a cache in front
    of the site. Other files and data say for themselves who may keep them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        names = {settings.SESSION_COOKIE_NAME, COOKIE}
        is_theirs = is_page and not names.isdisjoint(request.COOKIES)
        if is_theirs or response.cookies:
            patch_cache_control(response, private=True)
        return response
