"""Whole journeys by the keyboard: a reader from the front page to a story's sources, an editor from
signing in to publishing. Focus is seen at every stop.
"""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles.models import Article
from geekfeed.tests.focus import stops, tab_to

SIZES = [{"width": 1280, "height": 800}, {"width": 360, "height": 640}]


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_a_reader_goes_from_the_front_page_to_a_story_s_sources(
    live_server, new_page: Callable[..., Page], press, filming, olv, mcuexchange, size
):
    claim = filming()
    press.live(
        "Trucks on 101st Street",
        about=[claim["season"]],
        sources=[[olv, mcuexchange]],
        claims=[claim],
        standfirst="They are here.",
        slug="trucks",
    )
    call_command("reindex", verbosity=0)
    page = new_page(viewport=size)
    page.goto(live_server.url)
    tab_to(page, "Skip to the page")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    tab_to(page, "Trucks on 101st Street")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trucks/")
    names = stops(page)
    assert names[0] == "Skip to the page"
    assert {"On Location Vacations", "Read it at x.example"} <= set(names)

    page.goto(page.url)
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    # A browser gives a field the focus that its page asks for with its first picture, not before.
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("krysten")
    expect(page.get_by_role("combobox")).to_have_value("krysten")
    expect(page.locator("[role=option]")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/krysten-ritter/")
    assert stops(page)[0] == "Skip to the page"


@pytest.mark.parametrize("address", ["/production/?from=2017", "/calendar/?month=2017-04"])
def test_every_stop_of_a_page_is_seen(live_server, new_page, press, filming, olv, address):
    claim = filming(date_on="2017-04-10", date_precision="day")
    press.live(about=[claim["season"]], sources=[[olv]], claims=[claim])
    page = new_page(viewport=SIZES[0])
    page.goto(live_server.url + address)
    assert "Jessica Jones, season 2" in "; ".join(stops(page))


def test_an_editor_signs_in_reviews_and_publishes(
    live_server, new_page, press, season_2, olv, editor
):
    story = press.in_review(
        "Trucks on 101st Street",
        about=[season_2],
        sources=[[olv]],
        standfirst="They are here.",
        topics=["filming"],
    )
    page = new_page(viewport=SIZES[0])
    page.goto(f"{live_server.url}/admin/")
    if not page.evaluate("document.activeElement.name === 'username'"):
        tab_to(page, "Username")
    page.keyboard.type("editor")
    page.keyboard.press("Tab")
    page.keyboard.type("editor")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/admin/")
    tab_to(page, "Review it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    tab_to(page, "Publish")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Readers see it now")).to_be_visible()
    assert Article.objects.live().filter(pk=story.pk).exists()
