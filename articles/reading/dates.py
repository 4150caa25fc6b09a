"""Dates as people say them, as exact as they were said: "on Monday", "10 April", "early 2018".

The trade's spring is the second quarter of a year, its summer the third, and its fall the fourth. A
winter lies in two years, and "next summer" may be this year's or the next one's: neither is a date
unless the calendar leaves no doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from geekfeed.lib.dates import DAYS, PreciseDate, Precision

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# "may" and "march" are verbs; with a capital they are months.
_FULL = "|".join(name.title() for name in MONTHS)
_MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?![a-z])\.?)"
_WEEKDAY = f"(?:{'|'.join(name.title() for name in WEEKDAYS)})"
_YEAR = r"(?:19|20)\d\d(?![\d%])"
_PART = "(?:[Ee]arly|[Mm]id|[Ll]ate|[Hh]olidays?|[Ee]nd|[Bb]eginning|[Mm]iddle|[Hh]alf)"
_SEASON = "(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
_QUARTERS = {"spring": 2, "summer": 3, "fall": 4, "autumn": 4}
_ON = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]or|[Ff]rom|[Oo]f|[Dd]uring"
    r"|[Tt]hrough|[Ee]arly|[Mm]id|[Ll]ate|[Ss]ometime|[Tt]han)"
)
_BARE = ("bare_month", "bare_season", "bare_year")  # what is before them is not theirs
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

_SPOKEN = re.compile(
    rf"""
    (?<!\w)(?=\w)(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:(?:(?:[Nn]ext|[Tt]his|[Ll]ast)\s)?{_WEEKDAY},?\s(?:the\s)?)?
      (?:
        (?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%])(?:,?\s(?P<y1>{_YEAR}))?
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})\b(?:,?\s(?P<y2>{_YEAR}))?
      )
    | (?P<m3>{_MONTH}),?\s(?:of\s)?(?P<y3>{_YEAR})
    | Q(?P<q>[1-4])\s(?:of\s)?(?P<y4>{_YEAR})
    | (?P<quarter>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)\squarter\sof\s
      (?P<y5>{_YEAR})
    | (?:(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-])?(?P<season>{_SEASON})
      (?:,?\s(?:of\s|in\s)?|-)(?P<y8>{_YEAR})(?:[/–-]\d\d(?:\d\d)?)?
    | {_PART}(?:-|\s)(?:of\s)?(?P<y6>{_YEAR})
    | (?P<y7>{_YEAR})(?=\s(?:release|premiere|debut|launch|return)\b)
    | (?P<which>[Nn]ext|[Tt]his(?:\scoming)?|[Ll]ast|[Ll]ater\s[Tt]his|[Ee]arlier\s[Tt]his)\s
      (?:(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH})\b
        |(?P<unit>[Yy]ear|[Mm]onth|{_SEASON})\b)
    | (?P<bare_weekday>{_WEEKDAY})(?!s|\w)
    | (?P<day>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s(?:morning|afternoon|evening))\b
      (?!['’]s)
    | (?:{_ON}[\s-](?:the\s)?(?:(?:early|mid|late)[\s-])?)
      (?:(?P<bare_month>{_MONTH})\b(?!\s\d|\s[A-Z])
        |(?P<bare_season>{_SEASON})\b
          (?!['’]s|,?\s(?:of\s|in\s)?\d|-\d|\s(?:season|schedule|slate|break|lineup|of|from)\b))
    | (?:(?:{_ON}|[Aa]rriving|[Cc]oming)\s)
      (?P<bare_year>{_YEAR})(?!\s(?:episodes|people|fans|characters|years|viewers)\b)
    )
    """,
    re.VERBOSE,
)

# One of these is in every date. To look for a few signs, or for a plain word, is much quicker than
# to look for all the ways to say a date.
_YEARS = re.compile(r"(?:19|20)\d\d")
_CAPITALS = re.compile(r"[ADFJMNOSTWY][a-z][a-z]")
_BEGIN_WITH = {name[:3].title() for name in (*MONTHS, *WEEKDAYS, *_QUARTERS, "winter")}
_BEGIN_WITH |= {"Tod", "Ton", "Tom", "Yes"}
_PLAIN = (
    *_QUARTERS, "winter", "today", "tonight", "tomorrow", "yesterday", "morning", "afternoon",
    "evening", "year", "month",
)  # fmt: skip
_REACH = 40  # signs of a date before and after that, the longest one said


@dataclass(frozen=True)
class Spoken:
    """A date in a text. Which day or year it is depends on the day and on the tense."""

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]

    def on(self, today: date, is_past: bool) -> PreciseDate | None:
        """None where it could be more than one, or is none."""
        try:
            found = _resolved(dict(self.parts), today, is_past)
        except (ValueError, OverflowError):
            return None
        return found if found and DAYS[0] <= found.day <= DAYS[1] else None


def find(text: str) -> Iterator[Spoken]:
    """Looks around what every date has in it; most of a text is far from that."""
    at = 0
    for hint in _hints(text):
        begin = max(at, hint - _REACH)
        while at < begin and text[begin - 1].isalnum() and text[begin].isalnum():
            begin -= 1
        while at <= hint and (match := _SPOKEN.search(text, begin, hint + 2 * _REACH)):
            if match.start() > hint:
                break  # the next one's
            begin = at = match.end()
            parts = tuple((name, said) for name, said in match.groupdict().items() if said)
            bare = next((name for name, _said in parts if name in _BARE), None)
            start, end = match.span(bare) if bare else match.span()
            yield Spoken(start, end, parts)


def _hints(text: str) -> list[int]:
    """Where something begins that may be a part of a date."""
    spots = [match.start() for match in _YEARS.finditer(text)]
    spots += [match.start() for match in _CAPITALS.finditer(text) if match[0] in _BEGIN_WITH]
    for word in _PLAIN:
        at = text.find(word)
        while at >= 0:
            spots.append(at)
            at = text.find(word, at + 1)
    return sorted(spots)


def _resolved(parts: dict[str, str], today: date, is_past: bool) -> PreciseDate | None:
    if "iso" in parts:
        return PreciseDate(date.fromisoformat(parts["iso"]))
    for number in ("1", "2"):
        if f"m{number}" in parts:
            month, day = _month(parts[f"m{number}"]), int(parts[f"d{number}"])
            if year := parts.get(f"y{number}"):
                return PreciseDate(date(int(year), month, day))
            return PreciseDate(_nearest_day(month, day, today, is_past))
    if "m3" in parts:
        return _to_the_month(int(parts["y3"]), _month(parts["m3"]))
    if "q" in parts or "quarter" in parts:
        quarter = int(parts["q"]) if "q" in parts else _ORDER[parts["quarter"].lower()]
        year = int(parts.get("y4") or parts["y5"])
        return _quarter(year, quarter)
    if "season" in parts:
        return _quarter(int(parts["y8"]), _QUARTERS.get(parts["season"].lower()))
    if year := parts.get("y6") or parts.get("y7") or parts.get("bare_year"):
        return PreciseDate(date(int(year), 1, 1), Precision.YEAR)
    if "day" in parts:
        days = {"yesterday": -1, "tomorrow": 1}.get(parts["day"].lower(), 0)
        return PreciseDate(today + timedelta(days=days))
    if "bare_weekday" in parts:
        return _weekday(parts["bare_weekday"], "", today, is_past)
    if "bare_month" in parts:
        return _nearest_month(_month(parts["bare_month"]), today, is_past, is_other=False)
    if "bare_season" in parts:
        return _season(parts["bare_season"].lower(), "", today, is_past)
    which = parts["which"].lower().split()[0]
    if "weekday" in parts:
        return _weekday(parts["weekday"], which, today, is_past)
    if "month" in parts:
        is_past = which == "last" or (which != "next" and is_past)
        return _nearest_month(_month(parts["month"]), today, is_past, which != "this")
    unit = parts["unit"].lower()
    if unit not in ("year", "month"):
        return _season(unit, which, today, is_past)
    return _unit(unit, which, today)


def _month(said: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(said[:3].lower()))


def _to_the_month(year: int, month: int) -> PreciseDate:
    return PreciseDate(date(year, month, 1), Precision.MONTH)


def _nearest_day(month: int, day: int, today: date, is_past: bool) -> date:
    here = date(today.year, month, day)
    if is_past and here > today:
        return date(today.year - 1, month, day)
    # What was to happen a few days ago is still said to be about to.
    if not is_past and here < today - timedelta(days=14):
        return date(today.year + 1, month, day)
    return here


def _nearest_month(month: int, today: date, is_past: bool, is_other: bool) -> PreciseDate:
    year = today.year
    if is_past:
        year -= month > today.month or (is_other and month == today.month)
    else:
        year += month < today.month or (is_other and month == today.month)
    return _to_the_month(year, month)


def _weekday(said: str, which: str, today: date, is_past: bool) -> PreciseDate:
    ahead = (WEEKDAYS.index(said.lower()) - today.weekday()) % 7
    if which == "last" or (is_past and which != "next"):
        behind = (7 - ahead) % 7 or (7 if which == "last" else 0)
        return PreciseDate(today - timedelta(days=behind))
    return PreciseDate(today + timedelta(days=ahead or (7 if which == "next" else 0)))


def _season(said: str, which: str, today: date, is_past: bool) -> PreciseDate | None:
    """The one that is going on, or the next or last one of its name; like a month."""
    quarter = _QUARTERS.get(said)
    if quarter is None:
        return None
    here = (today.month + 2) // 3
    year = today.year
    if which == "next":
        # In April "next summer" is either; in October it is next year's.
        return _quarter(year + 1, quarter) if quarter <= here else None
    if which == "last":
        return _quarter(year - 1, quarter) if quarter >= here else None
    if not which:
        year += -(quarter > here) if is_past else quarter < here
    return _quarter(year, quarter)


def _quarter(year: int, quarter: int | None) -> PreciseDate | None:
    return PreciseDate(date(year, quarter * 3 - 2, 1), Precision.QUARTER) if quarter else None


def _unit(unit: str, which: str, today: date) -> PreciseDate:
    step = {"next": 1, "last": -1}.get(which, 0)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return _to_the_month(months // 12, months % 12 + 1)
    return PreciseDate(date(today.year + step, 1, 1), Precision.YEAR)
