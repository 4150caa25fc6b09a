"""How a row names its record and those that it refers to.

A record's key is what its naming columns say: slugs, numbers, days. It is the same whether a row
or the database says it, so that both can be looked up in one table.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from shows.catalog_file.form import CREDIT, EPISODE, EXTERNAL_ID, KINDS, Kind
from shows.models.external import RECORDS

Key = tuple[Any, ...]
Values = Mapping[str, Any]


def key(kind: Kind, values: Values) -> Key:
    """Of the record that a row is about."""
    return tuple(column.names(values) for column in kind.name)


def key_of(kind: Kind, record: Model) -> Key:
    """Of a record that was loaded with all that names it."""
    return tuple(
        column.names_it(*(_at(record, path) for path in column.read_from)) for column in kind.name
    )


def related(kind: Kind) -> list[str]:
    """What has to be loaded with a record for its key."""
    paths = {
        path.rpartition("__")[0]
        for column in kind.name
        for path in column.read_from
        if "__" in path
    }
    return sorted(paths)


def references(kind: Kind, values: Values) -> dict[str, tuple[Kind, Key]]:
    """The records that a row refers to, by foreign key. It leaves out what the row does not name,
    or does not speak of."""
    found = {}
    for field, (other, columns) in kind.refers.items():
        if any(values.get(name) for name in ("episode", "title") if field == "episode") or (
            field != "episode" and values.get(columns[-1])
        ):
            found[field] = (KINDS[other], key(KINDS[other], _as_named(other, columns, values)))
    if kind is EXTERNAL_ID:
        # It belongs to the smallest thing that it names: the episode rather than its show.
        deepest = next((name for name in ("episode", "season", "show") if name in found), None)
        for name in {"show", "season", "episode"} - {deepest}:
            found.pop(name, None)
    return found


def lacks(kind: Kind, values: Values) -> Iterator[tuple[str, str]]:
    """What is missing for the row to name a record, as (column, sentence)."""
    for column in kind.name:
        if column.needed and column.names(values) in (None, ""):
            yield column.name, _("Fill this in: without it, nobody knows which record is meant.")
    names_episode = bool(values.get("episode") or values.get("title"))
    if kind is EPISODE and not names_episode:
        yield "episode", _("Give the episode’s number or, for a special without one, its title.")
    if kind in (CREDIT, EXTERNAL_ID) and names_episode and not values.get("season"):
        yield "season", _("Give the season that the episode belongs to.")
    if kind is CREDIT and bool(values.get("character")) == bool(values.get("job")):
        yield "character", _("Give a character (cast) or a job (crew), one of the two.")
    if kind is EXTERNAL_ID:
        if values.get("season") and not values.get("show"):
            yield "show", _("Give the show that the season belongs to.")
        named = [name for name in RECORDS[:1] + RECORDS[3:] if values.get(name)]
        if len(named) != 1:
            yield (
                "show",
                _("Name one record: a show, season, episode, person, character or network."),
            )


def said(key: Key) -> str:
    """A key as a person wrote it: “jessica-jones, 2”."""
    return ", ".join(str(part) for part in key if part not in (None, ""))


def _as_named(kind: str, columns: tuple[str, ...], values: Values) -> Values:
    """An entry is named by its slug, which stands in a column called after the kind."""
    if columns == (kind,):
        return {"slug": values[kind]}
    return {name: values.get(name) for name in columns if values.get(name) is not None}


def _at(record: Any, path: str) -> Any:
    for step in path.split("__"):
        if record is None:
            return None
        record = getattr(record, step)
    return record
