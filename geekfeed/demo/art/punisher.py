"""The Punisher: black and bone. Letters run down into teeth, and dots eat the teeth."""

from PIL import Image

from .canvas import Canvas
from .cuts import teeth
from .halftone import clamp, dots
from .lettering import fit
from .palette import PAPER, THE_PUNISHER, Colour
from .picture import Picture, hero, lead, poster

FILL, DARK = THE_PUNISHER.fill, THE_PUNISHER.dark
LENGTHS = (80, 120, 165, 210, 255)


def punisher() -> Image.Image:
    return _bite("PUNISHER", ground=FILL, bone=PAPER, seed=2)


def frank() -> Image.Image:
    return _bite("FRANK", ground=PAPER, bone=FILL, seed=6)


def jaw() -> Image.Image:
    canvas = Canvas(1600, 600, FILL)
    tops = canvas.plate().rectangle((800, -20, 1620, 40))
    bite = teeth(tops, 40, (230, 320, 410, 500), widths=(34, 44, 56), gap=20, seed=8) | tops
    eaten = dots(canvas.plate(), lambda x, y: clamp((y - 190) / 370) ** 1.2, pitch=24)
    canvas.print(bite - eaten, DARK)
    return canvas.image


def fangs() -> Image.Image:
    canvas = Canvas(600, 900, FILL)
    tops = canvas.plate().rectangle((0, -20, 600, 96))
    bite = teeth(tops, 96, (250, 330, 410, 490), widths=(30, 40, 52), gap=16, seed=3) | tops
    eaten = dots(canvas.plate(), lambda x, y: clamp((y - 150) / 430) ** 1.2, pitch=20)
    canvas.print(bite - eaten, PAPER)
    canvas.print(fit(canvas.plate(), "THE PUNISHER", (44, 784, 556, 852)).plate, PAPER)
    return canvas.image


def _bite(text: str, *, ground: Colour, bone: Colour, seed: int) -> Image.Image:
    canvas = Canvas(1600, 900, ground)
    word = fit(canvas.plate(), text, (110, 140, 1490, 600))
    hung = teeth(word.plate, 600, LENGTHS, widths=(20, 28, 36, 48), gap=11, seed=seed, clear=12)
    eaten = dots(
        canvas.plate(),
        lambda x, y: clamp((y - 615) / 330) ** 1.3,
        pitch=20,
        box=(0, 580, 1600, 900),
    )
    canvas.print(word.plate | (hung - eaten), bone)
    return canvas.image


PICTURES: tuple[Picture, ...] = (
    lead(
        "pu-punisher",
        "The word PUNISHER in white on black; the letters run down into long teeth",
        punisher,
    ),
    lead(
        "pu-frank", "The word FRANK in black on white; the letters run down into long teeth", frank
    ),
    hero("pu-hero", "A row of long teeth, black on black", jaw),
    poster("pu-poster", "A row of long white teeth, over the words The Punisher", fangs),
)
