"""The colours as the stylesheet has them, with the contrasts that they come to."""

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from shows import colours
from shows.colours import Oklch

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
GROUNDS = {"paper": "ink", "shade": "ink", "band": "on-band"}
NAMES = ("paper", "shade", "ink", "ink-soft", "hair", "band")
_PAIR = re.compile(
    r"--(?P<name>[a-z-]+): light-dark\(oklch\((?P<day>[\d. ]+)\), oklch\((?P<night>[\d. ]+)\)\)"
)


class Swatch(NamedTuple):
    """`says` are contrasts, (day, night), by what is set on what."""

    name: str
    says: list[tuple[str, str, str]]


class OfShow(NamedTuple):
    name: str
    slug: str
    says: list[tuple[str, str, str]]


def house() -> list[Swatch]:
    """Paper and ink. A ground says how ink reads on it, an ink how it reads on paper."""
    tokens = _tokens()
    made = []
    for name in NAMES:
        other = GROUNDS.get(name, "paper")
        pairs = zip(tokens[name], tokens[other], strict=True)
        day, night = (f"{one.contrast(two):.1f}" for one, two in pairs)
        made.append(Swatch(name, [(f"with {other}", day, night)]))
    return made


def of_shows(shows: list[Any]) -> list[OfShow]:
    tokens = _tokens()
    made = []
    for show in shows:
        palette = colours.palette(show.accent)
        words = [
            ("tone on paper", palette.tone, tokens["paper"]),
            ("words on fill", palette.on, palette.fill),
        ]
        says = [
            (what, *(f"{one.contrast(two):.1f}" for one, two in zip(ink, ground, strict=True)))
            for what, ink, ground in words
        ]
        made.append(OfShow(show.name, show.slug, says))
    return made


@cache
def _tokens() -> dict[str, tuple[Oklch, Oklch]]:
    found = _PAIR.finditer(TOKENS.read_text(encoding="utf-8"))
    return {pair["name"]: (_colour(pair["day"]), _colour(pair["night"])) for pair in found}


def _colour(numbers: str) -> Oklch:
    return Oklch(*map(float, numbers.split()))
