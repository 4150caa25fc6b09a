"""TVmaze's JSON as plain values, with a remark on whatever is odd."""

import json
from datetime import date, timedelta

import pytest

from shows.tests.telling import lantern, part, tide
from shows.tvmaze.reading import NotAShow, parse, read
from shows.tvmaze.releases import release_of
from shows.tvmaze.told import ToldCredit, ToldEpisode, ToldName, ToldNetwork, ToldSeason
from shows.tvmaze.values import cut


def test_a_show_is_read_whole():
    told = read(lantern())
    assert (told.key, told.name, told.address) == ("90001", "Lantern Street", "lantern-street")
    assert told.status == "returning"
    assert told.summary == (
        "Lantern Street follows a lamplighter's daughter & the debts that she inherits. "
        "Nobody pays twice."
    )
    assert told.homepage == "https://streamline.example/lantern-street"
    assert told.premiered == date(2015, 11, 20)
    assert told.network == ToldNetwork(
        "webchannel-1", "Streamline", homepage="https://streamline.example/"
    )
    assert told.externals == {"thetvdb": "284190", "imdb": "tt9235754"}
    assert told.seasons == (
        ToldSeason("91001", 1, date(2015, 11, 20), 4, "at_once", "The first winter."),
        ToldSeason("91002", 2, date(2018, 3, 8), 4, "at_once"),
        ToldSeason("91003", 3),
    )
    assert told.episodes[0] == ToldEpisode(
        "92001", 1, 1, "The Wick", date(2015, 11, 20), 53, "A lamp goes out."
    )
    assert told.episodes[4] == ToldEpisode(
        "92009", 1, None, "A Walk Down the Street", date(2016, 12, 24), 22
    )
    ada, maud = ToldName("93001", "Ada Quill"), ToldName("93003", "Maud Ferrier")
    assert told.credits[0] == ToldCredit(ada, ToldName("94001", "Wren Calloway"))
    assert told.credits[3] == ToldCredit(maud, job="Creator")
    assert (len(told.episodes), len(told.credits), told.remarks) == (9, 6, ())


def test_what_is_odd_is_left_out_and_told():
    told = read(tide())
    assert (told.key, told.status, told.homepage, told.externals) == ("90002", "", "", {})
    assert told.summary == "Tides <rise>."
    assert told.network == ToldNetwork("7", "Channel Seven", "GB")
    assert [(one.key, one.number, one.release) for one in told.seasons] == [
        ("95001", 1, "weekly"),
        ("", 3, ""),
        ("95002", 2017, ""),
    ]
    assert told.seasons[0].episode_order == 5
    assert [(one.key, one.season, one.number) for one in told.episodes] == [
        ("96001", 1, 1),
        ("96002", 1, 2),
        ("96003", 1, 3),
        ("96004", 1, 4),
        ("96005", 1, 5),
        ("96008", 2017, 1),
        ("96009", 3, 1),
    ]
    assert [one.key for one in told.credits] == ["cast 97002 98002"]
    assert len(told.remarks) == 20


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("Running", "returning"),
        ("To Be Determined", "on_hiatus"),
        ("Ended", "ended"),
        ("In Development", "in_development"),
        ("Between Worlds", ""),
        (None, ""),
        (["Ended"], ""),
    ],
)
def test_statuses_are_the_catalog_s_own(status, ours):
    assert read(lantern() | {"status": status}).status == ours


@pytest.mark.parametrize("text", [b"", b"<html>", b'{"id": 1', b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_said_to_be_none(text):
    with pytest.raises(NotAShow, match="This is not JSON"):
        parse(text)


@pytest.mark.parametrize(
    "told",
    [None, 3, "x", [], [lantern()], {}, {"id": 1}, {"id": None, "name": "A"}, {"id": 1, "name": ""},
     {"id": 0, "name": "A"}, {"id": True, "name": "A"}, {"id": 10**30, "name": "A"}],
)  # fmt: skip
def test_other_json_is_no_show(told):
    with pytest.raises(NotAShow, match="no show of TVmaze"):
        read(told)


def test_a_show_of_which_only_the_name_is_known_is_one():
    told = read({"id": 5, "name": "Bare"})
    assert (told.key, told.name, told.seasons, told.network) == ("5", "Bare", (), None)
    assert told.remarks == (
        "Bare: the answer has no list of seasons, episodes, cast, crew: it was asked without "
        "embed[]=seasons&embed[]=episodes&embed[]=cast&embed[]=crew",
    )
    assert told.untold == {"seasons", "episodes", "cast", "crew"}


@pytest.mark.parametrize(
    "name", ["\x00A\tshow\n", " A   show ", "\ud800A\udfff show", "A\u0085show"]
)
def test_names_are_one_line_that_every_database_keeps(name):
    assert read({"id": 5, "name": json.loads(json.dumps(name))}).name == "A show"


def test_what_is_too_long_is_cut_at_a_word():
    told = read(lantern() | {"name": "Lantern " * 40, "summary": "<p>" + "word " * 2000})
    assert told.name == ("Lantern " * 15).strip() + "…"
    assert len(told.summary) <= 3000
    assert told.summary.endswith("word…")
    assert len(told.remarks) == 2
    assert [cut("abc def", n) for n in (7, 6, 4, 3)] == ["abc def", "abc…", "abc…", "ab…"]


def test_a_summary_beyond_all_measure_is_left_out():
    told = read(lantern() | {"summary": "x" * 600_000})
    assert (told.summary, len(told.remarks)) == ("", 1)


def test_an_episode_of_a_season_that_is_not_listed_makes_that_season():
    told = lantern()
    del told["_embedded"]["seasons"]
    assert [(one.key, one.number, one.premiere) for one in read(told).seasons] == [
        ("", 1, date(2015, 11, 20)),
        ("", 2, date(2018, 3, 8)),
    ]


def test_a_season_without_a_day_begins_with_its_first_episode():
    told = lantern()
    part(told, "seasons", 0)["premiereDate"] = None
    part(told, "episodes", 0)["airdate"] = "2015-11-13"
    assert read(told).seasons[0].premiere == date(2015, 11, 13)


def test_ten_thousand_episodes_are_read():
    told = lantern()
    told["_embedded"]["episodes"] = [
        part(told, "episodes", 0) | {"id": n + 1, "season": n // 200 + 1, "number": n % 200 + 1}
        for n in range(10_000)
    ]
    assert len(read(told).episodes) == 10_000


def days(*steps):
    found = [date(2017, 1, 6)]
    for step in steps:
        found.append(found[-1] + timedelta(days=step))
    return found


@pytest.mark.parametrize(
    ("known", "release"),
    [
        ([], ""),
        (days(), ""),
        (days(0), "at_once"),
        (days(0, 0, 0), "at_once"),
        ([*days(0, 0), None], ""),
        (days(7), ""),
        (days(7, 7), "weekly"),
        (days(0, 7, 7, 8, 6), "weekly"),
        (days(7, 7, 7, 56, 7, 7), "weekly"),
        (days(0, 0, 0, 90, 0, 0), ""),
        (days(1, 1, 1, 1), ""),
        (days(7, 14, 21, 7), ""),
    ],
)
def test_how_a_season_comes_out_is_told_by_its_days(known, release):
    assert release_of(known) == release


@pytest.mark.parametrize("title", ["", "Gag Reel"])
def test_specials_that_nobody_could_tell_apart_are_left_out(title):
    told = lantern()
    special = part(told, "episodes", 4)
    special |= {"name": "Gag Reel"}
    told["_embedded"]["episodes"].append(special | {"id": 7, "name": title})
    told = read(told)
    assert [one.key for one in told.episodes if one.number is None] == [str(special["id"])]
    assert told.left_out == {"7"}
    assert told.remarks == (
        f"Episode “{title or 7}”: a special without a title, or with that of another one of the "
        "day, is left out",
    )
