"""SQLite's full-text search, FTS5. The table `articles_searchwords` is made by migration 0003."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.querysets import ArticleQuerySet
from articles.search.query import Term

# How well the headline fits, then standfirst and names, then the body; each is added as many times.
# bm25's own weights only multiply how often a word is there, and a body has it often. It is smaller
# the better a story fits.
SCORE = """
    -10 * bm25(articles_searchwords, 1, 0, 0, 0)
    - 5 * bm25(articles_searchwords, 0, 1, 1, 0)
    - bm25(articles_searchwords, 0, 0, 0, 1)"""


def candidates(terms: Sequence[Term], stories: ArticleQuerySet, most: int) -> dict[int, float]:
    """The newest are those that were begun last: FTS5 can walk its rows in their order, and in no
    other without ranking them all."""
    readable, values = stories.order_by().values("id").query.sql_with_params()
    sql = f"""
        SELECT words.rowid, {SCORE}
        FROM articles_searchwords words JOIN ({readable}) story ON story.id = words.rowid
        WHERE articles_searchwords MATCH %s
        ORDER BY words.rowid DESC LIMIT %s"""  # noqa: S608 - Django wrote the part
    parameters = [*values, " AND ".join(map(_written, terms)), most]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return dict(cursor.fetchall())


def having(terms: Sequence[Term], first: int, last: int) -> RawSQL:
    return RawSQL(
        """SELECT rowid FROM articles_searchwords
           WHERE articles_searchwords MATCH %s AND rowid BETWEEN %s AND %s""",
        [" AND ".join(map(_written, terms)), first, last],
    )


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_searchwords (articles_searchwords) VALUES ('rebuild')")


def _written(term: Term) -> str:
    """A term in FTS5's language. Of letters and figures nothing needs to be escaped."""
    return f'"{" ".join(term.words)}"{" *" if term.begins else ""}'
