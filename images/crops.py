"""Which part of a picture is shown, and in which sizes. Plain arithmetic."""

from functools import lru_cache
from typing import NamedTuple

# Pixels of a rendition. A picture as high as a tower is shown small rather than not at all.
MOST_PIXELS = 4_000_000

# 720: across a telephone of two pixels per CSS pixel.
WIDE = (320, 480, 720, 960, 1280, 1920)
PHOTO = ("avif", "webp", "jpg")


class Kind(NamedTuple):
    """One shape that the layout has, as width to height; None: the whole picture. `widths` are
    those of the layout in pixels, at one and two pixels per CSS pixel, ascending."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    formats: tuple[str, ...] = PHOTO


KINDS = {
    "wide": Kind((16, 9), WIDE),
    "splash": Kind((16, 10), WIDE),
    "square": Kind((1, 1), (120, 240, 480, 720)),
    "portrait": Kind((5, 6), (64, 128, 256, 416)),
    "whole": Kind(None, (240, *WIDE)),
    # What other sites show beside a link. They know no other format.
    "share": Kind((1200, 630), (1200,), ("jpg",)),
}


class Cut(NamedTuple):
    """`box` is left, top, right, bottom in the original's pixels; `offset` says how far it is from
    the left or the top, as it is cut off in one direction only. `focus` is the focal point within
    the box, in percent."""

    box: tuple[int, int, int, int]
    offset: int
    sizes: tuple[tuple[int, int], ...]
    focus: tuple[int, int]

    @property
    def largest(self) -> tuple[int, int]:
        return self.sizes[-1]

    def nearest(self, width: int) -> tuple[int, int]:
        """The largest size up to that width, or the smallest one."""
        return max((size for size in self.sizes if size[0] <= width), default=self.sizes[0])


@lru_cache(maxsize=4096)
def cut(kind: str, width: int, height: int, focal_x: int, focal_y: int) -> Cut:
    """Where to cut a picture of that size so that its focal point (percent) stays as near to the
    middle as its edges allow, and the sizes to scale it to: never larger than it is."""
    left = top = 0
    across, down = width, height
    ratio = KINDS[kind].ratio
    if ratio and width * ratio[1] > height * ratio[0]:
        across = max(1, round(height * ratio[0] / ratio[1]))
        left = _start(width * focal_x / 100, across, width)
    elif ratio:
        down = max(1, round(width * ratio[1] / ratio[0]))
        top = _start(height * focal_y / 100, down, height)
    focus = (
        _percent(width * focal_x / 100 - left, across),
        _percent(height * focal_y / 100 - top, down),
    )
    box = (left, top, left + across, top + down)
    return Cut(box, left or top, _sizes(KINDS[kind].widths, across, down), focus)


def _start(point: float, length: int, whole: int) -> int:
    return min(max(0, round(point - length / 2)), whole - length)


def _percent(part: float, whole: int) -> int:
    return min(100, max(0, round(100 * part / whole)))


def _sizes(widths: tuple[int, ...], across: int, down: int) -> tuple[tuple[int, int], ...]:
    fitting = [width for width in widths if width < across]
    if len(fitting) < len(widths):
        fitting.append(across)
    sizes = [(width, max(1, round(down * width / across))) for width in fitting]
    return tuple(size for size in sizes if size[0] * size[1] <= MOST_PIXELS) or (sizes[0],)
