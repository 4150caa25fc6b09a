"""What the demo knows about one of its pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True)
class Picture:
    """A picture that can be drawn: its size in pixels, what it shows, and how to draw it."""

    name: str
    width: int
    height: int
    alt: str
    draw: Callable[[], Image.Image]


def lead(name: str, alt: str, draw: Callable[[], Image.Image]) -> Picture:
    """The picture that opens a story, 1600 × 900."""
    return Picture(name, 1600, 900, alt, draw)


def hero(name: str, alt: str, draw: Callable[[], Image.Image]) -> Picture:
    """The pattern behind a show's name at the head of its page, 1600 × 600."""
    return Picture(name, 1600, 600, alt, draw)


def poster(name: str, alt: str, draw: Callable[[], Image.Image]) -> Picture:
    """A show's poster, 600 × 900. The square in its middle is also on the show's spine, whose name
    stands on the lower third of that: it is kept calm from 550 to 750."""
    return Picture(name, 600, 900, alt, draw)


def portrait(name: str, alt: str, draw: Callable[[], Image.Image]) -> Picture:
    """An author's head and shoulders, 600 × 720."""
    return Picture(name, 600, 720, alt, draw)
