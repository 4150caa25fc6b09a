"""Cells with days and dates, and with what names an episode that has no number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geekfeed.lib.dates import PreciseDate
from shows.catalog_file.cells import Column, Text
from shows.catalog_file.problems import Wrong

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class Day(Column):
    def parse(self, text: str) -> date:
        return exactly(_day, text, _("“%(text)s” is no day: write it as 2017-03-08."))

    def write(self, *values: Any) -> str | None:
        return None if values[0] is None else values[0].isoformat()


def _day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _precise(text: str) -> PreciseDate:
    return PreciseDate.parse(text.upper())  # 2017-q4


@dataclass(frozen=True)
class When(Column):
    """A date as exact as it is known, kept in two fields."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (f"{self.name}_on", f"{self.name}_precision")

    def parse(self, text: str) -> PreciseDate:
        sentence = _("“%(text)s” is no date: write 2017, 2017-Q4, 2017-03 or 2017-03-08.")
        return exactly(_precise, text, sentence)

    def write(self, *values: Any) -> str | None:
        day, precision = values
        return PreciseDate(day, precision).written if day else None


class OfSpecial(Column):
    """Names an episode that has no number. `paths` lead to the number, then to the value."""

    def names(self, values: Mapping[str, Any]) -> Any:
        return self.empty if values.get("episode") else super().names(values)

    def names_it(self, *values: Any) -> Any:
        number, value = values
        return self.empty if number or value is None else value

    def write(self, *values: Any) -> Any:
        number, value = values
        return None if number or value is None else super().write(value)


@dataclass(frozen=True)
class SpecialTitle(OfSpecial, Text):
    empty: Any = ""


@dataclass(frozen=True)
class SpecialDay(OfSpecial, Day):
    pass


def exactly(parse: Callable[[str], Any], text: str, sentence: str) -> Any:
    try:
        return parse(text.strip())
    except ValueError:
        raise Wrong(sentence % {"text": text}) from None
