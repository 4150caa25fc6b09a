"""The names and addresses of what pages show of a picture. Originals are never served.

A rendition is a kind of crop × a width × a format (crops.py). Its name follows from the original's
and from the cut: "images/<folder>/wide-960-120.avif" is 960 pixels wide, cut 120 pixels from the
edge. A new file has a new folder and another focal point another cut, so what is under a name never
changes and may be kept for good; and writing a page asks neither the database nor the disk.
"""

import re
from typing import Any, NamedTuple

from django.core.files.storage import default_storage

from images.crops import KINDS, Cut, cut

# Another number has every picture looked at again: for new kinds or widths.
RECIPE = 2
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
NAME = re.compile(
    r"(?P<kind>[a-z]+)-(?P<width>[0-9]{1,5})-(?P<offset>[0-9]{1,5})\.(?P<format>[a-z]+)"
)

# What was made by earlier versions, all of it the whole picture. Texts still name them.
FORMER = re.compile(r"[0-9]{1,5}\.webp")
ORIGINAL = "master.webp"
FALLBACK = 960  # pixels wide; for browsers that do not choose


class Rendition(NamedTuple):
    kind: str
    width: int
    offset: int
    format: str

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.width}-{self.offset}.{self.format}"


def read(name: str) -> Rendition | None:
    """The rendition that a file's name says, if it is one at all."""
    found = NAME.fullmatch(name)
    if not found or found["kind"] not in KINDS:
        return None
    rendition = Rendition(found["kind"], int(found["width"]), int(found["offset"]), found["format"])
    is_known = rendition.format in KINDS[rendition.kind].formats and rendition.name == name
    return rendition if is_known else None


def cut_of(image: Any, kind: str) -> Cut:
    return cut(kind, image.width, image.height, image.focal_x, image.focal_y)


def listed(image: Any) -> list[Rendition]:
    """Every rendition of a picture: no other is ever made."""
    return [
        Rendition(kind, width, found.offset, form)
        for kind in KINDS
        for found in [cut_of(image, kind)]
        for width, _height in found.sizes
        for form in KINDS[kind].formats
    ]


def recipe(image: Any) -> str:
    """What the renditions that are listed now depend on, beside the file."""
    return f"{RECIPE} {image.focal_x} {image.focal_y}"


def folder(image: Any) -> str:
    return image.file.name.rpartition("/")[0]


def path(image: Any, rendition: Rendition) -> str:
    """The rendition's name in the public storage."""
    return f"{folder(image)}/{rendition.name}"


def base(image: Any) -> str:
    """What a rendition's name is put behind to make its address.

    Once all of them are there, that is wherever the storage's files are served from. Before, it is
    the site itself, which makes what is asked for (serving.py).
    """
    if image.rendered != recipe(image):
        return f"/{folder(image)}/"
    return default_storage.url(f"{folder(image)}/x")[:-1]


def url(image: Any, kind: str, width: int, form: str = "webp") -> str:
    """The address of the largest rendition up to that width."""
    found = cut_of(image, kind)
    return base(image) + Rendition(kind, found.nearest(width)[0], found.offset, form).name


def steady_url(image: Any, kind: str, width: int, form: str = "webp") -> str:
    """The same at the site itself, for what is kept elsewhere: it leads to the rendition wherever
    the storage's files are served from one day, and whatever file the picture has by then."""
    found = cut_of(image, kind)
    name = Rendition(kind, found.nearest(width)[0], found.offset, form).name
    return f"/{folder(image)}/{name}"
