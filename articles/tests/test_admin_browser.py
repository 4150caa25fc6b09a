"""What only a browser can show of the desk: choosing by typing, in order, and dropped pictures."""

import base64

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.tests.desk import ADD, at_desk
from images.models import Image
from images.tests.files import encoded, flat
from sources.models import Source


@pytest.fixture
def desk(live_server, page: Page, writer, press, olv, mcuexchange) -> Page:
    Source.objects.create(name="ScreenCrush", slug="screencrush")
    press.draft(topics=["film permits", "casting"])
    session = at_desk(writer).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + ADD)
    page.locator(".cke_wysiwyg_div").wait_for()
    return page


def pick(page: Page, field: str, words: str) -> None:
    page.locator(f"#id_{field} + .select2").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def chosen(page: Page, field: str) -> list[str]:
    return page.locator(f"#id_{field} option:checked").all_text_contents()


def offered(page: Page, field: str) -> list[str]:
    return page.locator(f"#id_{field} option").all_text_contents()


def test_a_chain_is_in_the_order_in_which_it_was_chosen(desk):
    pick(desk, "citations-0-via", "ScreenCrush")
    pick(desk, "citations-0-via", "MCUExchange")
    desk.locator("#id_citations-0-via + .select2 .select2-selection__choice__remove").first.click()
    desk.keyboard.press("Escape")
    pick(desk, "citations-0-via", "ScreenCrush")
    assert chosen(desk, "citations-0-via") == ["MCUExchange", "ScreenCrush"]


def test_a_claim_knows_the_sources_as_they_come_and_go(desk):
    desk.locator("#claims-group .add-row a").click()
    assert offered(desk, "claims-0-rests_on") == ["Our own reporting"]
    pick(desk, "citations-0-tag", "On Location Vacations")
    desk.locator("#citations-group .add-row a").click()
    pick(desk, "citations-1-tag", "MCUExchange")
    expect(desk.locator("#id_claims-0-rests_on option")).to_have_count(3)
    desk.select_option("#id_claims-0-rests_on", label="On Location Vacations")
    desk.locator("#citations-1 .inline-deletelink").click()
    expect(desk.locator("#id_claims-0-rests_on option")).to_have_count(2)
    assert chosen(desk, "claims-0-rests_on") == ["On Location Vacations"]
    desk.locator("#claims-group .add-row a").click()
    assert offered(desk, "claims-1-rests_on") == ["Our own reporting", "On Location Vacations"]


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


def test_a_picture_dropped_into_the_text_is_taken_in(desk, settings, tmp_path, tv):
    settings.MEDIA_ROOT = tmp_path
    desk.locator(".cke_wysiwyg_div").click()
    desk.keyboard.type("Before it. ")
    desk.evaluate(
        """(data) => {
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          const files = new DataTransfer();
          files.items.add(new File([bytes], "still.png", { type: "image/png" }));
          const line = document.querySelector(".cke_wysiwyg_div p");
          const { x, y } = line.getBoundingClientRect();
          const where = { bubbles: true, cancelable: true, clientX: x + 5, clientY: y + 5 };
          for (const step of ["dragenter", "dragover", "drop"]) {
            line.dispatchEvent(new DragEvent(step, { ...where, dataTransfer: files }));
          }
        }""",
        base64.b64encode(encoded(flat(640, 360)).getvalue()).decode(),
    )
    expect(desk.locator(".cke_wysiwyg_div img[src^='/media/']")).to_have_count(1)
    desk.fill("#id_headline", "With a picture")
    desk.select_option("#id_section", label="TV")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator(".messagelist")).to_contain_text("Saved.")
    assert Image.objects.get().src in Article.objects.get(headline="With a picture").body


def test_the_reader_s_type_is_in_the_editor(desk):
    family = desk.locator(".cke_wysiwyg_div p").evaluate("p => getComputedStyle(p).fontFamily")
    assert family.startswith("Piazzolla")


@pytest.mark.parametrize("width", [1280, 768])
def test_nothing_of_the_form_is_wider_than_the_window(desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    over = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0
