"""Whether a record may be as a row wants it: by the models' own rules, without asking the database
for each one."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from shows.catalog_file.cells import Column
from shows.catalog_file.entering import Entry


def complaints(entry: Entry, record: Model) -> Iterator[tuple[str, ...]]:
    """About a record that says what the row says, as (column, sentence) or (sentence,).

    Foreign keys and values that only one record may have are seen to elsewhere: the models would
    look each of them up.
    """
    empty = [column.name for column in entry.kind.says if _is_missing(column, entry, record)]
    for name in empty:
        yield name, _("Fill this in: it cannot be empty.")
    columns = _columns_by_field(entry)
    for field, sentences in _errors(entry, record, set(columns)).items():
        name = columns.get(field, "")
        for sentence in sentences:
            if name not in empty:
                yield (name, sentence) if name else (sentence,)


def _is_missing(column: Column, entry: Entry, record: Model) -> bool:
    if not column.needed or (record.pk and column.name not in entry.values):
        return False
    return getattr(record, column.attribute) in (None, "") or _is_blank(entry, column)


def _is_blank(entry: Entry, column: Column) -> bool:
    value = entry.values.get(column.name)
    return isinstance(value, str) and not value.strip()


def _columns_by_field(entry: Entry) -> dict[str, str]:
    """The model's own fields that the row fills, and the columns that they are told in."""
    return {
        field: column.name
        for column in (*entry.kind.name, *entry.kind.says)
        if column.name in entry.values
        for field in column.fields
        if field in entry.kind.fields and not entry.kind.fields[field].is_relation
    }


def _errors(entry: Entry, record: Model, fields: set[str]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = defaultdict(list)
    try:
        record.clean_fields(exclude=set(entry.kind.fields) - fields)
    except ValidationError as error:
        _gather(errors, error)
    try:
        record.clean()
    except ValidationError as error:
        _gather(errors, error)
    return errors


def _gather(errors: dict[str, list[str]], error: ValidationError) -> None:
    for field, sentences in error.update_error_dict({}).items():
        for one in sentences:
            for sentence in one.messages:
                if sentence not in errors[field]:
                    errors[field].append(sentence)
