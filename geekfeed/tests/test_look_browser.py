"""The look, with content that misbehaves: every page type at every width, in a browser."""

from collections import Counter
from collections.abc import Callable

import pytest
from PIL import Image as Pixels
from playwright.sync_api import Page

from geekfeed import demo
from geekfeed.demo import misbehaving
from geekfeed.demo.art import PICTURES
from geekfeed.demo.misbehaving import pages

WIDTHS = (320, 768, 1280, 1920)
BEYOND = """async () => {
    await document.fonts.ready;
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""
RIGHT_EDGE = "one => Math.round(one.getBoundingClientRect().right)"


def sketch(name: str) -> Pixels.Image:
    picture = PICTURES[name]
    return Pixels.new("RGB", (picture.width // 10, picture.height // 10), "#701bb4")


@pytest.fixture
def newsroom(live_server) -> str:
    """The address of a site in which content misbehaves."""
    demo.load(draw=sketch)
    misbehaving.load(draw=sketch)
    return live_server.url


def test_no_page_scrolls_sideways_and_nothing_of_others_is_loaded_unasked(
    new_page: Callable[..., Page], newsroom, settings
):
    page = new_page(expected_errors=("status of 404", "status of 410"))
    # Their shapes are in the page: the files say nothing about its width.
    page.route("**/images/**", lambda route: route.fulfill(status=200, content_type="image/webp"))
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    wide = []
    for sight in [*pages.ordinary(), *pages.misbehaving(), *pages.for_development()]:
        settings.DEBUG = sight in pages.for_development()
        page.goto(newsroom + sight.address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if (beyond := page.evaluate(BEYOND)) > 0:
                wide.append((sight.name, width, beyond))
    assert wide == []
    assert {address for address in asked_for if not address.startswith(newsroom)} == set()

    _opens_one_door(page, newsroom)
    _scrolls_in_its_box(page)


def _opens_one_door(page: Page, newsroom: str) -> None:
    """The players of other sites are asked for one by one, by whoever presses their button."""
    story = next(sight for sight in pages.misbehaving() if sight.name == "story-long")
    page.goto(newsroom + story.address)
    buttons = page.locator(".embed__show")
    assert buttons.count() == 6
    assert page.locator("iframe").count() == 0
    page.route("**/embed/**", lambda route: route.fulfill(status=200, body="A player"))
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        buttons.first.click()
    assert (page.locator("iframe").count(), buttons.count()) == (1, 5)


def _scrolls_in_its_box(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    box = page.get_by_role("region", name="Eight rumours, and how long each of them lived")
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_what_a_width_leaves_over_is_filled(new_page: Callable[..., Page], newsroom):
    page = new_page()
    page.route("**/images/**", lambda route: route.fulfill(status=200, content_type="image/webp"))
    everything = next(one for one in pages.misbehaving() if one.name == "story-everything")

    page.set_viewport_size({"width": 1920, "height": 900})
    page.goto(newsroom + "/")
    wordy = page.locator(".teaser--side[data-w='12']:not(:has(> .panel))").first
    headline, beside = (wordy.locator(part).bounding_box() for part in ("h3", ".dek"))
    assert beside["x"] >= headline["x"] + headline["width"]
    last, rule = page.locator(".ledger .denied .swatch"), page.locator(".ledger")
    assert last.evaluate(RIGHT_EDGE) == rule.evaluate(RIGHT_EDGE)

    page.set_viewport_size({"width": 768, "height": 1000})
    assert _in_rows(page, ".footer nav") == [3]
    assert _in_rows(page, ".spines > li") == [2, 2, 2]
    page.goto(newsroom + "/shows/jessica-jones/")
    assert _in_rows(page, ".rail > *") == [2, 2, 1, 1]
    alone, wide = (page.locator(".rail > *").nth(place).bounding_box() for place in (4, 5))
    assert alone["width"] == wide["width"]

    page.set_viewport_size({"width": 320, "height": 700})
    assert min(_in_rows(page, ".masthead__nav a:visible")) > 1
    page.goto(newsroom + everything.address)
    assert page.locator(".sources small .wide-only:visible").count() == 0


def _in_rows(page: Page, selector: str) -> list[int]:
    """How many of these stand beside one another, row by row."""
    rows = Counter(round(one.bounding_box()["y"]) for one in page.locator(selector).all())
    return [rows[y] for y in sorted(rows)]
