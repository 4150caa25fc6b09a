"""How wide a name is when set large, so that a page can make it fit before any font is there.

Pages may carry no style attributes, so a name's width goes to the stylesheet as a whole number of
quarter ems, each of which has its rule (static/css/components/hero.css).
"""

from dataclasses import dataclass
from math import ceil

# Advances of Anybody at weight 900 and width 50, in thousandths of an em, rounded up.
WIDTHS = {
    width: set(letters)
    for width, letters in {
        110: " ",
        210: "ijlI.,:;'’‘!|",
        290: "ftzEFLZ-()“”/?",
        330: "T17",
        410: "kvxyXYV4",
        500: "N&–",
        640: "mwMW—@%",
    }.items()
}
USUAL = 385
NARROWEST, WIDEST = 4, 32  # quarter ems: the rules that the stylesheet has


@dataclass(frozen=True)
class Lettering:
    """Widths in quarter ems, of the whole name and of its longest word."""

    line: int
    word: int


def measure(name: str) -> Lettering:
    """A name wider than the widest rule breaks into lines; no word is wider than its name."""
    words = name.split() or [""]
    return Lettering(_quarters(" ".join(words)), max(map(_quarters, words)))


def _quarters(text: str) -> int:
    ems = sum(map(_width, text)) / 1000
    return min(WIDEST, max(NARROWEST, ceil(ems * 4)))


def _width(letter: str) -> int:
    for width, letters in WIDTHS.items():
        if letter in letters:
            return width
    # Scripts that the face does not have come from one that sets them square.
    return USUAL if ord(letter) < 0x2E80 else 1000
