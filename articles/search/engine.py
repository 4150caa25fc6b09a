"""Which full-text engine answers: that of the database. Each one is known by one file.

There are two indexes. The desk's has every story, drafts too, and uses the database's own rules of
English. The readers' has what is live or will be by the clock, and holds our own tokens, so that
both databases find the same stories and rank them alike (docs/decisions/0013).
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models.expressions import RawSQL

from articles.querysets import ArticleQuerySet
from articles.search.expression import Expression
from articles.search.query import Term

ENGINES = {"postgresql": "postgres", "sqlite": "sqlite"}


class Asked(NamedTuple):
    """Stories that have `words` and whose places are from `first` up to `last`."""

    words: Expression
    first: int
    last: int


class Engine(Protocol):
    def newest(
        self,
        asked: Sequence[Asked],
        stories: ArticleQuerySet,
        most: int,
        *,
        through: int | None = None,
    ) -> list[list[int]]:
        """For each that is asked, the places of the newest of `stories`, at most so many; the
        newest first. With `through`, only so many are looked through, those with the last places
        of all. One query."""

    def written(self, tokens: Sequence[str]) -> str:
        """Tokens in order, as the readers' index takes them in."""

    def having(self, terms: Sequence[Term], first: int, last: int) -> RawSQL:
        """The primary keys, from `first` to `last`, of the stories that have all the terms, whoever
        may see them: for `pk__in`. Asked of the desk's index."""

    def tidy(self) -> None:
        """Put the indexes in order after many changes."""


def by_part(rows: Iterable[tuple[int, int]], parts: int) -> list[list[int]]:
    """Rows of a part's number and a place: the places of each part, the newest first."""
    found: list[list[int]] = [[] for _ in range(parts)]
    for number, place in rows:
        found[number].append(place)
    return [sorted(places, reverse=True) for places in found]


def engine() -> Engine:
    if connection.vendor not in ENGINES:
        raise ImproperlyConfigured(
            f"The search knows PostgreSQL and SQLite, not {connection.display_name}: "
            "set DATABASE_URL to one of them."
        )
    return import_module(f"articles.search.{ENGINES[connection.vendor]}")
