"""What was typed before a record was merged, as it would be typed today.

Working copies and revisions stay as they are: they name a source, a person, a character or a
location by the number that it had. Where that matters, in the story's form and where versions are
compared and joined, it is read as the one that the record is now, and two rows that have become
one are one.
"""

from collections.abc import Mapping

from django.db.models import Model

from articles.chains import in_one, woven
from articles.state import Row, State, Values
from geekfeed.lib.desk import is_number
from shows.models import Character, FormerAddress, Location, Person
from sources.models import Source

# Kind of record → former number → number of today, both as text.
Numbers = Mapping[str, Mapping[str, str]]
MERGED: dict[str, type[Model]] = {
    "source": Source,
    "person": Person,
    "character": Character,
    "location": Location,
}
CATALOG = ("person", "character", "location")
# Which cells of which rows name a record of which kind.
CELLS = {
    "citations": {"tag": "source", "via": "source"},
    "claims": {kind: kind for kind in CATALOG},
    "mentions": {kind: kind for kind in MERGED},
}


def today(*states: State) -> list[State]:
    """The same states with the records that there are. Two queries for all of them."""
    named: dict[str, set[int]] = {kind: set() for kind in MERGED}
    for state in states:
        for kind, number in _named(state):
            named[kind].add(int(number))
    numbers = _merged(named)
    return [renumbered(state, numbers) for state in states]


def _merged(named: Mapping[str, set[int]]) -> Numbers:
    """One query for sources and one for the catalog, where any are named."""
    merged: dict[str, Mapping[int, int]] = {"source": Source.objects.merged(named["source"])}
    if any(named[kind] for kind in CATALOG):
        merged |= FormerAddress.objects.merged({kind: named[kind] for kind in CATALOG})
    return {
        kind: {str(former): str(now) for former, now in numbers.items()}
        for kind, numbers in merged.items()
    }


def renumbered(state: State, numbers: Numbers) -> State:
    """The state with other numbers for its records. The same one where it names none of those."""
    if not any(number in numbers.get(kind, ()) for kind, number in _named(state)):
        return state
    rows = dict(state["rows"])
    became: dict[str, str] = {}
    if "citations" in rows:
        rows["citations"], became = _citations(rows["citations"], numbers.get("source", {}))
    if "claims" in rows:
        rows["claims"] = [_claim(_resting(row, became), numbers) for row in rows["claims"]]
    if "mentions" in rows:
        rows["mentions"] = _mentions(rows["mentions"], numbers)
    return state | {"rows": rows}


def _named(state: State) -> list[tuple[str, str]]:
    """Every record that a state names: its kind, and its number."""
    return [
        (kind, _plain(value))
        for prefix, cells in CELLS.items()
        for row in state.get("rows", {}).get(prefix, [])
        for name, kind in cells.items()
        for value in row.get(name, [])
        if is_number(value)
    ]


def _plain(value: str) -> str:
    return str(int(value)) if is_number(value) else value


def _now(values: Values, numbers: Mapping[str, str]) -> Values:
    return [numbers.get(_plain(value), value) for value in values]


def _citations(rows: list[Row], numbers: Mapping[str, str]) -> tuple[list[Row], dict[str, str]]:
    """The rows as they are today, and which key became which: of two rows that a merger alone has
    made one page of one source, the one that named it as it is called today stays."""
    pages: dict[tuple[str, ...], Row] = {}
    stays: dict[tuple[str, ...], bool] = {}
    found: list[Row] = []
    became: dict[str, str] = {}
    for row in rows:
        told = _chain(row, numbers)
        is_former = told.get("tag") != row.get("tag")
        page = (*told.get("tag", []), *told.get("url", []))
        other = pages.get(page)
        if other is None or not (is_former or not stays[page]):
            found.append(told)
            pages[page], stays[page] = told, not is_former
            continue
        first, second = (other, told) if is_former else (told, other)
        became[second["key"]] = first["key"]
        found[found.index(other)] = pages[page] = _one(first, second)
        stays[page] = stays[page] or not is_former
    return found, became


def _chain(row: Row, numbers: Mapping[str, str]) -> Row:
    """A row that names none of them stays as it was typed, right or wrong."""
    tag, via = row.get("tag", []), row.get("via", [])
    if _now([*tag, *via], numbers) == [*tag, *via]:
        return row
    told = {"tag": _now(tag, numbers), "via": _hops(_now(tag, numbers), _now(via, numbers))}
    return row | {cell: values for cell, values in told.items() if cell in row}


def _hops(tag: Values, *chains: Values) -> Values:
    hops = woven(tag[0] if tag else "", *chains)
    return [hop for hop in hops if hop] or [""]


def _one(first: Row, second: Row) -> Row:
    """All that two rows say, under the key of the first."""
    via = _hops(first.get("tag", []), first.get("via", []), second.get("via", []))
    note = in_one(*first.get("note", []), *second.get("note", []))
    return first | {
        cell: values for cell, values in {"via": via, "note": [note]}.items() if cell in first
    }


def _resting(row: Row, became: Mapping[str, str]) -> Row:
    if not set(row.get("rests_on", [])) & set(became):
        return row
    return row | {"rests_on": [became.get(key, key) for key in row["rests_on"]]}


def _claim(row: Row, numbers: Numbers) -> Row:
    return row | {
        kind: _now(row[kind], numbers[kind]) for kind in CATALOG if kind in row and kind in numbers
    }


def _mentions(rows: list[Row], numbers: Numbers) -> list[Row]:
    """Each record is linked once."""
    told = [_mention(row, numbers) for row in rows]
    today = {name for row in rows for name in _links(row)}
    found: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for row, now in zip(rows, told, strict=True):
        links = _links(now)
        if now != row and any(link in today or link in seen for link in links):
            continue
        seen.update(links)
        found.append(now)
    return found


def _mention(row: Row, numbers: Numbers) -> Row:
    return row | {
        kind: _now(row[kind], numbers[kind]) for kind in MERGED if kind in row and kind in numbers
    }


def _links(row: Row) -> list[tuple[str, str]]:
    return [(kind, value) for kind in MERGED for value in row.get(kind, []) if value]
