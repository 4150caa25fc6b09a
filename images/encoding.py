"""From an original's pixels to a rendition's bytes."""

from io import BytesIO
from typing import Any

from PIL import Image as Pixels

# By eye, on photographs and on drawn pictures, so that the three look alike.
OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 7, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}
PAPER = (255, 255, 255)


def scaled(
    pixels: Pixels.Image, box: tuple[int, int, int, int], size: tuple[int, int]
) -> Pixels.Image:
    """That part of a picture in that size. `pixels` stays as it is."""
    return pixels.resize(size, Pixels.Resampling.LANCZOS, box=box, reducing_gap=3)


def is_clear(pixels: Pixels.Image) -> bool:
    """Whether something behind it would be seen through it."""
    return pixels.mode == "RGBA" and pixels.getchannel("A").getextrema()[0] < 255


def encoded(pixels: Pixels.Image, form: str) -> bytes:
    """The file. What can be seen through is on white in a JPEG, which knows nothing else."""
    if form == "jpg" and pixels.has_transparency_data:
        ground = Pixels.new("RGB", pixels.size, PAPER)
        ground.paste(pixels, mask=pixels.getchannel("A"))
        pixels = ground
    out = BytesIO()
    pixels.save(out, **OPTIONS[form])
    return out.getvalue()


def original(pixels: Pixels.Image, quality: int) -> bytes:
    """The file that is kept. `quality` is WebP's own, 0 to 100."""
    out = BytesIO()
    pixels.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
