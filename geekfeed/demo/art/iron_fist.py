"""Iron Fist: green, under the overlapping scales of a dragon."""

import math
from collections.abc import Callable

from PIL import Image

from .canvas import Box, Canvas, Plate, Point
from .halftone import clamp
from .lettering import fit
from .palette import INK, IRON_FIST, PAPER
from .picture import Picture, hero, lead, poster

FILL, DARK = IRON_FIST.fill, IRON_FIST.dark


def scales(
    dark: Plate,
    light: Plate | None = None,
    *,
    radius: float,
    lit: Point,
    reach: float,
    shows: Callable[[float, float], bool] = lambda x, y: True,
) -> Plate:
    """Draw scales, each row lying upon the one above it; returns where they lie.

    Their lines are thickest at the point `lit`. Those within 0.38 of `reach` from it shine: their
    rims go to the light plate. `shows` says whether there is a scale around a point.
    """
    laid = Plate(dark.width, dark.height)
    rows = int(dark.height / radius * 2) + 3
    for row in range(-1, rows):
        y = row * radius / 2 + radius / 5
        for column in range(-1, int(dark.width / radius / 2) + 2):
            x = column * 2 * radius + (radius if row % 2 else 0)
            if not shows(x, y):
                continue
            near = clamp(1 - math.hypot(x - lit[0], y - lit[1]) / reach)
            laid.circle((x, y), radius)
            dark.circle((x, y), radius)
            if light:
                light.circle((x, y), radius, ink=False)
            for place, share in enumerate((0.86, 0.58, 0.32)):
                width = 0.04 * radius + 0.14 * radius * near
                dark.ring((x, y), radius * share, width, ink=False)
                if light and near > 0.62 and place == 0:
                    light.ring((x, y), radius * share, width)
    return laid


def fist() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    _cover(canvas, radius=100, lit=(1235, 470), reach=900)
    _box(canvas, "FIST", (100, 190, 960, 780), margin=56)
    return canvas.image


def thirteen() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    _cover(canvas, radius=74, lit=(800, 860), reach=860)
    _box(canvas, "XIII", (120, 150, 1480, 690), margin=52)
    return canvas.image


def dragon() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    _cover(canvas, radius=100, lit=(-900, 0), reach=900)
    _box(canvas, "IRON", (110, 150, 1490, 760), margin=54)

    # Its back comes up over the box, lit along the top.
    def body(x: float, y: float) -> bool:
        return y > 745 - 105 * math.sin((x - 250) / 330)

    dark, light = canvas.plate(), canvas.plate()
    laid = scales(dark, light, radius=60, lit=(770, 690), reach=1000, shows=body)
    canvas.print(laid, FILL)
    canvas.print(dark, DARK)
    canvas.print(light, PAPER)
    return canvas.image


def skin() -> Image.Image:
    canvas = Canvas(1600, 600, FILL)
    dark = canvas.plate()
    # Towards the name the scales come off one by one, not in a clean line.
    scales(dark, radius=82, lit=(1330, 260), reach=800, shows=lambda x, y: x + 0.4 * y > 960)
    canvas.print(dark, DARK)
    return canvas.image


def heart() -> Image.Image:
    canvas = Canvas(600, 900, FILL)
    disc = canvas.plate().circle((300, 320), 224)
    dark, light = canvas.plate(), canvas.plate()
    scales(dark, light, radius=52, lit=(350, 300), reach=330)
    canvas.print(disc.swollen(9), PAPER)
    canvas.print(disc, FILL)
    canvas.print(dark & disc, DARK)
    canvas.print(light & disc, PAPER)
    canvas.print(fit(canvas.plate(), "IRON FIST", (44, 784, 556, 852)).plate, PAPER)
    return canvas.image


def _cover(canvas: Canvas, *, radius: float, lit: Point, reach: float) -> None:
    dark, light = canvas.plate(), canvas.plate()
    scales(dark, light, radius=radius, lit=lit, reach=reach)
    canvas.print(dark, DARK)
    canvas.print(light, PAPER)


def _box(canvas: Canvas, text: str, box: Box, *, margin: float) -> None:
    left, top, right, bottom = box
    canvas.print(canvas.plate().rectangle(box), INK)
    inner = (left + margin, top + margin, right - margin, bottom - margin)
    canvas.print(fit(canvas.plate(), text, inner).plate, PAPER)


PICTURES: tuple[Picture, ...] = (
    lead("if-fist", "The word FIST in a black box on green scales, some of them lit", fist),
    lead("if-thirteen", "The numeral XIII in a black box; the scales below it are lit", thirteen),
    lead("if-dragon", "The word IRON in a black box, half buried by a dragon's back", dragon),
    hero("if-hero", "A dragon's scales on green", skin),
    poster("if-poster", "A dragon's scales in a round shield, over the words Iron Fist", heart),
)
