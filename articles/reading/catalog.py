"""What a draft is read against: the names of all records, in this process's memory.

Gathered with one query for each kind of record, and again when a record has changed. Every change
puts a new stamp into the cache once it is committed (articles/apps.py connects that). A process
whose cache is its own does not see the stamps of others; after SECONDS it asks the database how
many records there are and when one was changed last, and gathers again where that is otherwise, and
once an hour in any case.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max

from articles.reading.found import Named
from geekfeed.lib.names import Names, folded, words
from shows.models import Character, Location, Person, Season, Show
from sources import domains
from sources.models import Domain, Source

KEY = "catalog-names"
SECONDS = 60  # how long another process may read with an old catalog
LONGEST = 3600  # seconds after which it is gathered again in any case
RECORDS = (Show, Season, Person, Character, Location, Source, Domain)

# A corner is named by its two streets, in either order and in short.
_CORNER = re.compile(r"\s+(?:&|and|at|/)\s+|\s*/\s*", re.IGNORECASE)
_SHORT = [
    (re.compile(rf"\b{long}\b"), short)
    for long, short in (
        ("Street", "St"), ("Avenue", "Ave"), ("Boulevard", "Blvd"), ("Road", "Rd"),
        ("West", "W"), ("East", "E"), ("North", "N"), ("South", "S"),
    )
]  # fmt: skip

Owners = Callable[[Iterable[str]], Mapping[str, Named]]


def nobodys(urls: Iterable[str]) -> Mapping[str, Named]:
    return {}


@dataclass
class Catalog:
    """`names` are pairs: a name, and the record that it stands for. Of seasons, `seasons` has the
    number of the record by show and number of the season.

    `officials` are the sources that decide what they announce, `at_home` those with a domain;
    `owners` finds out whose pages addresses are.
    """

    names: Names
    seasons: Mapping[tuple[int, int], int] = field(default_factory=dict)
    officials: frozenset[int] = frozenset()
    at_home: frozenset[int] = frozenset()
    show_names: Mapping[int, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    """The words of people's and characters' names: whoever is called by one is no publication."""
    sources: Mapping[str, Named] = field(default_factory=dict)
    """By what they are called, as `called` spells it."""
    owners: Owners = nobodys

    @classmethod
    def of(cls, names: Iterable[tuple[str, Named]], **facts: Any) -> "Catalog":
        pairs = list(names)
        shows = {thing.number: thing.name for _name, thing in pairs if thing.kind == "show"}
        people = {
            folded(word.text)
            for name, thing in pairs
            if thing.kind in ("person", "character")
            for word in words(name)
        }
        sources = {called(name): thing for name, thing in pairs if thing.kind == "source"}
        spelled = (
            (way, thing)
            for name, thing in pairs
            for way in (corner(name) if thing.kind == "location" else [name])
        )
        return cls(
            Names(spelled), show_names=shows, people=frozenset(people), sources=sources, **facts
        )

    def season(self, show: int | None, number: int | None) -> int | None:
        """The record of a season; None where there is none yet."""
        return self.seasons.get((show, number)) if show and number else None


def called(name: str) -> str:
    """A name as it is compared where it is certain that a source is meant."""
    return " ".join(folded(word.text) for word in words(name)).removeprefix("the ")


def corner(name: str) -> list[str]:
    """The ways to write a place: "Broadway and West 101st Street" is "W 101st St & Broadway"."""
    ways = [name]
    streets = _CORNER.split(name)
    if len(streets) == 2 and all(streets):
        one, other = streets
        ways += [
            f"{a} {at} {b}"
            for a, b in ((one, other), (other, one))
            for at in ("and", "at", "meets")
        ]
    return list(dict.fromkeys([*ways, *(_shortened(way) for way in ways)]))


def _shortened(name: str) -> str:
    for long, short in _SHORT:
        name = long.sub(short, name)
    return name


class Kept(NamedTuple):
    stamp: str
    state: tuple[Any, ...]  # of the records, before they were gathered
    catalog: Catalog
    looked_at: float
    gathered_at: float


_kept: Kept | None = None


def current() -> Catalog:
    """The catalog as it is, gathered anew only if it has changed."""
    global _kept
    # Read before gathering: whoever changes something meanwhile writes another one.
    stamp = cache.get_or_set(KEY, _new_stamp, None)
    now = time.monotonic()
    kept = _kept
    if kept is not None and kept.stamp == stamp:
        if now - kept.looked_at <= SECONDS:
            return kept.catalog
        # Of a long import that ends after somebody else has saved, the state says nothing.
        is_old = now - kept.gathered_at > LONGEST
        if kept.state == (state := _state()) and not is_old:
            _kept = kept._replace(looked_at=now)
            return kept.catalog
    else:
        state = _state()
    _kept = Kept(stamp, state, gathered(), now, now)
    return _kept.catalog


def _state() -> tuple[Any, ...]:
    """Another one where records were made, changed or deleted. Sources and their domains are few
    and do not say when they were changed: they are read."""
    return (
        *(
            model.objects.order_by().aggregate(Count("pk"), Max("pk"), Max("changed_at"))
            for model in (Show, Season, Person, Character, Location)
        ),
        list(Source.objects.order_by("pk").values_list("pk", "name", "aliases", "kind")),
        list(Domain.objects.order_by("pk").values_list("pk", "name", "source")),
    )


def follow(**kwargs: Any) -> None:
    """A signal receiver: a record has changed, once the transaction is through."""
    transaction.on_commit(lambda: cache.set(KEY, _new_stamp(), None))


def _new_stamp() -> str:
    return uuid4().hex


def gathered() -> Catalog:
    names: list[tuple[str, Named]] = []
    for show in Show.objects.only("name", "aliases", "full_name").order_by("pk"):
        named = Named("show", show.pk, show.name)
        names += [(name, named) for name in dict.fromkeys([*show.names, show.full_name])]
    for kind, model in (("person", Person), ("character", Character), ("location", Location)):
        for record in model.objects.only("name", "aliases").order_by("pk"):
            named = Named(kind, record.pk, record.name)
            names += [(name, named) for name in record.names]
    officials = set()
    for source in Source.objects.order_by("pk"):
        named = Named("source", source.pk, source.name)
        names += [(name, named) for name in getattr(source, "names", [source.name])]
        if source.kind == Source.Kind.OFFICIAL:
            officials.add(source.pk)
    seasons = Season.objects.values_list("show", "number", "pk")
    return Catalog.of(
        names,
        seasons={(show, number): pk for show, number, pk in seasons},
        officials=frozenset(officials),
        at_home=frozenset(Domain.objects.values_list("source", flat=True)),
        owners=_owners,
    )


def _owners(urls: Iterable[str]) -> Mapping[str, Named]:
    found = domains.owners(urls).items()
    return {url: Named("source", source.pk, source.name) for url, source in found}
