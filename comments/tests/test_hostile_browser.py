"""Everything hostile on one page, in a browser: nothing runs, loads, moves or leaves its column."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from comments.tests.hostile import ALL, HOSTILE
from geekfeed.tests.axe import violations

PLAIN = "> Quoted\n\nSome *words* and https://a.example\n\n||S1E8: seen|| ||not said||"

# The page without what comments say: what is left must be as if nobody had said anything.
AROUND = """() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll(".comment-text").forEach((one) => one.replaceChildren());
    return copy.outerHTML;
}"""
# Texts that are wider than their column: the ink of a line may hang over, but takes no room.
TOO_WIDE = """() => {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    const wide = [];
    document.querySelectorAll(".comment-text").forEach((one, at) => {
        const column = one.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(one);
        const [first, last] = [Math.round(column.left), Math.round(column.right)];
        const out = [...range.getClientRects()].some(
            ({ left, right }) => Math.floor(left) < first || Math.ceil(right) > last + 1,
        );
        if (out || one.scrollWidth > one.clientWidth) wide.push(at);
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { wide, beyond: scrollWidth - clientWidth };
}"""
# Where each letter of the lines after the comments stands, from the beginning of its line.
AFTER = """() => [...new Set([...document.querySelectorAll(".before, .after")].map((line) => {
    const range = document.createRange();
    const left = line.getBoundingClientRect().left;
    return [...line.textContent].map((_letter, at) => {
        range.setStart(line.firstChild, at);
        range.setEnd(line.firstChild, at + 1);
        return Math.round(range.getBoundingClientRect().left - left);
    }).join();
}))]"""


@pytest.fixture
def comments(live_server, settings, monkeypatch) -> Callable[..., str]:
    """The address of a page with these comments."""
    settings.ROOT_URLCONF = "comments.tests.comments_urls"

    def address(texts: list[str]) -> str:
        monkeypatch.setattr("comments.tests.comments_urls.entries", texts)
        return f"{live_server.url}/as-they-come/"

    return address


def test_nothing_hostile_does_anything(new_page: Callable[..., Page], comments, live_server):
    page = new_page()
    dialogs: list[str] = []
    asked_for: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked_for.append(request.url))
    address = comments(ALL)
    page.goto(f"{address}?empty")
    before = {width: _around(page, width) for width in (320, 1280)}
    lines = _after(page)

    page.goto(address)
    assert page.locator(".entries > li").count() == len(ALL)
    for width in (320, 1280):
        assert _around(page, width) == before[width].replace("?empty", "")
        found = page.evaluate(TOO_WIDE)
        assert [ascii(ALL[at][:9]) for at in found["wide"]] == []
        assert found["beyond"] == 0
    assert _after(page) == lines
    page.locator(".comment-text a").first.hover()
    assert page.evaluate("window.pwned") is None
    assert page.url == address
    assert dialogs == []
    assert {url for url in asked_for if not url.startswith(live_server.url)} == set()


def _around(page: Page, width: int) -> str:
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(AROUND)


def _after(page: Page) -> list[str]:
    found = page.evaluate(AFTER)
    assert len(found) == 2
    return found


def test_a_line_that_is_turned_around_would_be_seen(new_page: Callable[..., Page], comments):
    page = new_page()
    page.goto(comments(HOSTILE["directions"]))
    before = _after(page)
    page.evaluate("document.querySelector('.after').prepend('\\u202e')")
    page.evaluate("document.querySelector('.after').normalize()")
    assert page.evaluate(AFTER) != before


def test_a_cover_is_opened_by_whoever_wants_to_and_closed_on_paper(
    new_page: Callable[..., Page], comments
):
    page = new_page(java_script_enabled=False)
    page.goto(comments([PLAIN]))
    seen, said = page.locator(".spoiler").all()
    assert [seen.locator("p").is_visible(), said.locator("p").is_visible()] == [True, False]
    said.locator("summary").focus()
    page.keyboard.press("Enter")
    assert said.locator("p").is_visible()
    seen.locator("summary").click()
    assert not seen.locator("p").is_visible()
    page.emulate_media(media="print")
    assert [one.is_visible() for one in page.locator(".spoiler > p").all()] == [False, False]
    assert [one.is_visible() for one in page.locator(".spoiler__name").all()] == [True, True]
    assert [one.is_visible() for one in page.locator(".spoiler__turn").all()] == [False, False]


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_comments_are_for_everybody(new_page: Callable[..., Page], comments, colour_scheme):
    page = new_page(color_scheme=colour_scheme)
    page.goto(comments([PLAIN]))
    assert violations(page) == []


def test_a_cover_is_dotted_in_the_reader_s_own_colours(new_page: Callable[..., Page], comments):
    page = new_page(forced_colors="active")
    page.goto(comments([PLAIN]))
    dots = "one => getComputedStyle(one).backgroundImage.startsWith('radial-gradient')"
    assert page.locator(".spoiler:not([open]) > summary").evaluate(dots)
