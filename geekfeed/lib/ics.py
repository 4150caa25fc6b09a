"""Writing iCalendar, the form in which calendar programs read each other's dates (RFC 5545).

Only what a site has to say: events at a moment or on days, never with an alarm or an invitation.
Moments are written in UTC, so no time zone has to be described; each calendar shows its owner's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, the line break not counted (section 3.1)

# What no value may hold, written as it came or not: a line break would begin a property of its own.
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


@dataclass(frozen=True)
class Event:
    """Something that happens at `start`: at a moment (aware), or on a day.

    `uid` names it for good. `changed` is when what is said here last did; of two writings of one
    event the higher `sequence` is the newer. `last` is the last day of one that takes several.
    """

    uid: str
    start: datetime | date
    summary: str
    changed: datetime
    sequence: int = 0
    status: str = "CONFIRMED"  # or TENTATIVE, CANCELLED
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    last: date | None = None
    is_private: bool = False


def calendar(
    name: str, events: Iterable[Event], *, maker: str, every: timedelta, about: str = ""
) -> bytes:
    """A whole calendar. `maker` names the program that wrote it; `every` is how often it is worth
    asking again. `about` is what programs show beside its name."""
    hours = max(1, round(every.total_seconds() / 3600))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escape(maker)}",
        "CALSCALE:GREGORIAN",
        # Both names of the same two things: the standard's (RFC 7986), and the one in use before.
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H",
        f"X-PUBLISHED-TTL:PT{hours}H",
    ]
    if about:
        lines += [f"DESCRIPTION:{escape(about)}", f"X-WR-CALDESC:{escape(about)}"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def escape(text: str) -> str:
    """A text as a value: its line breaks are written out, other control characters are left out."""
    lines = text.translate(SPECIAL).splitlines()
    return "\\n".join(CONTROLS.sub("", line) for line in lines)


def fold(line: str) -> bytes:
    """One line with its break, in pieces that are short enough and cut through no character."""
    rest = CONTROLS.sub("", line).encode()
    pieces = []
    room = LONGEST_LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & 0b1100_0000 == 0b1000_0000:  # within a character
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
        room = LONGEST_LINE - 1  # the space that says "goes on"
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"


def _event(event: Event) -> Iterator[str]:
    changed = _moment(event.changed)
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{event.sequence}"
    if isinstance(event.start, datetime):
        yield f"DTSTART:{_moment(event.start)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(event.start)}"
        # The end of a day's event is the day after it (section 3.6.1).
        yield f"DTEND;VALUE=DATE:{_day((event.last or event.start) + timedelta(days=1))}"
    yield f"SUMMARY:{escape(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escape(event.description)}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(map(escape, event.categories))
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{event.status}"
    # A date to know of takes nobody's time.
    yield "TRANSP:TRANSPARENT"
    if event.is_private:
        yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    return f"{_day(moment)}T{moment:%H%M%S}Z"


def _day(day: date) -> str:
    return f"{day.year:04d}{day:%m%d}"  # %Y has no zeros in front on every system
