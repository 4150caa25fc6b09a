"""Files as strangers send them, made on the spot."""

import zlib
from io import BytesIO
from struct import pack
from typing import Any

from PIL import Image as Pixels
from PIL import ImageCms

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
LEFT, RIGHT = (0.1, 0.5), (0.9, 0.5)
TOP, BOTTOM = (0.5, 0.1), (0.5, 0.9)


def flat(width: int = 40, height: int = 20, colour: Any = RED, mode: str = "RGB") -> Pixels.Image:
    return Pixels.new(mode, (width, height), colour)


def halves(width: int = 40, height: int = 20) -> Pixels.Image:
    """Red on the left, blue on the right."""
    pixels = flat(width, height, RED)
    pixels.paste(BLUE, (width // 2, 0, width, height))
    return pixels


def speckled(width: int = 64, height: int = 48) -> Pixels.Image:
    """Hard to compress, so that half of the file is half of the picture."""
    return Pixels.effect_noise((width, height), 90).convert("RGB")


def encoded(pixels: Pixels.Image, kind: str = "PNG", **options: Any) -> BytesIO:
    out = BytesIO()
    pixels.save(out, kind, **options)
    out.seek(0)
    return out


def moving(kind: str, first: Any = RED, second: Any = BLUE) -> BytesIO:
    return encoded(
        flat(colour=first), kind, save_all=True, append_images=[flat(colour=second)], duration=100
    )


def promising(width: int, height: int) -> BytesIO:
    """A PNG of 60 bytes whose header promises that many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def exif(orientation: int = 1) -> Pixels.Exif:
    """A camera's notes: which way up, and where it stood."""
    notes = Pixels.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "Secret Camera"
    notes[0x8825] = {1: "N", 2: (40.0, 45.0, 9.0), 3: "W", 4: (73.0, 59.0, 30.0)}
    return notes


def red_means_blue() -> bytes:
    """A colour profile in which the first channel is blue and the third is red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for tag in (b"XYZ", b"TRC"):
        profile = (
            profile.replace(b"r" + tag, b"?" + tag)
            .replace(b"b" + tag, b"r" + tag)
            .replace(b"?" + tag, b"b" + tag)
        )
    return profile


def near(pixels: Pixels.Image, place: tuple[float, float]) -> str:
    """The name of the colour at a place, given as shares of width and height."""
    spot = (int(place[0] * pixels.width), int(place[1] * pixels.height))
    found = pixels.convert("RGB").getpixel(spot)
    names = {"red": RED, "green": GREEN, "blue": BLUE, "black": (0, 0, 0), "white": (255,) * 3}
    for name, colour in names.items():
        if all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True)):
            return name
    return str(found)
