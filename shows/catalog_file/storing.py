"""Records that rows made or changed are written, many at once, and what changed is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from geekfeed.lib.batches import batches
from shows import history
from shows.catalog_file.cells import Column
from shows.catalog_file.entering import Entry
from shows.catalog_file.form import PREMIERE, Kind
from shows.catalog_file.found import Found
from shows.catalog_file.places import lay_down
from shows.models import Change, CountryPremiere, Episode, Season

AT_ONCE = 500  # records in one statement; SQLite takes fewer where they have many fields
UNIQUE = {"shelf_position", "value"}  # columns whose values may change hands


@dataclass(eq=False, slots=True)
class Draft:
    """A record that says what a row says. `before` has, by column, what it said before."""

    entry: Entry
    record: Any
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.record.pk is None

    def changes(self) -> dict[str, list[str]]:
        """As the history says it: each field before and after."""
        columns = self.entry.kind.columns
        return {
            columns[name].attribute: [
                columns[name].shown(before),
                columns[name].shown(self._now(name)),
            ]
            for name, before in self.before.items()
        }

    def _now(self, name: str) -> Any:
        return getattr(self.record, self.entry.kind.columns[name].attribute)


def draft(entry: Entry, found: Found) -> Draft:
    """The record of the row, old or new, saying what the row says; not written yet. What the row
    refers to must have been found."""
    kind = entry.kind
    record = found.records[kind].get(entry.key) or _new(entry, found)
    made = Draft(entry, record)
    for column in kind.says:
        if column.name in entry.values:
            _say(made, column, _value(entry, column, found))
    return made


def _new(entry: Entry, found: Found) -> Model:
    """With what names it."""
    record = entry.kind.model()
    for name, (kind, key) in entry.refers.items():
        setattr(record, name, found.records[kind][key])
    for column in entry.kind.name:
        field = entry.kind.fields.get(column.attribute)
        if field is not None and not field.is_relation:
            setattr(record, column.attribute, column.names(entry.values))
    return record


def _value(entry: Entry, column: Column, found: Found) -> Any:
    if column.attribute not in entry.kind.refers:
        return entry.values[column.name]
    if column.attribute not in entry.refers:
        return None
    kind, key = entry.refers[column.attribute]
    return found.records[kind][key]


def _say(made: Draft, column: Column, value: Any) -> None:
    before = getattr(made.record, column.attribute)
    if made.is_new or not column.same(before, value):
        setattr(made.record, column.attribute, value)
        made.before[column.name] = before


def store(kind: Kind, drafts: list[Draft]) -> None:
    """Write what is new or has changed, and leave a Change for what has changed."""
    new = [made.record for made in drafts if made.is_new]
    changed = [made for made in drafts if not made.is_new and made.before]
    through = Change.Through.FILE
    traces = [history.line(made.record, through, fields=made.changes()) for made in changed]
    lay_down([made.record for made in changed if UNIQUE & made.before.keys()])
    fields = {name for made in changed for one in made.before for name in kind.columns[one].fields}
    if "changed_at" in kind.fields:
        fields.add("changed_at")
        now = timezone.now()
        for made in changed:
            made.record.changed_at = now
    if changed:
        records = [made.record for made in changed]
        kind.model._default_manager.bulk_update(records, sorted(fields), batch_size=AT_ONCE)
        Change.objects.bulk_create(traces, batch_size=AT_ONCE)
    kind.model._default_manager.bulk_create(new, batch_size=AT_ONCE)
    written = [*new, *(made.record for made in changed)]
    if kind.model is Episode:
        for seasons in _seasons_of(written):
            seasons.keep_first_days()
    if kind is PREMIERE:
        # Calendars tell by its season when a premiere in another country was changed.
        for seasons in _seasons_of(written):
            seasons.update(changed_at=timezone.now())


def _seasons_of(records: Iterable[Episode | CountryPremiere]) -> Iterator[QuerySet[Season]]:
    for numbers in batches({record.season_id for record in records}, AT_ONCE):
        yield Season.objects.filter(pk__in=numbers)
