"""The colours that demo pictures may use: ink, paper, and each show's fill and its dark."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

INK: Colour = (0x16, 0x15, 0x1F)
PAPER: Colour = (0xF6, 0xF6, 0xF2)


@dataclass(frozen=True)
class Scheme:
    """A show's two colours as sRGB: the day fill of its pages, and the dark its patterns are in."""

    fill: Colour
    dark: Colour


DAREDEVIL = Scheme(fill=(0xC9, 0x0F, 0x1A), dark=(0x7D, 0x07, 0x10))
JESSICA_JONES = Scheme(fill=(0x70, 0x1B, 0xB4), dark=(0x4A, 0x0F, 0x80))
LUKE_CAGE = Scheme(fill=(0xFA, 0xCC, 0x08), dark=(0xD8, 0xA8, 0x00))
IRON_FIST = Scheme(fill=(0x03, 0x6D, 0x3F), dark=(0x0A, 0x4A, 0x2C))
# The Punisher's fill is already black. Ink is the only other colour that can be seen on it.
THE_PUNISHER = Scheme(fill=(0x07, 0x07, 0x0B), dark=INK)
# The Defenders have no dark of their own: theirs are the four others', in this order.
THE_DEFENDERS = Scheme(fill=(0x1C, 0x2B, 0x47), dark=INK)
FOUR = (DAREDEVIL, JESSICA_JONES, LUKE_CAGE, IRON_FIST)
