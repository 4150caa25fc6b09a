"""A story's lead picture as other programs show it: in feeds, sitemaps, and beside a link to it.

This is the only place outside the pages that knows how renditions are named.
"""

from dataclasses import dataclass
from typing import Any

from geekfeed.lib.addresses import absolute
from images import renditions


@dataclass(frozen=True)
class SharedPicture:
    """The lead picture cut for links, under its whole address; `kind` is its content type."""

    url: str
    width: int
    height: int
    alt: str
    kind: str


def shared_picture(image: Any | None) -> SharedPicture | None:
    """Of an images.Image; asks neither the database nor the disk."""
    if image is None:
        return None
    width, height = renditions.cut_of(image, "share").largest
    # Others keep it: one that is still right when the picture has got another file.
    address = renditions.steady_url(image, "share", width, "jpg")
    return SharedPicture(absolute(address), width, height, image.alt, renditions.TYPES["jpg"])
