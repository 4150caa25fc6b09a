"""What is filming, where, and when things premiere, by the facts that stand."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from geekfeed.lib.dates import PreciseDate
from shows.ledger import stand
from shows.production import Premiere, filming, premiere_of, premieres

NOON = datetime(2017, 4, 10, 12, tzinfo=UTC)
TODAY = date(2017, 4, 11)
numbers = count(1)


def claim(kind="filming_began", standing="reported", *, day=0, when="", premiere="", **ids):
    """A claim about show 1. Records are told by their numbers; `premiere` is the season's own."""
    about = {"show": 1, "season": None, "person": None, "character": None, "location": None} | ids
    season = about["season"] and SimpleNamespace(
        pk=about["season"],
        premiere=PreciseDate.parse(premiere) if premiere else None,
        first_aired_on=None,
    )
    number = next(numbers)
    return SimpleNamespace(
        pk=number,
        key=number,
        kind=kind,
        standing=standing,
        says=ids.pop("says", f"{kind} {standing}"),
        date=PreciseDate.parse(when) if when else None,
        told_at=NOON + timedelta(days=day),
        article_id=number,
        position=0,
        chain_ids=(),
        answers_id=None,
        answer="",
        **{f"{name}_id": pk for name, pk in about.items()},
        **about | {"season": season},
    )


def wrapped(**facts):
    return claim("filming_wrapped", **facts)


def at(location, **facts):
    return claim("location", location=location, **facts)


def lines(*claims):
    """Show, season, place and whether it has wrapped, of each line."""
    return [
        (shoot.show, shoot.season and shoot.season.pk, shoot.location, shoot.wrapped)
        for shoot in filming(stand(claims), TODAY)
    ]


def test_without_facts_nothing_films():
    assert filming([], TODAY) == []


@pytest.mark.parametrize(
    ("facts", "films"),
    [
        ({"standing": "reported"}, True),
        ({"standing": "confirmed"}, True),
        ({"standing": "rumoured"}, False),
        ({"standing": "denied"}, False),
        ({"when": "2017-04-11"}, True),
        ({"when": "2017-04-12"}, False),
        ({"when": "2017"}, True),
    ],
)
def test_what_is_sure_and_not_ahead_films(facts, films):
    assert bool(lines(claim(season=2, **facts))) is films


def test_a_season_and_a_show_with_the_same_number_are_two():
    assert lines(claim(show=1, season=7, day=1), claim(show=7)) == [
        (1, 7, None, False),
        (7, None, None, False),
    ]


def test_the_show_is_not_listed_beside_its_season():
    assert lines(claim(day=1), claim(season=2)) == [(1, 2, None, False)]


def test_a_claim_about_a_person_alone_is_no_shoot():
    assert lines(claim(show=None, person=3)) == []


def test_what_films_comes_first_and_of_those_what_was_told_last():
    claims = [wrapped(season=1, day=3), claim(season=2, day=1), claim(season=3, day=2)]
    assert [season for _, season, _, _ in lines(*claims)] == [3, 2, 1]


def test_a_wrap_ends_a_shoot_though_it_was_told_before():
    assert lines(claim(season=2, day=1), wrapped(season=2)) == [(1, 2, None, True)]


def test_a_shoot_that_began_after_a_wrap_is_the_next_one():
    claims = [wrapped(when="2016-12-20"), claim(when="2017-04-10")]
    assert lines(*claims) == [(1, None, None, False)]


def test_the_place_that_was_named_last_is_where_it_films():
    claims = [claim(season=2, location="Harlem"), at("Queens", season=2, day=2)]
    assert lines(*claims, at("Bronx", season=2, day=1)) == [(1, 2, "Queens", False)]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"show": 9},
        {"season": 3},
        {"show": None, "person": 5},
        {"season": 2, "standing": "rumoured"},
        {"season": 2, "standing": "denied"},
        {"season": 2, "when": "2017-05"},
    ],
)
def test_no_season_films_where_another_one_does_or_where_it_may(elsewhere):
    assert lines(claim(season=2), at("Queens", **elsewhere))[0] == (1, 2, None, False)


def test_a_rumoured_place_of_a_reported_shoot_is_not_named():
    rumour = claim(season=2, standing="rumoured", location="Queens")
    assert lines(claim(season=2), rumour) == [(1, 2, None, False)]


def test_a_show_without_a_season_films_at_no_other_show_s_place():
    assert lines(claim(), at("Queens", show=9)) == [(1, None, None, False)]


@pytest.mark.parametrize(
    "old",
    [
        claim(season=2, day=-181),
        wrapped(season=2, day=-181),
        wrapped(season=2, when="2016-Q3"),
    ],
)
def test_what_is_history_by_the_newest_story_is_not_filming(old):
    assert lines(old, claim("announced", season=2)) == []


def test_a_newsroom_on_holiday_keeps_its_lines():
    facts = stand([claim(season=2, when="2017-04-10")])
    assert len(filming(facts, TODAY.replace(year=2026))) == 1


def test_a_shoot_told_in_hindsight_is_over():
    assert lines(claim(season=1, premiere="2015-11-20")) == []
    assert lines(claim(season=1), claim("premiere", season=1, when="2015-11-20")) == []
    assert lines(claim(season=2, premiere="2018")) == [(1, 2, None, False)]


def test_a_premiere_is_the_catalog_s_own_otherwise_what_stories_say_otherwise_the_first_episode():
    year = PreciseDate.parse("2018")
    said = premieres(stand([claim("premiere", "confirmed", season=2, when="2018")]))
    first = date(2018, 3, 1)
    shown, other_shown = (
        SimpleNamespace(pk=pk, premiere=None, first_aired_on=first) for pk in (2, 3)
    )
    other = SimpleNamespace(pk=3, premiere=None, first_aired_on=None)
    recorded = SimpleNamespace(pk=2, premiere=PreciseDate.parse("2018-03-08"), first_aired_on=first)
    assert premiere_of(shown, said) == Premiere(year, "confirmed")
    assert premiere_of(recorded, said) == Premiere(recorded.premiere)
    assert premiere_of(other_shown, said) == Premiere(PreciseDate(first))
    assert premiere_of(other, said) is None


def test_a_premiere_without_a_date_or_denied_is_none():
    assert premieres(stand([claim("premiere", season=2)])) == {}
    assert premieres(stand([claim("premiere", "denied", season=2, when="2018")])) == {}
