"""What happens to words: blinds, a slash, bullet holes, teeth. Broken glass is in glass.py."""

import math
from collections.abc import Sequence

from .canvas import SCALE, Box, Plate, Point
from .chance import dice


def blinds(plate: Plate, box: Box, shifts: Sequence[float], gap: float) -> Plate:
    """Cut the box into as many slats as there are shifts, and push each sideways by its shift.

    `gap` is what is cut away between two slats. What is outside the box stays where it is.
    """
    left, top, right, bottom = box
    height = (bottom - top) / len(shifts)
    cut = plate.copy().rectangle(box, ink=False)
    for number, shift in enumerate(shifts):
        upper, lower = top + number * height + gap / 2, top + (number + 1) * height - gap / 2
        cut = cut | plate.within((left, upper, right, lower)).shifted(shift, 0)
    return cut


def slash(plate: Plate, start: Point, end: Point, *, gap: float, slip: float) -> Plate:
    """Cut the plate in two along a line through both points and let the halves slip along it.

    The half on the left of the way from start to end slips forward, the other one back.
    """
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    along = ((x1 - x0) / length, (y1 - y0) / length)
    aside = (along[1], -along[0])
    far = 2 * (plate.width + plate.height)

    def half(side: int) -> Plate:
        edge = side * gap / 2
        a = (x0 - along[0] * far + aside[0] * edge, y0 - along[1] * far + aside[1] * edge)
        b = (x1 + along[0] * far + aside[0] * edge, y1 + along[1] * far + aside[1] * edge)
        reach = side * far
        beyond = (aside[0] * reach, aside[1] * reach)
        area = Plate(plate.width, plate.height)
        area.polygon(
            [a, b, (b[0] + beyond[0], b[1] + beyond[1]), (a[0] + beyond[0], a[1] + beyond[1])]
        )
        moved = plate.shifted(side * along[0] * slip / 2, side * along[1] * slip / 2)
        return moved & area

    return half(1) | half(-1)


def holes(
    word: Plate, box: Box, radii: Sequence[float], *, seed: int, apart: float = 24
) -> list[tuple[Point, float]]:
    """Where shots went through: a place and a radius for each, all of it inside the letters.

    A hole that misses would be a dot on the ground and mean nothing, so its centre and what is
    around its rim must be on ink. A radius for which no place is found is passed over.
    """
    chance = dice(seed)
    left, top, right, bottom = box
    shots: list[tuple[Point, float]] = []
    for radius in radii:
        for _ in range(400):
            x, y = chance.uniform(left, right), chance.uniform(top, bottom)
            if any(math.hypot(x - a, y - b) < radius + other + apart for (a, b), other in shots):
                continue
            rim = [
                (
                    x + radius * 1.25 * math.cos(turn * math.tau / 12),
                    y + radius * 1.25 * math.sin(turn * math.tau / 12),
                )
                for turn in range(12)
            ]
            if all(word.covers(point) for point in ((x, y), *rim)):
                shots.append(((x, y), radius))
                break
    return shots


def shoot(word: Plate, shots: Sequence[tuple[Point, float]]) -> Plate:
    """The word with the holes in it, each with a thin ring around it."""
    shot = word.copy()
    for centre, radius in shots:
        shot.circle(centre, radius, ink=False)
        shot.ring(centre, radius + 11, 5, ink=False)
    return shot


def teeth(
    word: Plate,
    foot: float,
    lengths: Sequence[float],
    *,
    widths: Sequence[float],
    gap: float,
    seed: int,
    clear: float = 0,
) -> Plate:
    """Long teeth under a word: they hang wherever a letter stands on the line at `foot`.

    `gap` parts one tooth from the next, `clear` all of them from the letters.
    """
    chance = dice(seed)
    hung, length = Plate(word.width, word.height), 0.0
    for start, end in _runs(word, foot - 2):
        x = start
        while x < end:
            # The last tooth takes what is left rather than leave a splinter.
            tooth = chance.choice(widths)
            if end - x - tooth < min(widths) + gap:
                tooth = end - x
            # Two alike side by side would look like one broad one.
            length = chance.choice([other for other in lengths if other != length])
            hung.rectangle((x, foot + clear, x + tooth, foot + length))
            x += tooth + gap
    return hung


def _runs(word: Plate, y: float) -> list[tuple[float, float]]:
    """Where a row of the plate is inked, from left to right."""
    row = word.mask.crop((0, round(y * SCALE), word.mask.width, round(y * SCALE) + 1)).tobytes()
    runs, start = [], None
    for x, value in enumerate((*row, 0)):
        if value > 127 and start is None:
            start = x
        elif value <= 127 and start is not None:
            runs.append((start / SCALE, x / SCALE))
            start = None
    return runs
