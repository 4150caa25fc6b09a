"""Pages and other text go out compressed; pictures and fonts are small already."""

import re

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

TEXT = re.compile(r"(text/|image/svg|application/(.+\+)?(json|xml|javascript))")


class CompressText(GZipMiddleware):
    """Compresses what is text and has not been compressed ahead, as static files have.

    A random length is added each time, so that the length of a page tells nobody what secret of
    the reader's is in it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not TEXT.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
