"""A month, a week or a day, as a calendar's page shows it: whole days in the newsroom's time zone.

A day there may have 23 or 25 hours, so a period's moments are never counted from one another.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from geekfeed.lib.dates import DAYS

WRITTEN = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """`first` and `last` are its own days; `days` are those of the page, in whole weeks."""

    view: str  # month, week or day
    first: date
    last: date

    @classmethod
    def asked_for(cls, params: Mapping[str, str], today: date) -> Self:
        """From an address: `?month=2017-04`, `?week=` or `?day=2017-04-10` (a week by any of its
        days). Otherwise this month; what is no such time is a ValueError."""
        for view in ("day", "week", "month"):
            if view in params:
                return cls.around(view, _day(params[view], may_be_month=view == "month"))
        return cls.around("month", today)

    @classmethod
    def around(cls, view: str, day: date) -> Self:
        """The one that holds the day."""
        if view == "month":
            last = day.replace(day=monthrange(day.year, day.month)[1])
            return cls(view, day.replace(day=1), last)
        if view == "week":
            first = _monday(day)
            return cls(view, first, first + 6 * DAY)
        return cls("day", day, day)

    @property
    def days(self) -> list[date]:
        first, last = self.first, self.last
        if self.view == "month":
            first, last = _monday(first), _monday(last) + 6 * DAY
        return [first + n * DAY for n in range((last - first).days + 1)]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When the page's first day begins, and the day after its last."""
        days = self.days
        return midnight(days[0]), midnight(days[-1] + DAY)

    @property
    def previous(self) -> Self | None:
        """None before the first of our times, as `next` is after the last."""
        day = self.first - DAY
        return self.around(self.view, day) if day >= DAYS[0] else None

    @property
    def next(self) -> Self | None:
        day = self.last + DAY
        return self.around(self.view, day) if day <= DAYS[1] else None

    @property
    def query(self) -> str:
        """The part of an address that asks for it."""
        day = max(self.first, DAYS[0])  # the first week of our times begins before them
        return f"{self.view}={day.isoformat()[:7] if self.view == 'month' else day.isoformat()}"

    def __str__(self) -> str:
        if self.view == "month":
            return date_format(self.first, "YEAR_MONTH_FORMAT")
        if self.view == "day":
            return date_format(self.first, _("l j F Y"))
        if self.first.month == self.last.month:
            # The day alone is written as the language writes it before a month: "10", "10.".
            first = _("j")
        else:
            is_one_year = self.first.year == self.last.year
            first = "MONTH_DAY_FORMAT" if is_one_year else "DATE_FORMAT"
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, first),
            "last": date_format(self.last, "DATE_FORMAT"),
        }


def midnight(day: date) -> datetime:
    """The moment at which the newsroom's day begins."""
    return at(day, time())


def at(day: date, clock: time) -> datetime:
    """That time of the newsroom's day. One that the clocks skip is as much later as they are put
    forward; of one that comes twice it is the first."""
    zone = timezone.get_default_timezone()
    there = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    return there.astimezone(UTC).astimezone(zone)


def _monday(day: date) -> date:
    return day - day.weekday() * DAY


def _day(written: str, *, may_be_month: bool) -> date:
    """Raises ValueError for what is no day, or not in our times."""
    match = WRITTEN.fullmatch(written)
    if not match or bool(match[3]) == may_be_month:
        raise ValueError(f"“{written}” is no day or month of a calendar.")
    day = date(int(match[1]), int(match[2]), int(match[3] or 1))
    if not DAYS[0] <= day <= DAYS[1]:
        raise ValueError(f"“{written}” is not in our times.")
    return day
