"""What only a browser can show of a story's rows: what their lines say, and what they offer."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.tests.desk import at_desk, form_of
from shows.models import Season, Show

NOBODY = {"others": [], "holder": None, "changed": False}


@pytest.fixture
def story(press, writer, catalog, olv) -> Article:
    Season.objects.create(
        show=Show.objects.create(name="Luke Cage", slug="luke-cage", status="returning"), number=1
    )
    return press.draft("It Rains", created_by=writer, body="<p>It rains.</p>")


@pytest.fixture
def opened(live_server, new_page, writer):
    def open_page(story: Article, **options) -> Page:
        page = new_page(**options)
        session = at_desk(writer).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.route("**/presence/", lambda route: route.fulfill(json=NOBODY))
        page.goto(live_server.url + form_of(story))
        page.locator(".cke_wysiwyg_div").wait_for()
        return page

    return open_page


def offers(page: Page, field: str, words: list[str]) -> None:
    """That a chooser offers these, and nothing else."""
    page.locator(f"#id_{field} + .select2").click()
    expect(page.locator(".select2-results__option")).to_have_text(words)
    page.keyboard.press("Escape")


def choose(page: Page, field: str, words: str) -> None:
    page.locator(f"#id_{field} + .select2").click()
    page.locator(".select2-results__option", has_text=words).first.click()


@pytest.mark.parametrize("rows", ["claims", "coverage"])
def test_a_new_row_offers_the_seasons_of_its_show(opened, story, rows):
    page = opened(story)
    page.locator(f"#{rows}-group .add-row a").click()
    everything = ["Jessica Jones, season 2", "Luke Cage, season 1"]
    offers(page, f"{rows}-0-season", everything)
    choose(page, f"{rows}-0-show", "Luke Cage")
    offers(page, f"{rows}-0-season", ["Luke Cage, season 1"])
    choose(page, f"{rows}-0-show", "Jessica Jones")
    offers(page, f"{rows}-0-season", ["Jessica Jones, season 2"])


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ({"date_on": "2017-04-10", "date_precision": "day"}, "10 April 2017, "),
        ({"date_on": "2017-04-01", "date_precision": "month"}, "April 2017, "),
        ({"date_on": "2017-04-01", "date_precision": "quarter"}, "second quarter of 2017, "),
        ({"date_on": "2017-01-01", "date_precision": "year"}, "2017, "),
        ({}, ""),
    ],
)
def test_a_closed_claim_says_its_date_as_exactly_as_it_is_known(
    opened, press, writer, catalog, date, told
):
    claim = {"says": "Filming began", "kind": "filming_began", "season": catalog["season"]}
    story = press.draft(created_by=writer, claims=[claim | {"show": catalog["show"]} | date])
    line = opened(story).locator("#claims-0 .told small").first
    expect(line).to_have_text(f"{told}Jessica Jones, season 2, Our own reporting")


def test_an_open_claim_says_in_words_how_sure_it_can_be_before_it_is_moved_or_removed(
    opened, press, writer, catalog
):
    claim = {"says": "Filming began", "kind": "filming_began", "show": catalog["show"]}
    page = opened(press.draft(created_by=writer, claims=[claim]))
    words = page.locator("#claims-0 .standings .w")
    seen = "found => found.map(word => getComputedStyle(word).position === 'static')"
    assert words.evaluate_all(seen) == [False, True, False, False]
    titles = page.locator("#claims-0 .standings label")
    assert titles.evaluate_all("found => found.map(label => label.title)") == [
        "Rumoured",
        "Reported",
        "Confirmed",
        "Denied",
    ]
    page.locator("#claims-0 summary").click()
    assert words.evaluate_all(seen) == [True] * 4
    expect(page.locator("#claims-0 legend")).to_be_visible()
    foot = page.locator("#claims-0 .foot")
    assert words.first.bounding_box()["y"] < foot.bounding_box()["y"]
    page.locator("#claims-0 summary").click()
    expect(foot).to_be_hidden()
