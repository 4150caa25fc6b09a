"""A card as pixels."""

from io import BytesIO
from typing import NamedTuple

from PIL import Image as Pixels
from PIL import ImageDraw

from articles.social_card.lettering import anybody, fitted, piazzolla, shortened
from shows.colours import HOUSE, palette

WIDTH, HEIGHT = 1200, 630
MARGIN, FOOT = 64, 104
PAPER, INK = "#f6f6f2", HOUSE
SIZES = range(176, 38, -2)  # of the headline, in pixels
ROOM = (WIDTH - 2 * MARGIN, 364)
DRAWN_AS = 1  # raised when cards are drawn otherwise, so that those that are kept are not used


class Words(NamedTuple):
    """What a card says. Every text can be set (lettering.settable); `loud` is set large. `accent`
    is the show's, "" for none."""

    loud: str
    kicker: str
    authors: str
    site: str
    accent: str


def png(words: Words) -> bytes:
    out = BytesIO()
    # Few colours: letters are drawn smoothly all the same, and the file is a third.
    draw(words).quantize(64, dither=Pixels.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def draw(words: Words) -> Pixels.Image:
    made = palette(words.accent or HOUSE)
    fill, on = made.fill[0].hex, made.on[0].hex
    card = Pixels.new("RGB", (WIDTH, HEIGHT), fill)
    pen = ImageDraw.Draw(card)

    kicker = anybody(30, 800, 100)
    text = shortened(words.kicker.upper(), kicker, ROOM[0] - 40)
    pen.rectangle((MARGIN, 66, MARGIN + 21, 87), fill=on)
    pen.text((MARGIN + 38, 87), text, font=kicker, fill=on, anchor="ls")

    loud = fitted(words.loud, *ROOM, SIZES)
    top = 124 + (ROOM[1] - len(loud.lines) * loud.leading) // 2
    for number, line in enumerate(loud.lines):
        # By the baseline: lines keep their distance whatever letters are in them.
        base = top + number * loud.leading + round(loud.leading * 0.82)
        pen.text((MARGIN, base), line, font=loud.font, fill=on, anchor="ls")

    foot = HEIGHT - FOOT
    pen.rectangle((0, foot, WIDTH, HEIGHT), fill=PAPER)
    pen.rectangle((0, foot, WIDTH, foot + 5), fill=INK)
    base = foot + 67
    house = anybody(44, 900, 90)
    site = shortened(words.site, house, 480)
    pen.text((WIDTH - MARGIN, base), site, font=house, fill=INK, anchor="rs")
    written = piazzolla(36)
    room = ROOM[0] - (house.getlength(site) + 48 if site else 0)
    authors = shortened(words.authors, written, room)
    pen.text((MARGIN, base), authors, font=written, fill=INK, anchor="ls")
    return card
