"""Narrowing the list of shows: by franchise, network, status and year. All of it is in the address,
so that what one reader has found, another one can be sent."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, Model, OuterRef
from django.http import QueryDict

from geekfeed.lib.dates import DAYS
from shows.models import Franchise, Network, Season, Show
from shows.querysets import ShowQuerySet

NAMES = ("franchise", "network", "status", "year")
YEARS = {str(year) for year in range(DAYS[0].year, DAYS[1].year + 1)}


@dataclass(frozen=True)
class ShowFilters:
    """What an address asks for, as it was written. What the catalog does not know finds nothing."""

    franchise: str = ""
    network: str = ""
    status: str = ""
    year: str = ""

    @classmethod
    def asked_for(cls, asked: QueryDict) -> "ShowFilters":
        return cls(**{name: asked.get(name, "").strip() for name in NAMES})

    @property
    def any(self) -> bool:
        return bool(self.query)

    @cached_property
    def query(self) -> str:
        """As a part of an address."""
        asked = {name: getattr(self, name) for name in NAMES}
        return urlencode({name: value for name, value in asked.items() if value})

    def apply(self, shows: ShowQuerySet) -> ShowQuerySet:
        """Year: a season of the show premiered in it."""
        for name in ("franchise", "network"):
            if slug := getattr(self, name):
                if "\x00" in slug:
                    return shows.none()
                shows = shows.filter(**{f"{name}__slug": slug})
        if self.status:
            if self.status not in Show.Status.values:
                return shows.none()
            shows = shows.filter(status=self.status)
        if self.year:
            if self.year not in YEARS:
                return shows.none()
            seasons = Season.objects.filter(show=OuterRef("pk"), premiere_on__year=int(self.year))
            shows = shows.filter(Exists(seasons))
        return shows

    def choices(self) -> list[dict[str, Any]]:
        """The fields of the form: name, present value, and what can be chosen."""
        return [
            {"name": name, "value": getattr(self, name), "options": options}
            for name, options in (
                ("franchise", _named(Franchise)),
                ("network", _named(Network)),
                ("status", [(str(value), str(label)) for value, label in Show.Status.choices]),
                ("year", _years()),
            )
            if options
        ]


def _named(model: type[Model]) -> list[tuple[str, str]]:
    """Those that have a show."""
    shows = Show.objects.filter(**{model._meta.model_name: OuterRef("pk")})
    return list(model.objects.filter(Exists(shows)).order_by("name").values_list("slug", "name"))


def _years() -> list[tuple[str, str]]:
    """From the last premiere on record back to the first. Two steps along an index, where asking
    for the years themselves would read every season."""
    seasons = Season.objects.filter(premiere_on__isnull=False).values_list("premiere_on", flat=True)
    first, last = (seasons.order_by(order).first() for order in ("premiere_on", "-premiere_on"))
    if first is None:
        return []
    return [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)]
