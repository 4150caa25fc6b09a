"""What only a browser can show of the editor: its type, its objects, what is dropped and pasted."""

import base64
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.tests.desk import ADD, all_is_kept, at_desk, form_of
from geekfeed.lib.html import clean
from geekfeed.tests.cast import picture
from images.models import Image
from images.tests.files import GREEN, encoded, flat

CLIPBOARDS = Path(__file__).parent / "clipboard"
CUT_OFF = ("ERR_FAILED", "Failed to fetch")
VIDEO = "https://www.youtube.com/watch?v=nWHUjuJ8zxE"
TRAILER = (
    f'<figure data-embed="youtube" data-id="nWHUjuJ8zxE"><a href="{VIDEO}">{{}}</a>{{}}</figure>'
)
EVERYTHING = (
    '<p>First <strong>strong</strong> <em>em</em> <s>struck</s> <a href="/shows/x/">link</a> '
    "H<sub>2</sub>O <q>quoted</q> <cite>cited</cite> <code>code</code></p><p>Second</p>"
    "<h2>Two</h2><p>Text</p><h3>Three</h3><ul><li>one<ul><li>inner</li></ul></li></ul>"
    "<ol><li>first</li></ol><hr><blockquote><p>“Said.”</p><footer><cite>Somebody</cite></footer>"
    "</blockquote><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody>"
    "</table>" + TRAILER.format("A trailer", "<figcaption>Words</figcaption>")
)
BLOCKS = "blockquote|figcaption|figure|footer|h2|h3|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul"
# Of every element, what a reader would see; a balloon breaks into a margin that the desk has not.
SEEN = """root => {
  const props = ["color", "backgroundColor", "fontFamily", "fontSize", "fontWeight", "fontStretch",
    "fontStyle", "lineHeight", "textDecorationLine", "textTransform", "listStyleType",
    "borderTopWidth", "borderBottomWidth", "borderTopStyle", "textWrapStyle", "paddingLeft"];
  const ours = "p, h2, h3, ul, ol, li, blockquote, footer, cite, strong, em, s, sub, q, code,"
    + "table, th, td, figure, figcaption, hr, a";
  return [...root.querySelectorAll(ours)]
    .filter((element) => !element.closest("section, aside, .sources, .about, .corrections"))
    .map((element) => {
      const style = getComputedStyle(element);
      // A quotation reaches into the margin of a wide page, and its speaker back to the text.
      const seen = element.localName === "footer" ? props.slice(0, -1) : props;
      return [element.localName, ...seen.map((prop) => style[prop])];
    });
}"""


# What is pasted, and what comes of it.
SNIPPETS = [
    ("<p>a</p><p><br></p><p>&nbsp;</p><p>b</p>", "<p>a</p><p>b</p>"),
    ("one<br><br><br>two<br>three", "<p>one</p><p>two<br>three</p>"),
    (
        '<a href="file:///C:/x.doc">a</a> <a href="tel:1">b</a> <a href="#x">c</a>',
        "<p>a b c</p>",
    ),
    ("<h1>a</h1><h3>b</h3><h6>c</h6>", "<h2>a</h2><h3>b</h3><h3>c</h3>"),
    ("<p>a <b>b</b><b> c</b> d</p>", "<p>a <strong>b c</strong> d</p>"),
    ("<ul><ul><li>a</li></ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
    ("<li>a</li>", "<p>a</p>"),
    ("<p>a<script>alert(1)</script><img src=x onerror=alert(1)></p>", "<p>a</p>"),
    (f"<p>a {'&nbsp;' * 9} b&nbsp;c</p>", "<p>a b&nbsp;c</p>"),
    ('<p>x</p><figure data-embed="evil" data-id="x">y</figure>', "<p>x</p><p>y</p>"),
]


@pytest.fixture
def open_desk(live_server, new_page, writer, press):
    def opened(
        address: str = ADD, *, who=writer, keeps=False, expected_errors=(), **options
    ) -> Page:
        page = new_page(expected_errors=[*expected_errors, *([] if keeps else CUT_OFF)], **options)
        if not keeps:
            # What is saved, and when, is another test's business; nothing is on its way at the end.
            page.route(re.compile("/(keep|presence)/"), lambda route: route.abort())
        session = at_desk(who).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + address)
        if options.get("java_script_enabled", True):
            page.wait_for_function("() => window.CKEDITOR?.instances.id_body?.status === 'ready'")
        return page

    return opened


def body(page: Page) -> Locator:
    return page.locator(".cke_wysiwyg_div")


def begun(page: Page, words: str = "Before it.") -> None:
    body(page).click()
    page.keyboard.type(words)


def emptied(page: Page) -> None:
    page.evaluate("() => new Promise((done) => CKEDITOR.instances.id_body.setData('', done))")
    body(page).focus()


def held(page: Page) -> str:
    """What the editor would send, without the white space that CKEditor puts around blocks."""
    html = page.evaluate("CKEDITOR.instances.id_body.getData()")
    html = re.sub(r"<(br|hr|img[^>]*?) ?/>\s*", r"<\1>", html)
    return re.sub(rf"\s*(</?(?:{BLOCKS})\b[^>]*>)\s*", r"\1", html)


def stored(html: str) -> str:
    return clean(html).replace(' rel="noopener"', "")


def data_of(file) -> str:
    return base64.b64encode(file.getvalue()).decode()


def still(colour=GREEN) -> dict:
    return {
        "name": "still.png",
        "mimeType": "image/png",
        "buffer": encoded(flat(640, 360, colour)).getvalue(),
    }


def drop(page: Page, where: str, files: list[str]) -> None:
    """Files from outside, dropped onto an element."""
    page.evaluate(
        """([where, files]) => {
          const transfer = new DataTransfer();
          for (const data of files) {
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            transfer.items.add(new File([bytes], "still.png", { type: "image/png" }));
          }
          const target = document.querySelector(where);
          const { x, y } = target.getBoundingClientRect();
          const place = { bubbles: true, cancelable: true, clientX: x + 1, clientY: y + 5 };
          for (const step of ["dragenter", "dragover", "drop"]) {
            target.dispatchEvent(new DragEvent(step, { ...place, dataTransfer: transfer }));
          }
        }""",
        [where, files],
    )


def paste(
    page: Page, where: str = ".cke_wysiwyg_div", html: str = "", file: str = "", text: str = ""
) -> None:
    page.evaluate(
        """([where, html, file, text]) => {
          const transfer = new DataTransfer();
          if (text) transfer.setData("text/plain", text);
          if (html) transfer.setData("text/html", html);
          if (file) {
            const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
            transfer.items.add(new File([bytes], "image.png", { type: "image/png" }));
          }
          const event = { bubbles: true, cancelable: true, clipboardData: transfer };
          document.querySelector(where).dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        [where, html, file, text],
    )


def say(page: Page, **words: str) -> None:
    """Fill the picker's words and take the picture."""
    labels = {"alt": "What is to be seen", "caption": "Caption", "credit": "Credit:"}
    for name, text in words.items():
        page.locator(".picker").get_by_label(labels[name]).fill(text)
    page.locator(".picker__words [type=submit]").click()


def figure(image: Image, words: str) -> str:
    return (
        f'<figure><img alt="{image.alt}" height="360" src="{image.src}" width="640">'
        f"<figcaption>{words}</figcaption></figure>"
    )


def linked(image: Image, words: str) -> str:
    return re.sub("(<img[^>]*>)", r'<a href="/shows/x/">\1</a>', figure(image, words))


# -- Its type --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768])
def test_a_story_is_set_as_readers_have_it(open_desk, live_server, press, editor, scheme, width):
    story = press.live(body=EVERYTHING)
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = open_desk(form_of(story), who=editor, **options)
    at_the_desk = body(page).evaluate(SEEN)
    measure = body(page).evaluate("root => root.clientWidth")
    page.goto(live_server.url + story.get_absolute_url())
    prose = page.locator(".prose").first
    assert at_the_desk == prose.evaluate(SEEN)
    assert measure == prose.evaluate("root => root.clientWidth")


# -- Pictures --------------------------------------------------------------------------------------


def test_a_picture_is_brought_in_with_what_is_said_of_it(open_desk):
    page = open_desk(expected_errors=["status of 400"])
    begun(page)
    page.get_by_role("button", name="Picture", exact=True).click()
    file = still() | {"buffer": b"none"}
    page.set_input_files(".picker input[type=file]", file)
    says = page.locator(".picker__says")
    expect(says).to_contain_text("That is no picture.")
    page.set_input_files(".picker input[type=file]", still())
    say(page)
    expect(says).to_have_text("Say what is to be seen.")
    say(page, alt="A grey field", caption="Nothing much.")
    expect(says).to_have_text("Say whose picture it is.")
    say(page, alt="still.png", credit="Netflix")
    # The server's own words.
    expect(says).to_contain_text("not what its file is called")
    say(page, alt="A grey field")
    expect(page.locator(".picker")).to_be_hidden()
    page.keyboard.type("After it.")
    image = Image.objects.get()
    assert (image.alt, image.credit, image.caption) == ("A grey field", "Netflix", "Nothing much.")
    credit = '<span class="credit">Netflix</span>'
    made = f"<p>Before it.</p>{figure(image, f'Nothing much. {credit}')}<p>After it.</p>"
    assert held(page) == made


def test_that_a_file_is_no_picture_is_said_until_something_else_is_done(open_desk):
    page = open_desk()
    begun(page)
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.locator(".picker__none")).not_to_be_empty()
    with page.expect_response("**/choose/**"):  # the list comes again
        page.set_input_files(".picker input[type=file]", still() | {"buffer": b"none"})
    page.wait_for_timeout(200)  # and so long after that
    expect(page.locator(".picker__says")).to_contain_text("That is no picture.")
    page.locator(".picker input[type=search]").press_sequentially("a")
    expect(page.locator(".picker__says")).to_be_empty()


def test_a_picture_in_the_text_is_changed_where_it_stands(open_desk, press, writer):
    image = picture(size=(640, 360))
    words = 'By <em>day</em>. <span class="credit">{}</span>'
    story = press.draft(
        created_by=writer,
        body=f"<p>Before.</p>{linked(image, words.format('Netflix'))}<p>After.</p>",
    )
    page = open_desk(form_of(story))
    body(page).locator("figure img").dblclick()
    say(page, credit="Marvel/Netflix")
    # A caption that was left alone keeps its emphasis.
    expect(body(page)).to_contain_text("Marvel/Netflix")
    changed = linked(image, words.format("Marvel/Netflix"))
    assert held(page) == f"<p>Before.</p>{changed}<p>After.</p>"
    page.keyboard.press("Enter")
    say(page, caption="By night.", alt="A field")
    expect(body(page)).to_contain_text("By night.")
    image.alt = "A field"
    changed = linked(image, 'By night. <span class="credit">Marvel/Netflix</span>')
    assert held(page) == f"<p>Before.</p>{changed}<p>After.</p>"
    page.keyboard.press("Delete")
    assert held(page) == "<p>Before.</p><p>After.</p>"


def test_a_picture_is_found_and_one_whose_rights_have_ended_is_not_offered(open_desk):
    picture("A street")
    room = picture("A room", size=(640, 360))
    ended = picture("An ended street")
    Image.objects.filter(pk=ended.pk).update(rights_expire_on=date(2017, 1, 1))
    page = open_desk()
    begun(page)
    page.get_by_role("button", name="Picture", exact=True).click()
    shelf = page.locator(".picker__list")
    expect(shelf.locator("b")).to_have_text(["An ended street", "A room", "A street"])
    page.get_by_label("Find by title").fill("street")
    expect(shelf.locator("b")).to_have_text(["An ended street", "A street"])
    expect(shelf.get_by_role("button").first).to_be_disabled()
    expect(shelf.get_by_role("button").first).to_contain_text("Its rights have ended")
    page.get_by_label("Find by title").fill("nowhere")
    expect(page.locator(".picker__none")).to_contain_text("No picture has these words.")
    page.get_by_label("Find by title").fill("room")
    expect(shelf.locator("b")).to_have_text(["A room"])
    shelf.get_by_role("button").click()
    say(page)
    credit = '<span class="credit">Illustration: GeekFeed</span>'
    assert f"<p>Before it.</p>{figure(room, credit)}" in held(page)


def test_more_pictures_follow_and_the_first_of_them_has_the_focus(open_desk, monkeypatch):
    monkeypatch.setattr("images.choose.ON_A_PAGE", 2)
    for title in ("one", "two", "three"):
        picture(title)
    page = open_desk()
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.locator(".picker__list b")).to_have_text(["three", "two"])
    page.get_by_role("button", name="More").click()
    expect(page.locator(".picker__list b")).to_have_text(["three", "two", "one"])
    expect(page.locator(".picker__list button").last).to_be_focused()
    expect(page.get_by_role("button", name="More")).to_be_hidden()


def test_pictures_dropped_into_the_text_are_asked_about_one_by_one(open_desk):
    page = open_desk()
    begun(page, "Before them.")
    page.keyboard.press("Enter")
    page.keyboard.type("After them.")
    drop(
        page,
        ".cke_wysiwyg_div p:last-of-type",
        [data_of(encoded(flat(640, 360, c))) for c in ("red", "blue")],
    )
    say(page, alt="Red", credit="Netflix")
    expect(body(page).locator("figure")).to_have_count(1)
    again = page.get_by_role("button", name="Use “Netflix” again")
    again.click()
    say(page, alt="Blue")
    expect(body(page).locator("figure")).to_have_count(2)
    red, blue = Image.objects.order_by("pk")
    assert [(one.alt, one.credit) for one in (red, blue)] == [
        ("Red", "Netflix"),
        ("Blue", "Netflix"),
    ]
    # Where they were dropped, and not where the cursor was.
    credit = '<span class="credit">Netflix</span>'
    made = figure(red, credit) + figure(blue, credit)
    assert held(page) == f"<p>Before them.</p>{made}<p>After them.</p>"


def test_a_picture_pasted_as_a_file_is_asked_about(open_desk):
    page = open_desk()
    begun(page)
    # As browsers copy a picture of a page.
    image = '<meta charset="utf-8"><img src="https://elsewhere.example/x.png" alt="x">'
    paste(page, html=image, file=data_of(encoded(flat(640, 360))))
    say(page, alt="Red", credit="Netflix")
    expect(body(page).locator("figure")).to_have_count(1)
    expect(body(page).locator("figure img")).to_have_attribute("src", Image.objects.get().src)


def test_the_picker_takes_what_is_dropped_onto_it_and_what_is_pasted(open_desk):
    page = open_desk()
    begun(page)
    for bring in (
        lambda: drop(page, ".picker", [data_of(encoded(flat()))]),
        lambda: paste(page, ".picker", file=data_of(encoded(flat()))),
    ):
        page.get_by_role("button", name="Picture", exact=True).click()
        expect(page.locator(".picker__shelf")).to_be_visible()
        bring()
        say(page, alt="Red", credit="Netflix")
        expect(page.locator(".picker")).to_be_hidden()
    expect(body(page).locator("figure")).to_have_count(2)


def test_escape_leads_back_into_the_text_where_the_cursor_was(open_desk):
    page = open_desk()
    begun(page, "Before it. After it.")
    for _letter in " After it.":
        page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.get_by_label("Find by title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(body(page)).to_be_focused()
    page.keyboard.type(" Here.")
    assert held(page) == "<p>Before it. Here. After it.</p>"


def test_who_may_not_look_at_pictures_is_told_so(open_desk, writer, django_user_model):
    page = open_desk(expected_errors=["status of 403"])
    begun(page)
    writer.groups.first().permissions.filter(codename="view_image").delete()
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.locator(".cke_notification")).to_contain_text("You may not look at the pictures")


# -- The lead picture ------------------------------------------------------------------------------


def lead(page: Page) -> Locator:
    return page.locator(".chooser").first


def test_the_lead_picture_is_chosen_by_sight_and_taken_away(open_desk):
    image = picture("A street")
    page = open_desk()
    select = page.locator("#id_lead_image")
    lead(page).get_by_role("button", name="Choose").click()
    page.locator(".picker__list button").click()
    # It has its words, so nothing is asked.
    expect(page.locator(".picker")).to_be_hidden()
    expect(lead(page).locator("img")).to_have_attribute("src", image.src)
    expect(lead(page).get_by_text("A street, drawn")).to_be_visible()
    expect(select).to_have_value(str(image.pk))
    lead(page).get_by_role("button", name="Take away").click()
    expect(select).to_have_value("")
    expect(lead(page).locator("figure")).to_be_hidden()
    expect(lead(page).get_by_role("button", name="Choose")).to_be_focused()


def test_who_is_led_to_the_field_comes_to_what_is_to_be_done(open_desk, press, writer):
    image = picture()
    story = press.draft(created_by=writer, lead_image=image)
    page = open_desk(form_of(story))
    page.locator("#id_lead_image").focus()
    expect(lead(page).get_by_role("button", name="Choose")).to_be_focused()
    Image.objects.update(alt="")
    page.reload()
    expect(lead(page).get_by_text("It has no alt text.")).to_be_visible()
    page.locator("#id_lead_image").focus()
    expect(lead(page).get_by_role("button", name="Change its words")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#id_lead_image")).not_to_be_focused()


def test_a_lead_picture_without_alt_text_is_asked_for_it_and_keeps_it(open_desk, writer):
    image = picture("A street")
    Image.objects.update(alt="", uploaded_by=writer)
    page = open_desk()
    lead(page).get_by_role("button", name="Choose").click()
    page.locator(".picker__list button").click()
    say(page)
    expect(page.locator(".picker__says")).to_have_text("Say what is to be seen.")
    say(page, alt="A street by night")
    expect(lead(page).get_by_text("A street by night")).to_be_visible()
    image.refresh_from_db()
    assert (image.alt, image.caption) == ("A street by night", "")
    expect(page.locator("#id_lead_image")).to_have_value(str(image.pk))


def test_somebody_else_s_picture_without_alt_text_is_not_chosen(open_desk):
    picture("A street")
    Image.objects.update(alt="")
    page = open_desk(expected_errors=["status of 403"])
    lead(page).get_by_role("button", name="Choose").click()
    page.locator(".picker__list button").click()
    say(page, alt="A street")
    expect(page.locator(".picker__says")).to_contain_text("only editors may change its words")
    page.keyboard.press("Escape")
    expect(page.locator("#id_lead_image")).to_have_value("")


def test_a_file_dropped_onto_the_lead_becomes_it(open_desk):
    page = open_desk()
    changes = page.evaluate_handle(
        """() => {
          const seen = [];
          const note = (event) => event.target.id === "id_lead_image" && seen.push(event.type);
          for (const name of ["input", "change"]) document.addEventListener(name, note);
          return seen;
        }"""
    )
    drop(page, ".chooser", [data_of(encoded(flat(640, 360)))])
    say(page, alt="Red", credit="Netflix", caption="By day.")
    expect(lead(page).locator("figure")).to_be_visible()
    image = Image.objects.get()
    assert (image.alt, image.credit, image.caption) == ("Red", "Netflix", "By day.")
    expect(page.locator("#id_lead_image")).to_have_value(str(image.pk))
    # Whoever keeps what is typed hears of it.
    assert changes.json_value() == ["input", "change"]


def test_a_choice_from_elsewhere_is_shown(open_desk):
    first, second = picture("first"), picture("second")
    page = open_desk()
    for image in (first, second):
        page.evaluate(
            """(value) => {
              const select = document.getElementById("id_lead_image");
              select.value = value;
              select.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
            str(image.pk),
        )
        expect(lead(page).locator("img")).to_have_attribute("src", image.src)


def test_without_script_the_lead_is_a_list(open_desk):
    image = picture("A street")
    page = open_desk(java_script_enabled=False)
    page.select_option("#id_lead_image", label="A street")
    expect(page.locator("#id_lead_image")).to_have_value(str(image.pk))
    expect(lead(page).get_by_role("button")).to_have_count(0)


def test_a_file_that_misses_its_place_does_not_take_the_page_away(open_desk):
    page = open_desk()
    page.evaluate(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["x"], "x.png", { type: "image/png" }));
          const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
          const event = new DragEvent("drop", options);
          document.body.dispatchEvent(event);
          document.body.dataset.prevented = event.defaultPrevented;
        }"""
    )
    expect(page.locator("body")).to_have_attribute("data-prevented", "true")


# -- Quotations ------------------------------------------------------------------------------------


def test_a_quotation_says_who_said_it_and_can_be_changed(open_desk):
    page = open_desk()
    begun(page)
    page.get_by_role("button", name="Quotation").click()
    page.get_by_label("Words").fill("Plural.")
    page.get_by_label("Who said it").fill("Melissa Rosenberg")
    page.get_by_label("Source (whom").fill("ScreenCrush")
    page.get_by_role("button", name="OK").click()
    expect(page.locator(".desk-says:visible")).to_contain_text("both its name and its address")
    page.get_by_label("Address of the source").fill("/sources/screencrush/")
    page.get_by_role("button", name="OK").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.type("After it.")
    quote = (
        "<p>Before it.</p><blockquote><p>“Plural.”</p><footer><cite>Melissa Rosenberg</cite>, {} "
        '<a href="/sources/screencrush/">ScreenCrush</a></footer></blockquote><p>After it.</p>'
    )
    assert held(page) == quote.format("to")
    body(page).locator("blockquote p").dblclick()
    expect(page.get_by_label("Who said it")).to_have_value("Melissa Rosenberg")
    page.get_by_label("Then, such as").fill("showrunner, to")
    page.get_by_role("button", name="OK").click()
    assert held(page) == quote.format("showrunner, to")


# -- Videos and posts ------------------------------------------------------------------------------


def test_a_video_is_put_in_by_its_address(open_desk):
    page = open_desk()
    begun(page)
    page.get_by_role("button", name="Video or post").click()
    page.get_by_label("Its address").fill("https://example.com/watch?v=nWHUjuJ8zxE")
    page.get_by_role("button", name="OK").click()
    says = page.locator(".desk-says:visible")
    expect(says).to_contain_text("This address is none")
    page.get_by_label("Its address").fill("youtu.be/nWHUjuJ8zxE?si=tracked")
    page.get_by_role("button", name="OK").click()
    expect(says).to_contain_text("Write a title")
    page.get_by_label("Title, as readers").fill("A <b>trailer</b>")
    page.get_by_role("button", name="OK").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(body(page).locator("figure")).to_have_count(1)
    page.keyboard.type("After it.")
    made = TRAILER.format("A &lt;b&gt;trailer&lt;/b&gt;", "")
    assert held(page) == stored(held(page)) == f"<p>Before it.</p>{made}<p>After it.</p>"


def test_the_keyboard_alone_puts_a_video_in_opens_it_and_goes_past_it(open_desk):
    page = open_desk()
    body(page).focus()
    page.keyboard.press("Alt+F10")
    for _group in ("link", "lists", "objects"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Video or post")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Its address")).to_be_focused()
    page.keyboard.type(VIDEO)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Title, as readers")).to_be_focused()
    page.keyboard.type("A trailer")
    page.keyboard.press("Enter")
    expect(body(page)).to_be_focused()
    page.keyboard.type("After it.")
    for _letter in "After it..":
        page.keyboard.press("ArrowLeft")
    expect(body(page).locator(".cke_widget_focused")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Its address")).to_have_value(VIDEO)
    page.get_by_label("Caption, if").focus()
    page.keyboard.type("By day.")
    page.keyboard.press("Enter")
    expect(body(page).locator(".cke_widget_focused figcaption")).to_have_text("By day.")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("Before it.")
    made = TRAILER.format("A trailer", "<figcaption>By day.</figcaption>")
    assert held(page) == f"<p>Before it.</p>{made}<p>After it.</p>"


def test_nothing_of_another_site_is_asked_for_before_a_click(live_server, page, press):
    story = press.live(body=stored(TRAILER.format("A trailer", "")))
    asked: list[str] = []

    def player(route):
        asked.append(route.request.url)
        route.fulfill(body="<title>The player</title>", content_type="text/html")

    page.route(lambda url: not url.startswith(live_server.url), player)
    page.goto(live_server.url + story.get_absolute_url(), wait_until="networkidle")
    button = page.get_by_role("button", name="Show the video (loads from youtube-nocookie.com)")
    expect(button).to_be_visible()
    expect(page.get_by_role("link", name="A trailer")).to_have_attribute("href", VIDEO)
    assert asked == []
    button.click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "A trailer (YouTube)")
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").locator("body")).to_be_attached()
    player_at = "https://www.youtube-nocookie.com/embed/nWHUjuJ8zxE?autoplay=1&rel=0"
    assert asked == [player_at]
    assert frame.get_attribute("sandbox") == (
        "allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin "
        "allow-scripts"
    )
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    expect(page.get_by_role("link", name="A trailer")).to_be_visible()


def test_the_policy_stops_a_frame_of_any_other_host(live_server, new_page, press):
    page = new_page(expected_errors=["frame-src", "Framing"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + press.live().get_absolute_url())
    page.evaluate(
        """() => new Promise((done, fail) => {
          document.addEventListener("securitypolicyviolation", done, { once: true });
          setTimeout(() => fail(new Error("Nothing stopped it.")), 3000);
          const frame = document.createElement("iframe");
          frame.src = "https://www.youtube.com/embed/nWHUjuJ8zxE";
          document.body.append(frame);
        })"""
    )
    assert [url for url in asked if not url.startswith(live_server.url)] == []


def test_without_script_and_on_paper_a_video_is_a_link(live_server, new_page, press):
    story = press.live(body=stored(TRAILER.format("A trailer", "")))
    bare = new_page(java_script_enabled=False)
    bare.goto(live_server.url + story.get_absolute_url())
    expect(bare.get_by_role("link", name="A trailer")).to_have_attribute("href", VIDEO)
    expect(bare.locator("figure[data-embed] button")).to_have_count(0)
    page = new_page()
    page.goto(live_server.url + story.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show the video")).to_be_hidden()
    link = page.get_by_role("link", name="A trailer")
    expect(link).to_be_visible()
    assert VIDEO in link.evaluate("link => getComputedStyle(link, '::after').content")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_video_is_no_wider_than_its_column_and_moves_nothing(live_server, new_page, press, width):
    page = new_page(viewport={"width": width, "height": 800})
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="x"))
    story = press.live(body=stored(TRAILER.format("A trailer " * 6, "") + "<p>After it.</p>"))
    page.goto(live_server.url + story.get_absolute_url())
    after = page.get_by_text("After it.")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    panel = page.locator("figure[data-embed]").bounding_box()
    assert panel["width"] == page.locator(".prose").first.bounding_box()["width"]
    button = page.get_by_role("button", name="Show the video")
    assert button.bounding_box()["y"] + button.bounding_box()["height"] < after.bounding_box()["y"]
    title = page.get_by_role("link", name="A trailer").bounding_box()
    assert title["y"] + title["height"] <= button.bounding_box()["y"]


# -- Pasting ---------------------------------------------------------------------------------------


def test_what_is_pasted_comes_in_as_stories_are_written(open_desk):
    page = open_desk()
    for name in ("word", "google-docs", "libreoffice", "page"):
        emptied(page)
        paste(page, html=(CLIPBOARDS / f"{name}.html").read_text())
        expected = (CLIPBOARDS / f"{name}.kept.html").read_text().replace("\n", "")
        expect(page.locator(".cke_notification_message")).to_contain_text("A picture was left out")
        assert held(page) == expected, name
        # Saving takes nothing away in silence.
        assert stored(expected) == expected, name
        page.locator(".cke_notification_close").click()
        expect(page.locator(".cke_notification")).to_have_count(0)


def test_the_words_around_a_paste_stay_and_a_few_words_make_no_paragraph(open_desk):
    page = open_desk()
    begun(page, "Before it. ")
    paste(page, html='<meta charset="utf-8"><span style="font-weight:700">bold</span> and not')
    expect(body(page)).to_contain_text("and not")
    page.keyboard.type(".")
    assert held(page) == "<p>Before it. <strong>bold</strong> and not.</p>"


def test_an_address_that_is_pasted_alone_is_a_link(open_desk):
    address = "https://variety.com/2026/tv/daredevil-3"
    page = open_desk()
    page.locator(".cke_wysiwyg_div").click()
    paste(page, text=address)
    expect(body(page).locator("a")).to_have_text(address)
    assert f'<a href="{address}">{address}</a>' in held(page)


def test_what_else_is_pasted(open_desk):
    page = open_desk()
    for html, kept in SNIPPETS:
        emptied(page)
        paste(page, html=html)
        expect(body(page)).to_contain_text(re.compile(r"\w"))
        assert held(page) == kept
        assert stored(kept) == kept


def test_a_picture_of_this_site_stays_when_it_is_pasted(open_desk, live_server):
    image = picture()
    page = open_desk()
    body(page).focus()
    paste(page, html=f'<p>a</p><p>b <img src="{live_server.url}{image.src}" alt="x"></p>')
    expect(body(page).locator("img")).to_have_attribute("src", image.src)
    assert held(page) == f'<p>a</p><p>b <img alt="x" src="{image.src}"></p>'
    expect(page.locator(".cke_notification")).to_have_count(0)


def test_links_are_those_that_are_kept(open_desk):
    page = open_desk()
    begun(page)
    page.keyboard.press("Control+L")
    kinds = page.get_by_label("Link Type").locator("option")
    expect(kinds).to_have_text(["URL", "E-mail"])
    page.get_by_label("Protocol").select_option(label="<other>")
    refused = []
    page.on("dialog", lambda dialog: (refused.append(dialog.message), dialog.accept()))
    for address in ("tel:123", "data:text/html,x", "//evil.example/", "ftp://x.example/"):
        page.get_by_role("textbox", name="URL").fill(address)
        page.get_by_role("button", name="OK").click()
    assert refused == ["The address begins with / or with https://."] * 4
    page.get_by_role("textbox", name="URL").fill("/shows/jessica-jones/")
    page.get_by_role("button", name="OK").click()
    expect(body(page).locator("a")).to_have_attribute("href", "/shows/jessica-jones/")


# -- On its way to readers -------------------------------------------------------------------------


def test_what_the_editor_holds_is_what_is_stored(open_desk, press, writer):
    story = press.draft(created_by=writer, body=EVERYTHING)
    page = open_desk(form_of(story))
    assert held(page) == EVERYTHING == stored(held(page))


def test_a_picture_in_the_text_is_kept_like_a_word(open_desk, press, writer):
    image = picture(size=(640, 360))
    story = press.draft(created_by=writer, body="<p>Before it.</p>")
    page = open_desk(form_of(story), keeps=True)
    begun(page, "")
    page.keyboard.press("End")
    page.get_by_role("button", name="Picture", exact=True).click()
    page.locator(".picker__list button").click()
    say(page)
    expect(body(page).locator("figure")).to_have_count(1)
    page.keyboard.press("Control+S")
    all_is_kept(page)
    story.refresh_from_db()
    kept = re.sub(r">\s+<", "><", story.body)
    words = '<span class="credit">Illustration: GeekFeed</span>'
    assert kept == f"<p>Before it.</p>{figure(image, words)}"
