"""Day and night in a browser: what a reader chooses is there before anything is painted."""

import pytest
from playwright.sync_api import Page, expect

# What the first frame is painted with. Nothing is painted before the stylesheets are there.
AT_FIRST_FRAME = """
requestAnimationFrame(() => {
  const { colorScheme } = getComputedStyle(document.documentElement);
  const bar = [...document.querySelectorAll("meta[name=theme-color]")];
  window.first = [colorScheme, bar.find(({ media }) => matchMedia(media).matches)?.content];
});
"""
DAY, NIGHT = "#f6f6f2", "#101016"


@pytest.fixture
def front(new_page, live_server, press):
    """Open the front page of a reader whose system prefers this."""

    def opened(prefers: str, **options) -> Page:
        page = new_page(color_scheme=prefers, **options)
        page.add_init_script(AT_FIRST_FRAME)
        page.goto(live_server.url)
        return page

    return opened


def first_frame(page: Page) -> list[str]:
    page.wait_for_function("window.first")
    return page.evaluate("window.first")


def choose(page: Page, word: str) -> None:
    page.get_by_role("radio", name=word).check()


def scheme(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).colorScheme")


def test_what_was_chosen_is_in_force_at_the_first_frame(front):
    page = front("light")
    assert first_frame(page) == ["light dark", DAY]
    choose(page, "Dark")
    assert scheme(page) == "dark"
    page.reload()
    assert first_frame(page) == ["dark", NIGHT]
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    choose(page, "Light")
    page.goto(page.url + "shows/")
    assert first_frame(page) == ["light", DAY]


def test_the_letters_of_the_chosen_night_are_as_light_as_those_of_the_system_s(front):
    weight = "getComputedStyle(document.body).fontWeight"
    by_system = front("dark").evaluate(weight)
    page = front("light")
    by_day = page.evaluate(weight)
    choose(page, "Dark")
    assert page.evaluate(weight) == by_system
    page = front("dark")
    choose(page, "Light")
    assert page.evaluate(weight) == by_day


def test_auto_is_what_the_system_has_and_leaves_nothing_behind(front):
    page = front("dark")
    expect(page.get_by_role("radio", name="Auto")).to_be_checked()
    assert first_frame(page) == ["light dark", NIGHT]
    choose(page, "Light")
    choose(page, "Auto")
    assert scheme(page) == "light dark"
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_the_keyboard_chooses(front):
    page = front("light")
    auto = page.get_by_role("group", name="Appearance").get_by_role("radio", name="Auto")
    auto.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    page.keyboard.press("ArrowRight")
    assert scheme(page) == "dark"


def test_other_windows_follow(front, live_server):
    page = front("light")
    other = page.context.new_page()
    other.goto(live_server.url)
    choose(page, "Dark")
    expect(other.get_by_role("radio", name="Dark")).to_be_checked()
    assert scheme(other) == "dark"


def test_nonsense_that_was_kept_is_what_the_system_has(front):
    page = front("light")
    page.evaluate("localStorage.setItem('theme', 'sepia')")
    page.reload()
    assert first_frame(page) == ["light dark", DAY]
    expect(page.get_by_role("radio", name="Auto")).to_be_checked()


def test_without_a_script_there_is_no_switch(front):
    page = front("dark", java_script_enabled=False)
    expect(page.get_by_text("Appearance")).to_be_hidden()
