"""Kills imports in the middle of their work and looks at what is left.

Run by test_tvmaze_crash.py in a process of its own, with DATABASE_URL naming a database to work in.
Prints one JSON object: what was there before, and what is there after each kill.
"""

import json
import os
import random
import select
import signal
import sys
import time
from typing import Any

import django

ROUNDS = 14
EPISODES, PEOPLE = 400, 60


def killed_after(seconds: float, work: Any) -> bool:
    """Let a forked process work and kill it. Whether it had said that it was done."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            os.write(writing, b"begun")
            work()
            os.write(writing, b" done")
        finally:
            os._exit(0)
    os.close(writing)
    first = os.read(reading, 5)
    select.select([reading], [], [], seconds)  # no longer than the work takes
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reading, "rb") as pipe:
        return (first + pipe.read()).endswith(b"done")


def main(seed: int) -> dict[str, Any]:
    from shows.models import (
        Change,
        Character,
        Credit,
        Episode,
        ExternalId,
        Network,
        Person,
        Season,
        Show,
    )
    from shows.tests.telling import long_show
    from shows.tvmaze.reading import read
    from shows.tvmaze.writing import bring_in

    chance = random.Random(seed)
    models = (Show, Season, Episode, Network, Person, Character, Credit, ExternalId, Change)

    def look() -> dict[str, Any]:
        """How many of each there are, and which titles the episodes have."""
        titles = Episode.objects.values_list("title", flat=True)
        return {
            "rows": [model.objects.count() for model in models],
            "versions": sorted({title.partition(":")[0] for title in titles}),
        }

    def telling(version: int) -> Any:
        told = long_show(EPISODES, PEOPLE)
        for episode in told["_embedded"]["episodes"]:
            episode["name"] = f"Version {version}: {episode['name']}"
        return read(told)

    # How long it takes on this machine, so that the kills fall into the midst of it.
    began = time.monotonic()
    bring_in(telling(0), dry_run=True)
    takes = time.monotonic() - began

    def moment(round_: int) -> float:
        """Later and later: the first kills come long before the end, the last long after, also if
        the machine has become slow."""
        return takes * 8 * ((round_ + chance.random()) / ROUNDS) ** 2

    told: dict[str, Any] = {"empty": look(), "new": [], "again": []}
    for round_ in range(ROUNDS):
        new = telling(0)
        done = killed_after(moment(round_), lambda new=new: bring_in(new))
        told["new"].append({"done": done, **look()})
        Show.objects.all().delete()
        for model in models:
            model.objects.all().delete()
    bring_in(telling(0))
    told["first"] = look()
    for version in range(1, ROUNDS + 1):
        new = telling(version)
        done = killed_after(moment(version - 1), lambda new=new: bring_in(new))
        told["again"].append({"done": done, "version": version, **look()})
    return told


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(main(int(sys.argv[1])), sys.stdout)
