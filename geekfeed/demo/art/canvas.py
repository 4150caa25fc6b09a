"""A sheet of paper and the plates that print it, one flat colour each.

All measures are in pixels of the finished picture. Plates are drawn SCALE times larger and
reduced when they are printed, which is what makes their edges smooth.
"""

import math
from collections.abc import Iterable
from typing import Self

from PIL import Image, ImageChops, ImageDraw

from .palette import Colour

SCALE = 3

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Plate:
    """Where one colour goes: a mask the size of the picture, empty at first.

    Drawing methods return the plate itself, so that they can be chained; operators and the
    methods that move things return a new plate.
    """

    def __init__(self, width: int, height: int, mask: Image.Image | None = None) -> None:
        self.width = width
        self.height = height
        self.mask = mask or Image.new("L", (width * SCALE, height * SCALE))
        self._draw = ImageDraw.Draw(self.mask)

    def rectangle(self, box: Box, *, ink: bool = True) -> Self:
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        # Pillow's far edge belongs to the rectangle; ours does not, so that neighbours abut.
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), fill=255 * ink)
        return self

    def circle(self, centre: Point, radius: float, *, ink: bool = True) -> Self:
        x, y = centre
        self._draw.ellipse(_scaled(x - radius, y - radius, x + radius, y + radius), fill=255 * ink)
        return self

    def ellipse(self, box: Box, *, ink: bool = True) -> Self:
        self._draw.ellipse(_scaled(*box), fill=255 * ink)
        return self

    def ring(self, centre: Point, radius: float, width: float, *, ink: bool = True) -> Self:
        """A circle's outline; `radius` is the middle of the line."""
        x, y = centre
        outer = radius + width / 2
        self._draw.ellipse(
            _scaled(x - outer, y - outer, x + outer, y + outer),
            outline=255 * ink,
            width=max(1, round(width * SCALE)),
        )
        return self

    def polygon(self, points: Iterable[Point], *, ink: bool = True) -> Self:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255 * ink)
        return self

    def line(self, points: Iterable[Point], width: float, *, ink: bool = True) -> Self:
        """A line through the points, with round bends."""
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points],
            fill=255 * ink,
            width=max(1, round(width * SCALE)),
            joint="curve",
        )
        return self

    def shifted(self, dx: float, dy: float) -> Self:
        """The same shapes moved; what leaves the picture is lost."""
        moved = self._blank()
        moved.paste(self.mask, (round(dx * SCALE), round(dy * SCALE)))
        return self._with(moved)

    def swollen(self, by: float) -> Self:
        """The same shapes, grown on every side; for outlines thinner than the shapes themselves."""
        grown = self
        for turn in range(8):
            angle = turn * math.tau / 8
            grown = grown | self.shifted(by * math.cos(angle), by * math.sin(angle))
        return grown

    def within(self, box: Box) -> Self:
        """Only what lies inside the box."""
        edges = tuple(round(edge * SCALE) for edge in box)
        kept = self._blank()
        kept.paste(self.mask.crop(edges), edges[:2])
        return self._with(kept)

    def covers(self, point: Point) -> bool:
        """Whether there is ink at a point."""
        x, y = round(point[0] * SCALE), round(point[1] * SCALE)
        inside = 0 <= x < self.mask.width and 0 <= y < self.mask.height
        return inside and self.mask.getpixel((x, y)) > 127

    def copy(self) -> Self:
        return self._with(self.mask.copy())

    def __and__(self, other: Self) -> Self:
        return self._with(ImageChops.darker(self.mask, other.mask))

    def __or__(self, other: Self) -> Self:
        return self._with(ImageChops.lighter(self.mask, other.mask))

    def __sub__(self, other: Self) -> Self:
        return self._with(ImageChops.subtract(self.mask, other.mask))

    def __xor__(self, other: Self) -> Self:
        return self._with(ImageChops.difference(self.mask, other.mask))

    def _blank(self) -> Image.Image:
        return Image.new("L", self.mask.size)

    def _with(self, mask: Image.Image) -> Self:
        return type(self)(self.width, self.height, mask)


class Canvas:
    """A picture in the making: a ground, and colours printed over it one after another."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width = width
        self.height = height
        self.image = Image.new("RGB", (width, height), ground)

    @property
    def box(self) -> Box:
        return (0, 0, self.width, self.height)

    def plate(self) -> Plate:
        """An empty plate for this picture."""
        return Plate(self.width, self.height)

    def print(self, plate: Plate, colour: Colour) -> None:
        """Lay a colour down wherever the plate has ink."""
        self.image.paste(colour, (0, 0), plate.mask.reduce(SCALE))


def _scaled(*edges: float) -> tuple[float, ...]:
    return tuple(edge * SCALE for edge in edges)
