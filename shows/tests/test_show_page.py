"""A show's own page and the list of its stories: the furniture, where it leads, what it costs."""

from datetime import date, timedelta

import pytest

from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import count_queries, read
from shows import standing
from shows.lettering import measure
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
)

ADDRESS = "/shows/jessica-jones/"
STORIES = f"{ADDRESS}stories/"


@pytest.fixture
def show(catalog):
    """A show about which everything is known."""
    show = catalog["show"]
    show.full_name = "Marvel’s Jessica Jones"
    show.aliases = "JJ\nAKA Jessica Jones"
    show.tagline = "A private eye takes cases nobody else wants."
    show.based_on = "Alias, the comic"
    show.status = Show.Status.IN_PRODUCTION
    show.network = Network.objects.create(
        name="Netflix", slug="netflix", homepage="https://www.netflix.com/"
    )
    show.franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    show.leads_to = Show.objects.create(name="The Defenders", slug="the-defenders")
    show.backdrop = picture("Blinds")
    show.save()
    first = Season(show=show, number=1, episode_order=13)
    first.premiere = PreciseDate.parse("2015-11-20")
    first.save()
    CriticScore.objects.create(
        season=first, service="Rotten Tomatoes", value=93, reviews=81, noted_on=date(2017, 4, 10)
    )
    maker = Person.objects.create(name="Melissa Rosenberg", slug="melissa-rosenberg")
    Credit.objects.create(person=maker, show=show, job="Showrunner")
    tennant = Person.objects.create(name="David Tennant", slug="david-tennant")
    kilgrave = Character.objects.create(name="Kilgrave", slug="kilgrave")
    for season in (first, catalog["season"]):
        Credit.objects.create(person=tennant, show=show, season=season, character=kilgrave)
    Season.objects.filter(pk=catalog["season"].pk).update(
        premiere_on=date(2018, 1, 1), premiere_precision="year"
    )
    return show


def more_of_everything(press, filming, olv, mcuexchange, *numbers):
    """For each number a season, episodes, a credit, a place, a score, a claim and a story."""
    about = filming()
    show = about["show"]
    for n in numbers:
        season = Season.objects.create(show=show, number=n)
        Episode.objects.create(season=season, number=1, title=f"Episode of {n}")
        CriticScore.objects.create(
            season=season, service="Rotten Tomatoes", value=n, noted_on=date(2017, 4, 1)
        )
        person = Person.objects.create(name=f"Person {n}", slug=f"person-{n}")
        character = Character.objects.create(name=f"Character {n}", slug=f"character-{n}")
        Credit.objects.create(person=person, show=show, season=season, character=character)
        Credit.objects.create(person=person, show=show, job="Showrunner")
        location = Location.objects.create(name=f"Street {n}", slug=f"street-{n}")
        LocationUse.objects.create(location=location, season=season)
        claim = about | {"season": season, "person": person, "character": character}
        press.live(
            about=[season],
            sources=[[olv, mcuexchange]],
            claims=[claim | {"location": location}],
            lead_image=picture(f"Picture {n}"),
        )


def test_the_hero_names_the_show_and_says_what_it_is(client, show):
    page = read(client.get(ADDRESS))
    assert page.one("h1").text == "Jessica Jones"
    hero = page.one("header.hero")
    assert hero.texts(".hero__line span") == ["Netflix", "Marvel", "since 2015"]
    assert hero.links(".hero__line") == [
        ("Netflix", "/networks/netflix/"),
        ("Marvel", "/franchises/marvel/"),
    ]
    assert hero.one(".standfirst").text == show.tagline
    facts = zip(hero.texts("dd"), hero.texts("dt"), strict=True)
    assert list(facts) == [("2", "seasons"), ("93%", "critics, season 1"), ("In production", "now")]


def test_the_picture_is_the_show_s_own_and_says_nothing_that_the_name_does_not(client, show):
    image = read(client.get(ADDRESS)).one("header.hero img")
    assert image["src"] == show.backdrop.src.replace(".webp", ".jpg")
    assert image["alt"] == ""


def test_the_page_wears_the_show_s_colours_and_its_place_on_the_shelf_is_marked(client, show):
    page = read(client.get(ADDRESS))
    assert page.all("main div[data-show=jessica-jones]")
    assert page.one(".shelf a[aria-current]").text == "Jessica Jones"
    assert page.one("head title").text == "Jessica Jones · GeekFeed"
    assert page.meta("description") == show.tagline


def test_the_name_is_set_by_its_own_width_and_that_of_its_longest_word(client, show):
    show.name = "Agents of S.H.I.E.L.D."
    show.save()
    heading = read(client.get(ADDRESS)).one("h1")
    lettering = measure(show.name)
    assert heading["data-em"] == str(lettering.line)
    assert heading.one("span")["data-em"] == str(lettering.word)
    assert lettering.word < lettering.line


def test_a_premiere_to_come_is_not_a_since(client, catalog):
    Season.objects.update(premiere_on=date(2099, 1, 1), premiere_precision="year")
    page = read(client.get(ADDRESS))
    assert page.texts(".hero__line span") == ["from 2099"]
    assert "Premieres2099" in page.texts(".factbox .facts div")


def test_where_things_stand_says_what_when_how_sure_and_on_whose_word(
    client, press, show, filming, olv, mcuexchange
):
    claim = filming(standing="reported", date_on=date(2017, 4, 10), date_precision="day")
    story = press.live(sources=[[olv, mcuexchange]], claims=[claim | {"detail": "On Broadway."}])
    fact = read(client.get(ADDRESS)).one(".timeline li")
    assert fact.one(".when").text == "10 Apr 2017to the day"
    assert fact.one("time")["datetime"] == "2017-04-10"
    assert fact.one("h3").links() == [("Season 2 began filming", story.get_absolute_url())]
    assert fact.one(".body p").text == "On Broadway."
    assert fact.one(".standing")["data-standing"] == "reported"
    assert fact.one(".standing").text == "Reported"
    assert fact.one(".patch")["data-standing"] == "reported"
    assert fact.one(".chain").text == "On Location Vacations via MCUExchange"
    assert fact.links(".chain") == [
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
    ]
    assert {"reported", "open"} <= set(fact["class"].split())


def test_a_fact_without_a_date_says_so_and_when_it_was_told(client, press, show, filming):
    press.live(claims=[filming()], at=FIRST_DAY)
    assert (
        read(client.get(ADDRESS)).one(".timeline .when").text == "10 Apr 2017told, without a date"
    )


def test_our_own_reporting_is_named_as_such(client, press, show, filming):
    press.live(claims=[filming()])
    assert read(client.get(ADDRESS)).one(".timeline .chain").text == "Our own reporting"


def test_a_denied_fact_stays_and_is_struck_out(client, press, show, filming):
    press.live(claims=[filming(standing="confirmed")], at=FIRST_DAY)
    press.live(claims=[filming(standing="denied")], at=FIRST_DAY + timedelta(hours=1))
    fact = read(client.get(ADDRESS)).one(".timeline li")
    assert fact["class"] == "denied"
    assert fact.texts("h3 s") == ["Season 2 began filming"]


def test_what_stands_is_not_struck_out(client, press, show, filming):
    press.live(claims=[filming(standing="confirmed")])
    assert read(client.get(ADDRESS)).all(".timeline s") == []


def test_a_long_timeline_keeps_what_was_told_last_and_says_how_much_it_leaves_out(
    client, press, show, filming, monkeypatch
):
    monkeypatch.setattr(standing, "FACTS_SHOWN", 2)
    for number in range(5):
        press.live(claims=[filming(kind="other", says=f"Claim {number}")])
    stand = read(client.get(ADDRESS)).one("section[aria-labelledby=stand]")
    assert stand.texts("h3") == ["Claim 3", "Claim 4"]
    assert stand.texts(".note") == ["3 more facts, last told before these, are not shown."]


def test_of_a_very_long_record_the_newest_claims_are_judged(
    client, press, show, filming, monkeypatch
):
    monkeypatch.setattr(standing, "CLAIMS_READ", 3)
    monkeypatch.setattr(standing, "FACTS_SHOWN", 2)
    for number in range(5):
        press.live(claims=[filming(kind="other", says=f"Claim {number}")])
    stand = read(client.get(ADDRESS)).one("section[aria-labelledby=stand]")
    assert stand.texts("h3") == ["Claim 3", "Claim 4"]
    assert stand.texts(".note") == ["At least 1 more facts, last told before these, are not shown."]


def test_two_stories_that_go_back_to_one_report_count_once(client, press, show, filming, olv):
    for _ in range(2):
        press.live(sources=[[olv]], claims=[filming()])
    fact = read(client.get(ADDRESS)).one(".timeline li")
    assert fact.one(".note").text == (
        "2 stories carry this; they go back to one report, so it counts once."
    )


def test_independent_reports_are_counted(client, press, show, filming, olv, mcuexchange):
    for source in (olv, mcuexchange):
        press.live(sources=[[source]], claims=[filming()])
    fact = read(client.get(ADDRESS)).one(".timeline li")
    assert fact.one(".note").text == "2 stories carry this; 2 reports are independent."


def test_one_story_alone_is_not_counted(client, press, show, filming):
    press.live(claims=[filming()])
    assert read(client.get(ADDRESS)).all(".timeline .note") == []


def test_a_season_with_episodes_lists_them_by_their_own_numbers(client, catalog):
    Episode.objects.create(season=catalog["season"], number=7)
    season = read(client.get(ADDRESS)).one("section.season")
    assert season.links("h3") == [("Season 2", "/shows/jessica-jones/season-2/")]
    assert season.texts(".episodes li") == ["1AKA Start at the Beginning", "7No title yet"]
    assert [item["value"] for item in season.all(".episodes li")] == ["1", "7"]


def premieres(press, show, season=None, year=2018, **facts):
    """A live claim that it premieres in that year."""
    when = {"date_on": date(year, 1, 1), "date_precision": "year", "standing": "confirmed"}
    about = {"show": show, "season": season, "kind": "premiere", "says": "It premieres"}
    return press.live(claims=[about | when | facts])


def test_an_announced_season_says_what_is_known_and_how_sure_its_premiere_is(
    client, press, jessica_jones
):
    season = Season.objects.create(
        show=jessica_jones, number=3, summary="No titles yet.", episode_order=13
    )
    premieres(press, jessica_jones, season)
    block = read(client.get(ADDRESS)).one("section.season")
    assert block.one("header p").text == "13 episodes2018, to the year Confirmed"
    assert block.one(".small").text == "No titles yet."


def test_the_file_and_the_hero_say_what_the_season_says(client, press, season_2):
    premieres(press, season_2.show, season_2, year=2099)
    page = read(client.get(ADDRESS))
    assert "Premieres2099 Confirmed" in page.texts(".factbox .facts div")
    assert page.texts(".hero__line span") == ["from 2099"]


def test_what_is_not_confirmed_is_in_the_file_with_its_standing_and_not_in_the_hero(
    client, press, season_2
):
    premieres(press, season_2.show, season_2, year=2099, standing="rumoured")
    page = read(client.get(ADDRESS))
    assert "Premieres2099 Rumoured" in page.texts(".factbox .facts div")
    assert page.all(".hero__line") == []


def test_the_catalog_s_own_premiere_needs_no_claim_and_no_standing(client, press, show):
    season = show.seasons.get(number=1)
    premieres(press, show, season)
    page = read(client.get(ADDRESS))
    header = page.one("section[aria-labelledby=season-1] header p")
    assert header.texts("span") == ["13 episodes", "20 November 2015"]


def test_a_premiere_of_the_show_as_a_whole_is_in_its_file(client, press, season_2):
    premieres(press, season_2.show, year=2099)
    page = read(client.get(ADDRESS))
    assert "Premieres2099 Confirmed" in page.texts(".factbox .facts div")
    assert page.one("section.season header p").text == "No date yet"


def test_a_denied_premiere_is_no_premiere(client, press, season_2):
    premieres(press, season_2.show, season_2, standing="denied")
    page = read(client.get(ADDRESS))
    assert page.one("section.season header p").text == "No date yet"
    assert "PremieresNo date yet" in page.texts(".factbox .facts div")


def test_a_place_leads_to_its_page_with_its_seasons_and_what_it_stands_in_for(client, show):
    place = read(client.get(ADDRESS)).one(".place")
    assert place.links("h3") == [("Broadway & W 101st St", "/locations/west-101st-street/")]
    assert place.texts("b") == ["S2"]
    assert "Stands in for Alias." in place.texts("p")


def test_a_season_that_only_a_claim_puts_at_a_place_is_there_with_its_standing(
    client, press, show, filming
):
    season = show.seasons.get(number=1)
    press.live(claims=[filming(season=season, standing="reported"), filming(standing="rumoured")])
    place = read(client.get(ADDRESS)).one(".place")
    assert place.texts("b") == ["S1", "S2"]
    assert place.texts(".note") == ["Season 1, by what stories say: Reported"]


def test_a_place_that_only_a_claim_names_is_listed_unless_it_is_denied(
    client, press, show, filming
):
    for name, sure in (("Harlem", "confirmed"), ("Ohio", "denied")):
        location = Location.objects.create(name=name, slug=name.lower())
        claim = {"kind": "location", "says": f"It films in {name}", "location": location}
        press.live(claims=[filming(standing=sure, **claim)])
    page = read(client.get(ADDRESS))
    assert page.texts(".place h3") == ["Broadway & W 101st St", "Harlem"]
    assert page.texts(".place .note") == ["Season 2, by what stories say: Confirmed"]


def test_the_file_says_whose_it_is_and_where_it_leads(client, show):
    file = read(client.get(ADDRESS)).one(".factbox")
    facts = dict(zip(file.texts("dt"), file.texts("dd"), strict=True))
    assert facts == {
        "Full title": "Marvel’s Jessica Jones",
        "Also known as": "JJ, AKA Jessica Jones",
        "Network": "Netflix",
        "Franchise": "Marvel",
        "Premiered": "20 November 2015",
        "Showrunner": "Melissa Rosenberg",
        "Based on": "Alias, the comic",
        "Leads to": "The Defenders",
    }
    assert file.links() == [
        ("Netflix", "/networks/netflix/"),
        ("Marvel", "/franchises/marvel/"),
        ("Melissa Rosenberg", "/people/melissa-rosenberg/"),
        ("The Defenders", "/shows/the-defenders/"),
    ]


def test_the_score_says_who_counted_and_when(client, show):
    score = read(client.get(ADDRESS)).one(".score")
    assert score.one("b").text == "93%"
    assert score.one("progress")["value"] == "93"
    assert score.one(".chain").text == "Rotten Tomatoes, 81 reviews, noted 10 April 2017"


def test_cast_and_crew_lead_to_people_and_characters_with_their_seasons(client, show):
    section = read(client.get(ADDRESS)).one("section[aria-labelledby=cast]")
    assert section.texts("h3") == ["Cast", "Crew"]
    cast, crew = section.all(".cast")
    assert cast.texts("li") == [
        "Krysten RitterJessica Jones",
        "David TennantKilgrave, seasons 1 and 2",
    ]
    assert crew.texts("li") == ["Melissa RosenbergShowrunner"]
    assert ("Kilgrave", "/characters/kilgrave/") in cast.links()
    assert ("David Tennant", "/people/david-tennant/") in cast.links()


def test_directors_of_single_episodes_are_not_among_the_crew(client, catalog):
    episode = catalog["season"].episodes.get()
    director = Person.objects.create(name="Anna Foerster", slug="anna-foerster")
    Credit.objects.create(
        person=director,
        show=catalog["show"],
        season=catalog["season"],
        episode=episode,
        job="Director",
    )
    assert "Anna Foerster" not in read(client.get(ADDRESS)).one("main").text


def test_coverage_is_the_latest_stories_and_the_way_to_all(client, press, show):
    stories = [press.live(f"Story {n}", about=[show]) for n in range(8)]
    coverage = read(client.get(ADDRESS)).one("section[aria-labelledby=coverage]")
    found = [words for words, _ in coverage.links("article h3")]
    assert sorted(found) == sorted(story.headline for story in stories[2:])
    assert ("All 8 stories", STORIES) in coverage.links()


def test_all_stories_are_listed_newest_first_page_by_page(client, press, show):
    stories = [press.live(f"Story {n}", about=[show]) for n in range(23)]
    first = read(client.get(STORIES))
    assert first.one("h1").text == "All stories about Jessica Jones"
    assert first.links(".pagehead .label") == [("Jessica Jones", ADDRESS)]
    assert len(first.all("article")) == 20
    second = read(client.get(STORIES + first.one("a[rel=next]")["href"]))
    assert set(second.texts("article h3")) == {story.headline for story in stories[:3]}
    assert ("Back to the newest", STORIES) in second.links(".pager")


def test_a_show_of_which_nothing_is_known_is_a_page_all_the_same(client, jessica_jones):
    page = read(client.get(ADDRESS))
    assert page.one("h1").text == "Jessica Jones"
    for furniture in (".hero img", ".hero .standfirst", ".season", ".place", ".score", ".cast"):
        assert page.all(furniture) == []
    assert page.texts(".empty .loud") == [
        "No story has claimed anything about this show yet.",
        "No stories about this show yet.",
    ]
    assert "PremieresNo date yet" in page.texts(".facts div")
    assert page.texts("main a") == page.texts(".follow a")


def test_the_stories_of_a_show_without_any_lead_back_to_it(client, jessica_jones):
    page = read(client.get(STORIES))
    assert page.one(".empty .loud").text == "No stories about this show yet."
    assert ("Jessica Jones", ADDRESS) in page.links(".empty")


def test_there_is_no_page_about_a_show_that_is_not_there(client, db):
    assert client.get("/shows/nothing/").status_code == 404
    assert client.get("/shows/nothing/stories/").status_code == 404


@pytest.mark.parametrize(("address", "most"), [(ADDRESS, 17), (STORIES, 8)])
def test_three_of_everything_cost_what_one_costs(
    client, press, show, filming, olv, mcuexchange, address, most
):
    more_of_everything(press, filming, olv, mcuexchange, 11)
    one = count_queries(client, address)
    more_of_everything(press, filming, olv, mcuexchange, 12, 13)
    assert count_queries(client, address) == one
    assert one <= most


def test_the_date_of_a_fact_leads_to_the_claim_and_what_was_said_before_it_to_its_own(
    client, press, filming
):
    day = {"date_precision": "day"}
    first = press.live(claims=[filming(date_on=date(2017, 4, 10), **day)]).claims.get()
    second = press.live(
        claims=[filming(standing="confirmed", date_on=date(2017, 4, 17), **day)]
    ).claims.get()
    fact = read(client.get(ADDRESS)).one(".timeline li")
    assert fact.links(".when") == [("17 Apr 2017", second.get_absolute_url())]
    assert fact.one(".before").text == "Before: Season 2 began filming, 10 April 2017 (reported)"
    assert fact.links(".before") == [("Season 2 began filming", first.get_absolute_url())]


def test_a_fact_without_a_date_leads_to_its_claim_and_says_nothing_of_before(
    client, press, filming
):
    claim = press.live(claims=[filming()]).claims.get()
    fact = read(client.get(ADDRESS)).one(".timeline li")
    assert fact.links(".when") == [("10 Apr 2017", claim.get_absolute_url())]
    assert fact.all(".before") == []


@pytest.mark.parametrize("state", ["scheduled", "withdrawn"])
def test_what_readers_may_not_see_was_not_said_before(client, press, filming, state):
    hidden = getattr(press, state)
    hidden(claims=[filming(date_on=date(2017, 4, 1), date_precision="day")])
    press.live(claims=[filming(standing="confirmed")])
    assert read(client.get(ADDRESS)).all(".before") == []
