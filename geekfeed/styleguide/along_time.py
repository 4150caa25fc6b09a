"""The catalog along time and in lists: board, calendar, episodes, cast."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from articles.public_calendar.entry import Entry
from articles.public_calendar.month import Month
from geekfeed.demo.misbehaving import names
from geekfeed.lib.dates import PreciseDate, Precision
from geekfeed.styleguide import samples
from geekfeed.styleguide.component import Component
from geekfeed.styleguide.samples import DAY, LONG_CHAIN, LONG_SHOW, NOWHERE, QUARTER, SHOW, YEAR
from shows import chart
from shows.ledger import Kind, Standing
from shows.seen import Seen
from shows.seen_choices import Span, question
from shows.tracks import Mark, Track, Window

TODAY = DAY.day
YEARS = Window(2015, 2018)
EPISODES = ("AKA Ladies Night", "AKA Crush Syndrome", "AKA It’s Called Whiskey", "AKA 99 Friends")


def along_time() -> Iterator[Component]:
    board, words = "shows/components/board.html", "shows/components/board_words.html"
    yield Component(
        "Board",
        board,
        "What films when, a lane for each show: a bar is as solid as the word behind it.",
        "Draw a season between brackets where only its year is known.",
        "A bar with an end that nobody gave.",
        [("ordinary", {"board": _chart(_ordinary())}), ("long", {"board": _chart(_long())})],
        is_wide=True,
    )
    yield Component(
        "Board in words",
        words,
        "The same for whoever has no room for a chart, or no eyes for it; and what was denied.",
        "Say all that the chart says.",
        "Fewer shows than the chart has.",
        [("ordinary", {"told": _told(_ordinary())}), ("long", {"told": _told(_long())})],
        is_wide=True,
    )
    yield Component(
        "Agenda",
        "styleguide/specimens/agenda.html",
        "What happens on a day, or some time in a month, a quarter or a year.",
        "Keep what has no day apart from the days.",
        "The first of January for “2018”.",
        [
            ("ordinary", {"days": [(TODAY, [_entry("filming begins")])]}),
            (
                "long, no day, denied, on record",
                {"days": [(TODAY, _many())], "undated": _undated()},
            ),
        ],
        is_wide=True,
    )
    yield Component(
        "Month",
        "articles/components/month.html",
        "The days of a month that have anything, with a stripe for each show.",
        "Leave it to wide pages: the list says the same.",
        "Words in the squares.",
        [("ordinary", {"month": _month([TODAY])}), ("full", {"month": _month(_every_day())})],
    )
    yield Component(
        "Episodes",
        "shows/components/episodes.html",
        "The episodes of a season in short, with their own numbers.",
        "Say a day once where all were shown on it.",
        "A still to each.",
        [("ordinary", {"episodes": _episodes(*EPISODES)}), ("long, untitled", _unruly())],
    )
    yield Component(
        "Seen",
        "shows/components/seen.html",
        "How far a reader has seen a show: what lies beyond is covered.",
        "Say where it is kept, and let it be taken back.",
        "A window that asks before anything can be read.",
        [
            ("ordinary", {"question": _question(SHOW, 2)}),
            (
                "long, refused",
                {"question": _question(LONG_SHOW, 12), "error": f"{names.LONG_WORD} is none."},
            ),
        ],
    )
    yield Component(
        "Cast",
        "shows/components/cast.html",
        "Who plays whom and who makes it, as they are billed.",
        "Fold a long one after its first names. One line to a role that was recast.",
        "Faces in a row of equals.",
        [
            (
                "ordinary",
                {
                    "cast": [_role("Jessica Jones", "Krysten Ritter")],
                    "crew": [_line("Melissa Rosenberg", job="Showrunner")],
                },
            ),
            (
                "long, recast, folded, cut",
                {
                    "cast": [
                        _role(names.LONG_WORD, names.LONG_PERSON, "Li"),
                        *(_role(topic, names.LONG_PERSON) for topic in names.TOPICS[:18]),
                    ],
                    "crew": [_line(name, job=role or "Writer") for name, role in names.AUTHORS],
                    "more": True,
                },
            ),
        ],
    )


def _season(number: int, **facts: Any) -> Any:
    return samples.thing(name=f"Season {number}", number=number, **facts)


def _mark(kind: Kind, standing: Standing, when: PreciseDate | None, **facts: Any) -> Mark:
    claim = samples.claim("", standing, **facts)
    ahead = bool(when) and when.day > TODAY
    return Mark(kind, standing, NOWHERE, when, ahead, TODAY, samples.thing(claim=claim))


def _track(show: Any, number: int, *marks: Mark) -> Track:
    return Track(show, _season(number), {mark.kind: mark for mark in marks})


def _ordinary() -> list[tuple[Any, list[Track]]]:
    day = PreciseDate(date(2015, 11, 20), Precision.DAY)
    return [
        (
            SHOW,
            [
                _track(SHOW, 1, _mark(Kind.PREMIERE, Standing.CONFIRMED, day)),
                _track(
                    SHOW,
                    2,
                    _mark(Kind.FILMING_BEGAN, Standing.REPORTED, DAY),
                    _mark(Kind.PREMIERE, Standing.CONFIRMED, YEAR),
                ),
            ],
        )
    ]


def _long() -> list[tuple[Any, list[Track]]]:
    """A season in every standing, one upon the other, of a show with a long name."""
    tracks = [
        _track(
            LONG_SHOW,
            number,
            _mark(Kind.FILMING_BEGAN, standing, QUARTER, chain=LONG_CHAIN),
            _mark(Kind.PREMIERE, standing, YEAR, chain=LONG_CHAIN),
        )
        for number, standing in enumerate(Standing, start=8)
        if standing != Standing.DENIED
    ]
    tracks[0].denied.append(_mark(Kind.CANCELLED, Standing.DENIED, None, chain=LONG_CHAIN))
    return [*_ordinary(), (LONG_SHOW, tracks)]


def _chart(shows: list[tuple[Any, list[Track]]]) -> chart.Chart:
    return chart.drawn(shows, YEARS, TODAY)


def _told(shows: list[tuple[Any, list[Track]]]) -> list[dict[str, Any]]:
    return [{"show": show, "tracks": tracks[::-1]} for show, tracks in shows]


def _entry(what: str, show: Any = SHOW, **facts: Any) -> Any:
    standing = facts.pop("standing", Standing.REPORTED)
    known = {"standing": standing, "claim": samples.claim("", Standing.REPORTED)}
    return Entry("", DAY, show, None, what, samples.MOMENT, **known | facts)


def _many() -> list[Any]:
    claim = samples.claim("", Standing.RUMOURED, chain=LONG_CHAIN)
    return [
        _entry("premiere", LONG_SHOW, standing=Standing.RUMOURED, claim=claim),
        _entry("filming wraps", samples.SHOWS[4], standing=Standing.DENIED),
        _entry(f"episode 1, “{names.LONG_WORD}”", standing=None, claim=None),
    ]


def _undated() -> list[tuple[PreciseDate, list[Any]]]:
    return [(QUARTER, [_entry("filming begins")]), (YEAR, [_entry("premiere", LONG_SHOW)])]


def _month(days: list[date]) -> Month:
    entries = [_entry("filming begins", show) for show in samples.SHOWS]
    return Month(TODAY.replace(day=1), [(day, entries[: day.day % 7 + 1]) for day in days])


def _every_day() -> list[date]:
    return [TODAY.replace(day=1) + timedelta(days=n) for n in range(30)]


def _episodes(*titles: str, first: int = 1, **facts: Any) -> list[Any]:
    shown = {"aired_on": date(2015, 11, 20), "runtime": 53, "address": NOWHERE}
    return [
        samples.thing(number=number, title=title, **shown | facts)
        for number, title in enumerate(titles, start=first)
    ]


def _question(show: Any, seasons: int) -> Any:
    begun = [_season(n, begins_on=TODAY) for n in range(1, seasons + 1)]
    spans = [Span(season, 1, 13) for season in begun]
    return question(show, spans, Seen({show.pk: (1, 8)}), TODAY, NOWHERE)


def _unruly() -> dict[str, Any]:
    titles = (names.LONG_HEADLINE, "", names.LONG_WORD)
    return {"episodes": _episodes(*titles, first=1007, aired_on=None)}


def _role(character: str, *players: str) -> dict[str, Any]:
    lines = [_line(player, seasons=[n, n + 1]) for n, player in enumerate(players, start=1)]
    return {"character": samples.thing(name=character), "players": lines}


def _line(person: str, seasons: Any = (1, 2), **facts: Any) -> dict[str, Any]:
    credit = samples.thing(person=samples.thing(name=person), **facts)
    return {"credit": credit, "seasons": list(seasons)}
