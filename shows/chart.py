"""The production board on paper: years across, a lane for each show, its seasons in rows.

Pure geometry, from tracks (shows/board.py) and the years that are shown; shows/drawing.py draws one
season.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format

from shows import lettering
from shows.drawing import LETTER, Drawing, Scale

HEAD = 36  # the years, above the rule
FLAG = 28  # today's date, below it
BAR = 30  # the height of a bar, and of what stands on its line
LABEL = 18  # a line of words above or below
GAP = 10  # between rows
PAD = 12  # above and below the rows of a show
CLEAR = 16  # between two seasons in one row
NAME, NAME_LINE = 27, 28  # the size of a show's name, and of a line of it


@dataclass(frozen=True)
class Paper:
    """How wide the drawing is, and how much of that the names of shows take."""

    width: int
    names: int


WIDE = Paper(1180, 164)
NARROW = Paper(800, 0)


class Row(NamedTuple):
    y: int
    drawings: list[Drawing]


class Name(NamedTuple):
    """A line of a show's name. `squeezed` into that width where it is one word too long."""

    y: int
    text: str
    squeezed: int | None


class Lane(NamedTuple):
    show: Any
    names: list[Name]
    rows: list[Row]
    bottom: int


class Year(NamedTuple):
    x: int
    number: int


class Today(NamedTuple):
    x: int
    flag_x: int
    flag_width: int
    label: str


class Chart(NamedTuple):
    width: int
    height: int
    top: int
    years: list[Year]
    lanes: list[Lane]
    today: Today | None
    window: Any
    paper: Paper


def drawn(
    shows: list[tuple[Any, list[Any]]], window: Any, today: date, paper: Paper = WIDE
) -> Chart:
    """The chart of shows with their tracks, in their order."""
    scale = Scale(window, paper.names, paper.width)
    flag = _today(today, scale)
    top = HEAD + (FLAG if flag else 0)
    lanes = []
    for show, tracks in shows:
        drawings = [scale.draw(track, today) for track in tracks]
        lanes.append(_lane(show, [one for one in drawings if one.shapes], top, paper))
        top = lanes[-1].bottom
    years = range(window.first_year, window.last_year + 1)
    return Chart(
        width=paper.width,
        height=top + 2,
        top=HEAD,
        years=[Year(scale.x(date(year, 1, 1)), year) for year in years],
        lanes=lanes,
        today=flag,
        window=window,
        paper=paper,
    )


def _today(today: date, scale: Scale) -> Today | None:
    """A line with the date on a flag, which turns around at the right edge."""
    if not scale.holds(today):
        return None
    label = date_format(today, "DATE_FORMAT")
    x, width = scale.x(today), round(len(label) * LETTER) + 14
    return Today(x, x if x + width <= scale.right else x - width, width, label)


def _lane(show: Any, drawings: list[Drawing], top: int, paper: Paper) -> Lane:
    """The seasons of a show in as few rows as keep everything apart, and its name beside them."""
    packed: list[list[Drawing]] = []
    for drawing in drawings:
        for row in packed:
            if all(_apart(drawing, other) for other in row):
                row.append(drawing)
                break
        else:
            packed.append([drawing])
    y, rows = top + PAD, []
    for row in packed:
        above = LABEL if any(one.has("above") for one in row) else 0
        below = LABEL if any(one.has("below") for one in row) else 0
        rows.append(Row(y + above + BAR // 2, row))
        y += above + BAR + below + GAP
    lines = _lines(show.name, paper.names - GAP) if paper.names else []
    height = max(y - GAP - top - PAD, NAME_LINE * len(lines))
    first = top + PAD + (height - NAME_LINE * len(lines)) // 2 + NAME_LINE - 6
    names = [Name(first + n * NAME_LINE, *line) for n, line in enumerate(lines)]
    return Lane(show, names, rows, top + PAD + height + PAD)


def _apart(one: Drawing, other: Drawing) -> bool:
    return one.end + CLEAR <= other.x or other.end + CLEAR <= one.x


def _lines(name: str, width: int) -> list[tuple[str, int | None]]:
    """A name broken into lines of that width, word by word."""
    lines: list[str] = []
    for word in name.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _wide(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return [(line, width if _wide(line) > width else None) for line in lines]


def _wide(text: str) -> float:
    return lettering.measure(text).line * NAME / 4
