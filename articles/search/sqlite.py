"""SQLite's full-text search, FTS5. Its tables are made by migrations 0003 and 0016."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models.search_place import STORIES
from articles.querysets import ArticleQuerySet
from articles.search.engine import Asked, by_part
from articles.search.expression import All, Any, Expression, Run
from articles.search.query import Term

OF_STORIES = STORIES - 1  # the bits of a place that are its story's number


def newest(
    asked: Sequence[Asked], stories: ArticleQuerySet, most: int, *, through: int | None = None
) -> list[list[int]]:
    """FTS5 walks its rows in the order of their numbers, which are the places, and stops when it
    has enough, or at the place behind which the last of those is that are looked `through`. CROSS
    JOIN keeps SQLite from walking the stories instead."""
    first = "%s"
    if through:
        first = f"""max(%s, coalesce((SELECT place FROM articles_searchplace
            WHERE place <= %s ORDER BY place DESC LIMIT 1 OFFSET {through - 1}), 0))"""  # noqa: S608 - a number
    readable, values = stories.order_by().values("id").query.sql_with_params()
    part = f"""
        SELECT * FROM (
            SELECT %s AS number, found.rowid AS place
            FROM articles_searchtokens found
            CROSS JOIN ({readable}) story ON story.id = (found.rowid & {OF_STORIES})
            WHERE articles_searchtokens MATCH %s AND found.rowid BETWEEN {first} AND %s
            ORDER BY found.rowid DESC LIMIT %s)"""  # noqa: S608 - Django wrote the part
    parameters = []
    for number, one in enumerate(asked):
        lower = [one.first, one.last] if through else [one.first]
        parameters += [number, *values, _words(one.words), *lower, one.last, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([part] * len(asked)), parameters)
        return by_part(cursor.fetchall(), len(asked))


def written(tokens: Sequence[str]) -> str:
    return " ".join(tokens)


def having(terms: Sequence[Term], first: int, last: int) -> RawSQL:
    return RawSQL(
        """SELECT rowid FROM articles_searchwords
           WHERE articles_searchwords MATCH %s AND rowid BETWEEN %s AND %s""",
        [" AND ".join(map(_written, terms)), first, last],
    )


def tidy() -> None:
    with connection.cursor() as cursor:
        for table in ("articles_searchwords", "articles_searchtokens"):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608


def _words(asked: Expression) -> str:
    """In FTS5's language. Tokens have letters, figures and our mark: nothing is escaped."""
    if isinstance(asked, Run):
        return f'"{" ".join(asked.tokens)}"{" *" if asked.begins else ""}'
    if isinstance(asked, All | Any):
        word = " AND " if isinstance(asked, All) else " OR "
        return f"({word.join(map(_words, asked.parts))})"
    return f"({_words(asked.wanted)} NOT {_words(asked.unwanted)})"


def _written(term: Term) -> str:
    """A term in FTS5's language. Of letters and figures nothing needs to be escaped."""
    return f'"{" ".join(term.words)}"{" *" if term.begins else ""}'
