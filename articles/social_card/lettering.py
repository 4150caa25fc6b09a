"""Words in the site's own faces: which of them can be set at all, and how large."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from PIL import ImageFont

FOLDER = settings.BASE_DIR / "static" / "fonts"
ENOUGH = 0.7  # of the letters: what can be set of less than that is not what was written
ELLIPSIS = "…"
MEASURED = 100  # pixels
# Letters that Unicode takes for letters of their own.
PLAIN = dict(zip("ŁłĐđĦħŦŧı", "LlDdHhTti", strict=True))
Font = ImageFont.FreeTypeFont


class Fitted(NamedTuple):
    """`leading` is from one line to the next, in pixels."""

    font: Font
    lines: list[str]
    leading: int


@lru_cache(maxsize=128)
def anybody(size: int, weight: int = 900, width: int = 66) -> Font:
    """For headlines and labels; `width` is 50 to 150, `weight` 100 to 900."""
    return _face("anybody.woff2", size, width, weight)


@lru_cache(maxsize=32)
def piazzolla(size: int, weight: int = 500) -> Font:
    """For what is read."""
    return _face("piazzolla.woff2", size, weight)


def _face(name: str, size: int, *axes: int) -> Font:
    font = ImageFont.truetype(FOLDER / name, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes(list(axes))
    return font


def settable(text: str) -> str:
    """What of a text the faces can set: without an accent that they do not have, and without signs
    and emoji. Empty where too little is left of it, as of a text in another script."""
    found = " ".join("".join(map(_nearest, text)).split())
    wanted = sum(sign.isalnum() for sign in text)
    has = sum(sign.isalnum() for sign in found)
    return found if has and has >= wanted * ENOUGH else ""


@lru_cache(maxsize=4096)
def _nearest(sign: str) -> str:
    if sign.isspace():
        return " "
    if _is_drawn(sign):
        return sign
    plain = PLAIN.get(sign) or unicodedata.normalize("NFKD", sign)[0]
    return plain if plain != sign and plain.isalnum() and _is_drawn(plain) else ""


def _is_drawn(sign: str) -> bool:
    """Faces draw all that they do not have with the same box."""
    if not sign.isprintable():
        return False
    font = anybody(24)
    return _shape(font, sign) != _shape(font, "\U0010fffd")


def _shape(font: Font, sign: str) -> tuple[object, bytes]:
    mask = font.getmask(sign)
    return (mask.size, bytes(mask))


def fitted(text: str, width: int, height: int, sizes: range) -> Fitted:
    """The text in the largest of the sizes (from large to small) in which it fits. In the smallest
    one, what does not fit is cut."""
    for size in sizes:
        # Letters grow as their size does, so one face measures for all of them.
        leading, room = round(size * 1.02), width * MEASURED / size
        lines = _lines(text, anybody(MEASURED), room)
        is_narrow = all(anybody(MEASURED).getlength(line) <= room for line in lines)
        if not is_narrow or len(lines) * leading > height:
            continue
        font, lines = anybody(size), _even(text, lines, room)
        # All but: each letter is rounded to whole pixels.
        if all(font.getlength(line) <= width for line in lines):
            return Fitted(font, lines, leading)
    font = anybody(size)
    lines = _lines(text, font, width, cut_words=True)
    most = max(1, height // leading)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), font, width)]
    return Fitted(font, lines, leading)


def shortened(text: str, font: Font, width: float) -> str:
    """As much of a line as there is room for."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        text = text[:-1].rstrip(" ,")
    return text + ELLIPSIS


def _even(text: str, lines: list[str], room: float) -> list[str]:
    """As many lines, of more equal length: no single word is left on the last one."""
    narrow, wide = room / 2, room
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        found = _lines(text, anybody(MEASURED), middle)
        fits = all(anybody(MEASURED).getlength(line) <= middle for line in found)
        if fits and len(found) <= len(lines):
            lines, wide = found, middle
        else:
            narrow = middle
    return lines


def _lines(text: str, font: Font, width: float, *, cut_words: bool = False) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while cut_words and font.getlength(word) > width:
            part = len(word)
            while part > 1 and font.getlength(word[:part]) > width:
                part -= 1
            lines[-1], word = word[:part], word[part:]
            lines.append("")
        lines[-1] = word
    return lines
