"""A month of the readers' calendar: its days that have anything, and all its days as a grid."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from articles.public_calendar.entry import Entry
from geekfeed.lib.periods import Period
from shows.models import Show

STRIPES = 4  # shows of a day that the grid has room for


@dataclass(frozen=True)
class Cell:
    """A day of the grid. `is_off`: it belongs to the month before or after."""

    day: date
    entries: list[Entry]
    is_off: bool
    is_today: bool

    @property
    def shows(self) -> list[Show]:
        """Those of which something happens, each once, the first ones."""
        on = [entry.show for entry in self.entries if not entry.is_off]
        return list({show.pk: show for show in on}.values())[:STRIPES]


@dataclass
class Month:
    first: date
    days: list[tuple[date, list[Entry]]] = field(default_factory=list)

    @property
    def weeks(self) -> list[list[Cell]]:
        """Whole weeks, as `Period` has them."""
        today, found = timezone.localdate(), dict(self.days)
        cells = [
            Cell(day, found.get(day, []), day.month != self.first.month, day == today)
            for day in Period.around("month", self.first).days
        ]
        return [cells[n : n + 7] for n in range(0, len(cells), 7)]
