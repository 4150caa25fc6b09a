"""The newest of several lists of stories, in one query.

Each list is a walk in an index of its own. Asked for by one IN, the database would have to sort
all stories about all of the things before it could say which are the newest.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from articles.models import Article
from articles.querysets import LiveQuerySet
from geekfeed.lib import prepared
from geekfeed.lib.composed import Composed, Value

Place = tuple[datetime, int]  # when readers get a story, and the story's number
STORIES = 24  # of one list that are looked at


class Way(Composed):
    """A list of stories, or of link rows that lead to them, of which the newest may be asked.
    `nothing`: values with which it is empty."""

    def __init__(
        self, rows: Callable[..., LiveQuerySet], nothing: tuple[Value, ...] = (0,)
    ) -> None:
        self.nothing = nothing

        def places(*values: Value) -> LiveQuerySet:
            found = rows(*values)
            story = getattr(found.model, "to_story", "pk")
            return found.newest_first().values_list("live_at", story)[:STORIES]

        super().__init__(places)


Walk = tuple[Way, *tuple[Value, ...]]  # a way, and what it is asked with


class Walks:
    """Ways that are gone together, each so many times at most. What is not wanted is asked about
    nothing, so the database gets one question to plan, whatever is wanted: for each group of ways,
    unless nothing of it is."""

    def __init__(self, *groups: Mapping[Way, int]) -> None:
        self.groups = groups

    def newest(self, walks: Sequence[Walk]) -> list[list[Place]]:
        """Of each list the newest places, newest first."""
        wanted: dict[Way, list[tuple[int | None, Sequence[Value]]]] = defaultdict(list)
        for number, (way, *of) in enumerate(walks):
            wanted[way].append((number, of))
        parts, values, numbers = [], [], []
        for group in self.groups:
            if wanted.keys().isdisjoint(group):
                continue
            for way, most in group.items():
                spare = [(None, way.nothing)] * (most - len(wanted[way]))
                for number, of in (*wanted[way], *spare):
                    part, parameters = way.sql(*of)
                    parts.append(f"SELECT {len(parts)}, found.* FROM ({part}) found")  # noqa: S608 - Django's
                    values += parameters
                    numbers.append(number)
        found: list[list[Place]] = [[] for _ in walks]
        read = _reader()
        for place, moment, story in prepared.asked(
            " UNION ALL ".join(parts), values, lambda sql: _rows(sql, values)
        ):
            found[numbers[place]].append((read(moment), story))
        return [sorted(places, reverse=True) for places in found]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _reader() -> Callable[[Any], datetime]:
    """Reads a moment as Django reads that column: SQLite hands it over as text."""
    column = Article._meta.get_field("live_at").cached_col
    converters = connection.ops.get_db_converters(column)

    def read(moment: Any) -> datetime:
        for converter in converters:
            moment = converter(moment, column, connection)
        return moment

    return read
