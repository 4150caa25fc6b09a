"""The seasons on a show's page: the newest in full, the others a line each, whatever their size."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.reading import count_queries, read
from shows.models import CriticScore, Episode, Season
from shows.views import shows as view

ADDRESS = "/shows/jessica-jones/"


def seasons(show, *numbers, episodes=2):
    for number in numbers:
        season = Season.objects.create(show=show, number=number)
        Episode.objects.bulk_create(
            Episode(season=season, number=n, title=f"S{number} E{n}")
            for n in range(1, episodes + 1)
        )


def test_an_episode_says_its_title_its_day_and_its_minutes_and_leads_to_its_place(client, season_2):
    Episode.objects.create(
        season=season_2, number=1, title="AKA Start", aired_on=date(2018, 3, 8), runtime=57
    )
    Episode.objects.create(season=season_2, number=2, aired_on=date(2018, 3, 15), runtime=1)
    listed = read(client.get(ADDRESS)).one("ol.episodes")
    assert listed.texts("li") == [
        "1AKA Start8 March 2018 · 57 minutes",
        "2No title yet15 March 2018 · 1 minute",
    ]
    assert listed.all("time")[0]["datetime"] == "2018-03-08"
    assert listed.links() == [
        ("AKA Start", "/shows/jessica-jones/season-2/#episode-1"),
        ("No title yet", "/shows/jessica-jones/season-2/#episode-2"),
    ]


def test_a_day_that_all_episodes_share_with_the_premiere_is_said_once(client, season_2):
    season_2.premiere, season_2.release = PreciseDate.parse("2018-03-08"), "at_once"
    season_2.save()
    for number in (1, 2):
        Episode.objects.create(season=season_2, number=number, aired_on=date(2018, 3, 8))
    block = read(client.get(ADDRESS)).one("section.season")
    assert block.texts("header p span") == ["2 episodes", "8 March 2018", "All episodes at once"]
    assert block.texts(".episodes time") == []
    Episode.objects.filter(number=2).update(aired_on=date(2018, 3, 15))
    block = read(client.get(ADDRESS)).one("section.season")
    assert block.texts(".episodes time") == ["8 March 2018", "15 March 2018"]


def test_specials_stand_apart_and_have_no_number(client, season_2):
    Episode.objects.create(season=season_2, title="Behind the Blinds", runtime=12)
    block = read(client.get(ADDRESS)).one("section.season")
    assert block.texts("header p span") == ["1 special", "No date yet"]
    assert block.texts("h4") == ["Specials"]
    assert block.all("ol.episodes") == []
    assert block.texts("ul.episodes li") == ["Behind the Blinds12 minutes"]
    special = Episode.objects.get()
    assert block.links("ul.episodes") == [
        ("Behind the Blinds", f"/shows/jessica-jones/season-2/#special-{special.pk}")
    ]


def test_a_premiere_says_how_exact_it_is_and_a_season_how_it_comes_out(client, season_2):
    season_2.premiere, season_2.release = PreciseDate.parse("2018-03"), "weekly"
    season_2.save()
    header = read(client.get(ADDRESS)).one("section.season header")
    assert header.texts("p span") == ["March 2018, to the month", "Every week"]


def test_the_newest_four_seasons_are_in_full_and_the_others_a_line_each(client, jessica_jones):
    seasons(jessica_jones, *range(1, 7))
    Season.objects.filter(number=1).update(premiere_on=date(2015, 1, 1), premiere_precision="year")
    Episode.objects.create(season=Season.objects.get(number=2), title="A special")
    page = read(client.get(ADDRESS))
    assert [block["aria-labelledby"] for block in page.all("section.season")] == [
        "season-6",
        "season-5",
        "season-4",
        "season-3",
        "earlier",
    ]
    earlier = page.one("ol.earlier")
    assert earlier.texts("li") == [
        "Season 22 episodesNo date yet",
        "Season 12 episodes2015, to the year",
    ]
    assert earlier.links() == [
        ("Season 2", "/shows/jessica-jones/season-2/"),
        ("Season 1", "/shows/jessica-jones/season-1/"),
    ]
    assert page.one(".hero__facts").texts("dd")[0] == "6"


def test_of_a_show_with_thousands_of_episodes_few_are_read(client, jessica_jones):
    seasons(jessica_jones, *range(1, 31), episodes=60)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        page = read(client.get(ADDRESS))
    assert len(page.all("ol.episodes li")) == view.IN_FULL * view.EPISODES
    assert len(page.all("ol.earlier li")) == 26
    assert page.texts("ol.earlier li small")[0] == "60 episodes"
    # A season's first day is worked out in the database.
    titles = 'SELECT "shows_episode"."id"', "qualify_mask"
    reading = [q["sql"] for q in queries if any(one in q["sql"] for one in titles)]
    assert len(reading) == 1


def test_a_long_season_leads_to_all_of_its_episodes(client, jessica_jones):
    seasons(jessica_jones, 1, episodes=view.EPISODES + 1)
    block = read(client.get(ADDRESS)).one("section.season")
    assert block.texts("header p span")[0] == "41 episodes"
    assert block.links(".season__more") == [
        ("All episodes of season 1", "/shows/jessica-jones/season-1/#episodes")
    ]
    Episode.objects.get(number=1).delete()
    assert read(client.get(ADDRESS)).all(".season__more") == []


def test_a_season_may_be_numbered_by_its_year(client, jessica_jones):
    seasons(jessica_jones, 2017)
    block = read(client.get(ADDRESS)).one("section.season")
    assert block.links("h3") == [("Season 2017", "/shows/jessica-jones/season-2017/")]
    assert read(client.get("/shows/jessica-jones/season-2017/")).one("h1").text == (
        "Jessica Jones, Season 2017"
    )


def test_every_season_s_newest_scores_are_told(client, jessica_jones):
    seasons(jessica_jones, 1, 2, 3)
    first, second = Season.objects.filter(number__lt=3).order_by("number")
    for season, service, value, day in (
        (first, "Rotten Tomatoes", 90, 1),
        (first, "Rotten Tomatoes", 93, 9),
        (second, "Rotten Tomatoes", 82, 2),
        (second, "Metacritic", 70, 3),
        (second, "A Blog", 10, 4),
    ):
        reviews = {"Metacritic": 20, "A Blog": None}.get(service, 81)
        CriticScore.objects.create(
            season=season,
            service=service,
            value=value,
            reviews=reviews,
            noted_on=date(2018, 3, day),
        )
    page = read(client.get(ADDRESS))
    scores = page.one(".scores")
    assert scores.texts(".score b") == ["82%"]  # of those that read most
    assert scores.texts("li") == [
        "70%Season 2Metacritic, 20 reviews, noted 3 March 2018",
        "10%Season 2A Blog, noted 4 March 2018",
        "93%Season 1Rotten Tomatoes, 81 reviews, noted 9 March 2018",
    ]
    assert ("82%", "critics, season 2") in zip(
        page.texts(".hero__facts dd"), page.texts(".hero__facts dt"), strict=True
    )
    season_page = read(client.get("/shows/jessica-jones/season-2/"))
    assert season_page.texts(".score b") == ["82%", "70%", "10%"]


def test_a_long_list_of_scores_is_folded_after_the_newest_seasons(client, jessica_jones):
    seasons(jessica_jones, *range(1, 7))
    for season in Season.objects.all():
        CriticScore.objects.create(
            season=season, service="RT", value=season.number, noted_on=date(2018, 3, 1)
        )
    scores = read(client.get(ADDRESS)).one(".scores")
    assert scores.texts("li b") == ["5%", "4%", "3%", "2%", "1%"]
    assert scores.texts("details li b") == ["2%", "1%"]
    assert scores.one("summary").text == "Scores of earlier seasons"
    CriticScore.objects.filter(value__lt=3).delete()
    assert read(client.get(ADDRESS)).all(".scores details") == []


def test_where_nobody_says_when_a_season_starts_it_starts_with_its_first_episode(
    client, jessica_jones, season_2
):
    for number, day in ((1, 8), (2, 1)):
        Episode.objects.create(season=season_2, number=number, aired_on=date(2018, 3, day))
    jessica_jones.seasons.keep_first_days()
    season_2.refresh_from_db()
    page = read(client.get(ADDRESS))
    assert page.texts("section.season header p span") == ["2 episodes", "1 March 2018"]
    assert ("Premiered", "1 March 2018") in zip(
        page.texts(".facts dt"), page.texts(".facts dd"), strict=True
    )
    season_page = read(client.get("/shows/jessica-jones/season-2/"))
    assert season_page.texts(".hero__facts div") == ["premiere, to the day1 Mar 2018"]
    season_2.premiere = PreciseDate.parse("2018")
    season_2.save()
    season_page = read(client.get("/shows/jessica-jones/season-2/"))
    assert season_page.texts(".hero__facts div") == ["premiere, to the year2018"]


@pytest.mark.parametrize(("few", "many"), [((1,), (2, 3)), ((1, 2, 3, 4, 5), range(6, 20))])
def test_more_seasons_and_episodes_cost_no_more_queries(client, jessica_jones, few, many):
    seasons(jessica_jones, *few, episodes=1)
    before = count_queries(client, ADDRESS)
    seasons(jessica_jones, *many, episodes=30)
    assert count_queries(client, ADDRESS) == before
