"""The sources' pages. What rests on a source is reached through `source.citations`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import shared_page
from sources import record
from sources.addresses import leads_on
from sources.models import Source

CLAIMS_SHOWN = 40
PATCHES_SHOWN = 120
PASSED_ON_SHOWN = 12


@require_safe
@shared_page("after")
def source_list(request: HttpRequest) -> HttpResponse:
    sources = Source.objects.cited().select_related("track_record")
    page = paginate(sources, request, order=("name", "pk"), size=48)
    for source in page:
        source.record_line = record.in_a_line(source)
    return render(request, "sources/source_list.html", {"page": page})


@require_safe
@shared_page("after")
@leads_on
def source(request: HttpRequest, slug: str) -> HttpResponse:
    source = _cited(slug)
    citations = source.citations.live()
    passed_on = source.passed_on.live_stories()
    newest = source.citations.reports().newest_first()[:PATCHES_SHOWN]
    claims = citations.newest_claims(CLAIMS_SHOWN)
    are_all = len(claims) < CLAIMS_SHOWN
    context = {
        "source": source,
        "claims": claims,
        "claim_count": len(claims) if are_all else citations.claims().count(),
        "patches": record.told(newest)[::-1],
        "record": record.record_of(source),
        "record_address": record.behind(source),
        "figures": record.figures(source),
        "rate": record.rate(source),
        "passed_on": list(passed_on[:PASSED_ON_SHOWN]),
        "passed_on_count": passed_on.count(),
        "page": paginate(
            citations.once_a_story().for_cards(), request, order=("-live_at", "-content_object_id")
        ),
    }
    return render(request, "sources/source.html", context)


@require_safe
@shared_page("after", "outcome")
@leads_on
def source_record(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports behind the figures: `?outcome=` names one of them, without it they are all."""
    source = _cited(slug)
    outcome = request.GET.get("outcome", "")
    if outcome and outcome not in record.OUTCOMES:
        raise Http404("Reports do not turn out like that.")
    reports = source.citations.reports().with_subjects().with_story().with_outcome()
    if outcome:
        reports = reports.that_turned_out(outcome)
    page = paginate(reports, request, order=("-told_at", "-pk"), size=40)
    counts = record.record_of(source)
    context = {
        "source": source,
        "outcome": outcome,
        "outcome_label": record.OUTCOMES[outcome][0] if outcome else "",
        "query": f"outcome={outcome}" if outcome else "",
        "ways": [
            {
                "name": name,
                "label": label,
                "url": record.behind(source, name),
                "count": getattr(counts, column, 0),
            }
            for name, (label, column) in record.OUTCOMES.items()
        ],
        "all_url": record.behind(source),
        "told": getattr(counts, "told", 0),
        "reports": record.told(page),
        "page": page,
    }
    return render(request, "sources/source_record.html", context)


def _cited(slug: str) -> Source:
    """One that readers may know, by its present address."""
    return get_object_or_404(Source.objects.cited().select_related("track_record"), slug=slug)
