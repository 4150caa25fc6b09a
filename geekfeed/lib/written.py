"""Which tables are written to, told to whoever keeps what their rows say.

Django announces what `save()` and `delete()` do; of `bulk_create()`, `update()` and what a
cascade deletes it says nothing, or not of all. Here every statement counts that goes through
Django's connections, whoever sends it and however many rows it writes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

STATEMENT = re.compile(
    r"\s*(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE
)

_listeners: list[Callable[[str], None]] = []
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)
_migrating = False


def listen(tell: Callable[[str], None]) -> None:
    """`tell` is given the name of a table after each statement that wrote to it, inside the
    transaction of the statement. It is not told of migrations, during which tables come and go."""
    _listeners.append(tell)
    connection_created.connect(_watch, dispatch_uid="written")
    pre_migrate.connect(_migrations_begin, dispatch_uid="written")
    post_migrate.connect(_migrations_end, dispatch_uid="written")


@contextmanager
def quietly() -> Iterator[None]:
    """What is written inside is nobody's business: whoever says so knows that no page shows it, or
    tells those whom it concerns. Also a decorator."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def _watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if _note not in connection.execute_wrappers:  # it is opened again now and then
        connection.execute_wrappers.append(_note)


def _note(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    result = execute(sql, params, many, context)
    written = STATEMENT.match(sql)
    if written and not _migrating and not _quiet.get():
        for tell in _listeners:
            tell(written[1])
    return result


def _migrations_begin(**kwargs: Any) -> None:
    global _migrating
    _migrating = True


def _migrations_end(**kwargs: Any) -> None:
    global _migrating
    _migrating = False
