"""Pages have numbers, while a site is flooded."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def numbered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Middleware beneath the page cache: a kept page has its number from when it was made."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Made"] = uuid.uuid4().hex
        return response

    return answer
