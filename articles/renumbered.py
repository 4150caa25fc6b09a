"""What was typed before a source was merged, as it would be typed today.

Working copies and revisions stay as they are: they name a source by the number that it had. Where
that matters, in the story's form and where versions are compared and joined, it is read as the one
that the source is now, and two rows that have become one are one.
"""

from collections.abc import Mapping

from articles.chains import in_one, woven
from articles.state import Row, State, Values
from geekfeed.lib.desk import is_number
from sources.models import Source

# Former number → number of today, as text.
Numbers = Mapping[str, str]


def today(*states: State) -> list[State]:
    """The same states with the sources that there are. One query for all of them."""
    named = {number for state in states for number in _sources(state)}
    merged = Source.objects.merged(map(int, named)) if named else {}
    numbers = {str(former): str(now) for former, now in merged.items()}
    return [renumbered(state, numbers) for state in states]


def renumbered(state: State, numbers: Numbers) -> State:
    """The state with other numbers for its sources. The same one where it names none of those."""
    if not set(_sources(state)) & set(numbers):
        return state
    rows = dict(state["rows"])
    became: dict[str, str] = {}
    if "citations" in rows:
        rows["citations"], became = _citations(rows["citations"], numbers)
    if "claims" in rows:
        rows["claims"] = [_resting(row, became) for row in rows["claims"]]
    if "mentions" in rows:
        rows["mentions"] = _mentions(rows["mentions"], numbers)
    return state | {"rows": rows}


def _sources(state: State) -> list[str]:
    cells = {"citations": ("tag", "via"), "mentions": ("source",)}
    return [
        _plain(value)
        for prefix, names in cells.items()
        for row in state.get("rows", {}).get(prefix, [])
        for name in names
        for value in row.get(name, [])
        if is_number(value)
    ]


def _plain(value: str) -> str:
    return str(int(value)) if is_number(value) else value


def _now(values: Values, numbers: Numbers) -> Values:
    return [numbers.get(_plain(value), value) for value in values]


def _citations(rows: list[Row], numbers: Numbers) -> tuple[list[Row], dict[str, str]]:
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


def _chain(row: Row, numbers: Numbers) -> Row:
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


def _mentions(rows: list[Row], numbers: Numbers) -> list[Row]:
    """Each source is linked once."""
    told = [
        row | {"source": _now(row["source"], numbers)} if "source" in row else row for row in rows
    ]
    today = {value for row in rows for value in row.get("source", []) if value}
    found, seen = [], set()
    for row, now in zip(rows, told, strict=True):
        if now != row and (now["source"][0] in today or now["source"][0] in seen):
            continue
        seen.update(now.get("source", []))
        found.append(now)
    return found
