"""Which pages a browser may fetch before they are asked for: speculation rules.

A browser that knows them fetches the page that a pointer rests on, or that a finger begins to
press, and shows it at once when it is opened. Others do not even ask for the rules.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

DAY = 24 * 3600
CLOSED = ("/admin/", "/preview/")
# Neither what is no page, nor what costs the server a search.
NOT_FETCHED = [
    *(f"{place}*" for place in CLOSED),
    "/search/*",
    "/offline/*",
    "/feed/*",
    "/*/feed/*",
    "/*.:ending(ics|xml|json|txt|png|jpg|webp|avif|svg)",
    "/media/*",
    "/images/*",
    "/static/*",
]
RULES = {
    "prefetch": [
        {
            "where": {
                "and": [
                    {"href_matches": "/*"},
                    {"not": {"href_matches": [f"{path}\\?*" for path in NOT_FETCHED]}},
                    {"not": {"href_matches": NOT_FETCHED}},
                    {"not": {"selector_matches": "[download], [rel~=nofollow]"}},
                ]
            },
            "eagerness": "moderate",
        }
    ]
}


@require_safe
@cache_control(public=True, max_age=DAY)
def rules(request: HttpRequest) -> JsonResponse:
    return JsonResponse(RULES, content_type="application/speculationrules+json")


class SpeculationRules:
    """Names the rules in the head of every page that is for readers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith(CLOSED):
            response["Speculation-Rules"] = f'"{reverse("speculation-rules")}"'
        return response
