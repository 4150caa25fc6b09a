"""A show, its seasons and its milestones without a database, as the board looks at them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

from geekfeed.lib.dates import PreciseDate
from shows.models import Season, Show

TODAY = date(2017, 4, 10)
SHOW = Show(pk=1, name="Jessica Jones", slug="jessica-jones")


def season(number, premiere=None):
    made = Season(pk=number, show=SHOW, number=number)
    made.premiere = PreciseDate.parse(premiere) if premiere else None
    return made


def step(kind, when, *, season=2, standing="confirmed", since=datetime(2017, 4, 3, 12, tzinfo=UTC)):
    """A milestone: of season 2, unless it says otherwise."""
    return SimpleNamespace(
        kind=kind,
        standing=standing,
        date=PreciseDate.parse(when) if when else None,
        season_id=season,
        claim_id=uuid4(),
        since=since,
    )
