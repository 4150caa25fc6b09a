"""The faces are cut in parts: what is in each, and that nothing is lost between them."""

import re
from pathlib import Path

import pytest
from PIL import ImageFont

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "static" / "fonts"
FACES = ["anybody", "piazzolla", "piazzolla-italic"]
ALL = range(0x20, 0x2300)  # beyond, no face has anything


def fetched_for() -> dict[str, set[int]]:
    """By the file of rare letters: those that the stylesheet fetches it for."""
    sheet = (ROOT / "static" / "css" / "tokens.css").read_text()
    faces = re.findall(r"@font-face \{(.*?)\}", sheet, re.DOTALL)
    named = [
        re.search(r"/([\w-]+)\.woff2.*unicode-range:([^;]+);", face, re.DOTALL) for face in faces
    ]
    return {
        found[1]: {sign for part in found[2].split(",") for sign in signs(part)}
        for found in named
        if found
    }


def signs(part: str) -> range:
    first, _, last = part.strip().removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def letters(file: str) -> set[int]:
    """What a font has something for, be it a space."""
    font = ImageFont.truetype(FONTS / f"{file}.woff2", 40, layout_engine=ImageFont.Layout.BASIC)
    missing = drawn(font, 0xE000)
    return {sign for sign in ALL if drawn(font, sign) != missing}


def drawn(font: ImageFont.FreeTypeFont, sign: int) -> tuple[float, bytes]:
    return font.getlength(chr(sign)), bytes(font.getmask(chr(sign)))


@pytest.mark.parametrize("face", FACES)
def test_the_rare_letters_are_fetched_where_one_of_them_occurs(face):
    assert fetched_for()[f"{face}-rare"] == letters(f"{face}-rare")


@pytest.mark.parametrize("face", FACES)
def test_together_they_have_all_of_the_face_and_nothing_twice(face):
    common, rare = letters(f"{face}-common"), letters(f"{face}-rare")
    assert (common | rare, common & rare) == (letters(face), set())


def test_what_the_words_of_the_site_need_is_common():
    needed = set("“Jessica Jones” – season 2… it’s “on record” · 100 % – „Größe“ für Älteres, É")
    assert {ord(sign) for sign in needed} <= letters("anybody-common")
