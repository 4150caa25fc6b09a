"""A season's own page: the furniture, where it leads, what it costs."""

from datetime import date

import pytest

from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.reading import count_queries, read
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    Location,
    LocationUse,
    Person,
    Season,
)

ADDRESS = "/shows/jessica-jones/season-2/"


@pytest.fixture
def season(catalog):
    """The season in the middle of three, with all that can be known of it."""
    show, season = catalog["show"], catalog["season"]
    Season.objects.create(show=show, number=1)
    Season.objects.create(show=show, number=3)
    season.premiere = PreciseDate.parse("2018-03")
    season.episode_order = 13
    season.summary = "The cameras are running."
    season.save()
    Credit.objects.create(
        person=catalog["person"], show=show, season=season, character=catalog["character"]
    )
    return season


def test_the_hero_names_the_season_and_its_show(client, season):
    hero = read(client.get(ADDRESS)).one("header.hero")
    assert hero.one("h1").text == "Jessica Jones, Season 2"
    assert hero.links(".hero__line") == [("Jessica Jones", "/shows/jessica-jones/")]
    assert hero.one(".standfirst").text == "The cameras are running."
    facts = dict(zip(hero.texts("dt"), hero.texts("dd"), strict=True))
    assert facts == {"episodes": "13", "premiere, to the month": "Mar 2018"}
    assert hero.one("time")["datetime"] == "2018-03"


def test_a_premiere_that_only_stories_know_says_how_sure_it_is(client, press, filming):
    when = {"date_on": date(2018, 1, 1), "date_precision": "year"}
    press.live(claims=[filming(kind="premiere", standing="reported", **when)])
    hero = read(client.get(ADDRESS)).one("header.hero")
    assert hero.texts(".hero__facts div") == ["premiere, to the year, reported2018"]


def test_a_place_that_only_a_claim_names_says_how_sure_that_is(client, press, season, filming):
    LocationUse.objects.all().delete()
    press.live(claims=[filming(standing="reported")])
    place = read(client.get(ADDRESS)).one(".place")
    assert place.texts(".note") == ["By what stories say: Reported"]


def test_it_leads_to_the_season_before_and_the_season_after(client, season):
    page = read(client.get(ADDRESS))
    assert page.links(".neighbours") == [
        ("Season 1", "/shows/jessica-jones/season-1/"),
        ("Season 3", "/shows/jessica-jones/season-3/"),
    ]


def test_the_first_season_has_none_before_it_and_the_last_none_after(client, season):
    first = read(client.get("/shows/jessica-jones/season-1/"))
    last = read(client.get("/shows/jessica-jones/season-3/"))
    assert first.texts(".neighbours a") == ["Season 2"]
    assert last.texts(".neighbours a") == ["Season 2"]


def test_numbers_that_are_missing_are_stepped_over(client, season):
    Season.objects.create(show=season.show, number=9)
    page = read(client.get("/shows/jessica-jones/season-9/"))
    assert page.texts(".neighbours a") == ["Season 3"]


def test_it_says_what_stands_about_this_season_alone(client, press, season, filming):
    other = Season.objects.get(show=season.show, number=1)
    press.live(claims=[filming(), filming(season=other, says="Season 1 began filming")])
    assert read(client.get(ADDRESS)).texts(".timeline h3") == [
        "Season 2 began filming",
        "Premiere",
    ]


def test_the_timeline_ends_with_the_premiere_that_the_catalog_records(client, press, filming):
    season = Season.objects.get()
    for kind, day in (("renewed", date(2016, 1, 17)), ("other", date(2018, 3, 9))):
        claim = {"says": f"It was {kind}", "date_on": day, "date_precision": "day"}
        press.live(claims=[filming(kind=kind, **claim)])
    season.premiere = PreciseDate.parse("2018-03-08")
    season.save()
    page = read(client.get(ADDRESS))
    assert page.texts(".timeline h3") == ["It was renewed", "Premiere", "It was other"]
    assert page.texts(".timeline .when")[1] == "8 Mar 2018to the day"


def test_a_premiere_that_a_story_tells_is_there_once_unless_it_was_denied(client, press, filming):
    season = Season.objects.get()
    season.premiere = PreciseDate.parse("2018")
    season.save()
    told = {"kind": "premiere", "date_on": date(2018, 1, 1), "date_precision": "year"}
    press.live(claims=[filming(says="It premieres", **told)])
    assert read(client.get(ADDRESS)).texts(".timeline h3") == ["It premieres"]
    press.live(claims=[filming(says="It does not", standing="denied", **told)])
    assert read(client.get(ADDRESS)).texts(".timeline h3") == ["It does not", "Premiere"]


def test_a_premiere_on_record_is_a_timeline_without_any_story(client, season):
    page = read(client.get(ADDRESS))
    assert page.texts(".timeline h3") == ["Premiere"]
    assert page.texts(".timeline .when") == ["Mar 2018to the month"]


def test_it_says_what_the_show_s_page_says_of_it(client, press, season, filming):
    """Also where a story has denied it that names the show alone."""
    when = {"date_on": date(2018, 1, 1), "date_precision": "year"}
    report = press.live(claims=[filming(kind="premiere", says="It is out in 2018", **when)])
    denial = filming(kind="premiere", says="It is not", standing="denied", season=None)
    answer = {"answers": report.claims.get(), "answer": "denies"}
    press.live(claims=[denial | answer])
    of_show, of_season = (
        read(client.get(address)).texts(".timeline .standing")
        for address in ("/shows/jessica-jones/", ADDRESS)
    )
    assert of_season == of_show == ["Denied"]


def test_it_has_its_episodes_cast_and_places(client, season):
    page = read(client.get(ADDRESS))
    assert page.texts(".episode-list li h3") == ["Episode 1: AKA Start at the Beginning"]
    assert page.texts(".cast li") == ["Krysten RitterJessica Jones"]
    assert page.links(".place h3") == [("Broadway & W 101st St", "/locations/west-101st-street/")]


def test_each_service_s_newest_count_is_shown(client, season):
    for day, value in ((1, 90), (9, 93)):
        CriticScore.objects.create(
            season=season, service="Rotten Tomatoes", value=value, noted_on=date(2017, 4, day)
        )
    CriticScore.objects.create(
        season=season, service="Metacritic", value=81, noted_on=date(2017, 4, 2)
    )
    page = read(client.get(ADDRESS))
    assert sorted(page.texts(".score b")) == ["81%", "93%"]


def test_coverage_is_the_latest_about_this_season_and_the_way_to_all_of_it(client, press, season):
    stories = [press.live(f"Story {n}", about=[season]) for n in range(8)]
    press.live("About the show", about=[season.show])
    coverage = read(client.get(ADDRESS)).one("section[aria-labelledby=coverage]")
    assert set(coverage.texts("article h3")) == {story.headline for story in stories[2:]}
    assert coverage.links(".section__head") == [
        ("All 8 stories", "/shows/jessica-jones/stories/?season=2")
    ]


def test_a_season_of_which_nothing_is_known_is_a_page_all_the_same(client, season_2):
    page = read(client.get(ADDRESS))
    assert page.one("h1").text == "Jessica Jones, Season 2"
    assert page.texts(".hero__facts div") == ["premiereNo date yet"]
    assert page.all(".neighbours") == []
    assert page.texts(".empty .loud") == [
        "No story has claimed anything about this season yet.",
        "No stories about this season yet.",
    ]
    assert ("Jessica Jones", "/shows/jessica-jones/") in page.links(".empty")


def test_there_is_no_page_about_a_season_that_is_not_there(client, season_2):
    assert client.get("/shows/jessica-jones/season-3/").status_code == 404
    assert client.get("/shows/nothing/season-2/").status_code == 404


def test_three_of_everything_cost_what_one_costs(client, press, season, filming, olv, mcuexchange):
    def more(*numbers):
        for n in numbers:
            Season.objects.create(show=season.show, number=n)
            Episode.objects.create(season=season, number=n)
            CriticScore.objects.create(
                season=season, service=f"Service {n}", value=n, noted_on=date(2017, 4, 1)
            )
            person = Person.objects.create(name=f"Person {n}", slug=f"person-{n}")
            character = Character.objects.create(name=f"Character {n}", slug=f"character-{n}")
            Credit.objects.create(
                person=person, show=season.show, season=season, character=character
            )
            location = Location.objects.create(name=f"Street {n}", slug=f"street-{n}")
            LocationUse.objects.create(location=location, season=season)
            claim = filming(kind="other", says=f"Claim {n}", person=person, location=location)
            press.live(about=[season], sources=[[olv, mcuexchange]], claims=[claim])

    more(11)
    one = count_queries(client, ADDRESS)
    more(12, 13)
    assert count_queries(client, ADDRESS) == one
    assert one <= 16
