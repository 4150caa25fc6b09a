"""The pictures as they came in, decoded and written anew. Renditions are made of them."""

from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage


def opened(image: Any) -> File:
    """The original's file. Raises FileNotFoundError if it is nowhere."""
    storage = image.file.storage
    try:
        return storage.open(image.file.name)
    except FileNotFoundError:
        if not hidden(image):
            raise
    return storage.open(image.file.name)


def hidden(image: Any) -> bool:
    """Take an original out of the public folder, where earlier versions kept them. False: it is
    not there."""
    name = image.file.name
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as public:
        image.file.storage.save(name, public)
    default_storage.delete(name)
    return True
