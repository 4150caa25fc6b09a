"""PostgreSQL's full-text search. The column `document` is made by migration 0003."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.querysets import ArticleQuerySet
from articles.search.query import Term

# For weights D, C, B, A. One word in a headline counts for more than any number in a body: ts_rank
# adds up ever smaller parts of the weights.
WEIGHTS = "{0, 0.1, 0.4, 1.0}"


def candidates(terms: Sequence[Term], stories: ArticleQuerySet, most: int) -> dict[int, float]:
    written = [_written(term) for term in terms]
    readable, values = stories.order_by().values("id", "live_at").query.sql_with_params()
    # Ranking reads the whole document of a story, so it comes after the cut. It asks for any of the
    # words: asked for all, ts_rank would weigh how near they are and forget where they stand.
    sql = f"""
        SELECT found.article_id, ts_rank(%s, found.document, to_tsquery('english', %s)) FROM (
            SELECT entry.article_id, entry.document
            FROM articles_searchentry entry JOIN ({readable}) story ON story.id = entry.article_id
            WHERE entry.document @@ to_tsquery('english', %s)
            ORDER BY story.live_at DESC, story.id DESC LIMIT %s
        ) found"""  # noqa: S608 - Django wrote the part, and every value is a parameter
    parameters = [WEIGHTS, " | ".join(written), *values, " & ".join(written), most]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return dict(cursor.fetchall())


def having(terms: Sequence[Term], first: int, last: int) -> RawSQL:
    return RawSQL(
        """SELECT article_id FROM articles_searchentry
           WHERE document @@ to_tsquery('english', %s) AND article_id BETWEEN %s AND %s""",
        [" & ".join(map(_written, terms)), first, last],
    )


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_searchentry")


def _written(term: Term) -> str:
    """A term in to_tsquery's language. Of letters and figures nothing needs to be escaped."""
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words}{':*' if term.begins else ''})"
