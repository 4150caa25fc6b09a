"""The search box in a browser: by keyboard, with what it offers while somebody types."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from shows.models import Show

pytestmark = pytest.mark.journey

BOX = "input[type=search]"
OPTION = "[role=option]"


@pytest.fixture
def site(press, live_server):
    Show.objects.create(name="Jessica Jones", slug="jessica-jones")
    press.live("Jessica films in Queens", slug="jessica-films")
    call_command("reindex", verbosity=0)
    return live_server.url


def test_a_slash_leads_to_the_search_and_into_its_box(page, site):
    page.goto(f"{site}/shows/")
    page.keyboard.press("/")
    page.wait_for_url(f"{site}/search/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator(BOX)).to_have_value("a/b")
    page.goto(f"{site}/search/?q=jessica")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()


def test_whoever_wants_no_key_to_do_anything_turns_it_off(page, site):
    page.goto(f"{site}/shows/")
    switch = page.get_by_label("/ leads to the search")
    page.get_by_label("Auto").focus()  # no field that somebody types in
    page.keyboard.press("/")
    page.wait_for_url(f"{site}/search/")
    switch.uncheck()
    page.goto(f"{site}/shows/")
    expect(switch).not_to_be_checked()
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert page.url == f"{site}/shows/"
    switch.check()
    page.keyboard.press("/")
    page.wait_for_url(f"{site}/search/")


def test_what_is_offered_is_reached_by_arrows_and_opened_by_enter(page, site):
    page.goto(f"{site}/search/")
    box = page.locator(BOX)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("jess")
    expect(page.locator(OPTION)).to_have_text(["Jessica Jones", "Jessica films in Queens"])
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator(f"{OPTION}[aria-selected=true]")
    expect(chosen).to_have_text("Jessica films in Queens")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/jessica-films/")


def test_what_was_typed_is_searched_where_nothing_is_chosen(page, site):
    page.goto(f"{site}/search/")
    box = page.locator(BOX)
    box.press_sequentially("jess")
    expect(page.locator(OPTION)).to_have_count(2)
    box.press("ArrowDown")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Enter")
    page.wait_for_url(f"{site}/search/?q=jess")


def test_escape_closes_the_list_and_keeps_what_was_typed(page, site):
    page.goto(f"{site}/search/")
    box = page.locator(BOX)
    box.press_sequentially("jess")
    expect(page.locator(OPTION)).to_have_count(2)
    box.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(box).to_have_value("jess")
    expect(box).to_have_attribute("aria-expanded", "false")
