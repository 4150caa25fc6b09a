"""Several processes ask for the same renditions at the same moment; one of them is killed.

Run by test_race.py in a process of its own, with DATABASE_URL naming a database to work in. Prints
one JSON object: how often each rendition was made, what is there, and what is left.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import django

PROCESSES = 4


def main(seed: int, folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "geekfeed.settings"
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    django.setup()
    from django.core.management import call_command
    from PIL import Image as Pixels

    from images import making, renditions, turns, uploads
    from images.models import Image, Making

    call_command("migrate", verbosity=0)
    pixels = Pixels.effect_noise((330, 240), 90)
    picture = uploads.store_pixels(pixels.convert("RGB"), title="Noise", credit="GeekFeed")
    listed = renditions.listed(picture)
    killed = _started(folder, picture.pk, "killed", seed)
    time.sleep(random.Random(seed).uniform(0.1, 0.5))
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    # PostgreSQL still carries out what it was sent last.
    time.sleep(2)
    left = Making.objects.count()
    # As if the time after which a turn is lost were over.
    for turn in Making.objects.all():
        Making.objects.filter(pk=turn.pk).update(
            begun_at=turn.begun_at - turns.LOST_AFTER - timedelta(seconds=1)
        )
    workers = [_started(folder, picture.pk, "whole", seed + n) for n in range(PROCESSES)]
    ends = [os.waitpid(worker, 0)[1] for worker in workers]
    made = Counter((folder / "whole").read_text().split())
    before = set((folder / "killed").read_text().split() if (folder / "killed").exists() else [])
    there = sorted(os.listdir(folder / "media" / renditions.folder(picture)))
    making.make_all(picture)
    told = {
        "ends": ends,
        "turns_of_the_killed": left,
        "most_often": max(made.values()),
        "made_by_nobody": sorted({one.name for one in listed} - set(made) - before),
        "there": [name for name in there if not name.endswith(".part")],
        "listed": sorted(one.name for one in listed),
        "broken": [name for name in there if name.endswith(".jpg") and _is_broken(folder, name)],
        "turns": Making.objects.count(),
        "rendered": Image.objects.get().rendered,
    }
    print(json.dumps(told))


def _started(folder: Path, number: int, log: str, seed: int) -> int:
    """A process that asks for every rendition, each in an order of its own, and writes down each
    one that it was who made it."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        _ask(folder, number, log, seed)
        os._exit(0)
    finally:
        os._exit(1)


def _ask(folder: Path, number: int, log: str, seed: int) -> None:
    from images import making, renditions
    from images.models import Image

    picture = Image.objects.get(pk=number)
    wanted = renditions.listed(picture)
    # Nearly the same order, so that they meet again and again.
    chance = random.Random(seed)
    wanted.sort(key=lambda one: (one.kind, one.width // 300, chance.random()))
    write = making.Workshop.write
    with open(folder / log, "a") as file:

        def noted(self: making.Workshop, rendition: renditions.Rendition) -> bool:
            is_made = write(self, rendition)
            if is_made:
                os.write(file.fileno(), f"{rendition.name}\n".encode())
            return is_made

        making.Workshop.write = noted
        for rendition in wanted:
            assert making.make(picture, rendition, patience=60)


def _is_broken(folder: Path, name: str) -> bool:
    from PIL import Image as Pixels

    (path,) = (folder / "media").rglob(name)
    try:
        with Pixels.open(path) as pixels:
            pixels.load()
    except OSError:
        return True
    return False


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
