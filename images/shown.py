"""What an HTML page says of a picture: which files there are, and how large it is.

Asks neither the database nor the disk.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from images import renditions
from images.crops import KINDS
from images.renditions import TYPES
from images.uses import Use

KEPT = 4096


class Picture(NamedTuple):
    """What pages say of an Image, as a value: two that are equal look the same."""

    base: str  # of its renditions' addresses
    width: int
    height: int
    focal_x: int
    focal_y: int
    is_clear: bool
    alt: str


class Source(NamedTuple):
    type: str
    srcset: str


class Shown(NamedTuple):
    """`sources` are the modern formats, best first; `src` and `srcset` the one that all browsers
    know. `classes` place it within its box, keep the placeholder away from what can be seen
    through, and tell one that is shown whole and is taller than wide."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    classes: str


def picture_of(image: Any) -> Picture:
    return Picture(
        renditions.base(image),
        image.width,
        image.height,
        image.focal_x,
        image.focal_y,
        image.is_clear,
        image.alt,
    )


def shown(image: Any, use: Use) -> Shown:
    """An Image, or a Picture that was made of one, in that place."""
    return _shown(image if isinstance(image, Picture) else picture_of(image), use)


@lru_cache(KEPT)
def _shown(picture: Picture, use: Use) -> Shown:
    cut = renditions.cut_of(picture, use.kind)
    base = f"{picture.base}{use.kind}-"
    *modern, plain = KINDS[use.kind].formats
    middle = cut.nearest(renditions.FALLBACK)[0]
    return Shown(
        tuple(Source(TYPES[form], _srcset(base, cut, form)) for form in modern),
        f"{base}{middle}-{cut.offset}.{plain}",
        _srcset(base, cut, plain),
        use.sizes,
        *cut.largest,
        _classes(picture, cut, is_whole=KINDS[use.kind].ratio is None),
    )


def _srcset(base: str, cut: renditions.Cut, form: str) -> str:
    ending = f"-{cut.offset}.{form}"
    return ", ".join(f"{base}{width}{ending} {width}w" for width, _height in cut.sizes)


def _classes(picture: Picture, cut: renditions.Cut, *, is_whole: bool) -> str:
    """The focal point in steps of ten, as style attributes are not allowed."""
    x, y = (round(part, -1) for part in cut.focus)
    width, height = cut.largest
    classes = {
        f"focus-x-{x} focus-y-{y}": (x, y) != (50, 50),
        "is-clear": picture.is_clear,
        "is-tall": is_whole and height > width,
    }
    return " ".join(name for name, holds in classes.items() if holds)
