"""The books of one import: which record is which at TVmaze, what it said, what was changed.

All is asked for and written in bulk: some thousand rows cost a few queries.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from geekfeed.lib.batches import batches
from shows import history
from shows.models import Change, ExternalId, FormerNumber

SERVICE = ExternalId.Service.TVMAZE
TOGETHER = 500  # values in one question: no database has a limit below that
# Records that are changed in one statement. What each row costs grows with their number.
CHANGED_TOGETHER = 50


def among(rows: QuerySet, column: str, values: Iterable[Any]) -> Iterator[Any]:
    """The rows whose column has one of the values."""
    for batch in batches(dict.fromkeys(values), TOGETHER):
        yield from rows.filter(**{f"{column}__in": batch})


class Book:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self._new: list[ExternalId] = []
        self._changed: list[ExternalId] = []
        self._read: list[int] = []
        self._changes: list[Change] = []

    def find(self, kind: str, keys: Iterable[str], *related: str) -> dict[str, ExternalId]:
        """The ids of that kind of record by TVmaze's numbers, each with its record."""
        rows = ExternalId.objects.filter(service=SERVICE, **{f"{kind}__isnull": False})
        rows = rows.select_related(kind, *(f"{kind}__{name}" for name in related))
        return {row.value: row for row in among(rows, "value", (key for key in keys if key))}

    def merged(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """The records that stayed when others with these numbers were merged into them."""
        rows = FormerNumber.objects.filter(service=SERVICE, **{f"{kind}__isnull": False})
        rows = rows.select_related(kind)
        return {row.value: getattr(row, kind) for row in among(rows, "value", keys)}

    def ids_of(self, kind: str, records: Iterable[Model]) -> dict[int, ExternalId]:
        """The ids of records by their own numbers."""
        rows = ExternalId.objects.filter(service=SERVICE)
        found = among(rows, kind, (record.pk for record in records))
        return {getattr(row, f"{kind}_id"): row for row in found}

    def keep(
        self, kind: str, record: Model, key: str, given: dict[str, Any], known: ExternalId | None
    ) -> None:
        """Remember what was said of the record. Without a key there is nothing to remember by."""
        if not key:
            return
        if known is None:
            self._new.append(
                ExternalId(
                    **{kind: record}, service=SERVICE, value=key, given=given, read_at=self.now
                )
            )
        elif (known.value, known.given) != (key, given):
            known.value, known.given, known.read_at = key, given, self.now
            self._changed.append(known)
        else:
            self._read.append(known.pk)

    def note(self, record: Model, changed: dict[str, list[str]], note: str = "") -> None:
        """A line in the record's history."""
        through = Change.Through.TVMAZE
        self._changes.append(history.line(record, through, fields=changed, note=note))

    def update(self, records: Sequence[Any], columns: Iterable[str]) -> None:
        """Write the columns of records of one kind, and when they were changed."""
        if not records:
            return
        for record in records:
            record.changed_at = self.now
        type(records[0]).objects.bulk_update(
            records, [*columns, "changed_at"], batch_size=CHANGED_TOGETHER
        )

    def close(self) -> None:
        ExternalId.objects.bulk_create(self._new)
        ExternalId.objects.bulk_update(
            self._changed, ["value", "given", "read_at"], batch_size=CHANGED_TOGETHER
        )
        for batch in batches(self._read, TOGETHER):
            ExternalId.objects.filter(pk__in=batch).update(read_at=self.now)
        Change.objects.bulk_create(self._changes)
