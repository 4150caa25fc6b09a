"""The production board in a browser: real letters keep clear of each other, every mark is reached
by the keyboard, and small screens have the words instead."""

import pytest
from playwright.sync_api import expect

from geekfeed.lib.dates import PreciseDate
from shows.models import Network, Season

PAIRS_THAT_TOUCH = """() => {
    const boxes = [...document.querySelectorAll(".board__chart text")].map(
        (text) => [text.textContent, text.getBoundingClientRect()]);
    const touch = ([, a], [, b]) => a.left < b.right && b.left < a.right
        && a.top + 4 < b.bottom - 4 && b.top + 4 < a.bottom - 4;
    return boxes.flatMap((one, n) => boxes.slice(n + 1)
        .filter((other) => touch(one, other)).map((other) => [one[0], other[0]]));
}"""


@pytest.fixture
def board(live_server, press, season_2, olv):
    """Three seasons whose steps are close together, all of this time."""
    steps = [
        ("renewed", "{}-01"),
        ("filming_began", "{}-Q1"),
        ("premiere", "{}"),
    ]
    year = 2017
    for number in (2, 3, 4):
        season, _made = Season.objects.get_or_create(show=season_2.show, number=number)
        for kind, when in steps:
            date = PreciseDate.parse(when.format(year + number % 2))
            claim = {"kind": kind, "says": kind, "show": season.show, "season": season}
            claim |= {"date_on": date.day, "date_precision": date.precision}
            press.live(sources=[[olv]], claims=[claim])
    return f"{live_server.url}/production/?from=2015"


def test_words_keep_clear_of_each_other_in_the_letters_that_are_there(new_page, board):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(board)
    page.evaluate("document.fonts.ready")
    assert page.locator(".board__label").count() >= 6
    assert page.evaluate(PAIRS_THAT_TOUCH) == []


def test_every_mark_is_reached_by_the_keyboard_and_shows_it(new_page, board):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(board)
    page.locator("a.board__show").focus()
    names = []
    for _mark in range(page.locator(".board__mark").count()):
        page.keyboard.press("Tab")
        focused = page.locator(".board__mark:focus-visible")
        names.append(focused.locator("title").text_content())
        stroke = focused.locator(".board__target").evaluate("e => getComputedStyle(e).stroke")
        assert stroke not in ("none", "")
    assert len(set(names)) == 9
    link = page.get_by_role("link", name=names[0], exact=True)
    with page.expect_navigation(url="**/claims/*/"):
        link.press("Enter")


def test_whoever_listens_can_go_past_the_chart(new_page, board):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(board)
    page.get_by_role("link", name="Skip the chart").press("Enter")
    assert page.evaluate("document.activeElement.id") == "words"


def test_paper_has_the_chart_with_all_that_explains_it(new_page, board):
    page = new_page(viewport={"width": 718, "height": 1000})
    page.goto(board)
    page.emulate_media(media="print")
    expect(page.locator(".board__chart")).to_be_visible()
    expect(page.locator(".legends")).to_be_visible()
    expect(page.locator(".board-choices, .board-years")).to_be_hidden()


def test_a_long_name_among_the_choices_makes_the_page_no_wider(new_page, board, jessica_jones):
    Network.objects.create(name="Zweites Deutsches Fernsehen International", slug="zdf")
    Network.objects.create(name="Netflix", slug="netflix")
    page = new_page(viewport={"width": 320, "height": 800})
    page.goto(board)
    assert page.locator(".board-choices select").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [320, 360, 900])
def test_a_small_screen_has_the_words_and_nothing_beside_it(new_page, board, width):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(board)
    expect(page.locator(".board__chart")).to_be_hidden()
    expect(page.locator(".legends")).to_be_hidden()
    expect(page.get_by_role("heading", name="In words", exact=True)).to_be_visible()
    expect(page.locator(".board-years__shown")).to_be_visible()
    expect(page.locator(".board-list")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
