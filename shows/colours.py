"""A show's colours, made from one: its accent.

Every page about a show sets words in its *tone* on paper and *on* words on its *fill*, by day and
by night. All of them follow from the accent, in OKLCH, where lightness is what the eye sees: it is
moved until each pair has the contrast that WCAG asks for, and hue and strength stay the show's own.

Sources: OKLab by Björn Ottosson (2020); contrast as in WCAG 2.2, "relative luminance".
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOUSE = "#12111a"  # ink: a show that has no colour of its own is black on paper
READABLE = 5.2  # WCAG asks for 4.5; the rest is for tinted grounds and thin strokes
GREY = 0.03  # below this chroma an accent is no colour, and night turns it over
LIGHT_FROM = 0.7  # lightness from which a fill takes dark words

HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


def validate_hex(value: str) -> None:
    if not HEX.fullmatch(value):
        raise ValidationError(_("Write the colour as # and six digits or letters a to f: #6a1b9a."))


@dataclass(frozen=True)
class Oklch:
    """Lightness 0–1, chroma 0–0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def from_hex(cls, value: str) -> "Oklch":
        r, g, b = (_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
        l_ = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        m_ = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        s_ = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        lightness = 0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_
        a = 1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_
        b = 0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_
        return cls(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Linear light; a part outside 0–1 is a colour that no screen shows."""
        a = self.chroma * math.cos(math.radians(self.hue))
        b = self.chroma * math.sin(math.radians(self.hue))
        l_ = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        m_ = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        s_ = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
            -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
            -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
        )

    @property
    def luminance(self) -> float:
        r, g, b = (min(1.0, max(0.0, part)) for part in self.rgb)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(self, other: "Oklch") -> float:
        """1 to 21."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def shown(self) -> "Oklch":
        """The same colour with as much of its chroma as a screen can show."""
        colour = self
        while colour.chroma > 0 and any(not -0.002 <= part <= 1.002 for part in colour.rgb):
            colour = Oklch(self.lightness, max(0.0, colour.chroma - 0.005), self.hue)
        return colour

    @property
    def hex(self) -> str:
        """As #rrggbb, what a screen shows of it."""
        parts = (_curved(min(1.0, max(0.0, part))) for part in self.shown().rgb)
        return "#" + "".join(f"{round(255 * part):02x}" for part in parts)

    def at(self, lightness: float, chroma: float | None = None) -> "Oklch":
        return Oklch(lightness, self.chroma if chroma is None else chroma, self.hue).shown()

    def __str__(self) -> str:
        return f"oklch({self.lightness:.3f} {self.chroma:.3f} {self.hue:.1f})"


PAPER_DAY, PAPER_NIGHT = Oklch(0.972, 0.005, 105), Oklch(0.175, 0.014, 290)
SHADE_DAY, SHADE_NIGHT = Oklch(0.938, 0.007, 105), Oklch(0.22, 0.016, 290)
INK_DAY, INK_NIGHT = Oklch(0.2, 0.02, 290), Oklch(0.945, 0.006, 105)
LIGHT, DARK = Oklch(0.985, 0.004, 105), Oklch(0.175, 0.014, 290)


@dataclass(frozen=True)
class Palette:
    """Each colour as (day, night). `on` is for words on the fill."""

    tone: tuple[Oklch, Oklch]
    fill: tuple[Oklch, Oklch]
    on: tuple[Oklch, Oklch]


@lru_cache(maxsize=512)
def palette(accent: str) -> Palette:
    """The colours of a show whose accent is `accent` ("#rrggbb")."""
    base = Oklch.from_hex(accent)
    is_grey = base.chroma < GREY
    fill = _fill(base, is_grey)
    tone = (INK_DAY, INK_NIGHT) if is_grey else (_tone_by_day(base), _tone_by_night(base))
    return Palette(tone, fill, (_on(fill[0]), _on(fill[1])))


def _fill(base: Oklch, is_grey: bool) -> tuple[Oklch, Oklch]:
    """The accent itself, as near as words on it can be read. A light one takes dark words and
    stays; a dark one is lifted at night, so that it does not sink into the page; black turns over.
    """
    if base.lightness > LIGHT_FROM:
        return base, base
    day = _move(base, lambda colour: colour.contrast(LIGHT), -0.01)
    if is_grey:
        return day, day.at(1 - day.lightness * 0.3)
    lifted = base.at(max(base.lightness + 0.08, 0.36))
    return day, _move(lifted, lambda colour: colour.contrast(LIGHT), -0.01, 4.8)


def _tone_by_day(base: Oklch) -> Oklch:
    """Dark enough for paper, and not so dark or pale that it is taken for ink."""
    hue = _ochre(base.hue) if base.lightness > LIGHT_FROM else base.hue
    chroma = max(base.chroma, min(0.11, base.chroma * 2))
    colour = Oklch(base.lightness, chroma, hue).at(min(max(base.lightness, 0.43), 0.5))
    return _move(colour, lambda c: min(c.contrast(PAPER_DAY), c.contrast(SHADE_DAY)), -0.01)


def _tone_by_night(base: Oklch) -> Oklch:
    """Light, and as strong as its hue can be without glaring; a light accent stays as it is."""
    chroma = base.chroma if base.lightness > LIGHT_FROM else min(0.16, base.chroma * 2)
    colour = base.at(max(base.lightness, 0.75), chroma)
    return _move(colour, lambda c: min(c.contrast(PAPER_NIGHT), c.contrast(SHADE_NIGHT)), 0.01, 6.0)


def _ochre(hue: float) -> float:
    """Yellow that is only darkened turns olive; painters turn it towards orange as they darken."""
    return hue - 14 * max(0.0, 1 - abs(hue - 95) / 30)


def stylesheet(shows: Iterable[Any]) -> str:
    """The rules that give each show its colours, for `[data-show="slug"]`.

    `shows` are catalog shows; one that others lead to wears their fills as its stripe.
    """
    shows = list(shows)
    feeders: dict[int, list[Any]] = {}
    for show in shows:
        if show.leads_to_id:
            feeders.setdefault(show.leads_to_id, []).append(show)
    rules = [_rule(show, feeders.get(show.pk, [])) for show in shows]
    return "@layer tokens {\n" + "\n".join(rules) + "\n}\n"


def _rule(show: Any, feeders: list[Any]) -> str:
    made = palette(show.accent)
    lines = [
        f"--tone: {_pair(made.tone)}",
        f"--fill: {_pair(made.fill)}",
        f"--on-fill: {_pair(made.on)}",
    ]
    if len(feeders) > 1:
        bands = [_pair(palette(feeder.accent).fill) for feeder in feeders]
        step = 100 / len(bands)
        stops = ", ".join(
            f"{band} {i * step:.4g}% {(i + 1) * step:.4g}%" for i, band in enumerate(bands)
        )
        lines.append(f"--stripe: linear-gradient(90deg, {stops})")
        lines.append(f"--stripe-down: linear-gradient({stops})")
    return f'  [data-show="{show.slug}"] {{ ' + "; ".join(lines) + " }"


def _pair(colours: tuple[Oklch, Oklch]) -> str:
    day, night = map(str, colours)
    return day if day == night else f"light-dark({day}, {night})"


def _on(fill: Oklch) -> Oklch:
    return max((LIGHT, DARK), key=fill.contrast)


def _move(
    colour: Oklch, contrast: Callable[[Oklch], float], step: float, enough: float = READABLE
) -> Oklch:
    """The nearest lightness, going by `step`, at which the contrast is enough."""
    while contrast(colour) < enough and 0.05 < colour.lightness < 0.98:
        colour = colour.at(colour.lightness + step)
    return colour


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
