"""Where the files are on a disk of our own: renditions for everybody, originals for nobody.

Where they are in an object store instead, images/object_store.py stands in for both.
"""

import os
import secrets
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import LazyObject


class WholeFiles(FileSystemStorage):
    """A file is there whole or not at all, whoever reads meanwhile and whatever dies. Written
    again, it takes the former one's place."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: Any) -> str:
        part = f"{name}.{secrets.token_hex(4)}.part"
        try:
            super()._save(part, content)
            os.replace(self.path(part), self.path(name))
        except BaseException:
            with suppress(OSError):
                os.remove(self.path(part))
            raise
        return name


class Originals(WholeFiles):
    """Outside of what a web server hands out: beside MEDIA_ROOT, unless a place is set."""

    @property
    def base_location(self) -> str:
        return str(settings.ORIGINALS_ROOT or f"{settings.MEDIA_ROOT}-originals")

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Originals are never served: ask images.renditions for an address.")


class _Private(LazyObject):
    def _setup(self) -> None:
        self._wrapped = storages["originals"]


private = _Private()


def originals() -> Storage:
    """The storage of Image.file."""
    return private
