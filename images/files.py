"""What becomes of a picture's files when it is deleted or gets another file."""

from contextlib import suppress
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db import transaction

from images import renditions


def is_ours(name: str) -> bool:
    """Whether a file in a picture's folder was made here, now or by an earlier version."""
    return bool(
        renditions.NAME.fullmatch(name)
        or renditions.FORMER.fullmatch(name)
        or name == renditions.ORIGINAL
    )


def remove(image: Any) -> None:
    """Delete a picture's files and its folders. Needs no row; missing files are no error."""
    image.file.storage.delete(image.file.name)
    folder = renditions.folder(image)
    _sweep(default_storage, folder)
    with suppress(OSError):
        image.file.storage.delete(folder)


def remove_on_commit(image: Any, using: str | None = None) -> None:
    """Delete a picture's files once the transaction has committed: after a rollback they stay.

    A storage that fails is logged. The row has changed all the same.
    """
    # No functools.partial: Django logs a failing function by its name, and a partial has none.
    transaction.on_commit(lambda: remove(image), using=using, robust=True)


def _sweep(storage: Storage, folder: str) -> None:
    with suppress(FileNotFoundError):
        for name in storage.listdir(folder)[1]:
            if is_ours(name):
                storage.delete(f"{folder}/{name}")
    # A folder that somebody put something else into stays.
    with suppress(OSError):
        storage.delete(folder)
