"""Calendars as other programs read them: folded, escaped, and nothing slips in."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geekfeed.lib.ics import LONGEST_LINE, Event, calendar, escape, fold

WHEN = datetime(2017, 4, 10, 18, 5, tzinfo=UTC)


def event(**facts):
    facts = {"uid": "1@x", "start": WHEN, "summary": "A story", "changed": WHEN} | facts
    return Event(**facts)


def written(*events, name="Desk"):
    return calendar(name, events, maker="-//GeekFeed//Desk//EN", every=timedelta(hours=1))


def read(data: bytes) -> list[str]:
    """The lines as a calendar program unfolds them."""
    assert data.endswith(b"\r\n")
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    said = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n"}
    return re.sub(r"\\[\\;,n]", lambda match: said[match[0]], value)


def test_a_calendar_says_what_it_is():
    assert read(written()) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//GeekFeed//Desk//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Desk",
        "X-WR-CALNAME:Desk",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "END:VCALENDAR",
    ]


def test_a_calendar_may_say_what_it_is_about():
    lines = read(calendar("A", [], maker="-", every=timedelta(hours=1), about="Dates;\nall"))
    assert lines[-3:-1] == ["DESCRIPTION:Dates\\;\\nall", "X-WR-CALDESC:Dates\\;\\nall"]


def test_an_event_at_a_moment_is_written_in_utc():
    new_york = timezone(timedelta(hours=-4))
    made = event(
        start=datetime(2017, 4, 10, 14, 5, 9, tzinfo=new_york),
        sequence=7,
        status="TENTATIVE",
        description="Planned",
        url="https://x.example/1/",
        categories=("TV", "Film; more"),
        is_private=True,
    )
    assert read(written(made))[8:-1] == [
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTAMP:20170410T180500Z",
        "LAST-MODIFIED:20170410T180500Z",
        "SEQUENCE:7",
        "DTSTART:20170410T180509Z",
        "SUMMARY:A story",
        "DESCRIPTION:Planned",
        "CATEGORIES:TV,Film\\; more",
        "URL:https://x.example/1/",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


@pytest.mark.parametrize(
    ("last", "end"), [(None, "20180101"), (date(2018, 1, 2), "20180103")], ids=["one", "three"]
)
def test_days_end_the_day_after(last, end):
    lines = read(written(event(start=date(2017, 12, 31), last=last)))
    assert [line for line in lines if line.startswith("DT") and "VALUE" in line] == [
        "DTSTART;VALUE=DATE:20171231",
        f"DTEND;VALUE=DATE:{end}",
    ]


def test_early_years_have_four_digits():
    assert "DTSTART:08900101T000000Z" in read(written(event(start=datetime(890, 1, 1, tzinfo=UTC))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rosenberg: “Plural”; more, \\ less", "Rosenberg: “Plural”\\; more\\, \\\\ less"),
        ("one\r\ntwo\rthree\nfour", "one\\ntwo\\nthree\\nfour"),
        ("one\x0btwo\x85three\u2028four", "one\\ntwo\\nthree\\nfour"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\tb", "a\tb"),
        ("a\ud800b", "ab"),
        ("", ""),
    ],
)
def test_a_text_is_escaped(text, value):
    assert escape(text) == value


def test_a_headline_begins_no_property():
    summary = "A\r\nEND:VEVENT\nBEGIN:VALARM\u2028X:1"
    lines = read(written(event(summary=summary, uid=summary, url="https://x.example/\r\nX:1")))
    assert [line for line in lines if line.startswith(("BEGIN", "END", "X:"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@pytest.mark.parametrize("length", [0, 1, 74, 75, 76, 149, 150, 223, 224])
def test_a_line_is_folded_where_it_has_to_be(length):
    folded = fold("x" * length)
    # 75 letters fit on the first line and 74 on each further one, after its space.
    assert folded.count(b"\r\n ") == max(0, -(-(length - 1) // 74) - 1)
    assert folded.replace(b"\r\n ", b"") == b"x" * length + b"\r\n"


@given(st.text())
def test_any_text_comes_back_from_short_whole_lines(text):
    folded = fold("SUMMARY:" + escape(text))
    for line in folded.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        line.decode()
    kept = [re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", line) for line in text.splitlines()]
    (line,) = read(folded)
    assert unescaped(line.removeprefix("SUMMARY:")) == "\n".join(kept)
