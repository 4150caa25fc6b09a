"""Tagging a source in the browser: how often it was right stands beside it, before and after it is
chosen."""

import pytest

from articles.models import TrackRecord
from articles.tests.desk import form_of


@pytest.fixture
def story(press, writer, olv, mcuexchange):
    TrackRecord.objects.create(source=olv, came_true=11, denied=2)
    TrackRecord.objects.create(source=mcuexchange, came_true=2, denied=1, still_open=4)
    return press.draft(sources=[[olv, mcuexchange]], created_by=writer)


@pytest.fixture
def open_form(live_server, new_page, client, writer, settings):
    def opened(story):
        page = new_page(viewport={"width": 1280, "height": 1000})
        client.force_login(writer)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{form_of(story)}")
        return page

    return opened


def rows(page) -> list[str]:
    told = page.locator("#citations-group .inline-related:not(.empty-form) .told")
    return [" / ".join(words.split("\n")) for words in told.all_inner_texts()]


def test_the_record_stands_beside_a_source_while_it_is_tagged(open_form, story, mcuexchange):
    page = open_form(story)
    page.wait_for_function("document.querySelector('#citations-0 [data-beside]').textContent")
    one = "On Location Vacations via MCUExchange / x.example / As origin: right 11 of 13 times"
    assert rows(page) == [one]
    page.keyboard.press("Control+k")
    page.keyboard.press("s")  # a further source
    page.locator(".select2-selection:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()
    page.keyboard.type("mcu")
    entry = page.get_by_role(
        "option", name="MCUExchange Publication. 3 settled so far, 2 came true"
    )
    entry.wait_for()
    # The keyboard alone chooses it.
    page.keyboard.press("Enter")
    two = "MCUExchange / 3 settled so far, 2 came true"
    page.wait_for_function("document.querySelectorAll('#citations-group .told').length > 2")
    assert rows(page) == [one, two]
    # Once it is kept, the desk says that the two are one report, under both.
    warning = page.locator("#one-report .warn")
    warning.wait_for()
    said = "MCUExchange passes on what On Location Vacations saw. One report, counted once."
    assert warning.all_inner_texts() == [said]
    assert (
        page.locator("#one-report").evaluate(
            "e => e.nextElementSibling.matches('.add-row') && e.previousElementSibling.id"
        )
        == "citations-empty"
    )
    # Its line in the checklist leads to the row.
    page.locator("#checklist li", has_text=said).get_by_role("link").click()
    assert page.evaluate(
        "document.activeElement.closest('.inline-related').querySelector('[name$=-tag]').value"
    ) == str(mcuexchange.pk)


def test_what_is_typed_at_once_goes_into_the_search_for_a_source(open_form, story):
    page = open_form(story)
    page.locator("#citations-group .add-row a").click()
    page.locator(".select2-selection:focus").wait_for()
    page.keyboard.type("On Loc")
    search = page.locator(".select2-container--open .select2-search__field")
    assert search.input_value() == "On Loc"
    page.get_by_role("option", name="On Location Vacations").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#citations-group .told').length > 2")
    assert [row.split(" / ")[0] for row in rows(page)][1:] == ["On Location Vacations"]
