"""What only a browser can show of the rail: sources, claims, shows and topics know one another."""

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.tests.desk import ADD, at_desk
from sources.models import Source


@pytest.fixture
def desk(live_server, new_page, writer, press, olv, mcuexchange) -> Page:
    page = new_page()
    # What is saved, and when, is another test's business. A closing page sends its last words past
    # any route of Playwright's, so the page itself waits for ever.
    page.add_init_script(
        """const ask = window.fetch;
        window.fetch = (to, how) =>
          /[/](keep|presence)[/]/.test(to) ? new Promise(() => {}) : ask(to, how);
        """
    )
    Source.objects.create(name="ScreenCrush", slug="screencrush")
    press.draft(topics=["film permits", "casting"])
    session = at_desk(writer).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + ADD)
    page.locator(".cke_wysiwyg_div").wait_for()
    return page


def add(page: Page, what: str) -> None:
    page.get_by_role("button", name=f"Add a {what}").click()


def remove(page: Page, row: str) -> None:
    """Take a row away, which stands open or says only what is in it."""
    if not page.locator(f"#{row} > details[open]").count():
        page.locator(f"#{row} > details > summary").click()
    page.locator(f"#{row}").get_by_role("button", name="Remove").click()


def pick(page: Page, field: str, words: str) -> None:
    page.locator(f"#id_{field} + .select2").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()
    expect(page.locator(f"#id_{field} option:checked", has_text=words)).to_have_count(1)


def chosen(page: Page, field: str) -> list[str]:
    return page.locator(f"#id_{field} option:checked").all_text_contents()


def offered(page: Page, field: str) -> list[str]:
    return page.locator(f"#id_{field} option").all_text_contents()


def rows(page: Page, kind: str) -> Locator:
    return page.locator(f"#{kind}-group .inline-related:not(.empty-form)")


def test_a_chain_is_in_the_order_in_which_it_was_chosen(desk):
    add(desk, "source")
    pick(desk, "citations-0-tag", "On Location Vacations")
    pick(desk, "citations-0-via", "ScreenCrush")
    pick(desk, "citations-0-via", "MCUExchange")
    desk.locator("#id_citations-0-via + .select2 .select2-selection__choice__remove").first.click()
    desk.keyboard.press("Escape")
    pick(desk, "citations-0-via", "ScreenCrush")
    assert chosen(desk, "citations-0-via") == ["MCUExchange", "ScreenCrush"]
    expect(desk.locator("#citations-0 .what")).to_have_text(
        "On Location Vacations via MCUExchange, ScreenCrush"
    )


def test_a_claim_knows_the_sources_as_they_come_and_go(desk):
    add(desk, "claim")
    assert offered(desk, "claims-0-rests_on") == ["Our own reporting"]
    add(desk, "source")
    pick(desk, "citations-0-tag", "On Location Vacations")
    add(desk, "source")
    pick(desk, "citations-1-tag", "MCUExchange")
    expect(desk.locator("#id_claims-0-rests_on option")).to_have_count(3)
    desk.select_option("#id_claims-0-rests_on", label="On Location Vacations")
    remove(desk, "citations-1")
    expect(desk.locator("#id_claims-0-rests_on option")).to_have_count(2)
    assert chosen(desk, "claims-0-rests_on") == ["On Location Vacations"]
    desk.fill("#id_claims-0-says", "It began")
    line = desk.locator("#claims-0 .told small:not(.settles)")
    expect(line).to_have_text("on 1, On Location Vacations")
    add(desk, "claim")
    assert offered(desk, "claims-1-rests_on") == ["Our own reporting", "On Location Vacations"]


def test_a_claim_whose_source_was_taken_away_keeps_it_until_somebody_decides(desk):
    add(desk, "source")
    pick(desk, "citations-0-tag", "On Location Vacations")
    add(desk, "source")
    pick(desk, "citations-1-tag", "MCUExchange")
    add(desk, "claim")
    desk.select_option("#id_claims-0-rests_on", label="MCUExchange")
    remove(desk, "citations-1")
    assert chosen(desk, "claims-0-rests_on") == ["MCUExchange"]
    desk.select_option("#id_claims-0-rests_on", label="On Location Vacations")
    remove(desk, "citations-0")
    add(desk, "source")
    pick(desk, "citations-0-tag", "ScreenCrush")
    assert offered(desk, "claims-0-rests_on") == [
        "Our own reporting",
        "ScreenCrush",
        "On Location Vacations",
    ]


def test_topics_in_use_are_offered_while_one_is_typed(desk):
    topics = desk.locator("#id_topics")
    topics.click()
    desk.keyboard.type("new one, film", delay=20)
    option = desk.get_by_role("option", name="film permits")
    expect(option).to_be_visible()
    desk.keyboard.press("ArrowDown")
    expect(topics).to_have_attribute("aria-activedescendant", "id_topics_suggestions_0")
    desk.keyboard.press("Enter")
    expect(topics).to_have_value("new one, film permits, ")
    desk.keyboard.type("cast", delay=20)
    desk.get_by_role("option", name="casting").click()
    expect(topics).to_have_value("new one, film permits, casting, ")
    desk.keyboard.type("film", delay=20)
    expect(option).to_be_hidden()


def test_a_new_claim_rests_on_the_only_source_until_somebody_decides(desk):
    add(desk, "claim")
    add(desk, "source")
    pick(desk, "citations-0-tag", "On Location Vacations")
    assert chosen(desk, "claims-0-rests_on") == ["Our own reporting"]  # it says nothing yet
    desk.fill("#id_claims-0-says", "It began")
    assert chosen(desk, "claims-0-rests_on") == ["On Location Vacations"]
    desk.select_option("#id_claims-0-rests_on", label="Our own reporting")
    desk.fill("#id_claims-0-says", "It began today")
    assert chosen(desk, "claims-0-rests_on") == ["Our own reporting"]


def test_the_show_of_a_claim_is_what_a_story_is_about_once_somebody_says_so(desk, catalog):
    add(desk, "claim")
    pick(desk, "claims-0-show", "Jessica Jones")
    about = desk.get_by_role("button", name="About Jessica Jones", exact=True)
    expect(about).to_be_visible()
    assert chosen(desk, "coverage-0-show") == []
    pick(desk, "claims-0-season", "Jessica Jones, season 2")
    desk.get_by_role("button", name="About Jessica Jones, season 2").click()
    expect(desk.locator("#coverage-0 .what")).to_have_text("Jessica Jones")
    assert chosen(desk, "coverage-0-season") == ["Jessica Jones, season 2"]
