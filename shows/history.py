"""The history of the catalog's records: what somebody, or an import, changed is written down.

Whoever changes a record calls `note` in the same transaction. `look` before and after, and
`differences` between the two, say what has changed in the words that people read, the rows that
belong to the record included.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from geekfeed.lib.dates import PreciseDateProperty
from shows.models import Change, Credit, Episode

# Field → what it said before and after, in words. "" is nothing.
Fields = Mapping[str, list[str]]

LONGEST_NAME = Change._meta.get_field("record_name").max_length
LONGEST_NOTE = Change._meta.get_field("note").max_length
MOST_NAMES = 12  # that are told of an order
UNTOLD = {"id", "changed_at", "position"}


def note(
    record: Model,
    through: str,
    by: AbstractBaseUser | None = None,
    fields: Fields | None = None,
    note: str = "",
    number: int | None = None,
) -> Change | None:
    """Write down what was changed about a record: `through` is one of Change.Through, `by` is None
    for the site itself. Nothing is written where nothing is said. `number` is the record's where
    it has none any more. Inside the transaction of the change.
    """
    if not fields and not note:
        return None
    change = line(record, through, by, fields, note, number)
    change.save()
    return change


def line(
    record: Model,
    through: str,
    by: AbstractBaseUser | None = None,
    fields: Fields | None = None,
    note: str = "",
    number: int | None = None,
) -> Change:
    """The same, not saved: for those who write many at once."""
    return Change(
        record_type=ContentType.objects.get_for_model(record),
        record_id=number or record.pk,
        record_name=str(record)[:LONGEST_NAME],
        by=by,
        through=through,
        fields=dict(fields or {}),
        note=note[:LONGEST_NOTE],
    )


# -- What a record says ------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row that belongs to a record: what it is called, what its cells say."""

    kind: str
    name: str
    cells: Mapping[str, str]


@dataclass
class Look:
    """What a record, and the rows that belong to it, say at a moment. Rows are in their order, by
    the name of their relation and their number."""

    fields: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[int, Row]] = field(default_factory=dict)


def look(record: Model, relations: Iterable[str] = ()) -> Look:
    """What is in the database at this moment: one query for the record and one for each relation
    ("credits", "episodes"), however many rows there are."""
    related = [f.name for f in record._meta.concrete_fields if isinstance(f, ForeignKey)]
    found = type(record)._base_manager.select_related(*related).filter(pk=record.pk).first()
    if found is None:
        return Look()
    return Look(said_by(found), {name: _rows(found, name) for name in relations})


def said_by(record: Model) -> dict[str, str]:
    """Field → what it says, in words. A date and its precision are one thing."""
    told = {}
    for column in record._meta.concrete_fields:
        name = column.name
        if name in UNTOLD or not column.editable or name.endswith("_precision"):
            continue
        told[name] = _word(record, column)
    return told


def _word(record: Model, column: Any) -> str:
    whole = column.name.removesuffix("_on")
    if isinstance(vars(type(record)).get(whole), PreciseDateProperty):
        return str(getattr(record, whole) or "")
    if column.choices:
        return str(getattr(record, f"get_{column.name}_display")())
    value = getattr(record, column.name)
    if value is None:
        return ""
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value).replace("\r\n", "\n")  # as browsers break lines


def _rows(record: Model, relation: str) -> dict[int, Row]:
    to_record = record._meta.get_field(relation).field.name
    model = record._meta.get_field(relation).related_model
    keys = [f.name for f in model._meta.concrete_fields if isinstance(f, ForeignKey)]
    related = [name for name in keys if name != to_record]
    related += ["season__show"] if "season" in related else []
    rows = getattr(record, relation).select_related(*related)
    if model is Credit and not isinstance(record, Episode):
        rows = rows.of_no_episode()
    found = {}
    for row in rows:
        cells = {name: said for name, said in said_by(row).items() if name != to_record}
        found[row.pk] = Row(kind_of(row), called(row), cells)
    return found


def kind_of(row: Model) -> str:
    """Cast and crew are two kinds of one model."""
    if isinstance(row, Credit):
        return "cast" if row.character_id else "crew"
    return row._meta.model_name


def called(row: Model) -> str:
    if isinstance(row, Credit):
        told = {"person": row.person, "part": row.character or row.job}
        if row.character_id:
            return _("%(person)s as %(part)s") % told
        return _("%(person)s, %(part)s") % told
    return str(row)


# -- What differs ------------------------------------------------------------------------------


def differences(before: Look, after: Look) -> dict[str, list[str]]:
    """What `note` takes as fields. Rows stand there as "cast:12", an order as "order:credits"."""
    names = dict.fromkeys([*before.fields, *after.fields])
    told = {
        name: [before.fields.get(name, ""), after.fields.get(name, "")]
        for name in names
        if before.fields.get(name, "") != after.fields.get(name, "")
    }
    for relation in dict.fromkeys([*before.rows, *after.rows]):
        told |= _differing(relation, before.rows.get(relation, {}), after.rows.get(relation, {}))
    return told


def _differing(relation: str, old: dict[int, Row], new: dict[int, Row]) -> dict[str, list[str]]:
    told = {}
    for number in dict.fromkeys([*old, *new]):
        was, now = old.get(number), new.get(number)
        if was == now:
            continue
        if was and now:
            said = _changed(was, now)
        else:
            said = [row.name if row else "" for row in (was, now)]
        told[f"{(now or was).kind}:{number}"] = said
    if [number for number in old if number in new] != [number for number in new if number in old]:
        told[f"order:{relation}"] = [_in_order(old), _in_order(new)]
    return told


def _changed(was: Row, now: Row) -> list[str]:
    """Both by name, with the cells that differ where the name alone would not tell."""
    if was.name != now.name:
        return [was.name, now.name]
    cells = [cell for cell in now.cells if was.cells.get(cell) != now.cells[cell]]
    return [
        f"{row.name} ({', '.join(row.cells.get(cell) or '–' for cell in cells)})"
        for row in (was, now)
    ]


def _in_order(rows: dict[int, Row]) -> str:
    names = [row.name for row in rows.values()]
    more = ["…"] if len(names) > MOST_NAMES else []
    return "; ".join([*names[:MOST_NAMES], *more])


# -- How it is read ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One thing that was changed. `what` is "added", "removed", "order" or "field"."""

    what: str
    label: str
    before: str
    after: str


def lines(change: Change) -> list[Line]:
    """What a change says, field by field. `record_type` comes with the row."""
    model = change.record_type.model_class()
    return [_line(model, name, *said) for name, said in change.fields.items() if len(said) == 2]


def _line(model: type[Model] | None, name: str, before: str, after: str) -> Line:
    kind, colon, _number = name.partition(":")
    if not colon:
        return Line("field", _label(model, name), before, after)
    if kind == "order":
        return Line("order", _("Order"), before, after)
    what = "field" if before and after else "added" if after else "removed"
    return Line(what, _kind(kind), before, after)


def _label(model: type[Model] | None, name: str) -> str:
    known = {f.name: f.verbose_name for f in model._meta.concrete_fields} if model else {}
    return capfirst(str(known.get(name, name)))


def _kind(name: str) -> str:
    if name in ("cast", "crew"):
        return _("Cast") if name == "cast" else _("Crew")
    model = apps.all_models["shows"].get(name)
    return capfirst(str(model._meta.verbose_name)) if model else name
