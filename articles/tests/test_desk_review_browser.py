"""What only a browser can show of the review page: its keys, and that it asks before it acts."""

import copy

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import state as states
from articles import workflow
from articles.models import Article
from articles.tests.desk import at_desk
from articles.tests.versions import fresh, kept

pytestmark = pytest.mark.journey

PARAGRAPHS = "".join(f"<p>Paragraph {number} is long enough to read.</p>" for number in range(60))


@pytest.fixture
def story(live_server, press, writer, filming, olv):
    story = press.live(
        "It begins",
        standfirst="Soon",
        body=PARAGRAPHS,
        created_by=writer,
        sources=[[olv]],
        claims=[filming()],
    )
    mine = copy.deepcopy(states.read(story))
    mine["fields"] |= {
        "headline": ["It begins today"],
        "standfirst": ["On Monday"],
        "body": [PARAGRAPHS.replace("long", "short")],
    }
    mine["rows"]["claims"][0]["standing"] = ["confirmed"]
    story = kept(story, writer, mine)
    workflow.submit(story, writer)
    return fresh(story)


@pytest.fixture
def desk(live_server, new_page, editor, story) -> Page:
    page = new_page(viewport={"width": 1280, "height": 800})
    session = at_desk(editor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + reverse("admin:articles_article_review", args=[story.pk]))
    return page


def here(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_j_and_k_lead_from_change_to_change(desk):
    expect(desk.locator("[data-keys]")).to_be_visible()
    found = []
    for key in "jjjjj":
        desk.keyboard.press(key)
        found.append(here(desk))
    assert found == [
        "change-headline",
        "change-standfirst",
        "change-body",
        "change-claims",
        "change-claims",
    ]
    expect(desk.locator("#change-claims")).to_be_in_viewport()
    desk.keyboard.press("k")
    assert here(desk) == "change-body"
    # It stands right under the bar, not behind it.
    desk.wait_for_function(
        """() => {
          const bar = document.querySelector(".storybar").getBoundingClientRect().bottom;
          const top = document.activeElement.getBoundingClientRect().top;
          return top >= bar && top < bar + 60;
        }"""
    )


def test_b_leads_to_the_note_and_letters_in_a_field_are_letters(desk):
    desk.keyboard.press("b")
    assert here(desk) == "send_back_why"
    desk.keyboard.type("jkb")
    expect(desk.locator("#send_back_why")).to_have_value("jkb")
    assert here(desk) == "send_back_why"


def test_letters_with_a_modifier_belong_to_the_browser(desk):
    desk.keyboard.press("Alt+j")
    desk.keyboard.press("Shift+Tab")
    assert "change-" not in here(desk)


def test_ctrl_enter_asks_and_then_publishes(desk, story):
    line = desk.locator("[data-say=confirm]")
    desk.keyboard.press("Control+Enter")
    expect(line.locator("b")).to_have_text("Publish changes?")
    expect(line.locator("[data-do=confirmed]")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(line).to_be_hidden()
    assert Article.objects.get(pk=story.pk).headline == "It begins"
    desk.keyboard.press("Control+Enter")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("It is live. Readers see it now.")).to_be_visible()
    assert Article.objects.get(pk=story.pk).headline == "It begins today"


def test_what_stayed_unfolds(desk, story):
    copy_of = fresh(story).copy
    copy_of.state["fields"]["body"] = [PARAGRAPHS + "<p>One more.</p>"]
    copy_of.save()
    desk.reload()
    desk.get_by_text("60 paragraphs as they were").click()
    expect(desk.get_by_text("Paragraph 7 is long enough")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_scrolls_sideways(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    for view in ("changes", "side", "preview"):
        desk.goto(desk.url.partition("?")[0] + f"?view={view}")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert desk.evaluate(wide) <= 0
