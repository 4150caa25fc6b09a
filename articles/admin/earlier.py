"""Earlier claims that the one which is being written could settle."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Claim, Outcome
from articles.proposals.settling import called
from articles.typed import RECORDS
from geekfeed.lib.desk import is_number
from shows.ledger import OPEN, Standing, newest

MOST = 30
BY = {
    Standing.RUMOURED: gettext_lazy("rumoured by %(source)s"),
    Standing.REPORTED: gettext_lazy("reported by %(source)s"),
    Standing.CONFIRMED: gettext_lazy("confirmed by %(source)s"),
    Standing.DENIED: gettext_lazy("denied by %(source)s"),
}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("earlier/", wrap(earlier_view), name="articles_article_earlier")]


@never_cache
@require_safe
def earlier_view(request: HttpRequest) -> JsonResponse:
    """Claims of live stories about any of the records in `?show=&season=&person=…`, the newest
    first. Those of the story `?exclude=` are its own."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    about = {
        name: int(number) for name in RECORDS if is_number(number := request.GET.get(name, ""))
    }
    own = request.GET.get("exclude", "")
    found = earlier(about, int(own) if is_number(own) else None)
    told = [
        {"key": str(claim.key), "name": called(claim), "label": _told(claim)} for claim in found
    ]
    return JsonResponse({"claims": told})


def earlier(about: dict[str, int], exclude: int | None) -> list[Claim]:
    """One walk along an index for each record, and one query for what became of the claims."""
    live = Claim.objects.live().filter(repeats=False).exclude(article=exclude)
    live = live.select_related("citation__tag").newest_first()
    claims: dict[int, Claim] = {}
    for name, number in about.items():
        if name == "show" and "season" in about:
            # Of the same show only what names no season: the others are about other ones.
            rows = live.filter(show=number, season=None)
        else:
            rows = live.filter(**{name: number})
        claims |= {claim.pk: claim for claim in rows[:MOST]}
    found = sorted(claims.values(), key=newest, reverse=True)[:MOST]
    prefetch_related_objects(found, Prefetch("outcomes", Outcome.objects.live(), "became"))
    return found


def _told(claim: Claim) -> str:
    """ "Season 2 premieres, 2018 · reported by Variety · 3 April 2017 · Still open"."""
    source = claim.citation.tag.name if claim.citation else _("us")
    by = BY[Standing(claim.standing)] % {"source": source}
    day = date_format(timezone.localtime(claim.told_at), "DATE_FORMAT")
    return " · ".join(part for part in (called(claim), by, day, _became(claim)) if part)


def _became(claim: Claim) -> str:
    if claim.became:
        return str(claim.became[0].kind.label)
    return _("Still open") if claim.standing in OPEN else ""
