"""Smooth outlines through a few points, for what has no straight edge: hair, lids, lips."""

from collections.abc import Sequence

from .canvas import Point

STEPS = 10  # straight pieces from one point to the next


def closed(points: Sequence[Point]) -> list[Point]:
    """An outline through all points and back to the first (a Catmull-Rom spline)."""
    count = len(points)
    outline = []
    for number in range(count):
        four = [points[(number + offset) % count] for offset in (-1, 0, 1, 2)]
        outline += _piece(*four)
    return outline


def open_ended(points: Sequence[Point]) -> list[Point]:
    """A line through all points, from the first to the last."""
    padded = [points[0], *points, points[-1]]
    line = []
    for number in range(len(points) - 1):
        line += _piece(*padded[number : number + 4])
    return [*line, points[-1]]


def mirrored(points: Sequence[Point], axis: float) -> list[Point]:
    """The points followed by their mirror images about an upright axis, as one way round."""
    # A point on the axis is its own image. Said twice, it would leave a notch.
    return [*points, *((2 * axis - x, y) for x, y in reversed(points) if x != axis)]


def _piece(before: Point, start: Point, end: Point, after: Point) -> list[Point]:
    piece = []
    for step in range(STEPS):
        t = step / STEPS
        piece.append(
            tuple(
                0.5
                * (
                    2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t * t
                    + (3 * b - a - 3 * c + d) * t**3
                )
                for a, b, c, d in zip(before, start, end, after, strict=True)
            )
        )
    return piece
