"""An import that is killed leaves the catalog as it was or as it was to become.

It happens in a process of its own, on a real database: SQLite in a file, or the PostgreSQL of the
tests.
"""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from shows.tests.catalog_crash import KINDS, RECORDS

SEED = 20170410


@pytest.fixture(scope="module")
def looks(django_db_setup, django_db_blocker, tmp_path_factory):
    """What was there after each kill."""
    folder = tmp_path_factory.mktemp("crash")
    address = f"sqlite:///{folder / 'crash.sqlite3'}"
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        with django_db_blocker.unblock():
            name = f"{told['NAME']}_catalog_crash"
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
                cursor.execute(f'CREATE DATABASE "{name}"')
            connection.close()
        address = (
            f"postgres://{told['USER']}:{told['PASSWORD']}@/{name}"
            f"?host={told['HOST']}&port={told['PORT']}"
        )
    environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "true", "LOG_LEVEL": "ERROR"}
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "shows.tests.catalog_crash", str(SEED), str(folder)],
        cwd=settings.BASE_DIR,
        env=environment | {"EMAIL_URL": "dummymail://"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout)


def test_a_killed_import_has_written_all_or_nothing(looks):
    whole = (len(KINDS) * RECORDS, len(KINDS) * RECORDS // 2)
    for look in looks:
        assert (look["new"], look["changes"]) in {whole, (0, 0)}, look


def test_what_was_said_to_be_done_is_there(looks):
    assert all(look["new"] for look in looks if look["done"])
    assert {look["done"] for look in looks} == {True, False}  # some kills came in the midst of work
