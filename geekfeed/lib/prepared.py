"""Statements that PostgreSQL has planned already.

To plan a question with many joins takes PostgreSQL longer than to answer it. One whose SQL is the
same each time is prepared when a connection first asks it, and from then on only carried out with
other values. SQLite keeps its statements by itself.

A statement lives as long as its connection, whatever becomes of a transaction. Its name is made of
what it says: no name ever leads to another question, whoever has prepared it. That is no help where
a pooler lends a connection for each transaction; settings.PREPARED_STATEMENTS is off there.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Answer = TypeVar("Answer")
KINDS = {int: "bigint", str: "text", datetime: "timestamptz"}
# PostgreSQL's codes: no statement has that name (after DISCARD ALL), or one has it already (behind
# such a pooler), or its columns have other types by now.
OUTDATED = {"26000", "42P05", "0A000"}

# By connection to the server, which is new after each time that it was lost: SQL and kinds of its
# values → what carries the statement out.
_prepared: WeakKeyDictionary[Any, dict[tuple[str, ...], str]] = WeakKeyDictionary()


def asked(sql: str, parameters: Sequence[Any], ask: Callable[[str], Answer]) -> Answer:
    """What `ask` answers, given either this SQL or one that does the same with the same parameters:
    whole numbers, texts and moments."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql" or not settings.PREPARED_STATEMENTS:
        return ask(sql)
    try:
        return ask(_prepare(connection, sql, parameters))
    except DatabaseError as error:
        if getattr(error.__cause__, "pgcode", None) not in OUTDATED:
            raise
        _prepared.pop(connection.connection, None)
        if connection.in_atomic_block:  # which has failed with it
            raise
        return ask(sql)


def _prepare(connection: BaseDatabaseWrapper, sql: str, parameters: Sequence[Any]) -> str:
    """SQL that carries the statement out."""
    # As a cursor does, which might find another connection in place of this one.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    known = _prepared.get(connection.connection)
    if known is None:
        _tell(connection, "DEALLOCATE ALL")  # what was there before it failed
        known = _prepared[connection.connection] = {}
    kinds = [_kind(value) for value in parameters]
    key = (sql, *kinds)
    if key not in known:
        marks = tuple(f"${number}" for number in range(1, len(kinds) + 1))
        of = f"({', '.join(kinds)})" if kinds else ""
        statement = f"{of} AS {sql % marks}"
        name = f"geekfeed_{sha256(statement.encode()).hexdigest()[:32]}"
        _tell(connection, f"PREPARE {name} {statement}")
        values = ", ".join(["%s"] * len(kinds))
        known[key] = f"EXECUTE {name}({values})" if kinds else f"EXECUTE {name}"
    return known[key]


def _tell(connection: BaseDatabaseWrapper, command: str) -> None:
    """This is no question: it is neither counted nor logged among them."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(command)


def _kind(value: Any) -> str:
    return next(kind for of, kind in KINDS.items() if isinstance(value, of))
