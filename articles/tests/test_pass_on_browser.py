"""A story's link, copied or handed to the system's share sheet, in a browser."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

HAS_A_SHEET = """
navigator.share = (shared) => { window.shared = shared; return Promise.reject(new Error()); };
"""


@pytest.fixture
def story(press):
    return press.live("A crew in the street")


@pytest.fixture
def opened(new_page, live_server, story):
    def open_story(script: str = "", **options) -> Page:
        page = new_page(**options)
        page.add_init_script(script)
        page.goto(live_server.url + story.get_absolute_url())
        return page

    return open_story


def test_the_canonical_address_is_copied_and_that_is_said(opened, story):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".pass-on").get_by_role("status")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == settings.SITE_URL + story.get_absolute_url()


def test_a_browser_that_copies_nothing_says_where_the_address_is(opened):
    page = opened("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".pass-on").get_by_role("status")).to_have_text(
        "This browser did not let us. Copy the address at its top."
    )


def test_the_sheet_gets_headline_and_address_and_closing_it_is_no_error(opened, story):
    page = opened(HAS_A_SHEET)
    page.get_by_role("button", name="Share …").click()
    assert page.evaluate("window.shared") == {
        "title": story.headline,
        "url": settings.SITE_URL + story.get_absolute_url(),
    }
    expect(page.locator(".pass-on").get_by_role("status")).to_have_text("")


def test_without_a_sheet_there_is_no_button_for_it(opened):
    page = opened("delete Navigator.prototype.share;")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_text("Share …")).to_be_hidden()


def test_without_a_script_nothing_of_it_is_there(opened):
    page = opened(java_script_enabled=False)
    expect(page.get_by_text("Copy link")).to_be_hidden()
    expect(page.get_by_text("Share …")).to_be_hidden()
