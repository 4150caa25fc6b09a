"""What else a show's page offers: recasts, what to watch next, pages elsewhere, whose data."""

from datetime import UTC, datetime

import pytest

from geekfeed.tests.cast import picture
from geekfeed.tests.reading import count_queries, read
from shows.models import (
    Character,
    Credit,
    ExternalId,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
    ViewingStep,
)

ADDRESS = "/shows/iron-fist/"
READ_AT = datetime(2017, 4, 1, tzinfo=UTC)
LONG = "Supercalifragilistic " * 5 + "Show"  # 109 letters


@pytest.fixture
def show(db):
    show = Show.objects.create(name="Iron Fist", slug="iron-fist")
    for number in range(1, 6):
        Season.objects.create(show=show, number=number)
    return show


def somebody(name):
    slug = name.lower().replace(" ", "-")
    return Person.objects.get_or_create(name=name, slug=slug)[0]


def cast(show, name, role, *numbers, position=0):
    """Credits for each of these seasons; for the whole show if none is named."""
    character = Character.objects.get_or_create(name=role, slug=role.lower().replace(" ", "-"))[0]
    for number in numbers or (None,):
        Credit.objects.create(
            show=show,
            season=show.seasons.get(number=number) if number else None,
            person=somebody(name),
            character=character,
            position=position,
        )


def test_a_role_that_was_recast_names_each_player_with_the_seasons(client, show):
    cast(show, "Somebody Else", "Danny Rand", 4, position=0)
    cast(show, "Finn Jones", "Danny Rand", 1, 2, 3, position=0)
    cast(show, "Jessica Henwick", "Colleen Wing", position=1)
    listed = read(client.get(ADDRESS)).one(".cast")
    role, other = listed.all("li")
    assert [part.text for part in role.all("small")] == [
        "Finn Jones (seasons 1–3)",
        "Somebody Else (season 4)",
    ]
    assert role.links()[0] == ("Danny Rand", "/characters/danny-rand/")
    assert other.text == "Jessica HenwickColleen Wing"


def test_seasons_in_a_row_are_written_as_one(client, show):
    cast(show, "Finn Jones", "Danny Rand", 1, 2, 3, 5)
    cast(show, "Jessica Henwick", "Colleen Wing", 1, 2, position=1)
    assert read(client.get(ADDRESS)).texts(".cast small") == [
        "Danny Rand, seasons 1–3 and 5",
        "Colleen Wing, seasons 1 and 2",
    ]


def test_whoever_is_credited_for_the_whole_show_is_in_all_of_its_seasons(client, show):
    cast(show, "Finn Jones", "Danny Rand")
    cast(show, "Finn Jones", "Danny Rand", 2)
    assert read(client.get(ADDRESS)).texts(".cast li") == ["Finn JonesDanny Rand"]


def test_roles_stand_in_the_order_of_the_billing(client, show):
    for position, role in enumerate(["Zed", "Abe", "Mo"]):
        cast(show, f"Actor {role}", role, 1, position=position)
    assert read(client.get(ADDRESS)).texts(".cast small") == [
        "Zed, season 1",
        "Abe, season 1",
        "Mo, season 1",
    ]


def test_a_long_cast_is_folded_after_its_first_names(client, show):
    for number in range(16):
        cast(show, f"Actor {number}", f"Role {number}", 1, position=number)
    section = read(client.get(ADDRESS)).one("section[aria-labelledby=cast]")
    assert section.one("summary").text == "All 16 roles"
    assert len(section.all("details li")) == 4
    assert len(section.all("li")) == 16
    Credit.objects.filter(position=15).delete()
    section = read(client.get(ADDRESS)).one("section[aria-labelledby=cast]")
    assert section.all("details") == []
    assert len(section.all("li")) == 15


def test_of_a_very_long_cast_those_billed_first_are_read(client, show, monkeypatch):
    monkeypatch.setattr("shows.views.shows.CREDITS", 2)
    for number in (3, 1, 2):
        cast(show, f"Actor {number}", f"Role {number}", position=number)
    section = read(client.get(ADDRESS)).one("section[aria-labelledby=cast]")
    assert section.texts("li") == ["Actor 1Role 1", "Actor 2Role 2"]
    assert section.texts(".note") == [
        "Those billed first are listed. The pages of the seasons have the others."
    ]


def test_a_long_list_of_places_is_folded_after_its_first(client, show):
    season = show.seasons.get(number=1)
    for number in range(9):
        place = Location.objects.create(name=f"Street {number}", slug=f"street-{number}")
        LocationUse.objects.create(location=place, season=season)
    for address in (ADDRESS, f"{ADDRESS}season-1/"):
        section = read(client.get(address)).one("section[aria-labelledby=places]")
        assert section.one("summary").text == "All 9 places"
        assert section.texts("details h3") == ["Street 6", "Street 7", "Street 8"]
        assert len(section.all(".place")) == 9


def order(franchise, *seasons):
    for position, (season, note) in enumerate(seasons):
        ViewingStep.objects.create(franchise=franchise, season=season, position=position, note=note)


def test_the_poster_stands_beside_the_show_with_whose_it_is(client, show):
    assert read(client.get(ADDRESS)).all(".poster") == []
    show.poster = picture("The poster", size=(300, 400))
    show.save()
    poster = read(client.get(ADDRESS)).one(".rail .poster")
    assert poster.one("img")["alt"] == "The poster, drawn"
    assert poster.one("figcaption").text == "Illustration: GeekFeed"


def test_the_viewing_order_says_what_to_watch_after_the_show_s_last_season(client, show):
    show.franchise = Franchise.objects.create(name="Marvel/Netflix", slug="marvel-netflix")
    show.leads_to = Show.objects.create(name="The Defenders", slug="the-defenders")
    show.save()
    first, second, *_ = show.seasons.order_by("number")
    others = [
        Season.objects.create(show=Show.objects.create(name=name, slug=name.lower()), number=1)
        for name in ("Before", "Between", "Next", "Later", "Last", "Unlisted")
    ]
    before, between, following, later, last, _ = others
    order(
        show.franchise,
        (before, ""),
        (first, ""),
        (between, ""),
        (second, ""),
        (following, "Its last minutes lead into this."),
        (later, ""),
        (last, ""),
    )
    box = read(client.get(ADDRESS)).one("section[aria-labelledby=next-show]")
    assert box.texts("li") == [
        "Next, season 1Its last minutes lead into this.",
        "Later, season 1",
        "Last, season 1",
    ]
    assert box.links("li")[0] == ("Next, season 1", "/shows/next/season-1/")
    assert box.links(".section__head") == [
        ("The whole order: Marvel/Netflix", "/franchises/marvel-netflix/")
    ]


def test_without_a_step_after_it_the_show_leads_where_it_leads(client, show):
    show.franchise = Franchise.objects.create(name="Marvel/Netflix", slug="marvel-netflix")
    show.leads_to = Show.objects.create(
        name="The Defenders", slug="the-defenders", tagline="All four."
    )
    show.save()
    order(show.franchise, (show.seasons.get(number=1), ""))
    box = read(client.get(ADDRESS)).one("section[aria-labelledby=next-show]")
    assert box.texts("li") == ["The DefendersAll four."]
    assert box.links() == [("The Defenders", "/shows/the-defenders/")]


def test_a_show_that_leads_nowhere_says_nothing_of_it(client, show):
    assert read(client.get(ADDRESS)).all("section[aria-labelledby=next-show]") == []


def test_another_franchise_s_order_does_not_count(client, show):
    other = Franchise.objects.create(name="Another", slug="another")
    show.franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    show.save()
    later = Season.objects.create(show=Show.objects.create(name="Later", slug="later"), number=1)
    order(other, (show.seasons.get(number=1), ""), (later, ""))
    assert read(client.get(ADDRESS)).all("section[aria-labelledby=next-show]") == []


def test_the_file_leads_to_the_official_page_and_to_other_databases(client, show):
    show.homepage = "https://www.netflix.com/title/80002612"
    show.summary = "He comes home.\n\nNobody knows him."
    show.save()
    for service, value in (("wikidata", "Q1"), ("imdb", "tt3322310"), ("tmdb", "not a number")):
        ExternalId.objects.create(show=show, service=service, value=value)
    page = read(client.get(ADDRESS))
    assert page.links(".factbox") == [
        ("netflix.com", "https://www.netflix.com/title/80002612"),
        ("IMDb", "https://www.imdb.com/title/tt3322310/"),
        ("Wikidata", "https://www.wikidata.org/wiki/Q1"),
    ]
    assert page.texts(".synopsis p") == ["He comes home.", "Nobody knows him."]


def test_tvmaze_is_credited_with_its_licence_where_its_data_was_read(client, show):
    known = ExternalId.objects.create(show=show, service="tvmaze", value="1371")
    assert read(client.get(ADDRESS)).all(".credit-line") == []
    known.read_at = READ_AT
    known.save()
    for address in (ADDRESS, f"{ADDRESS}season-1/"):
        line = read(client.get(address)).one(".credit-line")
        assert line.text == "Episode and cast data from TVmaze, CC BY-SA."
        assert line.links() == [
            ("TVmaze", "https://www.tvmaze.com/shows/1371"),
            ("CC BY-SA", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ]


def test_a_season_credits_its_own_record_first(client, show):
    season = show.seasons.get(number=1)
    ExternalId.objects.create(show=show, service="tvmaze", value="1371", read_at=READ_AT)
    ExternalId.objects.create(season=season, service="tvmaze", value="9", read_at=READ_AT)
    line = read(client.get(f"{ADDRESS}season-1/")).one(".credit-line")
    assert line.links()[0] == ("TVmaze", "https://www.tvmaze.com/seasons/9")


def test_longest_names_are_pages_all_the_same(client, db):
    network = Network.objects.create(name=LONG, slug="network")
    show = Show.objects.create(name=LONG, slug="x" * 110, network=network)
    season = Season.objects.create(show=show, number=1)
    Credit.objects.create(show=show, season=season, person=somebody(LONG), job="J" * 60)
    for address in (show.get_absolute_url(), season.get_absolute_url()):
        assert LONG in read(client.get(address)).one("h1").text


def test_three_of_everything_cost_what_one_costs(client, show):
    show.franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    show.save()
    order(show.franchise, (show.seasons.get(number=1), ""))

    def more(*numbers):
        for n in numbers:
            other = Show.objects.create(name=f"Show {n}", slug=f"show-{n}")
            season = Season.objects.create(show=other, number=1)
            ViewingStep.objects.create(franchise=show.franchise, season=season, position=n)
            cast(show, f"Actor {n}", f"Role {n}", 1)
            cast(show, f"Another {n}", f"Role {n}", 2)
            service = ExternalId.Service.values[n]
            ExternalId.objects.create(show=show, service=service, value=str(n))

    more(1)
    one = count_queries(client, ADDRESS)
    more(2, 3)
    assert count_queries(client, ADDRESS) == one
