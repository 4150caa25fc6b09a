"""The episodes of a season's page: who made them, where they are found, and a page at a time."""

from datetime import date
from itertools import pairwise

import pytest

from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import count_queries, read
from shows.models import (
    Character,
    CountryPremiere,
    Credit,
    Episode,
    ExternalId,
    Location,
    LocationUse,
    Person,
    Season,
)

ADDRESS = "/shows/jessica-jones/season-2/"


def episodes(season, *numbers):
    return Episode.objects.bulk_create(
        Episode(season=season, number=number, title=f"Chapter {number}") for number in numbers
    )


def credit(episode, name, *, job="", role=""):
    """The name must be new."""
    slug = name.lower().replace(" ", "-")
    person = Person.objects.get_or_create(name=name, slug=slug)[0]
    character = Character.objects.create(name=role, slug=role.lower()) if role else None
    return Credit.objects.create(
        person=person,
        show=episode.season.show,
        season=episode.season,
        episode=episode,
        job=job,
        character=character,
    )


def listed(client, query=""):
    return read(client.get(ADDRESS + query)).texts("ol.episode-list h3")


def test_an_episode_says_all_that_is_known_of_it(client, season_2):
    episode = Episode.objects.create(
        season=season_2,
        number=3,
        title="AKA Sole Survivor",
        aired_on=date(2018, 3, 8),
        runtime=54,
        summary="Somebody came out alive.",
        still=picture("A still"),
    )
    credit(episode, "Anna Foerster", job="Director")
    credit(episode, "Dana Baratta", job="Writer")
    credit(episode, "Raelle Tucker", job="Writer")
    credit(episode, "Janet McTeer", role="Alisa")
    street = Location.objects.create(name="Broadway & W 101st St", slug="west-101st-street")
    LocationUse.objects.create(
        location=street, season=season_2, episode=episode, stands_in_for="Alias"
    )
    item = read(client.get(ADDRESS)).one("ol.episode-list li[id=episode-3]")
    assert item["value"] == "3"
    assert item.one("h3").text == "Episode 3: AKA Sole Survivor"
    assert item.texts("small")[0] == "8 March 2018 · 54 minutes"
    assert item.texts("p") == [
        "Somebody came out alive.",
        "Filmed at Broadway & W 101st St, standing in for Alias",
    ]
    made_by = zip(item.texts("dt"), item.texts("dd"), strict=True)
    assert list(made_by) == [
        ("Director", "Anna Foerster"),
        ("Writer", "Dana Baratta, Raelle Tucker"),
    ]
    assert item.one("summary").text == "1 role in this episode"
    assert item.links() == [
        ("Anna Foerster", "/people/anna-foerster/"),
        ("Dana Baratta", "/people/dana-baratta/"),
        ("Raelle Tucker", "/people/raelle-tucker/"),
        ("Janet McTeer", "/people/janet-mcteer/"),
        ("Alisa", "/characters/alisa/"),
        ("Broadway & W 101st St", "/locations/west-101st-street/"),
    ]
    assert item.one("figure img")["alt"] == "A still, drawn"
    assert item.one("figcaption").text == "Illustration: GeekFeed"


def test_an_episode_of_which_only_the_number_is_known_is_listed(client, season_2):
    episodes(season_2, 1)
    Episode.objects.update(title="")
    item = read(client.get(ADDRESS)).one("ol.episode-list li")
    assert item.text == "1 Episode 1: No title yet"
    assert item.all("dl") + item.all("p") + item.all("small") == []


def test_specials_are_listed_apart_in_the_order_in_which_they_were_shown(client, season_2):
    episodes(season_2, 1)
    for title, day in (("Third", None), ("Second", 9), ("First", 8)):
        Episode.objects.create(
            season=season_2, title=title, aired_on=date(2018, 3, day) if day else None
        )
    page = read(client.get(ADDRESS))
    assert page.texts("ol.episode-list h3") == ["Episode 1: Chapter 1"]
    specials = page.one("section[aria-labelledby=specials]")
    assert specials.one("h3#specials").text == "Specials"
    assert specials.texts("li h3") == ["First", "Second", "Third"]
    first = Episode.objects.get(title="First")
    assert specials.all("li")[0]["id"] == f"special-{first.pk}"


def test_a_long_season_is_told_a_page_at_a_time(client, season_2):
    episodes(season_2, *range(1, 121))
    Episode.objects.create(season=season_2, title="A special")
    page = read(client.get(ADDRESS))
    assert page.links("nav.choices") == [
        ("1–50", f"{ADDRESS}#episodes"),
        ("51–100", f"{ADDRESS}?from=51#episodes"),
        ("101–150", f"{ADDRESS}?from=101#episodes"),
    ]
    assert page.one("nav.choices a[aria-current=page]").text == "1–50"
    assert len(listed(client)) == 50
    assert page.texts("section[aria-labelledby=specials] li h3") == ["A special"]
    last = read(client.get(f"{ADDRESS}?from=101"))
    assert last.texts("ol.episode-list h3")[0] == "Episode 101: Chapter 101"
    assert len(last.all("ol.episode-list li")) == 20
    assert last.all("section[aria-labelledby=specials]") == []
    assert last.all("link[rel=canonical]") == []


def test_the_show_s_page_leads_to_the_page_that_has_the_episode(client, season_2):
    episodes(season_2, 50, 51)
    links = read(client.get("/shows/jessica-jones/")).links(".episodes")
    assert [address for _, address in links] == [
        f"{ADDRESS}#episode-50",
        f"{ADDRESS}?from=51#episode-51",
    ]
    for address in (ADDRESS, f"{ADDRESS}?from=51"):
        assert len(read(client.get(address)).all("ol.episode-list li")) == 1


def test_a_season_that_counts_on_from_the_one_before_begins_with_its_own_numbers(client, season_2):
    episodes(season_2, *range(148, 153))
    assert len(listed(client)) == 3
    page = read(client.get(ADDRESS))
    assert page.texts("nav.choices a") == ["101–150", "151–200"]
    assert len(listed(client, "?from=101")) == 3
    assert len(listed(client, "?from=151")) == 2


def test_a_page_between_numbers_says_that_it_has_none(client, season_2):
    episodes(season_2, 1, 120)
    page = read(client.get(f"{ADDRESS}?from=51"))
    assert page.all("ol.episode-list") == []
    section = page.one("section[aria-labelledby=episodes]")
    assert section.texts(".note") == ["No episode with these numbers is on record."]


@pytest.mark.parametrize("asked", ["", "0", "2", "051", "-1", "x", "101", "%00", "9" * 5000, "٥١"])
def test_a_page_that_a_season_does_not_have_is_none(client, season_2, asked):
    episodes(season_2, 1, 51)
    assert client.get(f"{ADDRESS}?from={asked}").status_code == 404


def test_a_season_without_episodes_has_no_page_of_them(client, season_2):
    assert client.get(f"{ADDRESS}?from=1").status_code == 404
    assert read(client.get(ADDRESS)).all("section[aria-labelledby=episodes]") == []


def test_the_file_says_how_it_came_out_and_when_elsewhere(client, season_2):
    season_2.release, season_2.poster = "in_parts", picture("The poster")
    season_2.save()
    for country, when in (("JP", "2018"), ("GB", "2018-03-09")):
        row = CountryPremiere(season=season_2, country=country)
        row.premiere = PreciseDate.parse(when)
        row.save()
    ExternalId.objects.create(season=season_2, service="tvmaze", value="20321")
    episodes(season_2, 1, 2)
    page = read(client.get(ADDRESS))
    facts = zip(page.texts(".factbox dt"), page.texts(".factbox dd"), strict=True)
    assert list(facts) == [
        ("Episodes on record", "2"),
        ("Released", "In parts"),
        ("In other countries", "GB: 9 March 2018 JP: 2018, to the year"),
        ("Elsewhere", "TVmaze"),
    ]
    assert page.one(".poster img")["alt"] == "The poster, drawn"
    assert page.one(".poster figcaption").text == "Illustration: GeekFeed"


def test_a_place_of_single_episodes_names_them(client, season_2):
    one, two = episodes(season_2, 1, 2)
    street = Location.objects.create(name="Harlem", slug="harlem")
    for episode in (one, two):
        LocationUse.objects.create(location=street, season=season_2, episode=episode)
    assert read(client.get(ADDRESS)).texts(".place .note") == [
        "Episode 1: Chapter 1; Episode 2: Chapter 2"
    ]


def test_whoever_is_credited_for_the_whole_show_is_in_the_season_and_others_are_not(
    client, season_2
):
    show = season_2.show
    other = Season.objects.create(show=show, number=1)
    for name, season in (("Everywhere", None), ("Here", season_2), ("There", other)):
        person = Person.objects.create(name=name, slug=name.lower())
        Credit.objects.create(person=person, show=show, season=season, job="Composer")
    assert read(client.get(ADDRESS)).texts(".cast li a") == ["Everywhere", "Here"]


def test_of_very_many_credits_those_billed_first_are_read(client, season_2, monkeypatch):
    monkeypatch.setattr("shows.episodes.CREDITS", 1)
    monkeypatch.setattr("shows.views.seasons.CREDITS", 1)
    (episode,) = episodes(season_2, 1)
    credit(episode, "Second", job="Director")
    Credit.objects.update(position=1)
    credit(episode, "First", job="Writer")
    for position, name in enumerate(["Third", "Fourth"]):
        person = Person.objects.create(name=name, slug=name.lower())
        Credit.objects.create(
            person=person, show=season_2.show, season=season_2, job="Editor", position=position
        )
    page = read(client.get(ADDRESS))
    assert page.texts("ol.episode-list dd") == ["First"]
    assert page.texts("section[aria-labelledby=episodes] .note") == [
        "Of each episode, those billed first are listed."
    ]
    assert page.texts(".cast li a") == ["Third"]
    assert page.texts(".rail .note") == ["Those billed first are listed."]


def test_headings_go_down_step_by_step(client, season_2):
    episode, _ = episodes(season_2, 1, 2)
    credit(episode, "Janet McTeer", role="Alisa")
    Episode.objects.create(season=season_2, title="A special")
    for address in (ADDRESS, "/shows/jessica-jones/"):
        levels = [
            int(element.tag[1])
            for element in read(client.get(address)).one("main").inside()
            if element.tag in ("h1", "h2", "h3", "h4")
        ]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_more_episodes_credits_and_places_cost_no_more_queries(client, season_2):
    def more(*numbers):
        for episode in episodes(season_2, *numbers):
            number = episode.number
            for job in ("Director", "Writer"):
                credit(episode, f"{job} {number}", job=job)
            credit(episode, f"Guest {number}", role=f"Role{number}")
            street = Location.objects.create(name=f"Street {number}", slug=f"street-{number}")
            LocationUse.objects.create(location=street, season=season_2, episode=episode)
            Episode.objects.filter(pk=episode.pk).update(still=picture(f"Still {number}"))
            Episode.objects.create(season=season_2, title=f"Special {number}")
            row = CountryPremiere(season=season_2, country=f"A{chr(64 + number)}")
            row.premiere = PreciseDate.parse("2018")
            row.save()

    more(1)
    one = count_queries(client, ADDRESS)
    more(2, 3)
    assert count_queries(client, ADDRESS) == one
