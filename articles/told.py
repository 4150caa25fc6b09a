"""Claims as far as the ledger looks at them. A page that judges hundreds shows a few: only those
are read with their records."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Subquery

from geekfeed.lib.among import Among
from geekfeed.lib.dates import PreciseDate

DATE = ("date_on", "date_precision")
DATES = ("season", "season__premiere_on", "season__premiere_precision", "season__first_aired_on")
ORIGIN, HOP = "citation__tag_id", ("citation__hops__position", "citation__hops__source_id")


class Dates(NamedTuple):
    """When a season begins, as far as the catalog knows: what shows/production.py asks of one."""

    pk: int
    premiere: PreciseDate | None
    first_aired_on: date | None


class Told(NamedTuple):
    """A claim that readers have, claim-shaped (shows/ledger.py). Its fields are the columns of
    Claim, but for the last three."""

    pk: int
    key: UUID
    kind: str
    standing: str
    says: str
    told_at: datetime
    article_id: int
    position: int
    show_id: int | None
    season_id: int | None
    person_id: int | None
    character_id: int | None
    location_id: int | None
    answers_id: UUID | None
    answer: str
    date: PreciseDate | None
    season: Dates | None
    chain_ids: tuple[int, ...]

    @property
    def counts_from(self) -> datetime:
        return self.told_at


COLUMNS = Told._fields[:-3]


def told(claims: QuerySet) -> list[Told]:
    """Of claims that are live. One query: a row for each source on a claim's way to us."""
    # Those are counted (`[:600]`) before they are joined.
    claims = claims.model.objects.filter(Among("pk", Subquery(claims.values("pk"))))
    rows: dict[int, list[Any]] = {}
    hops: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for *row, place, source in claims.values_list(*COLUMNS, *DATE, *DATES, ORIGIN, *HOP):
        number = row[0]
        rows[number] = row
        if source:
            hops[number].append((place, source))
    return [
        Told(
            *columns,
            _precise(day, precision),
            Dates(season, _precise(premiere, exactly), aired) if season else None,
            (origin, *(source for _, source in sorted(hops[number]))) if origin else (),
        )
        for number, (
            *columns,
            day,
            precision,
            season,
            premiere,
            exactly,
            aired,
            origin,
        ) in rows.items()
    ]


def _precise(day: date | None, precision: str) -> PreciseDate | None:
    return PreciseDate(day, precision) if day else None
