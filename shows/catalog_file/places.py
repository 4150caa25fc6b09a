"""What only one record may have: a place on the shelf, a number in another database.

Rows may exchange such values among each other. So it is looked at once all rows have been read, and
whatever changes hands is laid down before it is taken up.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from django.db.models import CharField, F, Model, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from geekfeed.lib.batches import batches
from shows.catalog_file.entering import Entry
from shows.catalog_file.form import EXTERNAL_ID, SHOW
from shows.catalog_file.found import AT_ONCE
from shows.catalog_file.problems import Problems
from shows.models import ExternalId, Show
from shows.models.external import RECORDS

Written = list[tuple[Entry, Any]]
COLUMNS = {SHOW: "shelf_position", EXTERNAL_ID: "value"}


def check(written: Written, let_go: set[Any], problems: Problems) -> set[Entry]:
    """Whether each value is one record's alone, once these rows have been written. `let_go` are the
    keys of records that rows give another value. Returns the rows for which that is not so."""
    wrong: set[Entry] = set()
    if not written or written[0][0].kind not in COLUMNS:
        return wrong
    kind = written[0][0].kind
    column, place = COLUMNS[kind], _shelf if kind is SHOW else _number
    lines: dict[Hashable, int] = {}
    others = _others(kind.model, written, let_go)
    for entry, record in written:
        wanted = place(record)
        if wanted is None or column not in entry.values:
            continue
        told = {"value": entry.values[column]}
        if wanted in lines:
            sentence = _("“%(value)s” is in line %(line)d too, and only one record can have it.")
            told["line"] = lines[wanted]
        elif wanted in others:
            sentence = _("“%(value)s” belongs to “%(other)s”, and only one record can have it.")
            told["other"] = others[wanted]
        else:
            lines[wanted] = entry.line
            continue
        problems.add(entry.line, kind.slug, column, sentence % told)
        wrong.add(entry)
    return wrong


def lay_down(records: Iterable[Model]) -> None:
    """Before records that the database knows take values from one another."""
    shows = [record.pk for record in records if isinstance(record, Show)]
    for chunk in batches(shows, AT_ONCE):
        Show.objects.filter(pk__in=chunk, shelf_position__isnull=False).update(shelf_position=None)
    numbers = [record.pk for record in records if isinstance(record, ExternalId)]
    for chunk in batches(numbers, AT_ONCE):
        own = Concat(Value("~"), Cast(F("pk"), CharField()))
        ExternalId.objects.filter(pk__in=chunk).update(value=own)


def leave_empty(records: Iterable[Model]) -> None:
    """Of records that will be taken back."""
    for record in records:
        if isinstance(record, Show):
            record.shelf_position = None


def _shelf(show: Show) -> Hashable:
    return show.shelf_position


def _number(external: ExternalId) -> Hashable:
    record = next(name for name in RECORDS if getattr(external, f"{name}_id"))
    return (record, external.service, external.value)


def _others(model: type[Model], written: Written, let_go: set[Any]) -> dict[Hashable, str]:
    """Who has which of the values and keeps it."""
    if model is Show:
        shelf = Show.objects.on_shelf().only("name", "shelf_position")
        return {_shelf(show): show.name for show in shelf if show.pk not in let_go}
    found: dict[Hashable, str] = {}
    for chunk in batches(sorted({record.value for entry, record in written}), AT_ONCE):
        same = ExternalId.objects.filter(value__in=chunk)
        for external in same.select_related(*RECORDS, "season__show", "episode__season__show"):
            if external.pk not in let_go:
                owner = next(filter(None, (getattr(external, name) for name in RECORDS)))
                found[_number(external)] = str(owner)
    return found
