"""What only a browser can show of the desk: choosing by typing, in order, and dropped pictures."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.tests.desk import ADD, at_desk
from geekfeed.lib.html import clean
from images.models import Image
from images.tests.files import encoded, flat
from shows.models import Show
from sources.models import Source


@pytest.fixture
def desk(request, live_server, new_page, writer, press, olv, mcuexchange) -> Page:
    page = new_page(expected_errors=getattr(request, "param", ()))
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


def test_a_picture_dropped_into_the_text_is_taken_in(desk, tv):
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


def test_a_quotation_says_who_said_it_and_can_be_changed(desk):
    body = desk.locator(".cke_wysiwyg_div")
    body.click()
    desk.keyboard.type("Before it.")
    desk.get_by_role("button", name="Quotation").click()
    desk.get_by_label("Words").fill("Plural.")
    desk.get_by_label("Who said it").fill("Melissa Rosenberg")
    desk.get_by_label("Source (whom").fill("ScreenCrush")
    desk.get_by_role("button", name="OK").click()
    expect(desk.locator(".desk-says:visible")).to_contain_text("both its name and its address")
    desk.get_by_label("Address of the source").fill("/sources/screencrush/")
    desk.get_by_role("button", name="OK").click()
    expect(desk.get_by_role("dialog")).to_be_hidden()
    desk.keyboard.type("After it.")
    quote = (
        "<blockquote><p>“Plural.”</p><footer><cite>Melissa Rosenberg</cite>, {} "
        '<a href="/sources/screencrush/">ScreenCrush</a></footer></blockquote>'
    )
    expected = "<p>Before it.</p>{}<p>After it.</p>"
    assert written(desk) == expected.format(quote.format("to"))

    body.locator("blockquote p").dblclick()
    expect(desk.get_by_label("Who said it")).to_have_value("Melissa Rosenberg")
    expect(desk.get_by_label("Then, such as")).to_have_value("to")
    desk.get_by_label("Then, such as").fill("showrunner, to")
    desk.get_by_role("button", name="OK").click()
    assert written(desk) == expected.format(quote.format("showrunner, to"))


@pytest.mark.parametrize("desk", [("status of 400",)], indirect=True)
def test_a_picture_comes_in_with_its_alt_text_and_credit(desk):
    body = desk.locator(".cke_wysiwyg_div")
    body.click()
    desk.keyboard.type("Before it.")
    desk.get_by_role("button", name="Picture").click()
    file = {"name": "still.png", "mimeType": "image/png", "buffer": b"none"}
    desk.get_by_label("What is to be seen").fill("A grey field")
    desk.set_input_files(".desk-file input", file)
    desk.get_by_label("Caption").fill("Nothing much.")
    desk.get_by_role("button", name="OK").click()
    says = desk.locator(".desk-says:visible")
    expect(says).to_have_text("Say whose picture it is.")
    desk.get_by_label("Credit (whose").fill("Netflix")
    desk.get_by_role("button", name="OK").click()
    # The server's own words.
    expect(says).to_contain_text("JPEG")
    file["buffer"] = encoded(flat(640, 360)).getvalue()
    desk.set_input_files(".desk-file input", file)
    desk.get_by_role("button", name="OK").click()
    expect(desk.get_by_role("dialog")).to_be_hidden()
    image = Image.objects.get()
    assert (image.alt, image.credit) == ("A grey field", "Netflix")
    caption = 'Nothing much. <span class="credit">{}</span>'
    assert caption.format("Netflix") in written(desk)
    picture = body.locator("figure img")
    expect(picture).to_have_attribute("src", image.src)
    expect(picture).to_have_attribute("alt", "A grey field")

    picture.dblclick()
    desk.get_by_label("Credit (whose").fill("Marvel/Netflix")
    desk.get_by_role("button", name="OK").click()
    assert caption.format("Marvel/Netflix") in written(desk)
    assert f'src="{image.src}"' in written(desk)
    assert Image.objects.count() == 1


def written(page: Page) -> str:
    """The text as saving keeps it, but for what CKEditor puts between elements."""
    html = clean(page.evaluate("CKEDITOR.instances.id_body.getData()"))
    return re.sub(r">\s+<", "><", html.replace(' rel="noopener"', "")).strip()


def test_a_new_claim_rests_on_the_only_source_until_somebody_decides(desk):
    desk.locator("#claims-group .add-row a").click()
    pick(desk, "citations-0-tag", "On Location Vacations")
    assert chosen(desk, "claims-0-rests_on") == ["Our own reporting"]  # it says nothing yet
    desk.fill("#id_claims-0-says", "It began")
    assert chosen(desk, "claims-0-rests_on") == ["On Location Vacations"]
    desk.select_option("#id_claims-0-rests_on", label="Our own reporting")
    desk.fill("#id_claims-0-says", "It began today")
    assert chosen(desk, "claims-0-rests_on") == ["Our own reporting"]


def test_the_show_of_a_claim_is_what_a_story_is_about_unless_somebody_said(desk, catalog):
    Show.objects.create(name="The Defenders", slug="the-defenders")
    desk.locator("#claims-group .add-row a").click()
    pick(desk, "claims-0-show", "Jessica Jones")
    assert chosen(desk, "coverage-0-show") == ["Jessica Jones"]
    desk.locator("#coverage-group .add-row a").click()
    desk.locator("#coverage-0 .inline-deletelink").click()
    pick(desk, "claims-0-show", "The Defenders")
    assert chosen(desk, "coverage-0-show") == []


def test_the_reader_s_type_is_in_the_editor(desk):
    family = desk.locator(".cke_wysiwyg_div p").evaluate("p => getComputedStyle(p).fontFamily")
    assert family.startswith("Piazzolla")


@pytest.mark.parametrize("width", [1280, 768])
def test_nothing_of_the_form_is_wider_than_the_window(desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    over = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0
