"""What there is to say of a production, season by season: its steps, how sure each is, and where
they stand in time.

Pure functions over seasons of the catalog and kept milestones, as the production board shows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.dates import PreciseDate, Precision
from shows.ledger import Kind, Standing

# What has begun and of which nobody has told the end goes on until today, and no longer than that.
LONGEST = timedelta(days=365)

# In the order in which things happen: what each step is called before its day or as long as it is a
# rumour, and what after that. A day may pass without a premiere.
WORDS = {
    Kind.ANNOUNCED: (_("Announced"), _("Announced")),
    Kind.RENEWED: (_("Renewed"), _("Renewed")),
    Kind.FILMING_BEGAN: (_("Filming begins"), _("Filming began")),
    Kind.FILMING_WRAPPED: (_("Filming wraps"), _("Filming wrapped")),
    Kind.PREMIERE: (_("Premiere"), _("Premiere")),
    Kind.CANCELLED: (_("Cancelled"), _("Cancelled")),
}


@dataclass(frozen=True)
class Window:
    """Whole years, of which a chart shows every day."""

    first_year: int
    last_year: int

    @property
    def first(self) -> date:
        return date(self.first_year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.last_year, 12, 31)

    def holds(self, first: date, last: date) -> bool:
        """Whether any of these days is shown."""
        return first <= self.last and last >= self.first


@dataclass(frozen=True)
class Mark:
    """A step of a production as the board says it. `told` is the day on which a story first did;
    `told` and `milestone` are None where the catalog alone says so, which has a date then."""

    kind: Kind
    standing: Standing
    url: str
    date: PreciseDate | None
    is_ahead: bool
    told: date | None = None
    milestone: Any = None

    @property
    def first(self) -> date:
        """Without a date its place is where it was told."""
        return self.date.day if self.date else self.told

    @property
    def last(self) -> date:
        return self.date.last_day if self.date else self.told

    @property
    def middle(self) -> date:
        """Where one mark stands for a period: some time in there."""
        return self.first + (self.last - self.first) / 2

    @property
    def is_vague(self) -> bool:
        return self.first != self.last

    @property
    def words(self) -> str:
        has_happened = not self.is_ahead and self.standing != Standing.RUMOURED
        return str(WORDS[self.kind][has_happened])


@dataclass
class Track:
    """A season, or a show as far as no season is named. `marks` is what stands of each kind,
    `denied` what does not."""

    show: Any
    season: Any
    marks: dict[Kind, Mark] = field(default_factory=dict)
    denied: list[Mark] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.season.name if self.season else gettext("The show as a whole")

    @property
    def lines(self) -> list[Mark]:
        """All that is said of it, in the order in which things happen."""
        order = list(WORDS)
        return sorted([*self.marks.values(), *self.denied], key=lambda m: order.index(m.kind))

    @property
    def announced(self) -> Mark | None:
        """The first word that there will be one."""
        marks = [self.marks.get(Kind.ANNOUNCED), self.marks.get(Kind.RENEWED)]
        return min(filter(None, marks), key=lambda mark: mark.middle, default=None)

    @property
    def began(self) -> Mark | None:
        return self.marks.get(Kind.FILMING_BEGAN)

    @property
    def wrapped(self) -> Mark | None:
        return self.marks.get(Kind.FILMING_WRAPPED)

    @property
    def premiere(self) -> Mark | None:
        """It can be drawn once anybody has said when."""
        mark = self.marks.get(Kind.PREMIERE)
        return mark if mark and mark.date else None

    @property
    def cancelled(self) -> Mark | None:
        return self.marks.get(Kind.CANCELLED)

    def films_until(self, today: date) -> date:
        """The last day of the bar of what has begun. Where nobody has told the end it is today, or
        the premiere if that is earlier; of a shoot to come, the premiere or its period's end."""
        if self.wrapped:
            return max(self.wrapped.middle, self.began.middle)
        end = max(self.began.last, min(today, self.began.middle + LONGEST))
        out = self.premiere
        if out and out.first > self.began.middle and (out.first < end or self.began.is_ahead):
            return min(out.first, self.began.middle + LONGEST)
        return end

    def post_until(self, today: date) -> date:
        """The last day of the work on the pictures of what has wrapped."""
        if self.premiere:
            return self.premiere.first
        return min(today, self.wrapped.middle + LONGEST)

    def is_in(self, window: Window, today: date) -> bool:
        """Whether anything of it is drawn there."""
        spans = [(mark.first, mark.last) for mark in self.drawn]
        if self.began:
            spans.append((self.began.middle, self.films_until(today)))
        return any(window.holds(*span) for span in spans)

    def is_told_of(self, window: Window, today: date) -> bool:
        """Whether there is anything to say of it: what was denied is said, and not drawn."""
        denied = any(window.holds(mark.first, mark.last) for mark in self.denied)
        return denied or self.is_in(window, today)

    @property
    def days(self) -> list[date]:
        """The first and the last day of each step that is drawn."""
        return [day for mark in self.drawn for day in (mark.first, mark.last)]

    @property
    def drawn(self) -> list[Mark]:
        """A premiere of which nobody has said when has no place in time."""
        return [m for m in self.marks.values() if m.date or m.kind != Kind.PREMIERE]


def tracks(
    show: Any,
    seasons: Iterable[Any],
    milestones: Iterable[Any],
    today: date,
) -> list[Track]:
    """What there is to say of each season of a show, in their order, and of the show itself after
    them.

    The announcement of a show is that of its first season, unless that has one of its own. What the
    catalog records of a premiere counts before what stories say.
    """
    of_season = {season.pk: Track(show, season) for season in seasons}
    whole = Track(show, None)
    for milestone in milestones:
        track = of_season.get(milestone.season_id) if milestone.season_id else whole
        if track:
            _put(track, _mark(milestone, today))
    for track in of_season.values():
        _take_record(track, today)
    found = sorted(of_season.values(), key=lambda track: track.season.number)
    if found and Kind.ANNOUNCED in whole.marks and not found[0].announced:
        found[0].marks[Kind.ANNOUNCED] = whole.marks.pop(Kind.ANNOUNCED)
    return [track for track in [*found, whole] if track.lines]


def _put(track: Track, mark: Mark) -> None:
    if mark.standing == Standing.DENIED:
        track.denied.append(mark)
    else:
        track.marks[mark.kind] = mark


def _mark(milestone: Any, today: date) -> Mark:
    return Mark(
        kind=Kind(milestone.kind),
        standing=Standing(milestone.standing),
        url=reverse("claim", args=[milestone.claim_id]),
        date=milestone.date,
        is_ahead=bool(milestone.date) and milestone.date.day > today,
        told=timezone.localtime(milestone.since).date(),
        milestone=milestone,
    )


def _take_record(track: Track, today: date) -> None:
    """The premiere as the catalog has it, without which it is the day of the first episode if no
    story says another. A claim that says the same date keeps its standing, and is led to."""
    said = track.marks.get(Kind.PREMIERE)
    when, aired = track.season.premiere, track.season.first_aired_on
    if when is None and aired and not (said and said.date):
        when = PreciseDate(aired, Precision.DAY)
    if when and not (said and said.date == when):
        url, ahead = track.season.get_absolute_url(), when.day > today
        track.marks[Kind.PREMIERE] = Mark(Kind.PREMIERE, Standing.CONFIRMED, url, when, ahead)
