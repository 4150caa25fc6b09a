"""The production board: what films when, on the whole site, and who says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geekfeed.lib.dates import DAYS
from geekfeed.lib.paging import Page, leaf
from geekfeed.lib.shared_page import shared_page
from shows import board, newest_first
from shows.models import Franchise, Network, Show
from shows.tracks import Window

YEARS, BEFORE, STEP = 6, 3, 3  # shown at once; of them before this one; one press further
SHOWS = 12  # as many as stand on the shelf; a chart of more is taller than a sheet
YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)


@require_safe
@shared_page("after", "franchise", "from", "network")
def production(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = [
        _filter(request, "franchise", Franchise.objects.all()),
        _filter(request, "network", Network.objects.all()),
    ]
    chosen = {one["name"]: one["chosen"] for one in filters if one["chosen"]}
    asked = _asked_for(request)
    window = asked or _from(max(today.year - BEFORE, DAYS[0].year))
    page = _page(request, chosen, window)
    if not (page.rows or asked):
        last = Show.objects.filter(**chosen).last_day()
        if last and last < window.first:
            # All has happened before: the board shows the years in which it last did.
            window = _from(last.year - YEARS + 2)
            page = _page(request, chosen, window)
    kept = {name: record.slug for name, record in chosen.items()}
    context = {
        "today": today,
        "page": page,
        "window": window,
        "filters": [one for one in filters if len(one["records"]) > 1],
        "is_narrowed": bool(kept or asked),
        "asked": asked,
        "query": urlencode(kept | _years(window, today)),
        "earlier": _moved(window, -STEP, kept),
        "later": _moved(window, STEP, kept),
        **board.of_shows(page, window, today),
    }
    return render(request, "shows/production.html", context)


def _page(request: HttpRequest, chosen: dict[str, Any], window: Window) -> Page[Show]:
    def read(after: Sequence[Any] | None, most: int) -> list[newest_first.Place]:
        return newest_first.shows_in(window, chosen, after, most)

    page = leaf(request, newest_first.PLACE, read, place=tuple, size=SHOWS)
    shows = Show.objects.for_board().in_bulk([number for _day, number in page])
    return replace(page, rows=[shows[number] for _day, number in page if number in shows])


def _filter(request: HttpRequest, name: str, records: Any) -> dict[str, Any]:
    """What the board can be narrowed by, and what it is. One that is not there is a 404."""
    records = list(records.order_by("name", "pk"))
    slug = request.GET.get(name, "")
    chosen = next((record for record in records if record.slug == slug), None)
    if slug and chosen is None:
        raise Http404("There is no such franchise or network.")
    return {"name": name, "records": records, "chosen": chosen}


def _asked_for(request: HttpRequest) -> Window | None:
    """The years from the one that is asked for; what is no year of our times is a 404."""
    written = request.GET.get("from")
    if written is None:
        return None
    if not YEAR.fullmatch(written) or not _can_begin(int(written)):
        raise Http404("There is no such year on the board.")
    return _from(int(written))


def _years(window: Window, today: date) -> dict[str, int]:
    """What an address needs to come to the same years."""
    return {} if window.first_year == today.year - BEFORE else {"from": window.first_year}


def _from(year: int) -> Window:
    return Window(year, year + YEARS - 1)


def _can_begin(year: int) -> bool:
    return DAYS[0].year <= year <= DAYS[1].year - YEARS + 1


def _moved(window: Window, by: int, kept: dict[str, str]) -> dict[str, Any] | None:
    """The years before or after these, with the way there; None at the ends of our times."""
    if not _can_begin(window.first_year + by):
        return None
    other = _from(window.first_year + by)
    return {"window": other, "query": urlencode(kept | {"from": other.first_year})}
