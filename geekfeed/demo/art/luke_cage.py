"""Luke Cage: yellow, dots rising from below, and letters that stop bullets less well than he."""

from PIL import Image

from .canvas import Canvas, Plate
from .cuts import holes, shoot
from .halftone import clamp, dots, rising
from .lettering import fit
from .palette import INK, LUKE_CAGE, PAPER
from .picture import Picture, hero, lead, poster

FILL, DARK = LUKE_CAGE.fill, LUKE_CAGE.dark
CALIBRES = (58, 44, 44, 34, 34, 26, 26, 26, 20, 20, 20, 16, 16, 16)


def cage() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    canvas.print(dots(canvas.plate(), rising(240, 900), pitch=27), DARK)
    word = fit(canvas.plate(), "CAGE", (110, 196, 1490, 816))
    shots = holes(word.plate, (110, 196, 1490, 816), CALIBRES, seed=4)
    canvas.print(shoot(word.plate, shots), INK)
    return canvas.image


def second() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    canvas.print(dots(canvas.plate(), rising(300, 640, falloff=1.2), pitch=29), FILL)
    word = fit(canvas.plate(), "II", (340, 190, 1260, 800), tracking=-60)
    shots = holes(word.plate, (340, 190, 1260, 800), (96, 70, *CALIBRES), seed=9)
    canvas.print(shoot(word.plate, shots), PAPER)
    return canvas.image


def harlem() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    canvas.print(dots(canvas.plate(), rising(120, 800, falloff=1.1), pitch=28), FILL)
    word = fit(canvas.plate(), "HARLEM", (110, 226, 1490, 816), tracking=2)
    shots = holes(word.plate, (110, 226, 1490, 816), CALIBRES[3:], seed=21)
    canvas.print(shoot(word.plate, shots), INK)
    return canvas.image


def wall() -> Image.Image:
    canvas = Canvas(1600, 600, FILL)

    def tone(x: float, y: float) -> float:
        return clamp((y - 60) / 620) ** 1.3 * clamp((x - 620) / 620)

    pattern = dots(canvas.plate(), tone, pitch=25)
    shots = (
        (1385, 170, 74),
        (1180, 300, 44),
        (1490, 380, 34),
        (1285, 96, 26),
        (1060, 180, 20),
        (1320, 430, 52),
    )
    canvas.print(pattern | _struck(canvas.plate(), shots), DARK)
    return canvas.image


def slab() -> Image.Image:
    canvas = Canvas(600, 900, FILL)
    canvas.print(dots(canvas.plate(), rising(90, 900, falloff=1.2), pitch=23), DARK)
    shots = [((205, 215), 58), ((398, 300), 74), ((240, 420), 40), ((420, 165), 26)]
    canvas.print(shoot(canvas.plate().rectangle((80, 96, 520, 540)), shots), INK)
    canvas.print(fit(canvas.plate(), "LUKE CAGE", (44, 784, 556, 852)).plate, INK)
    return canvas.image


def _struck(plate: Plate, shots: tuple[tuple[float, float, float], ...]) -> Plate:
    for x, y, radius in shots:
        plate.circle((x, y), radius).ring((x, y), radius + 12, 5)
    return plate


PICTURES: tuple[Picture, ...] = (
    lead("lc-cage", "The word CAGE shot through with round holes, on yellow", cage),
    lead(
        "lc-two",
        "The numeral II in white, shot through with round holes; yellow dots rise behind it",
        second,
    ),
    lead(
        "lc-harlem",
        "The word HARLEM shot through with round holes; yellow dots rise from below",
        harlem,
    ),
    hero("lc-hero", "Bullet holes and dots rising from below, on yellow", wall),
    poster("lc-poster", "A black slab shot through with holes, over the words Luke Cage", slab),
)
