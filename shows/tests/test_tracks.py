"""What the production board has to say of each season, from the catalog and from milestones."""

from datetime import UTC, date, datetime

import pytest

from geekfeed.lib.dates import PreciseDate
from shows.ledger import Kind, Standing
from shows.tests.milestones import TODAY, season, step
from shows.tracks import Window, tracks


def told(seasons, steps):
    return tracks(seasons[0].show, seasons, steps, TODAY)


def the_one(*steps, premiere=None, aired=None):
    """The only track of a show with one season."""
    two = season(2, premiere)
    two.first_aired_on = aired
    found = told([two], steps)
    assert len(found) == 1
    return found[0]


def test_each_step_of_a_season_is_a_mark_that_leads_to_its_claim():
    began = step("filming_began", "2017-04-10", standing="reported")
    track = the_one(began)
    mark = track.began
    assert (mark.kind, mark.standing, str(mark.date)) == (
        Kind.FILMING_BEGAN,
        Standing.REPORTED,
        "10 April 2017",
    )
    assert mark.url == f"/claims/{began.claim_id}/"
    assert track.marks == {Kind.FILMING_BEGAN: mark}


def test_what_is_denied_is_said_and_stands_for_nothing():
    track = the_one(step("premiere", "2018", standing="denied"))
    assert (track.marks, [mark.standing for mark in track.denied]) == ({}, [Standing.DENIED])
    assert track.premiere is None


def test_seasons_stand_in_their_order_and_the_show_itself_after_them():
    one, two = season(1), season(2)
    steps = [
        step("cancelled", "2017-05", season=None),
        step("premiere", "2018"),
        step("premiere", "2015", season=1),
    ]
    found = told([two, one], steps)
    assert [track.name for track in found] == ["Season 1", "Season 2", "The show as a whole"]


def test_a_season_of_which_nothing_is_told_is_not_there():
    assert told([season(1), season(2)], []) == []


def test_the_announcement_of_a_show_is_that_of_its_first_season():
    announced = step("announced", "2013-11", season=None)
    found = told([season(1), season(2)], [announced, step("premiere", "2018")])
    assert [(track.name, list(track.marks)) for track in found] == [
        ("Season 1", [Kind.ANNOUNCED]),
        ("Season 2", [Kind.PREMIERE]),
    ]


def test_a_first_season_with_an_announcement_of_its_own_keeps_that():
    whole = step("announced", "2013-11", season=None)
    own = step("announced", "2014-02", season=1)
    first, show = told([season(1)], [whole, own])
    assert str(first.announced.date) == "February 2014"
    assert (show.season, str(show.announced.date)) == (None, "November 2013")


def test_the_premiere_on_record_leads_to_the_season_and_is_solid():
    mark = the_one(premiere="2018-03-08").premiere
    assert (mark.url, mark.standing, mark.milestone) == (
        "/shows/jessica-jones/season-2/",
        Standing.CONFIRMED,
        None,
    )


def test_a_claim_that_says_what_is_on_record_keeps_its_standing_and_is_led_to():
    said = step("premiere", "2018", standing="rumoured")
    mark = the_one(said, premiere="2018").premiere
    assert (mark.url, mark.standing) == (f"/claims/{said.claim_id}/", Standing.RUMOURED)


def test_the_record_counts_before_a_claim_that_says_otherwise():
    mark = the_one(step("premiere", "2019", standing="confirmed"), premiere="2018").premiere
    assert (str(mark.date), mark.milestone) == ("2018", None)


def test_a_premiere_on_record_stands_beside_a_denial():
    track = the_one(step("premiere", "2018", standing="denied"), premiere="2018")
    assert str(track.premiere.date) == "2018"
    assert [str(mark.standing) for mark in track.lines] == ["confirmed", "denied"]


def test_without_a_premiere_the_first_episode_is_one():
    assert str(the_one(aired=date(2015, 11, 20)).premiere.date) == "20 November 2015"


def test_a_claim_with_a_date_counts_before_the_first_episode():
    track = the_one(step("premiere", "2018"), aired=date(2018, 3, 8))
    assert str(track.premiere.date) == "2018"


def test_a_step_without_a_date_stands_where_it_was_told():
    mark = the_one(step("filming_began", "", since=datetime(2017, 4, 1, 2, tzinfo=UTC))).began
    assert (mark.date, mark.first, mark.last) == (None, date(2017, 3, 31), date(2017, 3, 31))


def test_a_premiere_without_a_date_is_said_and_has_no_place_in_time():
    track = the_one(step("premiere", ""))
    assert (track.premiere, track.days) == (None, [])
    assert [mark.kind for mark in track.lines] == [Kind.PREMIERE]


@pytest.mark.parametrize(
    ("kind", "when", "standing", "words"),
    [
        ("filming_began", "2017-04-10", "reported", "Filming began"),
        ("filming_began", "2017-04", "confirmed", "Filming began"),
        ("filming_began", "2017-04-11", "reported", "Filming begins"),
        ("filming_began", "2017-Q3", "confirmed", "Filming begins"),
        ("filming_began", "2017-02", "rumoured", "Filming begins"),
        ("filming_wrapped", "2017-03", "reported", "Filming wrapped"),
        ("filming_wrapped", "2017-05", "reported", "Filming wraps"),
        ("premiere", "2015", "confirmed", "Premiere"),
        ("announced", "", "rumoured", "Announced"),
    ],
)
def test_what_is_ahead_or_only_rumoured_has_not_happened(kind, when, standing, words):
    assert the_one(step(kind, when, standing=standing)).marks[Kind(kind)].words == words


def test_the_lines_stand_in_the_order_in_which_things_happen():
    kinds = ["premiere", "filming_wrapped", "renewed", "filming_began", "cancelled", "announced"]
    track = the_one(*[step(kind, "2017") for kind in kinds])
    assert [str(mark.kind) for mark in track.lines] == [
        "announced",
        "renewed",
        "filming_began",
        "filming_wrapped",
        "premiere",
        "cancelled",
    ]


@pytest.mark.parametrize(
    ("others", "until"),
    [
        ([("filming_wrapped", "2017-09-01")], date(2017, 9, 1)),
        ([], TODAY),
        ([("premiere", "2018")], TODAY),
        ([("premiere", "2017-03-20")], date(2017, 3, 20)),
    ],
)
def test_a_shoot_without_an_end_goes_on_until_today_or_the_premiere(others, until):
    began = step("filming_began", "2017-03-01")
    track = the_one(began, *[step(*other) for other in others])
    assert track.films_until(TODAY) == until


def test_a_shoot_of_which_nothing_is_heard_is_not_drawn_for_longer_than_a_year():
    assert the_one(step("filming_began", "2014-03-01")).films_until(TODAY) == date(2015, 3, 1)


@pytest.mark.parametrize(
    ("others", "until"), [([], date(2017, 9, 30)), ([("premiere", "2018")], date(2018, 1, 1))]
)
def test_a_shoot_to_come_goes_on_until_the_premiere_or_its_period_ends(others, until):
    track = the_one(step("filming_began", "2017-Q3"), *[step(*other) for other in others])
    assert track.films_until(TODAY) == until


@pytest.mark.parametrize(
    ("others", "until"), [([], TODAY), ([("premiere", "2017-08-18")], date(2017, 8, 18))]
)
def test_the_pictures_are_worked_on_until_the_premiere_or_today(others, until):
    track = the_one(step("filming_wrapped", "2017-03-01"), *[step(*other) for other in others])
    assert track.post_until(TODAY) == until


def test_a_season_is_in_the_window_with_any_day_of_what_is_drawn():
    window = Window(2016, 2017)
    assert the_one(step("renewed", "2016-01")).is_in(window, TODAY)
    assert the_one(step("filming_began", "2015-06-01")).is_in(window, TODAY)
    assert not the_one(step("premiere", "2018")).is_in(window, TODAY)
    assert not the_one(step("premiere", "2017", standing="denied")).is_in(window, TODAY)


def test_a_denial_is_told_of_in_its_own_years_alone():
    track = the_one(step("premiere", "2017", standing="denied"))
    assert track.is_told_of(Window(2016, 2017), TODAY)
    assert not track.is_told_of(Window(2018, 2019), TODAY)


def test_dates_are_as_exact_as_they_are_known():
    mark = the_one(step("premiere", "2018")).premiere
    assert (mark.first, mark.middle, mark.last) == (
        date(2018, 1, 1),
        date(2018, 7, 2),
        date(2018, 12, 31),
    )
    assert mark.date == PreciseDate.parse("2018")
