"""The demo newsroom's pictures, drawn on the spot: type, halftone dots and flat colour."""

from PIL import Image

from . import daredevil, defenders, house, iron_fist, jessica_jones, luke_cage, portraits, punisher
from .picture import Picture

__all__ = ["PICTURES", "Picture", "draw"]

PICTURES: dict[str, Picture] = {
    picture.name: picture
    for subject in (
        jessica_jones,
        daredevil,
        luke_cage,
        iron_fist,
        punisher,
        defenders,
        house,
        portraits,
    )
    for picture in subject.PICTURES
}


def draw(name: str) -> Image.Image:
    """Draw one picture in RGB, the same on every machine. Raises KeyError for an unknown name."""
    return PICTURES[name].draw()
