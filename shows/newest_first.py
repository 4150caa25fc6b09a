"""Which shows stand on a page of the board: those of which something is to happen last.

Two indexes are walked by the day, one of what stories say and one of when seasons begin, until
there are enough: it costs the page and not the catalog.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet

from shows.models import Season, Show
from shows.tracks import Window

Place = tuple[date, int]  # the last day on which something of a show is to happen, and the show
PLACE = (DateField(), Show._meta.pk)


def shows_in(
    window: Window, among: dict[str, Any], after: Sequence[Any] | None, most: int
) -> list[Place]:
    """So many shows of which something is to happen in those years, by what stories say and by the
    catalog; the last first, from a place on. `among` says which shows count, as for `filter()`."""
    streams = _streams(window, among)
    found: set[Place] = set()
    for rows, day in streams:
        rows = rows.exclude(_anything_after(day, streams))
        if after is not None:
            last, show = after
            rows = rows.filter(Q(**{day: last}, show__lt=show) | Q(**{f"{day}__lt": last}))
            rows = rows.filter(**{f"{day}__lte": last})  # alone it bounds the index
        rows = rows.order_by(f"-{day}", "-show").values_list(day, "show").distinct()
        found.update(rows[:most])
    return sorted(found, reverse=True)[:most]


def _streams(window: Window, among: dict[str, Any]) -> list[tuple[QuerySet, str]]:
    """What happens in those years, and the column that says when."""
    milestones = Show._meta.get_field("milestones").related_model.objects
    streams = [(milestones.happening(), "day"), (Season.objects.all(), "begins_on")]
    shows = {f"show__{name}": value for name, value in among.items()}
    return [
        (rows.filter(**{f"{day}__range": (window.first, window.last)}, **shows), day)
        for rows, day in streams
    ]


def _anything_after(day: str, streams: list[tuple[QuerySet, str]]) -> Q:
    """Something of the same show is to happen later than this."""
    later = Q()
    for rows, other in streams:
        of_show = rows.order_by().filter(show=OuterRef("show"))
        later |= Q(Exists(of_show.filter(**{f"{other}__gt": OuterRef(day)})))
    return later
