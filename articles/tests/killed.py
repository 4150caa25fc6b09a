"""Runs a module that kills processes in the midst of their work, on a real database of its own:
SQLite in a file, or one beside the PostgreSQL of the tests. Where the suite has made one in which
the migrations are carried out, it begins as a copy of that."""

import json
import os
import shutil
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.db import connection


def left_by(module: str, seed: int, tmp_path_factory: Any, django_db_blocker: Any) -> Any:
    """What the module says that they left behind. It is told the seed, and a folder of its own."""
    folder = tmp_path_factory.mktemp("crash")
    migrated = os.environ.get("GEEKFEED_MIGRATED", "")
    if connection.vendor == "sqlite":
        if migrated:
            shutil.copy(migrated, folder / "crash.sqlite3")
        address = f"sqlite:///{folder / 'crash.sqlite3'}"
    else:
        told = connection.settings_dict
        with django_db_blocker.unblock():
            name = f"{told['NAME']}_{module.rpartition('.')[2]}"
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
                template = f' TEMPLATE "{migrated}"' if migrated else ""
                cursor.execute(f'CREATE DATABASE "{name}"{template}')
            connection.close()
        address = (
            f"postgres://{told['USER']}:{told['PASSWORD']}@/{name}"
            f"?host={told['HOST']}&port={told['PORT']}"
        )
    environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "true", "LOG_LEVEL": "ERROR"}
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", module, str(seed), str(folder)],
        cwd=settings.BASE_DIR,
        env=environment | {"EMAIL_URL": "dummymail://"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout)
