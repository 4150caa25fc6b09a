"""The pages of people, characters and filming locations."""

from datetime import date
from decimal import Decimal

import pytest

from articles.models import Claim, Milestone
from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import count_queries, read
from shows.models import (
    Character,
    Credit,
    Episode,
    ExternalId,
    Location,
    LocationUse,
    Person,
    Season,
    Show,
)

PERSON, CHARACTER = "/people/krysten-ritter/", "/characters/jessica/"
LOCATION = "/locations/west-101st-street/"


@pytest.mark.parametrize(
    ("address", "label", "name"),
    [
        (PERSON, "Person", "Krysten Ritter"),
        (CHARACTER, "Character", "Jessica Jones"),
        (LOCATION, "Filming location", "Broadway & W 101st St"),
    ],
)
def test_the_head_says_who_or_what_it_is(client, catalog, address, label, name):
    page = read(client.get(address))
    assert page.one("h1").text == name
    assert page.one(".pagehead .label").text == label
    assert page.one("title").text == f"{name} · GeekFeed"


@pytest.mark.parametrize(("record", "address"), [("person", PERSON), ("character", CHARACTER)])
def test_the_head_has_portrait_description_and_other_names(client, catalog, record, address):
    shown = catalog[record]
    shown.portrait = picture("A portrait")
    shown.description = "Drinks, and finds people."
    shown.aliases = "JJ\nJewel"
    shown.save()
    head = read(client.get(address)).one(".pagehead")
    assert head.one("img")["alt"] == "A portrait, drawn"
    assert head.one(".standfirst").text == "Drinks, and finds people."
    assert head.one(".note").text == "Also known as JJ, Jewel"


def test_a_person_s_credits_are_grouped_by_show(client, catalog):
    defenders = Show.objects.create(name="The Defenders", slug="the-defenders")
    person, season = catalog["person"], catalog["season"]
    Credit.objects.create(person=person, show=defenders, job="Producer")
    Credit.objects.create(person=person, show=season.show, season=season, job="Director")
    page = read(client.get(PERSON))
    assert page.links(".credits h3") == [
        ("Jessica Jones", "/shows/jessica-jones/"),
        ("The Defenders", "/shows/the-defenders/"),
    ]
    assert page.texts(".credits li") == ["as Jessica Jones", "DirectorSeason 2", "Producer"]
    assert ("Jessica Jones", CHARACTER) in page.links(".credits li")
    assert [group["data-show"] for group in page.all(".credits")] == [
        "jessica-jones",
        "the-defenders",
    ]


def test_the_newest_credits_come_first_with_the_years_of_their_seasons(client, catalog):
    person, show = catalog["person"], catalog["show"]
    Credit.objects.all().delete()
    for name, premieres in (("Angela", ["2001", "2003", "2009"]), ("Zoo", ["2018-Q1"])):
        other = Show.objects.create(name=name, slug=name.lower())
        for number, written in enumerate(premieres, 1):
            season = Season(show=other, number=number)
            season.premiere = PreciseDate.parse(written)
            season.save()
    angela, zoo = Show.objects.get(slug="angela"), Show.objects.get(slug="zoo")
    for season in angela.seasons.filter(number__lt=3):
        Credit.objects.create(person=person, show=angela, season=season, job="Writer")
    Credit.objects.create(person=person, show=zoo, job="Writer")
    Credit.objects.create(person=person, show=show, job="Writer")
    assert read(client.get(PERSON)).texts(".credits h3") == [
        "Zoo 2018",
        "Angela 2001–2003",
        "Jessica Jones",
    ]
    Episode.objects.filter(season__show=show).update(aired_on=date(2019, 1, 1))
    show.seasons.keep_first_days()
    assert read(client.get(PERSON)).texts(".credits h3")[0] == "Jessica Jones 2019"


def test_single_episodes_are_counted_and_come_last(client, catalog):
    person, season = catalog["person"], catalog["season"]
    for number in (1, 2):
        episode, _ = Episode.objects.get_or_create(season=season, number=number)
        Credit.objects.create(
            person=person, show=season.show, season=season, episode=episode, job="Director"
        )
    page = read(client.get(PERSON))
    assert page.texts(".credits li") == ["as Jessica Jones", "DirectorSeason 2, 2 episodes"]


def test_a_character_s_page_says_who_plays_them_and_where(client, catalog):
    other = Season.objects.create(show=catalog["show"], number=1)
    person = Person.objects.create(name="Young Ritter", slug="young-ritter")
    for season in (other, catalog["season"]):
        Credit.objects.create(
            person=person, show=catalog["show"], season=season, character=catalog["character"]
        )
    page = read(client.get(CHARACTER))
    assert page.links(".credits h3") == [("Jessica Jones", "/shows/jessica-jones/")]
    assert page.texts(".credits li") == ["Krysten Ritter", "Young RitterSeasons 1 and 2"]
    assert ("Young Ritter", "/people/young-ritter/") in page.links(".credits")


def test_a_location_says_what_was_filmed_there_and_what_it_stands_in_for(client, catalog):
    LocationUse.objects.create(
        location=catalog["location"],
        season=catalog["season"],
        episode=catalog["season"].episodes.get(),
    )
    uses = read(client.get(LOCATION)).one(".uses")
    assert uses.links() == [("Jessica Jones, season 2", "/shows/jessica-jones/season-2/")] * 2
    assert uses.texts("span") == [
        "Stands in for Alias",
        "Episode 1: AKA Start at the Beginning",
    ]


def test_a_location_with_coordinates_can_be_found_on_a_map(client, catalog):
    where = catalog["location"]
    where.address, where.district, where.city = "Broadway", "Upper West Side", "New York"
    where.country = "US"
    where.latitude, where.longitude = Decimal("40.797700"), Decimal("-73.969600")
    where.save()
    box = read(client.get(LOCATION)).one(".factbox")
    facts = dict(zip(box.texts("dt"), box.texts("dd"), strict=True))
    assert facts == {
        "Street": "Broadway",
        "District": "Upper West Side",
        "City": "New York, US",
        "Coordinates": "40.797700, -73.969600",
    }
    assert [address for _, address in box.links()] == [
        "geo:40.797700,-73.969600",
        "https://www.openstreetmap.org/?mlat=40.797700&mlon=-73.969600#map=17/40.797700/-73.969600",
    ]


def test_a_place_on_the_equator_is_on_the_map_too(client, catalog):
    Location.objects.update(latitude=0, longitude=0)
    assert read(client.get(LOCATION)).all("a[href=geo:0.000000,0.000000]")


def test_a_location_that_nobody_has_placed_has_no_box_and_no_map(client, catalog):
    page = read(client.get(LOCATION))
    assert page.all(".factbox") == []
    assert "openstreetmap" not in client.get(LOCATION).content.decode()


@pytest.mark.parametrize("address", [PERSON, CHARACTER, LOCATION])
def test_what_stories_say_is_listed_with_story_record_source_and_standing(
    client, press, filming, olv, mcuexchange, address
):
    story = press.live(sources=[[olv, mcuexchange]], claims=[filming(standing="rumoured")])
    row = read(client.get(address)).one(".claims tbody tr")
    assert row["data-show"] == "jessica-jones"
    assert row.texts("td") == [
        "Season 2 began filming",
        "Jessica Jones, season 2",
        "10 April 2017, On Location Vacations via MCUExchange",
        "Rumoured",
    ]
    assert row.links() == [
        ("Season 2 began filming", story.get_absolute_url()),
        ("Jessica Jones, season 2", "/shows/jessica-jones/season-2/"),
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("Rumoured", story.claims.get().get_absolute_url()),
    ]


def test_what_is_denied_is_struck_out(client, press, filming):
    press.live(claims=[filming(standing="denied"), filming(says="It is true", kind="other")])
    assert read(client.get(PERSON)).texts(".claims s") == ["Season 2 began filming"]


@pytest.mark.parametrize(
    ("record", "address"), [("person", PERSON), ("character", CHARACTER), ("location", LOCATION)]
)
def test_a_claim_about_nothing_else_is_about_the_record_itself(
    client, press, catalog, record, address
):
    shown = catalog[record]
    press.live(claims=[{"says": "It is true", "kind": "other", record: shown}])
    row = read(client.get(address)).one(".claims tbody tr")
    assert (shown.name, address) in row.links()
    assert "data-show" not in row


@pytest.mark.parametrize("address", [PERSON, CHARACTER, LOCATION])
def test_older_claims_are_on_the_next_page(client, press, filming, address):
    press.live(claims=[filming(says=f"Claim {n}", position=n) for n in range(22)])
    first = read(client.get(address))
    assert len(first.all(".claims tbody tr")) == 20
    assert first.one("a[rel=next]").text == "Older claims"
    second = read(client.get(address + first.one("a[rel=next]")["href"]))
    assert len(second.all(".claims tbody tr")) == 2


@pytest.mark.parametrize(
    ("model", "address", "emptiness"),
    [
        (Person, "/people/x/", "No credits in the catalog yet."),
        (
            Character,
            "/characters/x/",
            "Nobody has been cast in this part, as far as the catalog knows.",
        ),
        (Location, "/locations/x/", "The catalog does not say which season was filmed here."),
    ],
)
def test_a_record_of_which_only_the_name_is_known_is_a_page(client, db, model, address, emptiness):
    model.objects.create(name="X", slug="x")
    page = read(client.get(address))
    assert page.one("h1").text == "X"
    assert page.texts(".empty .loud") == [emptiness, "No story has claimed anything yet."]
    assert page.all(".pagehead img") == page.all(".pagehead .standfirst") == []


@pytest.mark.parametrize("address", ["/people/x/", "/characters/x/", "/locations/x/"])
def test_there_is_no_page_about_what_is_not_in_the_catalog(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [PERSON, CHARACTER, LOCATION])
def test_three_of_everything_cost_what_one_costs(
    client, press, catalog, filming, olv, mcuexchange, address
):
    def more(*numbers):
        for n in numbers:
            show = Show.objects.create(name=f"Show {n}", slug=f"show-{n}")
            season = Season.objects.create(show=show, number=1)
            person = Person.objects.create(name=f"Person {n}", slug=f"person-{n}")
            character = Character.objects.create(name=f"Character {n}", slug=f"character-{n}")
            cast = {"show": show, "season": season}
            Credit.objects.create(person=catalog["person"], character=character, **cast)
            Credit.objects.create(person=person, character=catalog["character"], **cast)
            LocationUse.objects.create(location=catalog["location"], season=season)
            press.live(sources=[[olv, mcuexchange]], claims=[filming(show=show, season=season)])

    more(1)
    one = count_queries(client, address)
    more(2, 3)
    assert count_queries(client, address) == one
    assert one <= 8


@pytest.mark.parametrize(
    ("record", "address"), [("person", PERSON), ("character", CHARACTER), ("location", LOCATION)]
)
def test_the_newest_stories_that_name_the_record_are_there_with_the_way_to_all(
    client, press, catalog, record, address
):
    for number in range(7):
        press.live(f"Story {number}", names=[catalog[record]])
    press.draft("Not yet", names=[catalog[record]])
    page = read(client.get(address))
    assert page.texts(".panels h3") == [f"Story {n}" for n in (6, 5, 4, 3, 2, 1)]
    assert ("All 7 stories", f"{address}stories/") in page.links(".section__head")
    everything = read(client.get(f"{address}stories/"))
    assert everything.texts(".panels h3") == [f"Story {n}" for n in (6, 5, 4, 3, 2, 1, 0)]
    assert everything.one("h1").text == f"All stories that name {catalog[record].name}"


@pytest.mark.parametrize("address", [PERSON, CHARACTER, LOCATION])
def test_without_stories_that_name_it_their_page_leads_back(client, catalog, address):
    assert read(client.get(address)).all("#stories") == []
    page = read(client.get(f"{address}stories/"))
    assert page.one(".empty .loud").text == "No story names them yet."
    assert page.one(".empty a")["href"] == address


@pytest.mark.parametrize("address", [PERSON, CHARACTER, LOCATION])
def test_three_stories_cost_what_one_costs(client, press, catalog, address):
    named = [catalog["person"], catalog["character"], catalog["location"]]
    press.live(names=named)
    one = [count_queries(client, page) for page in (address, f"{address}stories/")]
    press.live(names=named), press.live(names=named)
    assert [count_queries(client, page) for page in (address, f"{address}stories/")] == one


@pytest.fixture
def placed(catalog):
    """The corner, and a step of the production of the season that films there."""
    location = catalog["location"]
    location.latitude, location.longitude = Decimal("40.797712"), Decimal("-73.969634")
    location.save()

    def step(kind, standing="reported", on="2017-04-10"):
        claim = Claim.objects.filter(kind=kind).first()
        return Milestone.objects.create(
            show=catalog["show"],
            season=catalog["season"],
            kind=kind,
            standing=standing,
            date_on=on,
            date_precision="day",
            claim=claim,
            since=claim.live_at,
            changed_at=claim.live_at,
        )

    return step


def coordinates(client):
    return read(client.get(LOCATION)).one(".factbox").texts("dd")[-1]


def test_while_a_shoot_is_running_a_place_is_only_roughly_told(client, press, filming, placed):
    press.live(claims=[filming(), filming(kind="filming_wrapped", position=1)])
    Milestone.objects.all().delete()
    placed("filming_began")
    page = read(client.get(LOCATION))
    rough = "40.80, -73.97 Rounded to about a kilometre while a shoot is running here."
    assert coordinates(client) == rough
    assert [address for _, address in page.links(".factbox")] == [
        "geo:40.80,-73.97;u=1000",
        "https://www.openstreetmap.org/#map=13/40.80/-73.97",
    ]
    assert ("Jessica Jones, season 2", "/shows/jessica-jones/season-2/") in page.links(".note")
    machines = "".join(data.text for data in page.all("script[type=application/ld+json]"))
    assert (machines.count("40.8"), machines.count("40.797")) == (1, 0)
    wrapped = placed("filming_wrapped", standing="rumoured")
    assert coordinates(client) == rough
    wrapped.standing = "confirmed"
    wrapped.save()
    assert coordinates(client) == "40.797712, -73.969634"


def test_a_rumour_of_a_shoot_is_enough_and_a_denial_or_a_premiere_ends_it(
    client, press, catalog, filming, placed
):
    press.live(claims=[filming()])
    Milestone.objects.all().delete()
    step = placed("filming_began", standing="rumoured")
    assert coordinates(client).startswith("40.80, -73.97 ")
    step.standing = "denied"
    step.save()
    assert coordinates(client) == "40.797712, -73.969634"
    step.standing = "confirmed"
    step.save()
    assert coordinates(client).startswith("40.80, -73.97 ")
    catalog["season"].premiere_on, catalog["season"].premiere_precision = "2018-03-08", "day"
    catalog["season"].save()
    assert coordinates(client) == "40.797712, -73.969634"
    catalog["season"].premiere = None
    catalog["season"].save()
    assert coordinates(client).startswith("40.80, -73.97 ")
    catalog["season"].episodes.update(aired_on=date(2018, 3, 8))
    catalog["show"].seasons.keep_first_days()
    assert coordinates(client) == "40.797712, -73.969634", "its first episode was shown"


@pytest.mark.parametrize(
    ("record", "address", "url"),
    [
        ("person", PERSON, "https://www.tvmaze.com/people/21"),
        ("character", CHARACTER, "https://www.tvmaze.com/characters/21"),
    ],
)
def test_their_pages_elsewhere_are_linked_and_whom_the_data_is_owed_to(
    client, catalog, record, address, url
):
    facts = {record: catalog[record], "service": "tvmaze", "value": "21"}
    known = ExternalId.objects.create(**facts)
    page = read(client.get(address))
    assert ("TVmaze", url) in page.links(".pagehead .note")
    assert page.all(".credit-line") == []
    known.read_at = FIRST_DAY
    known.save()
    assert ("TVmaze", url) in read(client.get(address)).links(".credit-line")
