"""The sizes in which a picture is shown. Originals are never served: every page uses these.

A rendition's name follows from the master's ("…/master.webp" → "…/960.webp"), so that writing a
page asks neither the database nor the disk.
"""

from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pixels

WIDTHS = (240, 480, 960, 1600)
QUALITY = 80


def widths(image: Any) -> list[int]:
    """The widths in which this picture exists, in pixels, ascending; never larger than it is."""
    smaller = [width for width in WIDTHS if width < image.width]
    return smaller if len(smaller) == len(WIDTHS) else [*smaller, image.width]


def middle(image: Any) -> int:
    """The width to fall back on: the largest one up to 960."""
    return max((width for width in widths(image) if width <= 960), default=widths(image)[0])


def name(image: Any, width: int) -> str:
    return f"{image.file.name.rpartition('/')[0]}/{width}.webp"


def url(image: Any, width: int) -> str:
    return image.file.storage.url(name(image, width))


def make(image: Any) -> None:
    """Write every rendition of a picture that is not there yet, from its master."""
    storage = image.file.storage
    missing = [width for width in widths(image) if not storage.exists(name(image, width))]
    if not missing:
        return
    with storage.open(image.file.name) as master, Pixels.open(master) as pixels:
        pixels.load()
        for width in missing:
            height = max(1, round(image.height * width / image.width))
            scaled = pixels.resize((width, height), Pixels.Resampling.LANCZOS)
            storage.save(name(image, width), ContentFile(webp(scaled)))


def remove(image: Any) -> None:
    """Delete a picture's files and its folder. Needs no row; missing files are no error."""
    storage = image.file.storage
    for width in widths(image):
        storage.delete(name(image, width))
    storage.delete(image.file.name)
    if folder := image.file.name.rpartition("/")[0]:
        # A folder that somebody put something else into stays.
        with suppress(OSError):
            storage.delete(folder)


def remove_on_commit(image: Any, using: str | None = None) -> None:
    """Delete a picture's files once the transaction has committed: after a rollback they stay.

    A storage that fails is logged. The row has changed all the same.
    """
    # No functools.partial: Django logs a failing function by its name, and a partial has none.
    transaction.on_commit(lambda: remove(image), using=using, robust=True)


def webp(pixels: Pixels.Image, quality: int = QUALITY) -> bytes:
    """The pixels as a WebP file. `quality` is WebP's own, 0 to 100."""
    out = BytesIO()
    pixels.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
