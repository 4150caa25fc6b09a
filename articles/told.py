"""Claims as far as the ledger looks at them. A page that judges hundreds shows a few: only those
are read with their records."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from geekfeed.lib.dates import PreciseDate


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


POSITION = Told._fields.index("position")


def told(claims: QuerySet) -> list[Told]:
    """Of claims that are live, in the order of their stories' text. In two queries: asked for both
    at once, PostgreSQL joins the sources of all claims, and then chooses among these."""
    columns = (*Told._fields[:-2], "date_on", "date_precision", "citation_id")
    rows = sorted(claims.values_list(*columns), key=_in_text)
    chains = _chains({citation for *_, citation in rows if citation})
    return [
        Told(*fields, PreciseDate(day, precision) if day else None, chains.get(citation, ()))
        for *fields, day, precision, citation in rows
    ]


def _in_text(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[POSITION], row[0]


def _chains(citations: set[int]) -> dict[int, tuple[int, ...]]:
    """Of each its sources, the origin first: there is a row for each hop."""
    chains: dict[int, list[int]] = {}
    rows = apps.get_model("articles", "Citation").objects.filter(pk__in=citations)
    hops = rows.order_by("hops__position", "hops").values_list("pk", "tag_id", "hops__source_id")
    for citation, origin, source in hops:
        chain = chains.setdefault(citation, [origin])
        if source:
            chain.append(source)
    return {citation: tuple(chain) for citation, chain in chains.items()}
