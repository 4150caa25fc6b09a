"""Claims as far as the ledger looks at them. A page that judges hundreds shows a few: only those
are read with their records."""

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from geekfeed.lib.dates import PreciseDate

DATE = ("date_on", "date_precision")
ORIGIN, HOP = "citation__tag_id", ("citation__hops__position", "citation__hops__source_id")


class Told(NamedTuple):
    """A claim that readers have, claim-shaped (shows/ledger.py). Its fields are the columns of
    Claim, but for the last two."""

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
    chain_ids: tuple[int, ...]

    @property
    def counts_from(self) -> datetime:
        return self.told_at


def told(claims: QuerySet) -> list[Told]:
    """Of claims that are live. One query: a row for each source on a claim's way to us."""
    # Those are counted (`[:600]`) before they are joined.
    claims = claims.model.objects.filter(pk__in=claims.values("pk"))
    rows: dict[int, list[Any]] = {}
    hops: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for *row, place, source in claims.values_list(*Told._fields[:-2], *DATE, ORIGIN, *HOP):
        number = row[0]
        rows[number] = row
        if source:
            hops[number].append((place, source))
    return [
        Told(
            *columns,
            PreciseDate(day, precision) if day else None,
            (origin, *(source for _, source in sorted(hops[number]))) if origin else (),
        )
        for number, (*columns, day, precision, origin) in rows.items()
    ]
