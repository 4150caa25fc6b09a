"""One date of the readers' calendar, wherever it comes from."""

from dataclasses import dataclass
from datetime import date, datetime

from articles.models import Claim
from geekfeed.lib.dates import PreciseDate, Precision
from shows.ledger import Standing
from shows.models import Season, Show


@dataclass(frozen=True)
class Entry:
    """`name` is its own for good, whatever else changes. `standing` is None for what the catalog
    itself records; `claim` is on whose word it is said, None where that is not known.

    `changed` is when what is said here last became another, and never goes back.
    """

    name: str
    date: PreciseDate
    show: Show
    season: Season | None
    what: str
    changed: datetime
    standing: Standing | None = None
    claim: Claim | None = None
    is_gone: bool = False  # told once, and no story says so any more

    @property
    def title(self) -> str:
        return str(self.season or self.show)

    @property
    def has_day(self) -> bool:
        return self.date.precision == Precision.DAY

    @property
    def is_off(self) -> bool:
        """Nobody should keep the day free."""
        return self.is_gone or self.standing == Standing.DENIED

    def get_absolute_url(self) -> str:
        """The story that says so; without one, the page of the season or show."""
        if self.claim:
            return self.claim.article.get_absolute_url()
        return (self.season or self.show).get_absolute_url()

    def distance(self, today: date) -> int:
        """In days; 0 within its period."""
        return max((self.date.day - today).days, (today - self.date.last_day).days, 0)
