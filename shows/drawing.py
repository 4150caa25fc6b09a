"""One season on its line of a production board: where its marks stand, and the words beside them.

Pure geometry, in whole numbers for an SVG. A line is drawn around its own middle, so that a
template needs to add nothing.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from geekfeed.lib.sentences import in_sentence
from shows.ledger import RANK, Kind, Standing

WHAT = ("ring", "bar", "post", "diamond", "stop")  # as things happen
LETTER = 7.7  # a letter of a label, at its widest on average
LEAST = 24  # the least width of a bar, and of what can be pressed
DIAMOND, RING, STOP = 15, 8, 5  # half their widths
ON_BAR = 34  # from here on a bar has room for "S2"


class Line(NamedTuple):
    """`solid`, `dotted`, or `period` with an end stop where the period begins and ends."""

    style: str
    x: int
    to: int


class Shape(NamedTuple):
    """A mark that leads somewhere. `x` and `width` are where it can be pressed."""

    what: str  # one of WHAT
    at: int
    to: int
    standing: Standing
    url: str
    title: str
    torn: str = ""  # "start" or "end": nobody has said when it was

    @property
    def x(self) -> int:
        return self.at - max(0, LEAST - self.span) // 2

    @property
    def width(self) -> int:
        return max(LEAST, self.span)

    @property
    def span(self) -> int:
        return self.to - self.at

    @property
    def middle(self) -> int:
        return (self.at + self.to) // 2

    @property
    def outline(self) -> str:
        """A bar as an SVG path, 30 units high."""
        right = "l-6 5 6 5-6 5 6 5-6 5 6 5" if self.torn == "end" else "V15"
        left = "l6-5-6-5 6-5-6-5 6-5-6-5" if self.torn == "start" else ""
        return f"M{self.at} -15H{self.to}{right}H{self.at}{left}z"


class Label(NamedTuple):
    """Words above, on or below the line: the season's short name, then what is not known."""

    place: str  # above, on, below
    x: int
    name: str
    note: str

    @property
    def end(self) -> int:
        letters = len(self.name) + len(self.note) + bool(self.name and self.note)
        return self.x + round(letters * LETTER)


@dataclass
class Drawing:
    """One season on its line."""

    lines: list[Line] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    @property
    def x(self) -> int:
        return min(part.x for part in (*self.lines, *self.shapes, *self.labels))

    @property
    def end(self) -> int:
        ends = [line.to for line in self.lines] + [s.x + s.width for s in self.shapes]
        return max(ends + [label.end for label in self.labels])

    def has(self, place: str) -> bool:
        return any(label.place == place for label in self.labels)


class Scale:
    """From days to places on the paper."""

    def __init__(self, window: Any, left: int, right: int) -> None:
        self.window, self.left, self.right = window, left, right
        self.days = (window.last - window.first).days + 1

    def x(self, day: date) -> int:
        """A day before or after the window stands at its edge."""
        share = (day - self.window.first).days / self.days
        return round(self.left + (self.right - self.left) * min(1, max(0, share)))

    def holds(self, day: date) -> bool:
        return self.window.holds(day, day)

    def draw(self, track: Any, today: date) -> Drawing:
        drawing = Drawing()
        bar = self._bar(drawing, track, today)
        self._announced(drawing, track, bar)
        self._premiere(drawing, track, bar, today)
        if (stop := track.cancelled) and self.holds(stop.middle):
            self._put(drawing, "stop", stop, track, STOP)
        drawing.shapes.sort(key=lambda shape: WHAT.index(shape.what))
        _label(drawing, track, bar, self.right)
        return drawing

    def _put(self, drawing: Drawing, what: str, mark: Any, track: Any, half: int) -> None:
        x = self.x(mark.middle)
        shape = Shape(what, x - half, x + half, mark.standing, mark.url, title(track, mark))
        drawing.shapes.append(shape)

    def _line(self, drawing: Drawing, style: str, start: date, end: date) -> None:
        if end > start and self.window.holds(start, end):
            drawing.lines.append(Line(style, self.x(start), self.x(end)))

    def _period(self, drawing: Drawing, mark: Any) -> None:
        """One that is wider than the mark that stands in its middle."""
        if self.x(mark.last) - self.x(mark.first) > 2 * DIAMOND:
            self._line(drawing, "period", mark.first, mark.last)

    def _bar(self, drawing: Drawing, track: Any, today: date) -> tuple[date, date] | None:
        """The shoot, from when to when. One of which only the end is known is a stub before it."""
        mark = track.began or track.wrapped
        if mark is None:
            return None
        start, end = mark.middle, mark.middle
        if track.began:
            end = track.films_until(today)
        if not self.window.holds(start, end):
            return start, end
        for edge in filter(None, (track.began, track.wrapped)):
            self._period(drawing, edge)
        at, to = self.x(start), self.x(end)
        if not track.began:
            at = max(self.left, to - LEAST)
            to = max(to, at + LEAST)
        elif to - at < LEAST:
            at = min(at, self.right - LEAST)
            to = at + LEAST
        torn = "end" if not track.wrapped else "" if track.began else "start"
        shape = Shape("bar", at, to, mark.standing, mark.url, title(track, mark), torn)
        drawing.shapes.append(shape)
        return start, end

    def _announced(self, drawing: Drawing, track: Any, bar: tuple[date, date] | None) -> None:
        mark = track.announced
        if mark is None:
            return
        out = track.premiere
        if bar:
            self._line(drawing, "solid" if track.began else "dotted", mark.middle, bar[0])
        elif out:
            self._line(drawing, "dotted", mark.middle, out.first)
        for kind in (Kind.ANNOUNCED, Kind.RENEWED):
            one = track.marks.get(kind)
            if one and self.holds(one.middle):
                self._period(drawing, one)
                self._put(drawing, "ring", one, track, RING)

    def _premiere(
        self, drawing: Drawing, track: Any, bar: tuple[date, date] | None, today: date
    ) -> None:
        """The premiere, and what lies between it and the shoot: work on the pictures where that is
        known to have ended, something unknown otherwise."""
        out, wrapped = track.premiere, track.wrapped
        until = track.post_until(today) if wrapped else None
        if wrapped and until > wrapped.middle and self.window.holds(wrapped.middle, until):
            weaker = min(filter(None, (wrapped, out)), key=lambda mark: RANK[mark.standing])
            at, to = self.x(wrapped.middle), self.x(until)
            shape = Shape("post", at, to, weaker.standing, wrapped.url, title(track, wrapped))
            drawing.shapes.append(shape)
        elif bar and out:
            self._line(drawing, "dotted", bar[1], out.first)
        if out and self.window.holds(out.first, out.last):
            self._period(drawing, out)
            if self.holds(out.middle):
                self._put(drawing, "diamond", out, track, DIAMOND)


def title(track: Any, mark: Any) -> str:
    """What a mark says when it is pointed at or heard: "Jessica Jones, season 2: filming began, 10
    April 2017 (reported)"."""
    told = {
        "what": track.season or track.show,
        "step": in_sentence(mark.words),
        "when": mark.date or _("no date"),
        "standing": in_sentence(mark.standing.label),
    }
    if mark.milestone is None:
        return _("%(what)s: %(step)s, %(when)s (on record)") % told
    return _("%(what)s: %(step)s, %(when)s (%(standing)s)") % told


def _label(drawing: Drawing, track: Any, bar: tuple[date, date] | None, right: int) -> None:
    """The season's short name stands on its bar, below one that is too short or too faint for it,
    or else above its last mark. What is not known exactly is said in words."""
    name = _("S%(number)d") % {"number": track.season.number} if track.season else ""
    shapes = {shape.what: shape for shape in drawing.shapes}
    if shape := shapes.get("bar"):
        notes = {"": "", "start": _("start not known"), "end": _("end not known")}
        note = notes[shape.torn]
        is_solid = shape.standing == Standing.CONFIRMED and shape.span >= ON_BAR
        if is_solid and name:
            drawing.labels.append(Label("on", shape.at + 8, name, ""))
            name = ""
        if name or note:
            drawing.labels.append(_within(Label("below", shape.at, name, note), right))
        name = ""
    out, stop = shapes.get("diamond"), shapes.get("stop")
    note = ""
    if out and track.premiere.is_vague:
        note = _("in %(period)s") % {"period": track.premiere.date.short}
    elif stop and not out:
        note = _("cancelled")
    at = out or stop or shapes.get("ring") or shapes.get("post")
    if at and (name or note):
        label = Label("above", 0, name, note)
        drawing.labels.append(_within(label._replace(x=at.middle - label.end // 2), right))


def _within(label: Label, right: int) -> Label:
    return label._replace(x=max(0, min(label.x, right - (label.end - label.x))))
