"""What only a browser can show of moderation: its keys, that it works without a script, and what
axe finds."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from comments import moderation, reporting
from comments.models import Act, Comment
from comments.tests.desk import QUEUE, ago, opener, page_of, reader, say
from geekfeed.tests.test_axe_browser import look  # noqa: F401

pytestmark = pytest.mark.journey


@pytest.fixture
def held(live_server, press) -> list[Comment]:
    """Five, oldest first."""
    story = press.live("A story")
    return [
        say(story, reader(f"Reader {n}"), f"Said {n}", "held", posted_at=ago(minutes=50 - n))
        for n in range(5)
    ]


@pytest.fixture
def desk(live_server: Any, new_page, editor, held):
    return opener(new_page, live_server, editor)


def here(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('.row')?.id ?? ''")


def states(comments: list[Comment]) -> list[str]:
    return [Comment.objects.get(pk=comment.pk).state for comment in comments]


def test_a_queue_is_gone_through_by_keyboard(desk, held):
    page = desk()
    expect(page.locator("[data-keys]")).to_be_visible()
    rows = [f"row-{comment.pk}" for comment in held]
    found = []
    for key in "jjk":
        page.keyboard.press(key)
        found.append(here(page))
    assert found == [rows[0], rows[1], rows[0]]
    # A approves, and the next one has the focus.
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator(f"#{rows[1]}")).to_be_focused()
    # R asks why: Esc leaves it, Enter presses the first reason, Tab leads to the others.
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="It attacks or insults somebody").first).to_be_focused()
    page.keyboard.press("Escape")
    assert here(page) == rows[1]
    page.keyboard.press("r")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(f"#{rows[2]}")).to_be_focused()
    assert states(held) == ["shown", "removed", "held", "held", "held"]
    assert Act.objects.filter(verb="remove").get().why == "It advertises something"
    # C covers, and what is covered still waits.
    with page.expect_navigation():
        page.keyboard.press("c")
    expect(page.locator(f"#{rows[3]}")).to_be_focused()
    assert Comment.objects.get(pk=held[2].pk).is_spoiler is True
    # X ticks two, and the button above takes both.
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-selected]")).to_have_text("2 ticked")
    with page.expect_navigation():
        page.locator(".together").get_by_role("button", name="Approve").click()
    expect(page.locator(f"#{rows[2]}")).to_be_focused()
    assert states(held) == ["shown", "removed", "held", "shown", "shown"]
    # O opens it, and there the same letters press its own buttons.
    with page.expect_navigation():
        page.keyboard.press("o")
    assert page.url.endswith(page_of(held[2]))
    with page.expect_navigation():
        page.keyboard.press("a")
    assert states(held)[2] == "shown"


def test_h_holds_and_letters_in_a_field_are_letters(desk, held, editor):
    moderation.approve(held[0], editor)
    page = desk(f"{QUEUE}?queue=approved")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("h")
    assert states(held)[0] == "held"
    page.goto(page.url.split("/admin")[0] + page_of(held[0]))
    page.get_by_label("In your words").press_sequentially("A rash, harsh word")
    assert page.get_by_label("In your words").input_value() == "A rash, harsh word"
    assert states(held)[0] == "held"


def test_everything_works_without_a_script(desk, held):
    page = desk(java_script_enabled=False)
    expect(page.locator("[data-keys]")).to_be_hidden()
    row = page.locator(f"#row-{held[0].pk}")
    row.get_by_role("button", name="Approve").click()
    row = page.locator(f"#row-{held[1].pk}")
    row.locator("summary").click()
    row.get_by_role("button", name="It is not about the story").click()
    for comment in held[2:4]:
        page.locator(f"#row-{comment.pk} input[name=comment]").check()
    page.get_by_label("Remove because").select_option(label="It advertises something")
    page.locator(".together").get_by_role("button", name="Remove").click()
    assert states(held) == ["shown", "removed", "removed", "removed", "held"]


def test_axe_finds_nothing_on_the_pages_about_comments(live_server, desk, look, held, editor):  # noqa: F811
    story = held[0].story
    first = moderation.approve(held[0], editor)
    answer = say(story, reader("Malcolm"), "Said back\n\n> Said 0", "shown", answers=first)
    moderation.cover(answer, editor)
    moderation.remove(
        say(story, reader("Kilgrave"), "Smile.", "shown"), editor, "It advertises something"
    )
    reporting.report(answer, "other", "It is all wrong", by=reader("Trish"))
    page = desk()
    addresses = [
        "/admin/",
        *(f"{QUEUE}?queue={name}" for name in ("held", "reported", "new", "removed")),
        page_of(answer),
        page_of(held[1]),
        f"{QUEUE}by/{answer.by_id}/",
        f"{QUEUE}on/{story.pk}/",
        f"{QUEUE}acts/",
        f"/comments/{answer.pk}/report/",
        f"/comments/{answer.pk}/reported/",
    ]
    assert look(page, addresses) == {}
