"""Kills imports in the middle of their work and looks at what is left.

Run by test_catalog_file_crash.py in a process of its own, with DATABASE_URL naming a database to
work in. Prints one JSON object for each import: which numbers its records have, and whether it had
said that it was done.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django

ROUNDS = 12
RECORDS = 150  # of each kind
KINDS = {"person": "Person", "show": "Show"}


def rows(number: int) -> list[dict[str, Any]]:
    """All of them name the number; half of them are there from the first import on."""
    made = []
    for kind in KINDS:
        for one in range(RECORDS):
            of = number if one % 2 else 0
            made.append({"kind": kind, "slug": f"{kind}-{of}-{one}", "name": f"Version {number}"})
    return made


def killed(path: Path, after: float | None) -> bool:
    """Whether the import was done before it was killed, so many seconds after it had
    begun or, without a number, as soon as it says so."""
    from django.db import connections

    from shows.catalog_file.loading import load

    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            os.write(writing, b"begun")
            load(path)
            os.write(writing, b"done")
        finally:
            os._exit(0)
    os.close(writing)
    begun = os.read(reading, 5)
    said = b""
    if after is None:
        said = os.read(reading, 4)
    else:
        time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reading, "rb") as pipe:
        return (begun + said + pipe.read()).endswith(b"done")


def main(seed: int, folder: Path) -> list[dict[str, Any]]:
    from shows import models
    from shows.catalog_file.loading import load

    chance = random.Random(seed)
    path = folder / "catalog.json"

    def write(number: int) -> None:
        lines = ",\n".join(map(json.dumps, rows(number)))
        path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")

    write(0)
    begun = time.monotonic()
    load(path)
    whole = time.monotonic() - begun
    looks = []
    for number in range(1, ROUNDS + 1):
        write(number)
        # The last one is given all the time that it needs.
        is_last = number == ROUNDS
        done = killed(path, None if is_last else chance.uniform(0.05, 2.5) * whole)
        names = [
            name
            for model in KINDS.values()
            for name in getattr(models, model).objects.values_list("name", flat=True)
        ]
        changes = models.Change.objects.filter(fields__name__1=f"Version {number}").count()
        new = names.count(f"Version {number}")
        looks.append({"number": number, "done": done, "new": new, "changes": changes})
    return looks


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]))))
