"""What only a browser can show of bans and lists: that they are made by keyboard and without a
script, that they fit into a narrow window, and what axe finds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments import banning, listing
from comments.models import Ban, Commenter, Listed
from comments.tests.desk import QUEUE, opener, reader, say
from geekfeed.tests.axe import violations
from geekfeed.tests.test_axe_browser import look  # noqa: F401

LONG = "a-very-long-name-of-a-host-that-has-no-place-to-be-broken"


@pytest.fixture
def kilgrave(live_server, press) -> Commenter:
    person = reader("Kilgrave")
    say(press.live("A story"), person, "Smile.", "held", network="203.0.113.7")
    return person


@pytest.fixture
def desk(live_server: Any, new_page, editor, kilgrave):
    return opener(new_page, live_server, editor)


def by(person: Commenter) -> str:
    return f"{QUEUE}by/{person.pk}/"


def test_somebody_is_banned_by_keyboard(desk, kilgrave):
    page = desk(by(kilgrave))
    page.locator("#ban-card summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("This person")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_label("How long")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Spam")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    ban = Ban.objects.get()
    assert (ban.what, ban.why) == ("kilgrave@example.com", "Spam")
    assert round((ban.until - ban.at) / timedelta(days=1)) == 30
    with page.expect_navigation():
        page.get_by_role("button", name="Lift it “Banned by e-mail address”").press("Enter")
    assert Ban.objects.count() == 0


def test_all_of_it_works_without_a_script(desk, kilgrave):
    page = desk(f"{QUEUE}bans/", java_script_enabled=False)
    page.get_by_label("E-mail address, host or network").fill("@example.com")
    page.get_by_label("How long").select_option(label="For good")
    page.get_by_role("button", name="Ban", exact=True).click()
    page.get_by_role("link", name="Words and links").click()
    page.get_by_label("Hosts that links lead to").check()
    page.get_by_label("is not taken").check()
    page.get_by_label("One on each line").fill("shop.example.com\nno host")
    page.get_by_role("button", name="Put on the list").click()
    expect(page.get_by_label("One on each line")).to_have_value("no host")
    page.get_by_label("A text").fill("See shop.example.com")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#try .because")).to_have_text("It would not be taken. shop.example.com")
    assert list(Ban.objects.values_list("what", "until")) == [("@example.com", None)]
    assert list(Listed.objects.values_list("what", "then")) == [("shop.example.com", "refuse")]
    page.get_by_role("link", name="Links", exact=True).click()
    page.get_by_role("button", name="Take off “shop.example.com”").click()
    assert Listed.objects.count() == 0


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    live_server,
    desk,
    look,  # noqa: F811
    kilgrave,
    editor,
):
    banning.ban("person", str(kilgrave.pk), editor, "Orders people. " * 10, about=kilgrave)
    banning.ban("email", f"@{LONG}.example.com", editor, LONG, about=kilgrave)
    banning.ban("network", "203.0.113.0/24", editor)
    reader(LONG[:60], f"{LONG}@example.com")
    Ban.objects.filter(kind="network").update(until=timezone.now() - timedelta(days=1))
    listing.put("word", "kilgrav*", "hold", editor)
    listing.put("word", f"{LONG} x", "refuse", editor)
    listing.put("link", f"{LONG}.example.com", "refuse", editor)
    page = desk()
    lists = f"{QUEUE}lists/"
    addresses = [QUEUE, by(kilgrave), f"{QUEUE}bans/", lists, f"{lists}?kind=link"]
    addresses += [f"{QUEUE}people/", f"{QUEUE}people/?q={LONG}"]
    assert look(page, addresses) == {}
    # What has come back, and the form that was closed.
    for address, press in (
        (by(kilgrave), lambda: page.locator("#ban-card summary").click()),
        (f"{QUEUE}bans/", lambda: page.get_by_role("button", name="Ban", exact=True).click()),
        (lists, lambda: page.get_by_role("button", name="Put on the list").click()),
    ):
        page.set_viewport_size({"width": 360, "height": 800})
        for light in ("light", "dark"):
            page.emulate_media(color_scheme=light)
            page.goto(live_server.url + address)
            press()
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == 360
