"""Dates that are only as exact as somebody said: a day, a month, a quarter or a year.

"Arriving 2018" is not 1 January 2018. A `PreciseDate` keeps what was said beside the first day of
the period, so that it can be sorted, compared and printed without inventing a day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

WRITTEN = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


# What can be a date of film and television. "0217" is a slip of the finger.
DAYS = (date(1890, 1, 1), date(2200, 12, 31))


def in_our_times(day: date) -> None:
    """A validator."""
    if not DAYS[0] <= day <= DAYS[1]:
        raise ValidationError(
            _("Look at the year again: it cannot be %(year)d.") % {"year": day.year}
        )


class Precision(models.TextChoices):
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    QUARTER = "quarter", _("to the quarter")
    YEAR = "year", _("to the year")


@dataclass(frozen=True, order=True)
class PreciseDate:
    """A period named as it was announced; `day` is its first day."""

    day: date
    precision: str = Precision.DAY

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", first_day(self.day, self.precision))

    @classmethod
    def parse(cls, written: str) -> "PreciseDate":
        """Read "2018", "2018-Q1", "2018-03" or "2018-03-08"; anything else is a ValueError."""
        match = WRITTEN.fullmatch(written)
        if not match:
            raise ValueError(f"“{written}” is not a year, quarter, month or day.")
        year, quarter, month, day = (int(part) if part else None for part in match.groups())
        if quarter:
            return cls(date(year, quarter * 3 - 2, 1), Precision.QUARTER)
        if not month:
            return cls(date(year, 1, 1), Precision.YEAR)
        return cls(date(year, month, day or 1), Precision.DAY if day else Precision.MONTH)

    @property
    def written(self) -> str:
        """What `parse` reads: "2018", "2018-Q1", "2018-03" or "2018-03-08"."""
        if self.precision == Precision.QUARTER:
            return f"{self.day:%Y}-Q{self.day.month // 3 + 1}"
        return self.isoformat()

    @property
    def last_day(self) -> date:
        """The last day that the period allows."""
        day = self.day
        if self.precision == Precision.DAY:
            return day
        if self.precision == Precision.YEAR:
            return date(day.year, 12, 31)
        month = day.month + (2 if self.precision == Precision.QUARTER else 0)
        return date(day.year, month, monthrange(day.year, month)[1])

    @property
    def precision_label(self) -> str:
        return str(Precision(self.precision).label)

    def covers(self, other: "PreciseDate") -> bool:
        """Whether the other period lies within this one: 2017 covers March 2017."""
        return self.day <= other.day and other.last_day <= self.last_day

    def agrees(self, other: "PreciseDate") -> bool:
        """Whether both can be true of one day, one of them said more exactly: 2017 and March."""
        return self.covers(other) or other.covers(self)

    def has_passed(self, today: date) -> bool:
        return self.last_day < today

    def isoformat(self) -> str:
        """For <time datetime>: HTML knows days, months and years; a quarter becomes its year."""
        if self.precision == Precision.DAY:
            return self.day.isoformat()
        if self.precision == Precision.MONTH:
            return f"{self.day:%Y-%m}"
        return f"{self.day:%Y}"

    @property
    def short(self) -> str:
        """The form for narrow columns: "10 Apr 2017", "Q4 2017"."""
        if self.precision == Precision.DAY:
            return date_format(self.day, "SHORT_DATE_FORMAT")
        if self.precision == Precision.MONTH:
            return date_format(self.day, gettext("M Y"))
        if self.precision == Precision.QUARTER:
            quarter = self.day.month // 3 + 1
            return gettext("Q%(quarter)d %(year)d") % {"quarter": quarter, "year": self.day.year}
        return str(self)

    def __str__(self) -> str:
        if self.precision == Precision.DAY:
            return date_format(self.day, "DATE_FORMAT")
        if self.precision == Precision.MONTH:
            return date_format(self.day, "YEAR_MONTH_FORMAT")
        if self.precision == Precision.QUARTER:
            return self._quarter
        return str(self.day.year)

    @property
    def _quarter(self) -> str:
        """A sentence part for each: languages with cases cannot build it from pieces."""
        return [
            gettext("first quarter of %(year)d"),
            gettext("second quarter of %(year)d"),
            gettext("third quarter of %(year)d"),
            gettext("fourth quarter of %(year)d"),
        ][self.day.month // 3] % {"year": self.day.year}


def first_day(day: date, precision: str) -> date:
    """The first day of the period of that precision around a day."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    if precision == Precision.QUARTER:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if precision == Precision.MONTH:
        return day.replace(day=1)
    return day


class PreciseDateProperty:
    """Joins two columns, `<name>_on` and `<name>_precision`, into one PreciseDate or None."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.day, self.precision = f"{name}_on", f"{name}_precision"

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        day = getattr(instance, self.day)
        return PreciseDate(day, getattr(instance, self.precision)) if day else None

    def __set__(self, instance: Any, value: PreciseDate | None) -> None:
        setattr(instance, self.day, value.day if value else None)
        setattr(instance, self.precision, value.precision if value else "")

    def clean(self, instance: Any) -> None:
        """Round the day down to its period; a precision without a day is an error."""
        day, precision = getattr(instance, self.day), getattr(instance, self.precision)
        if precision and not day:
            raise ValidationError({self.day: _("Give a date, or take the precision away.")})
        if day:
            try:
                in_our_times(day)
            except ValidationError as error:
                raise ValidationError({self.day: error}) from error
            self.__set__(instance, PreciseDate(day, precision or Precision.DAY))


def precision_field() -> models.CharField:
    """The column that says how exact the date beside it is."""
    return models.CharField(
        _("how exact"),
        max_length=7,
        choices=Precision.choices,
        blank=True,
        help_text=_("Say only what is known: “2018” is to the year."),
    )


def dated_or_not(name: str) -> models.Q:
    """A check: both columns of a precise date are filled, or neither."""
    return models.Q(**{f"{name}_on__isnull": True, f"{name}_precision": ""}) | models.Q(
        # Without the first part a missing date would pass: a comparison with NULL is not false.
        **{
            f"{name}_on__isnull": False,
            f"{name}_on__range": DAYS,
            f"{name}_precision__in": Precision.values,
        }
    )
