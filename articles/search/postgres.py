"""PostgreSQL's full-text search. What it needs is made by migrations 0003 and 0016."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.querysets import ArticleQuerySet
from articles.search.engine import Asked, by_part
from articles.search.expression import All, Any, Expression, Run
from articles.search.query import Term

# GIN finds all that have a word, in no order. A common word is found sooner by looking through the
# newest stories; where so many of them have not got it often enough, it is not that common.
LOOKED_THROUGH = 400


def newest(asked: Sequence[Asked], stories: ArticleQuerySet, most: int) -> list[list[int]]:
    """One query; two where some of it is not common."""
    found = _ask(_LOOK_THROUGH, asked, stories, most)
    rare = [number for number, places in enumerate(found) if len(places) < most]
    if rare:
        again = _ask(_LOOK_UP, [asked[number] for number in rare], stories, most)
        for number, places in zip(rare, again, strict=True):
            found[number] = places
    return found


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


# Each takes the number of the part, words, first, last, and how many at most.
_LOOK_THROUGH = f"""
    SELECT %s, found.place FROM (
        SELECT place, article_id, words FROM articles_searchplace
        WHERE place BETWEEN %s AND %s ORDER BY place DESC LIMIT {LOOKED_THROUGH}
    ) found JOIN readable ON readable.id = found.article_id
    WHERE found.words @@ %s::tsquery ORDER BY found.place DESC LIMIT %s"""  # noqa: S608
_LOOK_UP = """
    SELECT %s, found.place FROM (
        SELECT place, article_id FROM articles_searchplace
        WHERE place BETWEEN %s AND %s AND words @@ %s::tsquery OFFSET 0
    ) found JOIN readable ON readable.id = found.article_id
    ORDER BY found.place DESC LIMIT %s"""


def _ask(part: str, asked: Sequence[Asked], stories: ArticleQuerySet, most: int) -> list[list[int]]:
    readable, values = stories.order_by().values("id").query.sql_with_params()
    parameters = list(values)
    for number, one in enumerate(asked):
        parameters += [number, one.first, one.last, _words(one.words), most]
    union = " UNION ALL ".join([f"({part})"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH readable AS NOT MATERIALIZED ({readable}) {union}", parameters)
        return by_part(cursor.fetchall(), len(asked))


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
