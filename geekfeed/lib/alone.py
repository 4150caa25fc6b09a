"""Doing something once although several ask for it at the same moment."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

FILES = 64


@contextmanager
def alone(name: str) -> Iterator[None]:
    """While one is inside with this name, others on this machine wait, threads and processes alike.
    A process that dies lets the next one in.

    It is a lock of the system's on one of a few empty files, which stay: two names may wait for
    each other without need, and nothing is ever left to be swept.
    """
    told = f"{settings.BASE_DIR}:{name}".encode()
    number = int.from_bytes(blake2b(told, digest_size=4).digest()) % FILES
    folder = Path(tempfile.gettempdir()) / f"geekfeed-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    # The folder for temporary files is everybody's: what stands there is not followed or emptied.
    file = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
