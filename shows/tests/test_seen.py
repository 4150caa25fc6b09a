"""How far a reader has seen: what the cookie says, and what it cannot say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shows.seen import LONGEST, SHOWS, WHOLE, Seen, place_name

FULL = "-".join(f"{show}.1.0" for show in range(1, SHOWS + 1))


@pytest.mark.parametrize("text", ["7.1.8", "7.1.0", "7.1.8-12.3000.9999", "1.2.3-10.1.0", FULL])
def test_what_was_written_is_read_and_written_again(text):
    assert Seen.read(text).written() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "7",
        "7.1",
        "7.1.8.1",
        "7.1.8-",
        "-7.1.8",
        "7.1.8--12.2.0",
        "07.1.8",
        "7.01.8",
        "7.1.08",
        "7.0.8",
        "0.1.8",
        "7.1.-8",
        "7.3001.8",
        "7.1.10000",
        "12.2.0-7.1.8",
        "7.1.8-7.1.9",
        "7.1.8-7.1.8",
        " 7.1.8",
        "7.1.8\n",
        "7.1.٨",
        "7.1.8,12.2.0",
        "x",
        '"7.1.8"',
        "12345678901.1.1",
        f"{FULL}-{SHOWS + 1}.1.0",
        "7.1.8-" * (LONGEST // 6) + "12.1.8",
        "9" * 100_000,
    ],
)
def test_what_was_not_written_here_is_nothing(text):
    assert Seen.read(text) == Seen()


@given(st.text("0123456789.-", max_size=40))
def test_whatever_is_read_is_written_the_same_way_or_is_nothing(text):
    assert Seen.read(text).written() in (text, "")


@pytest.mark.parametrize(
    ("season", "episode", "is_seen"),
    [
        (1, 1, True),
        (1, 99, True),
        (1, WHOLE, True),
        (2, 1, True),
        (2, 8, True),
        (2, 9, False),
        (2, WHOLE, False),
        (3, 1, False),
        (3, WHOLE, False),
    ],
)
def test_what_comes_before_was_seen_and_what_comes_after_was_not(season, episode, is_seen):
    seen = Seen.read("7.2.8")
    assert seen.has(7, season, episode) is is_seen
    assert seen.has(8, season, episode) is False


def test_of_a_whole_season_every_episode_was_seen():
    seen = Seen.read("7.2.0")
    assert [seen.has(7, 2, n) for n in (WHOLE, 1, 9999)] == [True] * 3
    assert seen.has(7, 3, 1) is False


def test_a_show_takes_the_place_that_it_has_in_the_row():
    seen = Seen().with_show(12, 2, WHOLE).with_show(7, 1, 8)
    assert seen.written() == "7.1.8-12.2.0"
    assert seen.with_show(7, 1, 9).written() == "7.1.9-12.2.0"
    assert (seen.of_show(7), seen.of_show(8)) == ((1, 8), None)
    assert seen.without(7).written() == "12.2.0"
    assert seen.without(8) == seen


def test_a_cookie_takes_fifty_shows_and_a_change_to_each_of_them():
    seen = Seen.read(FULL)
    assert (seen.has_room_for(SHOWS), seen.has_room_for(SHOWS + 1)) == (True, False)
    assert seen.with_show(SHOWS, 1, 2).of_show(SHOWS) == (1, 2)
    with pytest.raises(ValueError, match="50 shows"):
        seen.with_show(SHOWS + 1, 1, 1)


@pytest.mark.parametrize("place", [(0, 1), (3001, 1), (1, -1), (1, 10000)])
def test_what_a_cookie_cannot_say_is_refused(place):
    with pytest.raises(ValueError, match="no season"):
        Seen().with_show(7, *place)


def test_a_place_is_named_as_it_is_after_other_words():
    assert (place_name(1, 8), place_name(2, WHOLE)) == ("season 1, episode 8", "season 2")
