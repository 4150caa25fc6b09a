"""Someone who sits for a portrait: ground, shoulders and face. Hair and clothes are their own.

Drawn as comics are: ink for the lines, halftone for the skin, lit from the left.
"""

from dataclasses import dataclass

from PIL import Image

from .canvas import Canvas, Plate, Point
from .curves import closed, mirrored, open_ended
from .halftone import clamp, dots
from .palette import INK, PAPER, Colour

SIZE = (600, 720)
PITCH = 13
AXIS = 300  # the upright axis of the face
EYES = (52, 284)  # how far an eye is from the axis, and its height


@dataclass(frozen=True)
class Paints:
    """Which colour goes where."""

    ground: Colour
    pattern: Colour  # the dots on the ground
    coat: Colour
    flesh: Colour  # the lit side of the face
    shade: Colour  # the dots on the face
    shadow: Colour  # under the chin
    lips: Colour


class Sitter:
    """A portrait in the making.

    `skin` is how densely the lit side of the face is dotted, from 0 to 1; `jaw` is how broad the
    lower half of the face is, 1 being usual.
    """

    def __init__(self, paints: Paints, *, skin: float, jaw: float = 1) -> None:
        self.paints = paints
        self.skin = skin
        self.jaw = jaw
        self.canvas = Canvas(*SIZE, paints.ground)
        self.print(dots(self.plate(), _backdrop, pitch=PITCH), paints.pattern)

    @property
    def image(self) -> Image.Image:
        return self.canvas.image

    def plate(self) -> Plate:
        return self.canvas.plate()

    def shape(self, *points: Point) -> Plate:
        """What lies inside a smooth outline through the points."""
        return self.plate().polygon(closed(points))

    def stroke(self, width: float, *points: Point) -> Plate:
        """A smooth line through the points."""
        return self.plate().line(open_ended(points), width)

    def both_sides(self, *points: Point) -> Plate:
        """What lies inside an outline whose left half is given, from the top down."""
        return self.shape(*mirrored(points, AXIS))

    def print(self, plate: Plate, colour: Colour = INK) -> None:
        self.canvas.print(plate, colour)

    def bust(self, *, collar: float = 610) -> None:
        """Shoulders, neck, ears and an empty face; `collar` is where the neckline ends."""
        self.print(self.plate().ellipse((20, 520, 580, 1060)), self.paints.coat)
        chin = [(AXIS - (AXIS - x) * self.jaw, y) for x, y in ((200, 376), (240, 430), (282, 452))]
        head = self.both_sides((300, 118), (216, 142), (180, 220), (182, 306), *chin)
        ears = self.plate().ellipse((162, 268, 202, 348)).ellipse((398, 268, 438, 348))
        neck = self.plate().polygon(
            [(240, 390), (360, 390), (366, 500), (420, 548), (300, collar), (180, 548), (234, 500)]
        )
        flesh = head | ears | neck
        self.print(flesh, self.paints.flesh)
        self.print(
            dots(self.plate(), self._light, pitch=PITCH, box=(140, 100, 460, 640)) & flesh,
            self.paints.shade,
        )
        under = self.shape(
            (236, 424), (300, 456), (364, 424), (366, 500), (340, 500), (290, 478), (240, 440)
        )
        self.print(under & (neck - head), self.paints.shadow)

    def _light(self, x: float, y: float) -> float:
        far_side = 0.5 * clamp((x - 296) / 150) ** 1.3
        nose = 0.28 if 240 < y < 344 and 4 < x - AXIS < 26 * (y - 240) / 100 else 0
        return self.skin + far_side + nose

    def eyes(self, *, brow: float = 10, lift: float = 0, lashes: float = 0) -> None:
        """Both eyes. A brow is `brow` thick and sits `lift` higher than usual."""
        for side in (-1, 1):
            self._eye(side, brow, lift, lashes)

    def _eye(self, side: int, brow: float, lift: float, lashes: float) -> None:
        apart, height = EYES

        def outline(*points: Point) -> Plate:
            return self.shape(*((AXIS + side * (apart + x), height + y) for x, y in points))

        white = outline((-30, 4), (-8, -11), (14, -10), (31, 0), (10, 11), (-12, 11))
        self.print(white, PAPER)
        self.print(self.plate().circle((AXIS + side * apart, height - 1), 11) & white)
        tip = (37 + lashes, -3 - lashes * 0.7)
        self.print(outline((-33, 7), (-10, -15), (14, -15), tip, (14, -7), (-8, -8)))
        top, low = -48 - lift, -48 - lift + brow
        self.print(
            outline(
                (-34, low + 4), (-10, top), (20, top - 1), (43, top + 14), (18, low), (-10, low + 2)
            )
        )

    def nose(self, *, breadth: float = 1) -> None:
        half = 25 * breadth
        self.print(self.stroke(5, (AXIS - half, 348), (AXIS - half * 0.55, 357), (AXIS, 355)))
        self.print(self.stroke(5, (AXIS, 355), (AXIS + half * 0.55, 358), (AXIS + half, 346)))

    def mouth(self, *, fullness: float = 1, smile: float = 2) -> None:
        """`fullness` is how thick the lips are, 1 being usual; `smile` lifts the corners."""
        corner, middle = 398 - smile, 398
        upper, lower = middle - 11 * fullness, middle + 18 * fullness
        lips = self.shape(
            (258, corner), (286, upper), (300, upper + 4), (314, upper),
            (342, corner), (320, lower - 2), (300, lower), (280, lower - 2),
        )  # fmt: skip
        self.print(lips, self.paints.lips)
        self.print(
            self.stroke(
                5,
                (250, corner - 1),
                (280, middle),
                (300, middle - 1),
                (320, middle),
                (350, corner - 1),
            )
        )


def _backdrop(x: float, y: float) -> float:
    return 0.06 + 0.42 * clamp((x - 60) / 620 + (y - 300) / 900)
