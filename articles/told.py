"""Claims as far as the ledger looks at them. A page that judges hundreds shows a few: only those
are read with their records."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from geekfeed.lib.dates import PreciseDate

SOURCES = ("citation_id", "citation__tag_id")
DATE = ("date_on", "date_precision")


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
    """Of claims that are live. Two queries, however many they are."""
    rows = list(claims.values_list(*Told._fields[:-2], *DATE, *SOURCES))
    hops = _hops({citation for *_, citation, _ in rows if citation})
    return [
        Told(
            *columns,
            PreciseDate(day, precision) if day else None,
            (origin, *hops[citation]) if citation else (),
        )
        for *columns, day, precision, citation, origin in rows
    ]


def _hops(citations: Collection[int]) -> dict[int, list[int]]:
    """The sources on each citation's way to us, in order."""
    hops = defaultdict(list)
    rows = apps.get_model("articles", "Via").objects.filter(citation__in=citations)
    for citation, source in rows.order_by("position", "pk").values_list("citation_id", "source_id"):
        hops[citation].append(source)
    return hops
