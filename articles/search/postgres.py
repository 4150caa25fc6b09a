"""PostgreSQL's full-text search. What it needs is made by migrations 0003 and 0016."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.querysets import ArticleQuerySet
from articles.search.engine import Asked, by_part
from articles.search.expression import All, Any, Expression, Run
from articles.search.query import Term


def newest(
    asked: Sequence[Asked], stories: ArticleQuerySet, most: int, *, through: int | None = None
) -> list[list[int]]:
    """What is looked through is read by its place. Otherwise GIN finds all that have the words, in
    no order."""
    part = _LOOK_THROUGH.format(through) if through else _LOOK_UP
    readable, values = stories.order_by().values("id").query.sql_with_params()
    parameters = list(values)
    for number, one in enumerate(asked):
        words, places = [_words(one.words)], [one.first, one.last]
        parameters += [number, *(places + words if through else words + places), most]
    union = " UNION ALL ".join([f"({part})"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH readable AS NOT MATERIALIZED ({readable}) {union}", parameters)
        return by_part(cursor.fetchall(), len(asked))


def written(tokens: Sequence[str]) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for place, token in enumerate(tokens, start=1):
        places[token].append(str(place))
    # Of each word PostgreSQL keeps that many places.
    return " ".join(f"'{token}':{','.join(found[:255])}" for token, found in places.items())


def having(terms: Sequence[Term], first: int, last: int) -> RawSQL:
    return RawSQL(
        """SELECT article_id FROM articles_searchentry
           WHERE document @@ to_tsquery('english', %s) AND article_id BETWEEN %s AND %s""",
        [" & ".join(map(_written, terms)), first, last],
    )


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_searchentry, articles_searchplace")


_LOOK_THROUGH = """
    SELECT %s, found.place FROM (
        SELECT place, article_id, words FROM articles_searchplace
        WHERE place BETWEEN %s AND %s ORDER BY place DESC LIMIT {}
    ) found JOIN readable ON readable.id = found.article_id
    WHERE found.words @@ %s::tsquery ORDER BY found.place DESC LIMIT %s"""
# OFFSET 0 keeps PostgreSQL from reading by place what GIN finds sooner, and from looking whether
# readers may have all that are found, when the newest are enough.
_LOOK_UP = """
    SELECT %s, newest.place FROM (
        SELECT place, article_id FROM (
            SELECT place, article_id FROM articles_searchplace WHERE words @@ %s::tsquery OFFSET 0
        ) found WHERE place BETWEEN %s AND %s ORDER BY place DESC OFFSET 0
    ) newest WHERE EXISTS (SELECT 1 FROM readable WHERE id = newest.article_id OFFSET 0)
    ORDER BY newest.place DESC LIMIT %s"""


def _words(asked: Expression) -> str:
    """As a tsquery is written. Tokens have letters, figures and our mark: nothing is escaped."""
    if isinstance(asked, Run):
        words = " <-> ".join(f"'{token}'" for token in asked.tokens)
        return f"({words}{':*' if asked.begins else ''})"
    if isinstance(asked, All | Any):
        word = " & " if isinstance(asked, All) else " | "
        return f"({word.join(map(_words, asked.parts))})"
    return f"({_words(asked.wanted)} & !{_words(asked.unwanted)})"


def _written(term: Term) -> str:
    """A term in to_tsquery's language. Of letters and figures nothing needs to be escaped."""
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words}{':*' if term.begins else ''})"
