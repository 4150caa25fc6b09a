"""The front page: what editors chose, what films, the latest, the ledger, the shows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import front_page
from articles.models import Article, Claim, FrontPageSlot
from geekfeed.tests.cast import FIRST_DAY, Press, picture
from geekfeed.tests.reading import Element, count_queries, read
from shows.models import Season, Show

HIDDEN = ["draft", "in_review", "scheduled", "withdrawn"]


def lead(*stories: Article) -> None:
    for position, story in enumerate(stories, start=1):
        FrontPageSlot.objects.create(position=position, article=story)


def show(name: str, **facts) -> Show:
    return Show.objects.create(name=name, slug=name.lower().replace(" ", "-"), **facts)


def headlines(page: Element, selector: str) -> list[str]:
    return page.texts(f"{selector} h3")


def older(page: Element) -> str:
    return "/" + page.one(".pager a[rel=next]")["href"]


def test_a_new_site_says_how_to_begin(client, db):
    page = read(client.get("/"))
    assert page.texts("h1") == ["Nothing is out yet"]
    assert ("Go to the desk", "/admin/") in page.links("main")
    assert page.all("main section") == []


def test_the_name_is_the_headline_and_its_date_that_of_the_newest_story(client, press):
    lead(press.live(at=FIRST_DAY - timedelta(days=3)))
    press.live(at=FIRST_DAY)
    page = read(client.get("/"))
    assert page.one("header.masthead--front time")["datetime"] == "2017-04-10"
    assert page.texts("h1") == ["GeekFeed front page"]
    assert page.one("title").text.startswith("GeekFeed: ")


def test_the_splash_says_what_it_claims_how_surely_and_on_whose_word(
    client, press, filming, season_2, olv, mcuexchange
):
    story = press.live(
        "The Lead",
        standfirst="Why it matters.",
        lead_image=picture("The lead"),
        about=[season_2],
        sources=[[olv, mcuexchange]],
        claims=[filming(standing="reported"), filming(standing="denied", kind="other")],
    )
    lead(story)
    splash = read(client.get("/")).one("article.splash")
    assert splash["data-show"] == "jessica-jones"
    assert splash.links("h2") == [("The Lead", story.get_absolute_url())]
    assert splash.one(".standfirst").text == "Why it matters."
    assert splash.links(".kicker") == [("TV", "/tv/"), ("Jessica Jones", "/shows/jessica-jones/")]
    assert splash.one(".standing")["data-standing"] == "reported"
    assert splash.one(".chain").text == "On Location Vacations via MCUExchange"
    assert splash.one("img")["alt"] == "The lead, drawn"


def test_leads_stand_in_the_order_that_editors_gave_them(client, press):
    stories = [press.live(f"Lead {number}") for number in range(1, 8)]
    lead(*reversed(stories))
    page = read(client.get("/"))
    assert page.texts(".splash h2") == ["Lead 7"]
    assert headlines(page, ".seconds") == ["Lead 6", "Lead 5", "Lead 4"]
    assert headlines(page, ".splash__with") == ["Lead 3", "Lead 2"]
    assert page.texts("[aria-labelledby=front-latest] h3") == ["Lead 1"]


def test_without_a_choice_the_newest_lead(client, press):
    for number in range(1, 8):
        press.live(f"Story {number}")
    page = read(client.get("/"))
    assert page.texts(".splash h2") == ["Story 7"]
    assert page.texts("[aria-labelledby=front-latest] h3") == ["Story 2", "Story 1"]


@pytest.mark.parametrize("state", HIDDEN)
def test_a_lead_that_is_not_live_gives_way_to_the_next(client, press, filming, state):
    facts = {"about": [filming()["show"]], "claims": [filming(says="Not for readers")]}
    lead(getattr(press, state)("Not for readers", **facts), press.live("For everybody"))
    page = read(client.get("/"))
    assert page.texts(".splash h2") == ["For everybody"]
    assert "Not for readers" not in page.text


def test_a_single_story_fills_the_page_alone(client, press):
    story = press.live("The Only One")
    page = read(client.get("/"))
    assert page.one(".splash")["data-w"] == "12"
    assert page.links(".splash h2") == [("The Only One", story.get_absolute_url())]
    absent = [".seconds", "[aria-labelledby=front-latest]", ".ledger", ".callsheet", ".spines"]
    assert {selector: len(page.all(selector)) for selector in absent} == dict.fromkeys(absent, 0)


def test_filming_now_has_a_slug_line_for_each_season_before_a_camera(
    client, press, filming, season_2, olv
):
    claim = filming(standing="reported", date_on=FIRST_DAY.date(), date_precision="day")
    press.live(claims=[claim], sources=[[olv]])
    line = read(client.get("/")).one(".callsheet .scenes")
    assert line.links("b") == [("Jessica Jones, Season 2", season_2.get_absolute_url())]
    assert line.one(".day").text == "Since 10 April 2017"
    assert line.links("h3") == [("Broadway & W 101st St", "/locations/west-101st-street/")]
    assert line.one(".standing")["data-standing"] == "reported"
    assert line.one(".chain").text == "On Location Vacations"


@pytest.mark.parametrize("gone", ["it", "the place"])
def test_what_is_withdrawn_while_the_page_is_made_is_not_on_it(client, press, filming, gone):
    press.live(claims=[filming(standing="reported", location=None)])
    place = press.live(claims=[filming(kind="location", standing="reported")])
    claims = Claim.objects.filter(kind="location" if gone == "the place" else "filming_began")

    def judge_then_withdraw(execute, sql, *asked):
        answer = execute(sql, *asked)
        if '"citation__hops__source_id"' in sql:  # what claims are judged by
            claims.update(live_at=None)
        return answer

    with connection.execute_wrapper(judge_then_withdraw):
        page = read(client.get("/"))
    assert claims.filter(live_at=None).exists()
    shown = [scene.one("h3").text for scene in page.all(".callsheet .scenes li")]
    assert shown == ([] if gone == "it" else ["Location not given"])
    stories = [address for _, address in page.links(".ledger")]
    assert (place.get_absolute_url() in stories) is (gone == "it")


def test_a_season_that_has_wrapped_is_in_the_cutting_room_and_last(client, press, filming):
    other = show("The Defenders")
    first = Season.objects.create(show=other, number=1)
    wrapped = filming(kind="filming_wrapped", show=other, season=first, standing="confirmed")
    press.live(claims=[filming(standing="confirmed")])
    press.live(
        claims=[
            wrapped
            | {"date_on": FIRST_DAY.date().replace(day=1, month=3)}
            | {"date_precision": "month"}
        ]
    )
    scenes = read(client.get("/")).one(".scenes")
    assert scenes.texts("h3") == ["Broadway & W 101st St", "In the cutting room"]
    assert scenes.texts(".day") == ["In production", "Wrapped, March 2017"]


def test_neither_rumours_nor_denials_nor_plans_are_filming(client, press, filming):
    later = datetime.now(tz=UTC).date() + timedelta(days=40)
    for number, facts in enumerate(
        [
            {"standing": "rumoured"},
            {"standing": "denied"},
            {"standing": "confirmed", "date_on": later, "date_precision": "day"},
        ]
    ):
        season = Season.objects.create(show=filming()["show"], number=number + 3)
        press.live(claims=[filming(season=season, **facts)])
    assert read(client.get("/")).all(".callsheet") == []


def test_the_ledger_sorts_what_is_claimed_by_how_sure_it_is(client, press, filming, olv):
    story = press.live(
        claims=[
            filming(kind="other", says=f"It is {standing}", standing=standing)
            for standing in ("rumoured", "reported", "reported", "confirmed", "denied")
        ],
        sources=[[olv]],
    )
    story.claims.filter(says="It is reported").last().delete()
    ledger = read(client.get("/")).one(".ledger")
    assert ledger.texts("h3") == ["Rumoured", "Reported", "Confirmed", "Denied"]
    assert ledger.texts(".says") == [
        f"It is {s}" for s in ("rumoured", "reported", "confirmed", "denied")
    ]
    assert {link["href"] for link in ledger.all(".says")} == {story.get_absolute_url()}
    assert ledger.texts(".subject") == ["Jessica Jones"] * 4
    assert ledger.texts(".chain") == ["On Location Vacations"] * 4
    assert ledger.texts("s") == ["It is denied"]


def test_the_ledger_judges_by_what_was_said_long_ago_too(client, press, filming, monkeypatch):
    monkeypatch.setattr(front_page, "CLAIMS_READ", 1)
    press.live(claims=[filming(standing="confirmed")])
    press.live(claims=[filming(standing="rumoured")])
    ledger = read(client.get("/")).one(".ledger")
    assert ledger.texts(".confirmed .says") == ["Season 2 began filming"]
    assert ledger.texts(".rumoured .says") == []


def test_only_the_shows_in_the_news_are_in_the_ledger(client, press, filming, monkeypatch):
    monkeypatch.setattr(front_page, "SHOWS", 2)
    for number, standing in enumerate(["rumoured", "reported", "confirmed"]):
        about = {"show": show(f"Show {number}"), "season": None}
        press.live(claims=[filming(standing=standing, **about)])
    assert read(client.get("/")).texts(".ledger .subject") == ["Show 1", "Show 2"]


def test_what_no_show_is_part_of_is_not_in_the_ledger(client, press, catalog):
    press.live(claims=[{"says": "She is cast", "kind": "casting", "person": catalog["person"]}])
    assert read(client.get("/")).all(".ledger") == []


def test_a_column_of_the_ledger_without_facts_says_so(client, press, filming):
    press.live(claims=[filming(standing="confirmed")])
    ledger = read(client.get("/")).one(".ledger")
    assert [len(section.all("p.note")) for section in ledger.all("section")] == [1, 1, 0, 1]


def test_each_show_on_the_shelf_is_a_book_with_its_newest_story(client, press, jessica_jones):
    jessica_jones.poster = picture("Poster")
    jessica_jones.save()
    defenders = show("The Defenders", shelf_position=2)
    show("Nothing Yet", shelf_position=3)
    off_shelf = show("Off the Shelf")
    press.live("Old", about=[jessica_jones], at=FIRST_DAY - timedelta(days=9))
    press.live("About the Defenders", about=[defenders], at=FIRST_DAY - timedelta(days=1))
    press.live("New", about=[jessica_jones], at=FIRST_DAY)
    press.live("Elsewhere", about=[off_shelf], at=FIRST_DAY)
    spines = read(client.get("/")).one(".spines")
    assert [book["data-show"] for book in spines.all("li")] == ["jessica-jones", "the-defenders"]
    assert spines.texts("h3") == ["New", "About the Defenders"]
    assert spines.texts("small") == ["2 stories", "1 story"]
    assert [len(book.all("img")) for book in spines.all("li")] == [1, 0]


def test_a_story_about_two_shows_is_the_news_of_the_first(client, press, jessica_jones):
    defenders = show("The Defenders", shelf_position=2)
    press.live("About the Defenders", about=[defenders], at=FIRST_DAY - timedelta(days=1))
    press.live("About both", about=[jessica_jones, defenders], at=FIRST_DAY)
    spines = read(client.get("/")).one(".spines")
    assert spines.texts("h3") == ["About both", "About the Defenders"]
    assert spines.texts("small") == ["1 story", "2 stories"]


def test_the_second_page_is_the_rest_of_the_latest_and_nothing_else(client, press):
    for number in range(1, 24):
        press.live(f"Story {number}")
    first = read(client.get("/"))
    second = read(client.get(older(first)))
    assert second.texts("h1") == ["Older stories"]
    assert headlines(second, "main") == ["Story 4", "Story 3", "Story 2", "Story 1"]
    assert second.all(".masthead--front") + second.all(".splash") + second.all(".spines") == []
    assert second.links(".pager") == [("Back to the newest", "/")]


def test_a_story_appears_once_among_leads_and_latest(client, press):
    for number in range(1, 24):
        press.live(f"Story {number}", lead_image=picture() if number % 3 else None)
    page = read(client.get("/"))
    latest = page.texts("[aria-labelledby=front-latest] h3")
    leads = (
        page.texts(".splash h2") + headlines(page, ".seconds") + headlines(page, ".splash__with")
    )
    assert leads == [f"Story {n}" for n in range(23, 18, -1)]
    assert latest == [f"Story {n}" for n in range(18, 4, -1)]


def test_every_id_is_used_once_and_every_label_points_at_one(client, press, filming):
    for _ in range(10):
        press.live(about=[filming()["show"]], claims=[filming(standing="confirmed")])
    page = read(client.get("/"))
    ids = [element["id"] for element in page.all("[id]")]
    assert len(ids) == len(set(ids))
    assert {element["aria-labelledby"] for element in page.all("[aria-labelledby]")} <= set(ids)


def fill(press: Press, filming: Callable[..., dict], count: int, sources: list) -> None:
    """So many leads, stories, seasons that film, and claims."""
    for number in range(count):
        season = Season.objects.create(show=filming()["show"], number=count * 10 + number)
        facts = {"about": [season], "sources": [sources], "lead_image": picture()}
        press.live(claims=[filming(season=season)], **facts)
        story = press.live(claims=[filming(season=season, standing="confirmed")] * count, **facts)
        FrontPageSlot.objects.create(position=count + number, article=story)


def test_it_asks_the_database_twice_whatever_is_on_it(client, press, filming, olv, mcuexchange):
    fill(press, filming, 1, [olv, mcuexchange])
    one = count_queries(client, "/")
    fill(press, filming, 3, [olv, mcuexchange])
    three = count_queries(client, "/")
    assert (one, three) == (2, 2)


def test_it_asks_no_more_when_nobody_chose_leads(client, press, filming, olv, mcuexchange):
    fill(press, filming, 3, [olv, mcuexchange])
    FrontPageSlot.objects.all().delete()
    assert count_queries(client, "/") == 2


def test_a_new_edition_costs_the_same_whatever_is_on_it(client, press, filming, olv, mcuexchange):
    def costs() -> int:
        client.get("/")  # and its questions are composed
        press.live(about=[filming()["show"]])
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    fill(press, filming, 1, [olv, mcuexchange])
    one = costs()
    fill(press, filming, 3, [olv, mcuexchange])
    assert (one, costs()) == (11, 11)
