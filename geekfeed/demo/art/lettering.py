"""Words in the site's own display face, made as wide as they need to be."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .canvas import SCALE, Box, Plate

FONT = Path(__file__).resolve().parents[3] / "static" / "fonts" / "anybody.woff2"
CAP_HEIGHT = 0.675  # of the type size, as drawn in Anybody
HEAVIEST = 900
NARROWEST, WIDEST = 50.0, 130.0  # beyond 130 % the counters turn into slots


@dataclass(frozen=True)
class Word:
    """A word set on a plate: the plate, and the room each letter takes up in the picture."""

    plate: Plate
    letters: tuple[Box, ...]


def fit(
    plate: Plate,
    text: str,
    box: Box,
    *,
    widths: tuple[float, ...] | None = None,
    tracking: float = 0,
) -> Word:
    """Set a word so that its capitals fill the box from edge to edge.

    The face's width axis does what it can; the rest is stretched. `widths` gives each letter its
    own width instead. `tracking` is the space added between letters, in pixels; it may be negative.
    """
    left, top, right, bottom = (round(edge * SCALE) for edge in box)
    size = round((bottom - top) / CAP_HEIGHT)
    gap = tracking * SCALE
    if widths is None:
        widths = (_matching_width(text, size, right - left, gap),) * len(text)
    mask, boxes = _set(text, size, widths, gap)
    stretch = (right - left) / mask.width
    mask = mask.resize((right - left, mask.height), Image.Resampling.BICUBIC)
    # The mask has a quarter of the type size of room above the capitals and below the line.
    room = size // 4
    plate.mask.paste(255, (left, bottom - mask.height + room), mask)
    letters = tuple(
        (box[0] + start * stretch / SCALE, box[1], box[0] + end * stretch / SCALE, box[3])
        for start, end in boxes
    )
    return Word(plate, letters)


def write(
    plate: Plate,
    text: str,
    origin: tuple[float, float],
    height: float,
    *,
    width: float,
    align: str = "left",
) -> Plate:
    """A line of small capitals `height` pixels tall, standing on the origin."""
    size = round(height * SCALE / CAP_HEIGHT)
    mask, _ = _set(text, size, (width,) * len(text), 0)
    x, y = origin[0] * SCALE, origin[1] * SCALE
    if align == "right":
        x -= mask.width
    plate.mask.paste(255, (round(x), round(y) - (mask.height - size // 4)), mask)
    return plate


def _matching_width(text: str, size: int, wanted: float, gap: float) -> float:
    """The place on the width axis at which the word is as wide as wanted, or the nearest end."""
    low, high = NARROWEST, WIDEST
    for _ in range(10):
        middle = (low + high) / 2
        _, total = _places(text, size, (middle,) * len(text), gap)
        low, high = (middle, high) if total < wanted else (low, middle)
    return (low + high) / 2


def _set(
    text: str, size: int, widths: tuple[float, ...], gap: float
) -> tuple[Image.Image, list[tuple[float, float]]]:
    places, total = _places(text, size, widths, gap)
    room = size // 4
    mask = Image.new("L", (max(1, round(total)), round(size * CAP_HEIGHT) + 2 * room))
    draw = ImageDraw.Draw(mask)
    boxes = []
    for letter, width, x in zip(text, widths, places, strict=True):
        font = _font(size, width)
        draw.text((x, mask.height - room), letter, fill=255, font=font, anchor="ls")
        boxes.append((x, x + font.getlength(letter)))
    left, _, right, _ = mask.getbbox()
    return mask.crop((left, 0, right, mask.height)), [(a - left, b - left) for a, b in boxes]


def _places(
    text: str, size: int, widths: tuple[float, ...], gap: float
) -> tuple[list[float], float]:
    """Where each letter starts, and how wide the word is with the white at its two sides."""
    places, x = [], 0.0
    for letter, width in zip(text, widths, strict=True):
        places.append(x)
        x += _font(size, width).getlength(letter) + gap
    return places, x - gap


def _font(size: int, width: float) -> ImageFont.FreeTypeFont:
    font = _face(size)
    font.set_variation_by_axes([width, HEAVIEST])
    return font


@lru_cache(maxsize=8)
def _face(size: int) -> ImageFont.FreeTypeFont:
    # The basic layout engine is in every build of Pillow, so every machine draws the same.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
