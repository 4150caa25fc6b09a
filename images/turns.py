"""A file that is made once, although several ask for it at the same moment: requests, workers and
commands, in other processes and on other machines too. Whoever begins leaves a row, and the others
wait for it."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from images.models import Making

# Whoever has been at one file for longer than this was killed.
LOST_AFTER = timedelta(minutes=2)
PATIENCE = 4.0  # seconds that a request waits for somebody else
LOOK_EVERY = 0.05  # seconds


def once(path: str, make: Callable[[float], bool], patience: float = PATIENCE) -> bool:
    """Have the file at that path of the public storage, made by us or by whoever is at it already.

    `make` gets the moment (as of time.monotonic) until which it may wait, and says whether it has
    made the file. False: it is not there after `patience` seconds. Raises what `make` raises.
    """
    until = time.monotonic() + patience
    while not default_storage.exists(path):
        if turn := begun(path):
            try:
                # Somebody may have ended between our look and our turn.
                return default_storage.exists(path) or make(until)
            finally:
                turn.delete()
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_EVERY)
    return True


def begun(path: str) -> Making | None:
    """Our turn at a file, to be deleted when it is made; None: somebody else has it.

    Lost turns at all files go first: nobody asks again for one that was made just before its maker
    was killed.
    """
    Making.objects.filter(begun_at__lt=timezone.now() - LOST_AFTER).delete()
    try:
        with transaction.atomic():
            return Making.objects.create(path=path)
    except IntegrityError:
        return None
