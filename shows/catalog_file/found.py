"""Records that the rows of a file name, looked up many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from geekfeed.lib.batches import batches
from shows.catalog_file.form import Kind
from shows.catalog_file.names import Key, key_of, related
from shows.models import FormerAddress
from shows.models.former import RECORDS

AT_ONCE = 1_000  # names in one query


class Found:
    """The records of each kind by their keys: first those of the database, then also those that the
    file made. They are locked until the transaction ends, so that nobody changes them meanwhile."""

    def __init__(self) -> None:
        self.records: dict[Kind, dict[Key, Model]] = defaultdict(dict)
        self.twice: dict[Kind, set[Key]] = defaultdict(set)
        self.moved: dict[Kind, dict[Key, str]] = defaultdict(dict)

    def look_up(self, kind: Kind, keys: Iterable[Key]) -> None:
        keys = list(keys)
        records = self.records[kind]
        seen: set[Any] = set()
        for record in self._matching(kind, keys):
            if record.pk in seen:
                continue
            seen.add(record.pk)
            key = key_of(kind, record)
            if key in records:
                self.twice[kind].add(key)
            records[key] = record
        if kind.slug in RECORDS:
            self._look_for_moved(kind, [key for key in keys if key not in records])

    def _matching(self, kind: Kind, keys: list[Key]) -> Iterator[Model]:
        names = [column.name for column in kind.name]
        shown = [field for field in kind.refers if field not in related(kind)]
        queryset = kind.model._default_manager.select_related(*related(kind), *shown)
        queryset = queryset.select_for_update(of=("self",)).order_by("pk")
        for column, path in kind.found_by:
            place = names.index(column)
            values = sorted({key[place] for key in keys if key[place]})
            for chunk in batches(values, AT_ONCE):
                yield from queryset.filter(**{f"{path}__in": chunk})

    def _look_for_moved(self, kind: Kind, missing: list[Key]) -> None:
        """Former addresses: whoever names a record by one is told where it is now."""
        former = FormerAddress.objects.filter(**{f"{kind.slug}__isnull": False})
        for chunk in batches([key[0] for key in missing], AT_ONCE):
            found = former.filter(slug__in=chunk).values_list("slug", f"{kind.slug}__slug")
            self.moved[kind] |= {(slug,): now for slug, now in found}
