"""The open rumours of the site: which are listed, by show and page by page, and what that costs."""

from datetime import date, timedelta

import pytest

from articles import rumours, views, workflow
from geekfeed.lib.paging import paginate
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import count_queries, read
from shows.models import Season, Show

ADDRESS = "/rumours/"


@pytest.fixture
def rumour(press, filming):
    """Publish a story that rumours something."""

    def made(says="It films in Ohio", sources=(), at=None, **facts):
        claim = filming(kind="other", says=says, standing="rumoured") | facts
        return press.live(f"Story on {says}", sources=sources, claims=[claim], at=at)

    return made


@pytest.fixture
def luke_cage(db) -> dict:
    show = Show.objects.create(name="Luke Cage", slug="luke-cage")
    return {"show": show, "season": Season.objects.create(show=show, number=2)}


def listed(client, address=ADDRESS):
    return read(client.get(address)).texts(".rumours h3")


def test_a_rumour_stands_with_show_date_chain_standing_story_and_since_when(
    client, rumour, olv, mcuexchange
):
    day = {"date_on": date(2018, 1, 1), "date_precision": "year"}
    story = rumour(sources=[[olv, mcuexchange]], at=FIRST_DAY, **day)
    page = read(client.get(ADDRESS))
    assert page.texts("h1") == ["Rumours"]
    line = page.one(".rumours li")
    assert line["data-show"] == "jessica-jones"
    assert line.one(".rumours__when").text == "2018, to the year"
    assert line.one(".chain").text == "On Location Vacations via MCUExchange"
    assert line.one(".standing")["data-standing"] == "rumoured"
    assert line.one(".rumours__since time").text == "Open since 10 April 2017"
    assert line.links() == [
        ("Jessica Jones, season 2", "/shows/jessica-jones/season-2/"),
        ("It films in Ohio", story.claims.get().get_absolute_url()),
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("Story on It films in Ohio", story.get_absolute_url()),
    ]


@pytest.mark.parametrize("record", ["person", "character", "location"])
def test_a_rumour_about_no_show_names_what_it_is_about(client, rumour, catalog, record):
    rumour(**dict.fromkeys(set(catalog) - {record}))
    line = read(client.get(ADDRESS)).one(".rumours li")
    about = catalog[record]
    assert line.links()[0] == (about.name, about.get_absolute_url())
    assert "data-show" not in line


def test_the_newest_comes_first_and_only_what_is_rumoured(client, press, filming, rumour):
    rumour("Older", at=FIRST_DAY)
    rumour("Newer", at=FIRST_DAY + timedelta(days=1))
    for standing in ("reported", "confirmed", "denied"):
        press.live(claims=[filming(kind="other", says=standing, standing=standing)])
    assert listed(client) == ["Newer", "Older"]


@pytest.mark.parametrize("standing", ["reported", "confirmed", "denied"])
def test_a_rumour_is_open_until_a_story_says_more(client, press, filming, rumour, standing):
    rumour()
    claim = filming(kind="other", says="It films in Ohio", standing=standing)
    press.scheduled(claims=[claim])
    press.withdrawn(claims=[claim])
    assert listed(client) == ["It films in Ohio"]
    story = press.live(claims=[claim])
    assert listed(client) == []
    workflow.withdraw(story, None)
    assert listed(client) == ["It films in Ohio"]


def test_one_report_told_twice_is_one_rumour(client, rumour, olv):
    first = rumour(sources=[[olv]], at=FIRST_DAY)
    rumour(sources=[[olv]], at=FIRST_DAY + timedelta(days=1))
    page = read(client.get(ADDRESS))
    assert page.links(".rumours h3") == [
        ("It films in Ohio", first.claims.get().get_absolute_url())
    ]


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_rumours_of_hidden_stories_are_not_told(client, press, filming, state):
    claim = filming(kind="other", says="Zanzibar", standing="rumoured")
    getattr(press, state)(claims=[claim])
    page = read(client.get(ADDRESS))
    assert "Zanzibar" not in page.text
    assert page.all(".choices") == []


def test_they_can_be_narrowed_to_a_show_that_has_some(client, rumour, luke_cage):
    rumour("In Ohio")
    rumour("In Harlem", person=None, character=None, **luke_cage)
    Show.objects.create(name="Iron Fist", slug="iron-fist")
    page = read(client.get(ADDRESS))
    assert page.links(".choices") == [
        ("All shows", "/rumours/"),
        ("Jessica Jones", "?show=jessica-jones"),
        ("Luke Cage", "?show=luke-cage"),
    ]
    assert page.one(".choices [aria-current]").text == "All shows"
    page = read(client.get(f"{ADDRESS}?show=luke-cage"))
    assert page.texts(".rumours h3") == ["In Harlem"]
    assert page.one(".choices [aria-current]").text == "Luke Cage"
    assert page.one("title").text == "Rumours about Luke Cage · GeekFeed"


def test_a_show_without_rumours_says_so_and_where_others_are(client, rumour, luke_cage):
    rumour()
    page = read(client.get(f"{ADDRESS}?show=luke-cage"))
    assert page.one(".empty .loud").text == "No rumour about Luke Cage is open."
    assert page.links(".empty") == [("All open rumours", "/rumours/")]


def test_a_site_without_rumours_says_so_and_what_there_is(client, db):
    page = read(client.get(ADDRESS))
    assert page.one(".empty .loud").text == "No rumour is open."
    assert page.links(".empty") == [("All shows", "/shows/")]


@pytest.mark.parametrize("slug", ["nothing", "%00", "a%00b", "x" * 10_000, "%F0%9F%92%A9"])
def test_a_show_that_there_is_not_is_a_404(client, rumour, slug):
    rumour()
    assert client.get(f"{ADDRESS}?show={slug}").status_code == 404


def test_the_next_page_keeps_the_show(client, rumour, luke_cage, monkeypatch):
    for number in range(3):
        rumour(f"In Ohio {number}")
    rumour("In Harlem", **luke_cage)
    monkeypatch.setattr(views, "paginate", lambda *a, **k: paginate(*a, **k | {"size": 2}))
    page = read(client.get(f"{ADDRESS}?show=jessica-jones"))
    link = page.one(".pager a[rel=next]")
    assert link.text == "Older rumours"
    assert listed(client, ADDRESS + link["href"]) == ["In Ohio 0"]
    assert listed(client, ADDRESS) == ["In Harlem", "In Ohio 2"]


def test_the_footer_and_the_page_of_what_is_lost_lead_there(client, db):
    assert ("Rumours", ADDRESS) in read(client.get("/archive/")).links(".footer")
    lost = client.get("/nothing/of/the/kind/").content.decode()
    assert f'<a href="{ADDRESS}">Open rumours</a>' in lost


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?show=jessica-jones"])
def test_it_asks_the_database_three_times_however_many_there_are(
    client, rumour, olv, mcuexchange, address
):
    rumour("Ohio", sources=[[olv, mcuexchange]])
    one = count_queries(client, address)
    for number in range(3):
        show = Show.objects.create(name=f"Show {number}", slug=f"show-{number}")
        rumour(f"Ohio {number}", sources=[[olv, mcuexchange]])
        rumour(f"Harlem {number}", sources=[[olv]], show=show, season=None)
    assert (one, count_queries(client, address)) == (3, 3)


def test_no_show_is_none():
    assert rumours.chosen("", []) is None
