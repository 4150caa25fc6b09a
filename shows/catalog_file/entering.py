"""A row of texts becomes what it says about which record."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from shows.catalog_file.cells import Column
from shows.catalog_file.form import KIND, KINDS, Kind
from shows.catalog_file.names import Key, key, lacks, references
from shows.catalog_file.problems import Problems, Wrong
from shows.catalog_file.rows import Row


@dataclass(eq=False, slots=True)
class Entry:
    """`values` has what the row says, by column. `key` is None where the row names no record, and
    `is_whole` is false where something is wrong with it that has been told."""

    line: int
    kind: Kind
    values: dict[str, Any]
    key: Key | None = None
    refers: dict[str, tuple[Kind, Key]] = field(default_factory=dict)
    is_whole: bool = True


def enter(row: Row, problems: Problems) -> Entry | None:
    """None where not even the kind is known."""
    kind = _kind(row, problems)
    if kind is None:
        return None
    entry = Entry(row.line, kind, {})
    for name, cell in row.cells.items():
        try:
            if name in kind.columns:
                value = kind.columns[name].value(cell)
                _measure(kind, kind.columns[name], value)
                entry.values[name] = value
            elif name != KIND and cell not in ("", []):
                raise Wrong(
                    _("A row about a %(kind)s has nothing in this column. It has: %(columns)s.")
                    % {"kind": kind.slug, "columns": ", ".join(kind.columns)}
                )
        except Wrong as wrong:
            problems.add(row.line, kind.slug, name, str(wrong))
            entry.is_whole = False
    if not entry.is_whole and not _is_named(entry):
        return entry
    for name, sentence in lacks(kind, entry.values):
        problems.add(row.line, kind.slug, name, sentence)
        entry.is_whole = False
    if _is_named(entry):
        entry.key = key(kind, entry.values)
        entry.refers = references(kind, entry.values)
    return entry


def _kind(row: Row, problems: Problems) -> Kind | None:
    written = row.cells.get(KIND, "")
    kind = KINDS.get(written.strip().lower()) if isinstance(written, str) else None
    if kind is None:
        known = ", ".join(KINDS)
        if written:
            sentence = _("“%(kind)s” is no kind of record. There are: %(kinds)s.")
        else:
            sentence = _("Say in “kind” what the row is about. There are: %(kinds)s.")
        problems.add(row.line, sentence % {"kind": str(written)[:60], "kinds": known})
    return kind


def _measure(kind: Kind, column: Column, value: Any) -> None:
    """Databases differ in whether they look at the length of a text, and long ones are looked at by
    forms only."""
    field = kind.fields.get(column.attribute)
    longest = getattr(field, "max_length", None)
    if isinstance(value, str) and longest and len(value) > longest:
        raise Wrong(
            _("Shorten this: it has %(length)d signs, and %(most)d are the most.")
            % {"length": len(value), "most": longest}
        )


def _is_named(entry: Entry) -> bool:
    """Whether the columns that name its record could be read and are not empty."""
    return next(lacks(entry.kind, entry.values), None) is None
