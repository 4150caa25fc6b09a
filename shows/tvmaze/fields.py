"""The rule for every field that TVmaze speaks of: what somebody changed at the desk stays.

A field is overwritten only while it says exactly what TVmaze said when it was read last
(`ExternalId.given`), or is empty and was never given. Where TVmaze says nothing, nothing happens.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geekfeed.lib.dates import PreciseDate
from geekfeed.lib.sentences import quoted
from shows.models import Season, Show
from shows.tvmaze.values import cut

EMPTY = (None, "")


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, int) else quoted(cut(str(value), 60))


def _never(record: Any, says: Any) -> bool:
    return False


@dataclass(frozen=True)
class Field:
    """A value of a record, as JSON and in words. `is_same` knows other ways to say the same."""

    label: Any
    columns: tuple[str, ...]
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], None]
    words: Callable[[Any], str] = _shown
    is_same: Callable[[Any, Any], bool] = _never
    says_none: bool = False  # nothing is something that TVmaze can say of it

    def told(self, value: Any) -> str:
        return _("nothing") if value in EMPTY else str(self.words(value))


def column(name: str, label: Any, **options: Any) -> Field:
    """A column whose value is JSON as it is."""
    return Field(
        label,
        (name,),
        lambda record: getattr(record, name),
        lambda record, value: setattr(record, name, value),
        **options,
    )


def _read_premiere(record: Any) -> str | None:
    return record.premiere.written if record.premiere else None


def _write_premiere(record: Any, value: str) -> None:
    record.premiere = PreciseDate.parse(value)


def _read_aired(record: Any) -> str | None:
    return record.aired_on.isoformat() if record.aired_on else None


def _write_aired(record: Any, value: str) -> None:
    record.aired_on = date.fromisoformat(value)


def network_field(names: Mapping[int, str]) -> Field:
    """`names` has what networks are called, by their own numbers."""
    return Field(
        gettext_lazy("network"),
        ("network",),
        lambda show: show.network_id,
        lambda show, value: setattr(show, "network_id", value),
        words=lambda value: names.get(value, _("one that is gone")),
    )


NAME = column("name", gettext_lazy("name"), is_same=lambda record, says: says in record.names)
SUMMARY = column("summary", gettext_lazy("summary"))
HOMEPAGE = column("homepage", gettext_lazy("homepage"))
SHOW = {
    "name": column(
        "name",
        gettext_lazy("name"),
        is_same=lambda show, says: says in (*show.names, show.full_name),
    ),
    "status": column(
        "status",
        gettext_lazy("status"),
        words=lambda value: str(Show.Status(value).label),
    ),
    "summary": SUMMARY,
    "homepage": HOMEPAGE,
}
SEASON = {
    "premiere": Field(
        gettext_lazy("premiere"),
        ("premiere_on", "premiere_precision"),
        _read_premiere,
        _write_premiere,
        words=lambda value: str(PreciseDate.parse(value)),
    ),
    "episode_order": column("episode_order", gettext_lazy("episodes ordered")),
    "release": column(
        "release",
        gettext_lazy("release"),
        words=lambda value: str(Season.Release(value).label),
    ),
    "summary": SUMMARY,
}
EPISODE = {
    "number": column("number", gettext_lazy("number"), says_none=True),
    "title": column("title", gettext_lazy("title")),
    "aired_on": Field(
        gettext_lazy("first shown on"),
        ("aired_on",),
        _read_aired,
        _write_aired,
        words=lambda value: date_format(date.fromisoformat(value), "DATE_FORMAT"),
    ),
    "runtime": column("runtime", gettext_lazy("minutes")),
    "summary": SUMMARY,
}
NETWORK = {
    "name": NAME,
    "country": column("country", gettext_lazy("country")),
    "homepage": HOMEPAGE,
}
ENTRY = {"name": NAME}


@dataclass
class Settled:
    """`given` is what to remember; `changed` has, by field, what people read before and after;
    `left` has label, what the desk has and what TVmaze says."""

    given: dict[str, Any]
    changed: dict[str, list[str]] = field(default_factory=dict)
    left: list[tuple[str, str, str]] = field(default_factory=list)


def settle(
    record: Any,
    fields: Mapping[str, Field],
    told: Mapping[str, Any],
    given: Mapping[str, Any],
    held: Collection[str] = (),
) -> Settled:
    """Write into the record, unsaved, what may be written. `held`: fields that somebody decided
    about, whatever they say."""
    settled = Settled(dict(given))
    for name, says in told.items():
        one = fields[name]
        if says in EMPTY and not one.says_none:
            continue
        has = one.read(record)
        if has != says and not one.is_same(record, says):
            is_theirs = has == given[name] if name in given else has in EMPTY
            if is_theirs and name not in held:
                one.write(record, says)
                settled.changed[name] = [one.told(has), one.told(says)]
            else:
                settled.left.append((str(one.label), one.told(has), one.told(says)))
        settled.given[name] = says
    return settled


def fill(record: Any, fields: Mapping[str, Field], told: Mapping[str, Any]) -> dict[str, Any]:
    """Write everything into a new record; returns what to remember."""
    said = {name: says for name, says in told.items() if says not in EMPTY}
    for name, says in said.items():
        fields[name].write(record, says)
    return said | {name: None for name, one in fields.items() if one.says_none and name not in said}
