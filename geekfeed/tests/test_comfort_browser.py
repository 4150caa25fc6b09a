"""Pages as readers have set their browsers: without movement, in their system's colours, twice as
large, with large letters only, and in the other direction.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation
from playwright.sync_api import Page, expect

from articles.models import Section
from geekfeed.tests.cast import picture

SIDEWAYS = """() => document.documentElement.scrollWidth - innerWidth"""
# Words that are cut off: boxes that hide what does not fit into them.
CUT = """() => [...document.querySelectorAll("main *")].filter((box) => {
    const style = getComputedStyle(box);
    const hides = ["hidden", "clip"].includes(style.overflowX) && !style.clipPath.includes("inset");
    const says = [...box.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    return hides && says && box.clientWidth > 1 && box.scrollWidth > box.clientWidth + 1;
}).map((box) => box.outerHTML.slice(0, 120))"""
# How far things have moved that nobody touched, as browsers count it (layout instability).
SHIFTS = """window.shifts = []; new PerformanceObserver((list) => {
    for (const one of list.getEntries()) shifts.push(one.value);
}).observe({ type: "layout-shift", buffered: true });"""
SEEN = 0.05  # half of what is still called good; a row of the menu is 0.2 and more
MOVING = """() => [...document.querySelectorAll("*")].filter((box) => {
    const style = getComputedStyle(box);
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
    return lasts(style.transitionDuration) || lasts(style.animationDuration);
}).map((box) => box.outerHTML.slice(0, 80))"""


@pytest.fixture
def pages(live_server: Any, press: Any, filming: Any, olv: Any, mcuexchange: Any) -> dict[str, str]:
    """The kinds of page that have the most to lose, with everything on them."""
    claims = [
        filming(standing=standing, kind=kind, date_on="2017-04-10", date_precision="day")
        for standing, kind in (
            ("rumoured", "renewed"),
            ("reported", "filming_began"),
            ("confirmed", "premiere"),
        )
    ]
    image = picture("A street", size=(1600, 900))
    story = press.live(
        "Trucks on 101st Street, Broadway, and what they were seen to unload there",
        about=[claims[0]["season"]],
        sources=[[olv, mcuexchange]],
        claims=claims,
        standfirst="They are here, and they have brought lights, cables and a crane.",
        topics=["filming"],
        lead_image=image,
    )
    call_command("reindex", verbosity=0)
    addresses = {
        "story": story.get_absolute_url(),
        "front": "/",
        "show": "/shows/jessica-jones/",
        "board": "/production/?from=2017",
        "search": "/search/?q=trucks",
    }
    return {name: live_server.url + address for name, address in addresses.items()}


def faults(page: Page, pages: dict[str, str], style: str = "") -> dict[str, Any]:
    found = {}
    for name, address in pages.items():
        page.goto(address)
        if style:
            page.evaluate("(size) => { document.documentElement.style.fontSize = size }", style)
        page.evaluate("document.fonts.ready")
        wide, cut = page.evaluate(SIDEWAYS), page.evaluate(CUT)
        if wide > 0 or cut:
            found[name] = (f"{wide} px too wide", cut)
    return found


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_lost_when_a_page_is_enlarged(new_page: Callable[..., Page], pages, width):
    """A window of 1280 px has 640 at 200 % and 320 at 400 %."""
    assert faults(new_page(viewport={"width": width, "height": 450}), pages) == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_lost_when_letters_alone_are_twice_as_large(new_page, pages, width):
    page = new_page(viewport={"width": width, "height": 900})
    assert faults(page, pages, style="200%") == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_lost_from_right_to_left(new_page, pages, settings, width):
    page = new_page(viewport={"width": width, "height": 900})
    # The server answers in threads of its own, each in the site's language.
    settings.LANGUAGE_CODE = "ar"
    translation.trans_real._default = None
    try:
        assert faults(page, pages) == {}
        assert page.evaluate("document.documentElement.dir") == "rtl"
    finally:
        translation.trans_real._default = None


def test_next_and_before_point_the_other_way_from_right_to_left(new_page, pages):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(pages["board"])
    arrow = "(link, which) => getComputedStyle(link, which).content[1]"
    earlier, later = page.locator(".board-years__earlier"), page.locator(".board-years__later")

    def arrows() -> tuple[str, str]:
        return earlier.evaluate(arrow, "::before"), later.evaluate(arrow, "::after")

    assert arrows() == ("←", "→")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert arrows() == ("→", "←")


def test_all_of_what_is_known_can_be_reached_in_a_low_window(new_page, pages):
    page = new_page(viewport={"width": 1280, "height": 650})
    page.goto(pages["story"])
    box = page.locator(".factbox")
    box.evaluate("(box) => { box.style.setProperty('padding-block-start', '600px') }")
    assert box.evaluate("(box) => getComputedStyle(box).position") == "sticky"
    last = box.get_by_role("link").last
    page.locator(".spread").evaluate("(story) => { story.style.minHeight = '4000px' }")
    page.evaluate("scrollTo(0, 1500)")
    last.focus()
    expect(last).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 768, 1024])
def test_nothing_moves_when_the_faces_arrive(new_page, pages, width):
    for name in ("Movies", "Comics", "Games"):  # a menu that just fits, or just does not
        Section.objects.create(name=name, slug=name.lower())
    page = new_page(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(200), route.continue_()))
    moved = {}
    for name in ("front", "story"):
        page.goto(pages[name])
        page.wait_for_function("document.fonts.check('16px Anybody')")
        page.wait_for_timeout(300)
        if (shift := page.evaluate("shifts.reduce((sum, one) => sum + one, 0)")) > SEEN:
            moved[name] = shift
    assert moved == {}


def test_nothing_moves_for_those_who_asked_for_stillness(new_page, pages):
    page = new_page(reduced_motion="reduce")
    moving = {}
    for name, address in pages.items():
        page.goto(address)
        if found := page.evaluate(MOVING):
            moving[name] = found
    assert moving == {}


def test_how_sure_it_is_is_told_in_the_system_s_own_colours(new_page, pages):
    """By words, and still by ink: a rumour's patch is another one than a report's."""
    page = new_page(forced_colors="active", viewport={"width": 1280, "height": 900})
    page.goto(pages["front"])
    assert page.locator(".standing:visible").all_inner_texts() != []
    page.goto(pages["story"])
    told = {text.upper() for text in page.locator(".standing:visible").all_inner_texts()}
    assert told == {"RUMOURED", "REPORTED", "CONFIRMED"}
    patches = page.locator(".standing").evaluate_all(
        "(all) => Object.fromEntries(all.map((one) => [one.innerText, "
        "getComputedStyle(one, '::before').background + getComputedStyle(one).background]))"
    )
    assert len(patches) == len(set(patches.values())) == 3
    page.goto(pages["board"])
    expect(page.locator(".board__chart")).to_be_visible()
    told = " ".join(page.locator(".board__mark title").all_text_contents())
    assert [word for word in ("rumoured", "reported", "confirmed") if word not in told] == []
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
