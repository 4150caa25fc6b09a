"""Going back to the tables of an earlier version, and on to today's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Targets = list[tuple[str, str]]


def migrate(targets: Targets) -> Any:
    """The apps as they are at these migrations."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def at_last() -> Iterator[Targets]:
    """Whatever happens, the schema is that of today afterwards."""
    latest = list(MigrationExecutor(connection).loader.graph.leaf_nodes())
    yield latest
    migrate(latest)
