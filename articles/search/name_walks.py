"""Which records have names with these words, in the order in which they are shown.

The rows of articles/search/name_index.py that begin with a word stand side by side. They are walked
through in order until enough is found, so a beginning that half of the catalog has costs no more
than a rare one. Both databases walk alike.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from articles.models import SearchName
from articles.models.search_name import LONGEST
from articles.search.name_index import OWN
from articles.search.query import Query
from articles.search.words import words
from sources.models import Source

LAST = "\U0010ffff"  # after every letter
MOST_COUNTED = 1000  # rows of a word, to know which word is the rarest

Kind = SearchName.Kind
KINDS = ", ".join(str(kind.value) for kind in Kind)


class Walk(NamedTuple):
    """Through the rows with that beginning, for records that have all the words and none of
    `without`."""

    beginning: str
    words: Sequence[str] = ()
    without: Sequence[str] = ()


def find(query: Query, most: int) -> dict[int, list[int]]:
    """The primary keys of at most so many records of each kind; each word begins one of theirs.

    Those whose own name begins with what was typed come first, then those whose own name begins
    with the rarest of the words, then those that have it anywhere in their names; each by the name
    from there on. One query for one word, two for several.
    """
    wanted = list(dict.fromkeys(word for term in query.terms for word in term.words))
    if not wanted:
        return {}
    without = list(dict.fromkeys(word for term in query.without for word in term.words))
    rarest = _rarest(wanted) if len(wanted) > 1 else wanted[0]
    if rarest is None:
        return {}
    others = [word for word in wanted if word != rarest]
    # "The Punisher" as it was typed: of such words the search itself leaves out the article.
    runs = [" ".join(wanted)] if without else [" ".join(words(query.text)), " ".join(wanted)]
    walks = [Walk(OWN + run, (), without) for run in dict.fromkeys(runs)]
    if others:
        walks.append(Walk(OWN + rarest, others, without))
    return _walked([*walks, Walk(rarest, others, without)], most)


def _rarest(wanted: Sequence[str]) -> str | None:
    """Of those that are as rare the longest; None where one of them is nowhere."""
    rows = f"""SELECT 1 FROM articles_searchname
        WHERE kind IN ({KINDS}) AND text >= %s AND text < %s LIMIT {MOST_COUNTED}"""  # noqa: S608 - written here
    count = f"(SELECT COUNT(*) FROM ({rows}) counted)"  # noqa: S608 - written here
    columns = ", ".join([f"{count} + {count}"] * len(wanted))
    values = [end for word in wanted for end in (*_range(word), *_range(OWN + word))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", values)
        counted = dict(zip(wanted, cursor.fetchone(), strict=True))
    if not all(counted.values()):
        return None
    return min(wanted, key=lambda word: (min(counted[word], MOST_COUNTED), -len(word)))


def _walked(walks: Sequence[Walk], most: int) -> dict[int, list[int]]:
    parts, values = [], []
    for kind in Kind:
        for place, walk in enumerate(walks):
            part, its = _part(kind, walk)
            parts.append(f"SELECT * FROM ({part}) part")  # noqa: S608 - written here
            values += [kind.value, place, *its, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        # A union has no order that could be relied on.
        rows = sorted(cursor.fetchall())
    found: dict[int, dict[int, None]] = {}
    for kind, _place, _text, number in rows:
        found.setdefault(kind, {})[number] = None
    return {kind: list(numbers)[:most] for kind, numbers in found.items()}


def _part(kind: int, walk: Walk) -> tuple[str, list[Any]]:
    """The first rows of one kind. A record counts by the first of its rows."""
    first, last = _range(walk.beginning)
    readable, is_readable, values = "", "", []
    if kind == Kind.SOURCE:
        cited = Source.objects.cited().order_by().values("id")
        sql, values = cited.query.sql_with_params()
        readable, is_readable = f"CROSS JOIN ({sql}) cited", "AND cited.id = name.number"
    values = [*values, kind, first, last]
    having = []
    for sign, some in (("", walk.words), ("NOT ", walk.without)):
        for word in some:
            theirs = "other.text >= %s AND other.text < %s"
            having.append(f"AND {sign}{_has(f'({theirs} OR {theirs})')}")
            values += [*_range(word), *_range(OWN + word)]
    is_later = _has("other.text >= %s AND other.text < name.text")
    return (
        f"""SELECT %s AS kind, %s AS place, name.text, name.number
        FROM articles_searchname name {readable}
        WHERE name.kind = %s AND name.text >= %s AND name.text < %s {is_readable}
        {" ".join(having)} AND NOT {is_later}
        ORDER BY name.text, name.number LIMIT %s""",  # noqa: S608 - Django wrote the part
        [*values, first],
    )


def _has(condition: str) -> str:
    """Whether the record has such a row. With an OFFSET, PostgreSQL looks it up for each row that
    is walked, as SQLite does, and not for all rows beforehand, most of which nobody walks to."""
    return f"""EXISTS (SELECT 1 FROM articles_searchname other
        WHERE other.kind = name.kind AND other.number = name.number AND {condition}
        LIMIT 1 OFFSET 0)"""  # noqa: S608 - written here


def _range(beginning: str) -> tuple[str, str]:
    """All texts that begin so are from the first and before the last."""
    kept = beginning[: LONGEST - 1]
    return kept, kept + LAST
