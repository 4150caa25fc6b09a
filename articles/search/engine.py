"""Which full-text engine answers: that of the database. Each one is known by one file."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models.expressions import RawSQL

from articles.querysets import ArticleQuerySet
from articles.search.query import Term

ENGINES = {"postgresql": "postgres", "sqlite": "sqlite"}


class Engine(Protocol):
    def candidates(
        self, terms: Sequence[Term], stories: ArticleQuerySet, most: int
    ) -> dict[int, float]:
        """Which of `stories` have all the terms: how well each fits, by primary key; more is
        better. Where it is more than `most`, the newest of them, as near as the engine can tell."""

    def having(self, terms: Sequence[Term], first: int, last: int) -> RawSQL:
        """The primary keys, from `first` to `last`, of the stories that have all the terms, whoever
        may see them: for `pk__in`."""

    def tidy(self) -> None:
        """Put the index in order after many changes."""


def engine() -> Engine:
    if connection.vendor not in ENGINES:
        raise ImproperlyConfigured(
            f"The search knows PostgreSQL and SQLite, not {connection.display_name}: "
            "set DATABASE_URL to one of them."
        )
    return import_module(f"articles.search.{ENGINES[connection.vendor]}")
