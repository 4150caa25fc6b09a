"""What only a browser can show of the preview: it stands beside the text and follows it."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from articles import preview_links
from articles.models import Article, PreviewLink
from articles.preview_links import LASTING
from articles.tests.desk import ADD, at_desk, form_of
from authors.models import User
from geekfeed.tests.cast import Press

WIDE = {"width": 1400, "height": 900}
SMALL = {"width": 1000, "height": 800}
KEPT = 15_000  # milliseconds; the autosave waits for a pause


@pytest.fixture
def sit_down(live_server, new_page) -> Callable[..., Page]:
    def opened(user: User, address: str, **options: object) -> Page:
        page = new_page(**options)
        session = at_desk(user).cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(live_server.url + address)
        return page

    return opened


@pytest.fixture
def story(press: Press) -> Article:
    body = "".join(f"<p>Paragraph {number} of a long story.</p>" for number in range(80))
    return press.draft("A long story", body=body)


@pytest.fixture
def desk(sit_down, editor, story) -> Page:
    page = sit_down(editor, form_of(story), viewport=WIDE)
    page.locator(".cke_wysiwyg_div").wait_for()
    return page


def toggle(page: Page) -> None:
    page.locator("a[data-preview]").click()


def shown(page: Page) -> FrameLocator:
    return page.frame_locator("#preview-panel iframe:not([inert])")


def scrolled(page: Page) -> float:
    return page.evaluate(
        "document.querySelector('#preview-panel iframe:not([inert])').contentWindow.scrollY"
    )


def test_the_preview_stands_beside_the_text_and_goes_again(desk):
    panel = desk.locator("#preview-panel")
    button = desk.locator("a[data-preview]")
    expect(panel).to_be_hidden()
    toggle(desk)
    expect(panel).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(shown(desk).locator("h1")).to_have_text("A long story")
    expect(desk.locator("#rail")).to_be_hidden()
    column, beside = desk.locator(".page").bounding_box(), panel.bounding_box()
    assert column["x"] + column["width"] <= beside["x"]
    assert beside["x"] + beside["width"] <= WIDE["width"]
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(desk.locator("#rail")).to_be_visible()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_it_follows_what_is_typed_and_stays_where_it_was(desk):
    toggle(desk)
    expect(shown(desk).locator("h1")).to_have_text("A long story")
    desk.evaluate("document.querySelector('#preview-panel iframe').contentWindow.scrollTo(0, 1500)")
    desk.locator("#id_headline").fill("A longer story")
    expect(shown(desk).locator("h1")).to_have_text("A longer story", timeout=KEPT)
    assert scrolled(desk) == 1500
    assert desk.locator("#preview-panel iframe").count() == 1


def test_changes_to_a_live_story_are_seen_while_readers_keep_theirs(sit_down, editor, press):
    page = sit_down(editor, form_of(press.live("As it was")), viewport=WIDE)
    page.locator(".cke_wysiwyg_div").wait_for()
    toggle(page)
    expect(shown(page).locator(".previewed")).to_contain_text("Readers see it like this now.")
    page.locator("#id_headline").fill("As it will be")
    expect(shown(page).locator("h1")).to_have_text("As it will be", timeout=KEPT)
    expect(shown(page).locator(".previewed")).to_contain_text("Readers still see the live version")


def test_a_wide_page_is_made_to_fit_and_a_narrow_one_is_a_phone(desk):
    toggle(desk)
    expect(shown(desk).locator("h1")).to_be_visible()
    room = desk.locator("#preview-panel .preview__window").bounding_box()
    frame = desk.locator("#preview-panel iframe").bounding_box()
    assert desk.frames[-1].evaluate("innerWidth") == 1280
    assert frame["width"] == pytest.approx(room["width"], abs=1)
    assert frame["height"] == pytest.approx(room["height"], abs=1)
    desk.get_by_role("button", name="Narrow").click()
    expect(desk.get_by_role("button", name="Narrow")).to_have_attribute("aria-pressed", "true")
    expect(desk.get_by_role("button", name="Wide")).to_have_attribute("aria-pressed", "false")
    assert desk.frames[-1].evaluate("innerWidth") == 360
    frame = desk.locator("#preview-panel iframe").bounding_box()
    assert frame["width"] == 360
    assert frame["x"] - room["x"] == pytest.approx((room["width"] - 360) / 2, abs=1)


def test_the_width_is_remembered(desk):
    toggle(desk)
    desk.get_by_role("button", name="Narrow").click()
    desk.reload()
    toggle(desk)
    expect(desk.get_by_role("button", name="Narrow")).to_have_attribute("aria-pressed", "true")


def test_a_link_in_it_opens_elsewhere(desk):
    toggle(desk)
    with desk.context.expect_page() as opened:
        shown(desk).get_by_role("link", name="Marguerite Lunn").first.click()
    expect(opened.value.locator("h1")).to_have_text("Marguerite Lunn")
    expect(shown(desk).locator("h1")).to_have_text("A long story")


def test_asking_for_something_in_the_rail_brings_it_back(desk):
    toggle(desk)
    desk.evaluate(
        """() => {
          const link = document.createElement("a");
          link.href = "#card-picture";
          link.id = "to-the-rail";
          link.textContent = "Choose";
          document.querySelector(".column").prepend(link);
        }"""
    )
    desk.locator("#to-the-rail").click()
    expect(desk.locator("#rail")).to_be_visible()
    expect(desk.locator("#preview-panel")).to_be_hidden()


def test_others_can_open_it(desk):
    """The key for it is another module's."""
    desk.evaluate("window.geekfeed.preview.toggle()")
    expect(desk.locator("#preview-panel")).to_be_visible()
    desk.evaluate("window.geekfeed.preview.close()")
    expect(desk.locator("#preview-panel")).to_be_hidden()


def test_a_preview_that_cannot_be_had_leaves_the_last_one_standing(sit_down, editor, story):
    page = sit_down(
        editor,
        form_of(story),
        viewport=WIDE,
        expected_errors=("X-Frame-Options", "frame-ancestors"),
    )
    page.locator(".cke_wysiwyg_div").wait_for()
    toggle(page)
    expect(shown(page).locator("h1")).to_have_text("A long story")
    page.context.clear_cookies()
    with page.expect_response(re.compile("/login/")):
        page.evaluate("document.dispatchEvent(new CustomEvent('geekfeed:kept'))")
    expect(page.locator("#preview-panel iframe")).to_have_count(1)
    expect(shown(page).locator("h1")).to_have_text("A long story")


def test_where_there_is_no_room_it_has_a_window_that_follows_too(sit_down, editor, story):
    page = sit_down(editor, form_of(story), viewport=SMALL)
    page.locator(".cke_wysiwyg_div").wait_for()
    with page.context.expect_page() as opened:
        toggle(page)
    window = opened.value
    expect(window.locator("h1")).to_have_text("A long story")
    expect(page.locator("#preview-panel")).to_be_hidden()
    page.bring_to_front()
    page.locator("#id_headline").fill("A longer story")
    expect(window.locator("h1")).to_have_text("A longer story", timeout=KEPT)


def test_a_new_story_has_a_preview_from_its_first_words(sit_down, editor, tv):
    page = sit_down(editor, ADD, viewport=WIDE)
    page.locator(".cke_wysiwyg_div").wait_for()
    expect(page.locator("a[data-preview]")).to_be_hidden()
    page.locator("#id_headline").fill("Just begun")
    expect(page.locator("a[data-preview]")).to_be_visible(timeout=KEPT)
    toggle(page)
    expect(shown(page).locator("h1")).to_have_text("Just begun")
    links = page.locator("#preview-panel header a")
    story = Article.objects.get()
    assert [link.get_attribute("href") for link in links.all()] == [
        reverse("admin:articles_article_preview", args=[story.pk]) + "?both=1",
        reverse("admin:articles_article_preview_links", args=[story.pk]),
    ]


def test_without_script_the_preview_is_a_page(sit_down, editor, story):
    page = sit_down(editor, form_of(story), viewport=WIDE, java_script_enabled=False)
    with page.context.expect_page() as opened:
        toggle(page)
    expect(opened.value.locator("h1")).to_have_text("A long story")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_wide_and_narrow_are_seen_at_once(sit_down, editor, story, java_script_enabled):
    address = reverse("admin:articles_article_preview", args=[story.pk]) + "?both=1"
    page = sit_down(editor, address, viewport=WIDE, java_script_enabled=java_script_enabled)
    for number in range(2):
        frame = page.frame_locator("iframe").nth(number)
        expect(frame.locator("h1")).to_have_text("A long story")
    if java_script_enabled:
        widths = [frame.evaluate("innerWidth") for frame in page.frames[1:]]
        assert widths == [1280, 360]


# -- Links -------------------------------------------------------------------------------------


def test_a_link_is_made_copied_opened_and_revoked(sit_down, new_page, editor, story, live_server):
    address = reverse("admin:articles_article_preview_links", args=[story.pk])
    page = sit_down(editor, address, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("For whom").fill("Melissa")
    page.get_by_label("In a day").check()
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator(".messagelist")).to_contain_text("The link for “Melissa” is ready.")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("The address for Melissa").input_value()

    stranger = new_page(expected_errors=("status of 404",))
    link = PreviewLink.objects.get()
    there = f"{live_server.url}/preview/{link.token}/"
    stranger.goto(there)
    expect(stranger.locator("h1")).to_have_text("A long story")
    assert stranger.context.cookies() == []

    page.get_by_role("button", name="Revoke").click()
    expect(page.locator(".messagelist")).to_contain_text("The link is revoked.")
    stranger.goto(there)
    expect(stranger.locator("h1")).to_have_attribute("aria-label", "404")


def test_whoever_follows_a_link_in_it_does_not_carry_its_address_along(
    new_page, editor, story, live_server
):
    link = preview_links.make(story, editor, "Melissa", LASTING["day"][1])
    stranger = new_page()
    context: BrowserContext = stranger.context
    told = []
    context.on("request", lambda request: told.append(request.headers.get("referer")))
    stranger.goto(f"{live_server.url}/preview/{link.token}/")
    stranger.get_by_role("link", name="Marguerite Lunn").first.click()
    expect(stranger.locator("h1")).to_have_text("Marguerite Lunn")
    assert [referrer for referrer in told if referrer and link.token in referrer] == []
    assert stranger.evaluate("document.referrer") == ""
