"""The Defenders: the four others' colours and patterns in slanted panels, one word across them."""

from collections.abc import Callable

from PIL import Image

from .canvas import Box, Canvas, Plate, Point
from .cuts import slash
from .halftone import dots, rings, rising
from .iron_fist import scales
from .lettering import fit
from .palette import FOUR, INK, LUKE_CAGE, PAPER, THE_DEFENDERS
from .picture import Picture, hero, lead, poster

GUTTER = 14
FILL = THE_DEFENDERS.fill


def four() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    _panels(canvas, lean=130)
    numeral = fit(canvas.plate(), "4", (430, 120, 1190, 810)).plate
    canvas.print(numeral.swollen(GUTTER), PAPER)
    canvas.print(numeral, INK)
    return canvas.image


def eight() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    _panels(canvas, lean=-130)
    numeral = fit(canvas.plate(), "8", (410, 110, 1190, 800)).plate
    canvas.print(numeral.swollen(GUTTER), INK)
    canvas.print(numeral, PAPER)
    return canvas.image


def cut() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    _panels(canvas, lean=130)
    word = fit(canvas.plate(), "CUT", (120, 200, 1480, 800), tracking=8).plate
    # One cut, along the middle gutter.
    halves = slash(word, (670, 900), (930, 0), gap=40, slip=110)
    canvas.print(halves.swollen(GUTTER), PAPER)
    canvas.print(halves, INK)
    return canvas.image


def abreast() -> Image.Image:
    canvas = Canvas(1600, 600, FILL)
    # White names run over this one, so Luke Cage's yellow is only a thread beside his panel.
    colours = (FOUR[0].dark, FOUR[1].dark, INK, FOUR[3].dark)
    for number, (colour, pattern) in enumerate(zip(colours, PATTERNS, strict=True)):
        left = 760 + number * 220
        right = left + 220 - GUTTER if number < 3 else 1800
        panel = _slant(canvas.plate(), left, right, 90, 600)
        canvas.print(pattern(canvas.plate(), (left - 90, 0, right + 90, 600)) & panel, colour)
    canvas.print(_slant(canvas.plate(), 1200 - GUTTER, 1192, 90, 600), LUKE_CAGE.dark)
    return canvas.image


def side_by_side() -> Image.Image:
    canvas = Canvas(600, 900, FILL)
    # The lower end is cut at a slant and left plain for the show's name.
    canvas.print(canvas.plate().polygon([(0, 0), (600, 0), (600, 454), (0, 584)]), PAPER)
    area = canvas.plate().polygon([(0, 0), (600, 0), (600, 440), (0, 570)])
    for number, (scheme, pattern) in enumerate(zip(FOUR, PATTERNS, strict=True)):
        left = -60 + number * 184
        panel = _slant(canvas.plate(), left, left + 184 - GUTTER, 90, 900) & area
        canvas.print(panel, scheme.fill)
        canvas.print(pattern(canvas.plate(), (left - 90, 0, left + 274, 600)) & panel, scheme.dark)
    canvas.print(fit(canvas.plate(), "THE DEFENDERS", (44, 784, 556, 852)).plate, PAPER)
    return canvas.image


def _panels(canvas: Canvas, *, lean: float) -> None:
    """Four panels side by side, leaning right by `lean` above the middle and left below it."""
    width, height = canvas.width / 4, canvas.height
    for number, (scheme, pattern) in enumerate(zip(FOUR, PATTERNS, strict=True)):
        left, right = number * width, (number + 1) * width
        # The outermost panels run off the page.
        panel = _slant(
            canvas.plate(),
            left - (300 if number == 0 else -GUTTER / 2),
            right + (300 if number == 3 else -GUTTER / 2),
            lean,
            height,
        )
        around = (left - abs(lean), 0, right + abs(lean), height)
        canvas.print(panel, scheme.fill)
        canvas.print(pattern(canvas.plate(), around) & panel, scheme.dark)
    for number in (1, 2, 3):
        x = number * width
        canvas.print(_slant(canvas.plate(), x - GUTTER / 2, x + GUTTER / 2, lean, height), PAPER)


def _slant(plate: Plate, left: float, right: float, lean: float, height: float) -> Plate:
    corners: tuple[Point, ...] = (
        (left + lean, 0),
        (right + lean, 0),
        (right - lean, height),
        (left - lean, height),
    )
    return plate.polygon(corners)


def _rings(plate: Plate, box: Box) -> Plate:
    centre = (box[0] + 330, box[3] / 2)
    return dots(plate, rings(centre, wave=164, reach=1500, sharpness=1), pitch=23, box=box)


def _blinds(plate: Plate, box: Box) -> Plate:
    for y in range(0, round(box[3]), 60):
        plate.rectangle((box[0], y, box[2], y + 26))
    return plate


def _dots(plate: Plate, box: Box) -> Plate:
    return dots(plate, rising(0, 1000, falloff=1), pitch=30, box=box)


def _scales(plate: Plate, box: Box) -> Plate:
    scales(plate, radius=54, lit=(box[2], 450), reach=1400)
    return plate


# In the order of FOUR.
PATTERNS: tuple[Callable[[Plate, Box], Plate], ...] = (_rings, _blinds, _dots, _scales)

PICTURES: tuple[Picture, ...] = (
    lead(
        "df-four", "The number 4 across four slanted panels in red, violet, yellow and green", four
    ),
    lead(
        "df-eight",
        "The number 8 across four slanted panels in red, violet, yellow and green",
        eight,
    ),
    lead(
        "df-wrap",
        "The word CUT, itself cut in two, across four panels in red, violet, yellow and green",
        cut,
    ),
    hero("df-hero", "Four slanted panels in dark red, violet, black and green, on navy", abreast),
    poster(
        "df-poster",
        "Four slanted bars in red, violet, yellow and green, over the words The Defenders",
        side_by_side,
    ),
)
