"""Broken glass."""

import math
import random

from PIL import Image, ImageDraw

from .canvas import SCALE, Plate, Point
from .chance import dice


class Glass:
    """A struck pane: cracks that run out from a point, and the pieces between.

    `break_up` moves every piece a little, the same way for every plate it is given, so that the
    lettering and the pattern on one pane break together.
    """

    def __init__(self, struck: Point, *, cracks: int, slip: float, seed: int) -> None:
        chance = dice(seed)
        self._struck = struck
        self._cracks = [
            self._crack(number * math.tau / cracks, cracks, chance) for number in range(cracks)
        ]
        self._moves = [self._move(number, slip, chance) for number in range(cracks)]
        self._webs = [self._web(number, chance) for number in range(cracks)]

    def _crack(self, angle: float, cracks: int, chance: random.Random) -> list[Point]:
        x, y = self._struck
        points = [(x, y)]
        angle += chance.uniform(-0.3, 0.3) * math.tau / cracks
        heading = angle
        for _ in range(24):
            step = chance.uniform(60, 130)
            # A crack wanders but comes back to its heading: two of them must never cross.
            heading = angle + (heading - angle) * 0.5 + chance.uniform(-0.12, 0.12)
            x, y = x + step * math.cos(heading), y + step * math.sin(heading)
            points.append((x, y))
        return points

    def _move(self, number: int, slip: float, chance: random.Random) -> Point:
        mine, next_one = self._cracks[number], self._cracks[(number + 1) % len(self._cracks)]
        x = (mine[3][0] + next_one[3][0]) / 2 - self._struck[0]
        y = (mine[3][1] + next_one[3][1]) / 2 - self._struck[1]
        distance = math.hypot(x, y) or 1
        push = slip * chance.uniform(0.1, 1)
        return (x / distance * push, y / distance * push)

    def _web(self, number: int, chance: random.Random) -> list[tuple[Point, Point]]:
        """Cracks from one long crack to the next; few, and fewer further out."""
        mine, next_one = self._cracks[number], self._cracks[(number + 1) % len(self._cracks)]
        rungs = [rung for rung in (1, 2, 4) if chance.random() < 0.75 - rung * 0.1]
        return [(mine[rung], next_one[rung]) for rung in rungs]

    def break_up(self, plate: Plate) -> Plate:
        """The plate with every piece pushed away from where the pane was struck."""
        broken = Image.new("L", plate.mask.size)
        for number, (dx, dy) in enumerate(self._moves):
            after = self._cracks[(number + 1) % len(self._cracks)]
            outline = [(x * SCALE, y * SCALE) for x, y in self._cracks[number] + after[:0:-1]]
            left = max(0, math.floor(min(x for x, _ in outline)))
            top = max(0, math.floor(min(y for _, y in outline)))
            right = min(broken.width, math.ceil(max(x for x, _ in outline)) + 1)
            bottom = min(broken.height, math.ceil(max(y for _, y in outline)) + 1)
            if right <= left or bottom <= top:
                continue
            piece = Image.new("L", (right - left, bottom - top))
            ImageDraw.Draw(piece).polygon([(x - left, y - top) for x, y in outline], fill=255)
            dx, dy = round(dx * SCALE), round(dy * SCALE)
            source = plate.mask.crop((left - dx, top - dy, right - dx, bottom - dy))
            broken.paste(source, (left, top), piece)
        return Plate(plate.width, plate.height, broken)

    def lines(self, plate: Plate, width: float) -> Plate:
        """Draw the cracks onto a plate, thinner the further they are from where it was struck."""
        for crack in self._cracks:
            for start in range(0, len(crack) - 1, 2):
                thinner = max(0.45, 1 - start / 14)
                plate.line(crack[start : start + 3], width * thinner)
        for webs in self._webs:
            for web in webs:
                plate.line(web, width * 0.7)
        return plate
