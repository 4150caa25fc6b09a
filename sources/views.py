"""The sources' pages. What rests on a source is reached through `source.citations`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import paginate
from sources.models import Source

CLAIMS_SHOWN = 40
PASSED_ON_SHOWN = 12


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    page = paginate(Source.objects.cited(), request, order=("name", "pk"), size=48)
    return render(request, "sources/source_list.html", {"page": page})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.cited(), slug=slug)
    citations = source.citations.live()
    claims = citations.newest_claims(CLAIMS_SHOWN)
    passed_on = source.passed_on.live_stories()
    context = {
        "source": source,
        "claims": claims,
        "record": list(reversed(claims)),
        "figures": citations.figures(),
        "passed_on": list(passed_on[:PASSED_ON_SHOWN]),
        "passed_on_count": passed_on.count(),
        "page": paginate(citations.for_cards(), request, order=("-live_at", "-content_object_id")),
    }
    return render(request, "sources/source.html", context)
