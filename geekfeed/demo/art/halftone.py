"""Halftone: dots on a grid turned by 45°, larger where the tone is darker."""

import math
from collections.abc import Callable

from .canvas import Box, Plate, Point

Tone = Callable[[float, float], float]
"""How dark a point is: 0 leaves the ground, 1 covers it; anything beyond counts as 0 or 1."""

# At 0.72 of the pitch neighbouring dots overlap enough to close the gap between four of them.
FULL = 0.72
# A dot with a smaller radius, in pixels, would come out as dirt.
SMALLEST = 1.2


def dots(plate: Plate, tone: Tone, *, pitch: float, box: Box | None = None) -> Plate:
    """Draw a tone onto the plate; `box` bounds the dots' centres, not their edges."""
    left, top, right, bottom = box or (0, 0, plate.width, plate.height)
    # Turned by 45°, a square grid is rows half a diagonal apart, every other one set in by half.
    diagonal = pitch * math.sqrt(2)
    row, y = 0, top - diagonal / 2
    while y < bottom + diagonal / 2:
        x = left - diagonal + (diagonal / 2 if row % 2 else 0)
        while x < right + diagonal / 2:
            value = tone(x, y)
            if value > 0:
                radius = pitch * FULL * math.sqrt(min(value, 1))
                if radius >= SMALLEST:
                    plate.circle((x, y), radius)
            x += diagonal
        row, y = row + 1, y + diagonal / 2
    return plate


def clamp(value: float) -> float:
    return 0 if value < 0 else min(value, 1)


def glow(centre: Point, reach: float, *, strength: float = 1, falloff: float = 1.6) -> Tone:
    """Dark at a point, gone at `reach` pixels from it."""
    cx, cy = centre

    def tone(x: float, y: float) -> float:
        return strength * clamp(1.15 - math.hypot(x - cx, y - cy) / reach) ** falloff

    return tone


def rising(top: float, depth: float, *, falloff: float = 1.4) -> Tone:
    """Nothing above `top`, full `depth` pixels below it."""

    def tone(x: float, y: float) -> float:
        return clamp((y - top) / depth) ** falloff

    return tone


def rings(centre: Point, *, wave: float, reach: float, sharpness: float = 1.5) -> Tone:
    """Radar: circles `wave` pixels apart that fade out at `reach`."""
    cx, cy = centre

    def tone(x: float, y: float) -> float:
        distance = math.hypot(x - cx, y - cy)
        crest = 0.5 + 0.5 * math.cos(distance * math.tau / wave)
        return crest**sharpness * clamp(1.2 - distance / reach)

    return tone
