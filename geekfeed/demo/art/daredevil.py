"""Daredevil: red, and the rings of a sense that sees in the dark."""

from PIL import Image

from .canvas import Canvas
from .halftone import clamp, dots, rings
from .lettering import fit
from .palette import DAREDEVIL, INK, PAPER
from .picture import Picture, hero, lead, poster

FILL, DARK = DAREDEVIL.fill, DAREDEVIL.dark


def three() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    centre = (1210, 450)
    canvas.print(dots(canvas.plate(), rings(centre, wave=214, reach=1080), pitch=23), FILL)
    canvas.print(fit(canvas.plate(), "III", (110, 200, 900, 800), tracking=-8).plate, PAPER)
    canvas.print(canvas.plate().circle(centre, 32), PAPER)
    return canvas.image


def next_year() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    # Above the word, where the centre stays clear of it.
    centre = (1240, 118)
    canvas.print(dots(canvas.plate(), rings(centre, wave=190, reach=1500), pitch=24), DARK)
    canvas.print(fit(canvas.plate(), "2018", (120, 240, 1480, 826), tracking=10).plate, PAPER)
    canvas.print(canvas.plate().circle(centre, 30), PAPER)
    return canvas.image


def rooftop() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    centre = (1180, 150)
    canvas.print(dots(canvas.plate(), rings(centre, wave=200, reach=1350), pitch=23), FILL)
    canvas.print(canvas.plate().circle(centre, 40), FILL)
    word = fit(canvas.plate(), "DEVIL", (120, 250, 1480, 800), tracking=4)
    left, top, right, bottom = word.letters[2]
    # The V's two arms grow into horns: taller than the other letters, and cut to a point.
    word.plate.rectangle((left, top, right, bottom), ink=False)
    middle, tip, cut = (left + right) / 2, top - 138, 150
    horns = fit(word.plate, "V", (left, tip, right, bottom)).plate
    horns.polygon([(left, tip - 5), (right, tip - 5), (middle, tip + cut * 1.4)], ink=False)
    roof = canvas.plate().rectangle((0, 812, 1600, 900)).rectangle((60, 796, 1540, 812))
    canvas.print(horns | roof, INK)
    return canvas.image


def radar() -> Image.Image:
    canvas = Canvas(1600, 600, FILL)
    pulse = rings((1270, 290), wave=170, reach=900)

    def tone(x: float, y: float) -> float:
        return pulse(x, y) * clamp((x - 640) / 400)

    canvas.print(dots(canvas.plate(), tone, pitch=22), DARK)
    return canvas.image


def horns() -> Image.Image:
    canvas = Canvas(600, 900, FILL)
    centre = (300, 330)
    canvas.print(dots(canvas.plate(), rings(centre, wave=118, reach=560), pitch=20), DARK)
    canvas.print(canvas.plate().circle(centre, 164), PAPER)
    # A crescent on its back: two points that grow out of one head.
    canvas.print(canvas.plate().circle((300, 342), 118).circle((300, 286), 106, ink=False), INK)
    canvas.print(fit(canvas.plate(), "DAREDEVIL", (44, 784, 556, 852)).plate, PAPER)
    return canvas.image


PICTURES: tuple[Picture, ...] = (
    lead("dd-three", "The numeral III beside red radar rings in the dark", three),
    lead("dd-2018", "The year 2018 in white under dark radar rings, on red", next_year),
    lead(
        "dd-rooftop",
        "The word DEVIL stands on a roof, and its V has horns; red rings in the sky",
        rooftop,
    ),
    hero("dd-hero", "Dark radar rings on red", radar),
    poster("dd-poster", "Black horns amid radar rings, over the word Daredevil", horns),
)
