"""The list of sources, and a source's page with its track record."""

import pytest

from geekfeed.tests.cast import picture
from geekfeed.tests.reading import count_queries, read
from sources.models import Source

LIST = "/sources/"
ADDRESS = "/sources/on-location-vacations/"


def test_the_list_says_who_each_source_is_and_leads_to_its_page(client, press, olv):
    press.live(sources=[[olv]])
    olv.description = "They track film crews."
    olv.save()
    entry = read(client.get(LIST)).one(".directory li")
    assert entry.links("h2") == [("On Location Vacations", ADDRESS)]
    assert entry.one(".label").text == "publication"
    assert entry.one(".small").text == "They track film crews."
    assert entry.texts(".note") == ["Nothing to judge them by yet", "onlocationvacations.com"]


def test_the_list_is_in_order_of_names_page_by_page(client, press):
    made = [
        Source.objects.create(name=f"Source {number:02}", slug=f"source-{number}")
        for number in range(50)
    ]
    press.live(sources=[[source] for source in made])
    first = read(client.get(LIST))
    assert first.texts(".directory h2") == [f"Source {number:02}" for number in range(48)]
    second = read(client.get(LIST + first.one("a[rel=next]")["href"]))
    assert second.texts(".directory h2") == ["Source 48", "Source 49"]


def test_the_list_of_an_empty_site_says_so(client, db):
    page = read(client.get(LIST))
    assert page.one("h1").text == "Sources"
    assert page.one(".empty .loud").text == "There are no sources yet."


def test_the_head_says_who_they_are_and_leads_to_them(client, press, olv):
    press.live(sources=[[olv]])
    olv.description = "They track film crews."
    olv.save()
    page = read(client.get(ADDRESS))
    head = page.one(".pagehead")
    assert page.one("h1").text == "On Location Vacations"
    assert head.one(".label").text == "Source · publication"
    assert head.one(".standfirst").text == "They track film crews. onlocationvacations.com"
    assert head.links() == [("onlocationvacations.com", "https://onlocationvacations.com/")]
    assert page.one("title").text == "On Location Vacations · GeekFeed"


def test_what_they_said_names_the_record_the_day_and_the_way(
    client, press, filming, olv, mcuexchange
):
    story = press.live(sources=[[olv, mcuexchange]], claims=[filming(standing="reported")])
    row = read(client.get(ADDRESS)).one(".claims tbody tr")
    assert row["data-show"] == "jessica-jones"
    assert row.texts("td") == [
        "Season 2 began filming",
        "Jessica Jones, season 2",
        "10 April 2017, via MCUExchange",
        "Reported",
    ]
    assert row.links() == [
        ("Season 2 began filming", story.get_absolute_url()),
        ("Jessica Jones, season 2", "/shows/jessica-jones/season-2/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("Reported", story.claims.get().get_absolute_url()),
    ]


def test_what_came_straight_from_them_has_no_via(client, press, filming, olv):
    press.live(sources=[[olv]], claims=[filming()])
    assert read(client.get(ADDRESS)).texts(".claims tbody td")[2] == "10 April 2017"


def test_a_long_list_of_what_they_said_is_cut_and_says_so(client, press, filming, olv):
    press.live(sources=[[olv]], claims=[filming(position=n) for n in range(41)])
    page = read(client.get(ADDRESS))
    assert len(page.all(".claims tbody tr")) == 40
    assert page.one(".section__head .note").text == "The newest 40 of 41 claims"


def test_stories_that_rest_on_them_are_listed_page_by_page(client, press, olv):
    stories = [press.live(f"Story {n}", sources=[[olv]]) for n in range(22)]
    first = read(client.get(ADDRESS))
    assert len(first.all("section[aria-labelledby=resting] article")) == 20
    second = read(client.get(ADDRESS + first.one("a[rel=next]")["href"]))
    assert set(second.texts("article h3")) == {story.headline for story in stories[:2]}


def test_a_story_that_rests_on_two_of_their_pages_is_listed_once(client, press, olv):
    story = press.live(sources=[[olv]])
    story.citations.create(tag=olv, url="https://x.example/other", live_at=story.live_at)
    press.live(sources=[[olv]])
    page = read(client.get("/sources/on-location-vacations/"))
    assert page.texts(".panels h3") == ["Story 2", "Story 1"]


def test_what_they_passed_on_names_the_story_and_who_had_it_first(client, press, olv, mcuexchange):
    story = press.live("Production Starts", sources=[[olv, mcuexchange]])
    page = read(client.get("/sources/mcuexchange/"))
    assert page.one(".empty .loud").text == "No story rests on them yet."
    passed_on = page.one("section[aria-labelledby=passed-on]")
    assert passed_on.one("li").text == "Production Startsfirst said by On Location Vacations"
    assert passed_on.links() == [
        ("Production Starts", story.get_absolute_url()),
        ("On Location Vacations", ADDRESS),
    ]


def test_a_long_list_of_what_they_passed_on_is_cut_and_says_so(client, press, olv, mcuexchange):
    for number in range(13):
        press.live(f"Story {number}", sources=[[olv, mcuexchange]])
    passed_on = read(client.get("/sources/mcuexchange/")).one("section[aria-labelledby=passed-on]")
    assert len(passed_on.all("li")) == 12
    assert passed_on.one(".note").text == "The newest 12 of 13 reports"


def test_a_source_of_which_only_the_name_is_known_is_a_page(client, press, olv, mcuexchange):
    press.live(sources=[[olv, mcuexchange]])
    page = read(client.get("/sources/mcuexchange/"))
    assert page.one("h1").text == "MCUExchange"
    assert page.all(".pagehead .standfirst") == page.all(".record") == page.all(".figures") == []
    assert page.texts(".empty .loud") == ["No story rests on them yet."]


def test_a_name_is_text_and_not_markup_wherever_it_stands(client, press, mcuexchange):
    loud = Source.objects.create(name="<b>Loud & Co</b>", slug="loud")
    press.live(sources=[[loud, mcuexchange]])
    page = read(client.get("/sources/mcuexchange/"))
    assert ("<b>Loud & Co</b>", "/sources/loud/") in page.links(".handed")
    assert read(client.get("/sources/loud/")).one("h1").text == "<b>Loud & Co</b>"


def test_there_is_no_page_about_a_source_that_is_not_there(client, db):
    assert client.get("/sources/nobody/").status_code == 404


@pytest.mark.parametrize("address", [LIST, ADDRESS, "/sources/mcuexchange/"])
def test_three_of_everything_cost_what_one_costs(client, press, filming, olv, mcuexchange, address):
    def more(*numbers):
        for n in numbers:
            other = Source.objects.create(name=f"Source {n}", slug=f"source-{n}")
            press.live(
                sources=[[olv, mcuexchange], [mcuexchange, olv], [other]],
                claims=[filming()],
                lead_image=picture(f"Picture {n}"),
            )

    more(1)
    one = count_queries(client, address)
    more(2, 3)
    assert count_queries(client, address) == one
    assert one <= 7
