"""Renditions are made once (turns.py): on upload by whoever works in the background, or by the
first request that finds one missing."""

import time
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any, Self

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from PIL import Image as Pixels

from images import encoding, originals, renditions, turns
from images.files import remove
from images.models import Image
from images.renditions import TYPES, Rendition

# So many at the same time in one process: an original of 40 megapixels takes 160 MB.
_room = BoundedSemaphore(2)


def make(image: Image, rendition: Rendition, patience: float = turns.PATIENCE) -> bool:
    """Have one rendition, made by us or by whoever is at it already.

    False: it is still being made, or there is too much to do, after `patience` seconds. Raises
    what the storage and the decoder raise, such as FileNotFoundError without an original.
    """
    path = renditions.path(image, rendition)
    return turns.once(path, lambda until: _make(image, rendition, until), patience)


def make_all(image: Image, report: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Make every rendition that is missing, and note that they are there. Returns how many it
    made; what others are at is left to them, and the note to whoever comes next.

    `report` is told after each how many are done, and of how many.
    """
    missing = _missing(image)
    made = left = 0
    if missing:
        with Workshop(image) as workshop:
            # Of those that came in with an earlier version nobody knows.
            image.is_clear = encoding.is_clear(workshop.pixels)
            for number, rendition in enumerate(missing, start=1):
                turn = turns.begun(renditions.path(image, rendition))
                if turn:
                    try:
                        made += workshop.write(rendition)
                    finally:
                        turn.delete()
                else:
                    left += 1
                report(number, len(missing))
    if not left:
        _note(image)
    _forget_if_gone(image)
    return made


def unfinished(images: QuerySet[Image]) -> QuerySet[Image]:
    """Those of which it is not known that all renditions are there."""
    recipe = Concat(
        Value(f"{renditions.RECIPE} "),
        Cast("focal_x", CharField()),
        Value(" "),
        Cast("focal_y", CharField()),
    )
    return images.exclude(rendered=recipe)


class Workshop:
    """An original, decoded once for all that is made of it."""

    def __init__(self, image: Image) -> None:
        self.image = image

    def __enter__(self) -> Self:
        with (
            originals.opened(self.image) as file,
            Pixels.open(file, formats=["WEBP"]) as pixels,
        ):
            pixels.load()
            self.pixels = pixels
        self.scaled: dict[tuple[str, int], Pixels.Image] = {}
        return self

    def __exit__(self, *error: Any) -> None:
        del self.pixels, self.scaled

    def write(self, rendition: Rendition) -> bool:
        """False: it is there already."""
        path = renditions.path(self.image, rendition)
        if default_storage.exists(path):
            return False
        key = (rendition.kind, rendition.width)
        if key not in self.scaled:
            # The formats of one size come after another: no more than one is kept.
            found = renditions.cut_of(self.image, rendition.kind)
            size = (rendition.width, dict(found.sizes)[rendition.width])
            self.scaled = {key: encoding.scaled(self.pixels, found.box, size)}
        content = ContentFile(encoding.encoded(self.scaled[key], rendition.format))
        content.content_type = TYPES[rendition.format]  # an object store tells it to browsers
        default_storage.save(path, content)
        return True


def _make(image: Image, rendition: Rendition, until: float) -> bool:
    if not _room.acquire(timeout=max(0.0, until - time.monotonic())):
        return False
    try:
        with Workshop(image) as workshop:
            workshop.write(rendition)
    finally:
        _room.release()
    _forget_if_gone(image)
    return True


def _missing(image: Image) -> list[Rendition]:
    try:
        there = set(default_storage.listdir(renditions.folder(image))[1])
    except FileNotFoundError:
        there = set()
    return [rendition for rendition in renditions.listed(image) if rendition.name not in there]


def _note(image: Image) -> None:
    """Pages may now lead to where the storage's files are served from."""
    is_same = {"file": image.file.name, "focal_x": image.focal_x, "focal_y": image.focal_y}
    recipe = renditions.recipe(image)
    if Image.objects.filter(pk=image.pk, **is_same).update(
        rendered=recipe, is_clear=image.is_clear
    ):
        image.rendered = recipe


def _forget_if_gone(image: Image) -> None:
    """A picture that was deleted or replaced meanwhile leaves no files behind."""
    if not Image.objects.filter(pk=image.pk, file=image.file.name).exists():
        remove(image)
