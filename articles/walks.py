"""The newest of several lists of stories, in one query.

Each list is a walk in an index of its own. Asked for by one IN, the database would have to sort
all stories about all of the things before it could say which are the newest.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from articles.models import Article
from articles.querysets import LiveQuerySet
from geekfeed.lib import prepared
from geekfeed.lib.composed import Composed, Value

Place = tuple[datetime, int]  # when readers get a story, and the story's number
Walk = tuple[Composed, *tuple[Value, ...]]  # a list of stories, and what it is asked with
STORIES = 24  # of one list that are looked at


def walk(rows: Callable[..., LiveQuerySet]) -> Composed:
    """A list of stories, or of link rows that lead to them, of which the newest may be asked."""

    def places(*values: Value) -> LiveQuerySet:
        found = rows(*values)
        story = getattr(found.model, "to_story", "pk")
        return found.newest_first().values_list("live_at", story)[:STORIES]

    return Composed(places)


def newest(walks: Sequence[Walk | None]) -> list[list[Place]]:
    """Of each list the newest places, newest first. None is a list without any."""
    parts, values = [], []
    for number, asked in enumerate(walks):
        if asked is not None:
            composed, *of = asked
            part, parameters = composed.sql(*of)
            parts.append(f"SELECT {number}, found.* FROM ({part}) found")  # noqa: S608 - Django's
            values += parameters
    found: list[list[Place]] = [[] for _ in walks]
    if parts:
        read = _reader()
        for number, moment, story in prepared.asked(
            " UNION ALL ".join(parts), values, lambda sql: _rows(sql, values)
        ):
            found[number].append((read(moment), story))
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
