"""The calendar as a page: what comes, month by month, and any month for itself."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.public_calendar.entry import Entry
from articles.public_calendar.month import Month
from articles.public_calendar.reading import entries
from articles.public_calendar.rows import Reach, sources_of
from geekfeed.lib.dates import DAYS, PreciseDate
from geekfeed.lib.periods import Period
from geekfeed.lib.shared_page import shared_page
from shows.models import Franchise

AHEAD = timedelta(days=2 * 365)
MOST = 100  # on the page of what comes; it ends with a whole month
MOST_IN_A_MONTH = 500
MOST_FRANCHISES = 30
GRIDS = 3  # of the next months; their rail has no room for more
DAY = timedelta(days=1)


@require_safe
@shared_page("franchise", "month")
def calendar(request: HttpRequest) -> HttpResponse:
    """What comes; with `?month=2017-04` that month. A month in which nothing is, is no page."""
    franchises = list(
        Franchise.objects.filter(shows__isnull=False)
        .distinct()
        .order_by("name", "pk")[:MOST_FRANCHISES]
    )
    franchise = _chosen(request.GET.get("franchise", ""), franchises)
    asked = request.GET.get("month")
    context = _month(asked, franchise) if asked is not None else _what_comes(franchise)
    query = f"franchise={franchise.slug}" if franchise else ""
    context |= {
        "franchises": franchises,
        "franchise": franchise,
        "query": query,
        "grids": context["months"][:GRIDS],
    }
    return render(request, "articles/calendar.html", context)


def _chosen(slug: str, franchises: list[Franchise]) -> Franchise | None:
    """None at all for ""; raises Http404 where there is no such franchise."""
    if not slug:
        return None
    found = next((one for one in franchises if one.slug == slug), None)
    # No database is asked for what no address can be.
    if found is None and "\x00" not in slug:
        found = Franchise.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such franchise.")
    return found


def _what_comes(franchise: Franchise | None) -> dict[str, Any]:
    today = timezone.localdate()
    reach = Reach(today, today + AHEAD, today, MOST + 1, franchise=franchise)
    found = entries(reach)
    dated = [entry for entry in found if entry.has_day]
    end = reach.last
    if len(found) > MOST:
        dated, end = _whole_months(dated, found[-1].date.day)
    return {
        "month": None,
        "months": _by_month(dated),
        "undated": _by_period(found),
        "earlier": _month_before(reach, today),
        "later": _month_after(reach, end),
        "is_cut": False,
    }


def _month(asked: str, franchise: Franchise | None) -> dict[str, Any]:
    today = timezone.localdate()
    try:
        period = Period.asked_for({"month": asked}, today)
    except ValueError as error:
        raise Http404("There is no such month.") from error
    first = period.first
    reach = Reach(first, period.last, first, MOST_IN_A_MONTH + 1, franchise=franchise)
    found = entries(reach)
    # A year that reaches into the month is no reason for a page: it would make twelve.
    if not any(first <= entry.date.day for entry in found):
        raise Http404("Nothing is in this month.")
    return {
        "month": first,
        "months": _by_month([entry for entry in found[:MOST_IN_A_MONTH] if entry.has_day]),
        "undated": _by_period(found),
        "earlier": _month_before(reach, first),
        "later": _month_after(reach, period.last),
        "is_cut": len(found) > MOST_IN_A_MONTH,
    }


def _whole_months(dated: list[Entry], last: date) -> tuple[list[Entry], date]:
    """Without the month that the cut goes through, and the day before it; unless there would be
    nothing left."""
    first = last.replace(day=1)
    whole = [entry for entry in dated if entry.date.day < first]
    return (whole, first - DAY) if whole else (dated, Period.around("month", last).last)


def _by_month(dated: list[Entry]) -> list[Month]:
    months: list[Month] = []
    for day, of_day in groupby(dated, key=lambda entry: entry.date.day):
        first = day.replace(day=1)
        if not months or months[-1].first != first:
            months.append(Month(first))
        months[-1].days.append((day, list(of_day)))
    return months


def _by_period(found: list[Entry]) -> list[tuple[PreciseDate, list[Entry]]]:
    """What has no day, the periods that are over first coming first."""
    vague = [entry for entry in found if not entry.has_day]
    vague.sort(key=lambda entry: (entry.date.last_day, entry.date.day, entry.title, entry.name))
    return [(period, list(of_it)) for period, of_it in groupby(vague, key=lambda one: one.date)]


# -- Which months there are -------------------------------------------------------------------


def _month_before(reach: Reach, day: date) -> date | None:
    """The month of the last thing before that day."""
    found = [_edge(rows, column, DAYS[0], day - DAY, "-") for rows, column in _dated(reach)]
    last = max(filter(None, found), default=None)
    return last and last.replace(day=1)


def _month_after(reach: Reach, day: date) -> date | None:
    found = [_edge(rows, column, day + DAY, DAYS[1], "") for rows, column in _dated(reach)]
    next_one = min(filter(None, found), default=None)
    return next_one and next_one.replace(day=1)


def _dated(reach: Reach) -> list[tuple[QuerySet, str]]:
    return sources_of(reach).by_day


def _edge(rows: QuerySet, column: str, first: date, last: date, way: str) -> date | None:
    within = rows.filter(**{f"{column}__range": (first, last)})
    return within.order_by(f"{way}{column}").values_list(column, flat=True).first()
