"""What only a browser can show of notes, of the checklist and of what is already covered."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article, Byline, Claim, Note
from articles.notes import done, write_note
from articles.tests.desk import ADD, at_desk, form_of

NOBODY = {"others": [], "holder": None, "changed": False}


@pytest.fixture
def story(press, writer, jessica_jones) -> Article:
    return press.draft(
        "Nothing of Note", created_by=writer, about=[jessica_jones], body="<p>It has begun.</p>"
    )


@pytest.fixture
def opened(live_server, new_page):
    def open_page(story: Article, user, **options) -> Page:
        page = new_page(**options)
        session = at_desk(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        # It writes every few seconds, and the tests' database has one writer that does not wait.
        page.route("**/presence/", lambda route: route.fulfill(json=NOBODY))
        page.goto(live_server.url + form_of(story))
        if options.get("java_script_enabled", True):
            page.locator(".cke_wysiwyg_div").wait_for()
        return page

    return open_page


def margin(page: Page, field: str):
    return page.locator(f".marginnotes[data-on={field}]")


def test_a_note_stands_in_the_margin_of_what_it_is_about(opened, story, writer, editor):
    write_note(story, editor, "Who first said it?", "body")
    write_note(story, editor, "Ready by six, please.")
    page = opened(story, writer)
    expect(margin(page, "body").locator(".note")).to_contain_text("Who first said it?")
    expect(page.locator("#card-notes .note")).to_have_count(1)
    expect(page.locator("#card-notes .note")).to_contain_text("Ready by six")
    body = page.locator(".cke_wysiwyg_div").bounding_box()
    note = margin(page, "body").locator(".note").bounding_box()
    assert note["x"] + note["width"] <= body["x"]
    page.set_viewport_size({"width": 360, "height": 800})
    body = page.locator(".cke_wysiwyg_div").bounding_box()
    assert margin(page, "body").locator(".note").bounding_box()["y"] >= body["y"] + body["height"]


def test_a_note_is_written_answered_and_done_without_leaving(opened, story, writer):
    page = opened(story, writer)
    margin(page, "headline").get_by_role("button", name="Note: Headline").click()
    page.get_by_label("Your note").fill("Shorter?")
    page.get_by_role("button", name="Send", exact=True).click()
    note = margin(page, "headline").locator(".note")
    expect(note).to_contain_text("Shorter?")
    note.get_by_role("link", name="Answer").click()
    box = page.get_by_label("Your answer")
    expect(box).to_be_focused()
    box.fill("By how much?")
    box.press("Control+Enter")  # sends the answer, not the story
    expect(note.locator(".reply")).to_contain_text("By how much?")
    note.get_by_role("link", name="Done").click()
    expect(note).to_have_count(0)
    page.locator("#card-notes .seen-to summary").click()
    page.locator("#card-notes .seen-to").get_by_role("link", name="Open it again").click()
    expect(note).to_have_count(1)
    assert page.url.endswith(form_of(story))
    assert [n.text for n in Note.objects.all()] == ["Shorter?", "By how much?"]
    story.refresh_from_db()
    assert (story.status, story.version) == ("draft", 0)


def test_a_note_in_the_making_is_no_part_of_the_story(opened, story, writer):
    page = opened(story, writer)
    margin(page, "headline").get_by_role("button").click()
    page.get_by_label("Your note").press_sequentially("Hm")
    assert page.evaluate("desk.keep.isDirty()") is False
    sent = page.evaluate("desk.keep.pairs().filter(([, value]) => value.includes('Hm'))")
    assert sent == []
    page.get_by_label("Your note").fill("")
    page.get_by_label("Your note").press("Escape")
    expect(page.locator(".notebox")).to_have_count(0)


def test_what_is_being_typed_survives_another_note(opened, story, writer, editor):
    write_note(story, editor, "One", "headline")
    write_note(story, editor, "Two", "body")
    page = opened(story, writer)
    margin(page, "headline").get_by_role("link", name="Answer").click()
    page.get_by_label("Your answer").fill("Half an ans")
    margin(page, "body").get_by_role("link", name="Done").click()
    expect(margin(page, "body").locator(".note")).to_have_count(0)
    expect(margin(page, "headline").get_by_label("Your answer")).to_have_value("Half an ans")


def test_a_note_that_is_refused_is_still_there(opened, story, writer, other_writer):
    page = opened(story, writer, expected_errors=("status of 404",))
    page.locator("#card-notes summary").first.click()
    page.locator("#card-notes").get_by_role("link", name="Write a note").click()
    page.get_by_label("Your note").fill("Is anybody here?")
    Byline.objects.filter(article=story).delete()
    Article.objects.filter(pk=story.pk).update(created_by=other_writer)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".notebox .complaint")).to_contain_text("your words are still here")
    expect(page.get_by_label("Your note")).to_have_value("Is anybody here?")


def test_a_new_story_can_have_notes_from_its_first_words_on(opened, story, writer, live_server):
    page = opened(story, writer)
    page.goto(live_server.url + ADD)
    page.locator(".cke_wysiwyg_div").wait_for()
    expect(margin(page, "headline")).to_have_count(0)
    page.fill("#id_headline", "A Trailer")
    page.evaluate("desk.keep.now()")
    margin(page, "headline").get_by_role("button", name="Note: Headline").click()
    page.get_by_label("Your note").fill("Not my last word.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(margin(page, "headline").locator(".note")).to_contain_text("Not my last word.")
    assert Note.objects.get().article.headline == "A Trailer"


def test_the_tab_key_leads_from_field_to_field_and_to_the_notes_after_them(opened, story, writer):
    page = opened(story, writer)
    expect(margin(page, "body").get_by_role("button")).to_be_visible()
    page.locator("#id_headline").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#id_standfirst")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".cke_wysiwyg_div")).to_be_focused()
    for name in ("Headline", "Standfirst", "Body"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=f"Note: {name}")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_each_margin_stands_beside_its_field_or_under_it(opened, story, writer, editor, width):
    for field in ("headline", "standfirst", "body"):
        write_note(story, editor, "Look at this again, please.", field)
    page = opened(story, writer, viewport={"width": width, "height": 900})
    for field in ("headline", "standfirst", "body"):
        row = page.locator(f".page > .field-{field}")
        label, main = row.locator("label").bounding_box(), row.locator(".main").bounding_box()
        notes = margin(page, field).locator(".note").bounding_box()
        assert notes["y"] >= label["y"] + label["height"]
        if width == 1280:
            assert notes["x"] + notes["width"] <= main["x"]
            assert notes["y"] < main["y"] + max(main["height"], 100)
        else:
            assert notes["y"] >= main["y"] + main["height"]


def test_without_script_the_links_lead_to_the_page_of_the_notes(opened, story, writer, editor):
    note = write_note(story, editor, "Who first said it?", "body")
    done(write_note(story, editor, "An old one"), editor)
    page = opened(story, writer, java_script_enabled=False)
    with page.context.expect_page() as other:
        page.locator(f"#note-{note.pk}").get_by_role("link", name="Answer").click()
    page = other.value
    page.get_by_label("Your answer").fill("She did.")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(f"#note-{note.pk} .reply")).to_contain_text("She did.")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("No note waits to be seen to.")).to_be_visible()


def test_the_checklist_leads_to_the_spot(opened, story, writer, filming, olv):
    story.citations.create(tag=olv)
    Claim.objects.create(article=story, **filming())
    page = opened(story, writer)
    page.locator("#checklist li", has_text="no standfirst").get_by_role("link").click()
    expect(page.locator("#id_standfirst")).to_be_focused()
    page.locator("#checklist li", has_text="Claim 1 rests").get_by_role("link").click()
    expect(page.locator("#claims-0 details")).to_have_attribute("open", "")
    page.locator("#checklist li", has_text="nothing to say about").get_by_role("link").click()
    expect(page.locator("#bylines-group")).to_be_visible()


def test_look_opens_the_faulty_row_and_its_field_says_what_is_wrong(opened, story, writer, olv):
    story.citations.create(tag=olv)
    page = opened(story, writer)
    page.locator("#citations-0 summary").click()
    address = page.locator("#id_citations-0-url")
    address.fill("variety com slash")
    page.evaluate("desk.keep.now()")
    complaint = page.locator("#checklist .block", has=page.locator("[data-wrong]"))
    complaint.wait_for()
    page.locator("#citations-0 summary").click()
    expect(address).to_be_hidden()
    complaint.get_by_role("link", name="Look").click()
    expect(address).to_be_focused()
    expect(address).to_have_attribute("aria-invalid", "true")
    said = complaint.locator("b").inner_text()
    expect(page.locator("#citations-0 .errorlist")).to_have_text(said)
    expect(address).to_have_accessible_description(f"{said} The page that you read it on.")
    address.fill("https://variety.com/one/")
    page.evaluate("desk.keep.now()")
    expect(page.locator("#citations-0 .errorlist")).to_have_count(0)
    expect(address).not_to_have_attribute("aria-invalid", "true")


def test_the_checklist_is_renewed_when_the_story_is_kept(opened, story, writer):
    page = opened(story, writer)
    page.fill("#id_standfirst", "Why it matters.")
    page.evaluate("desk.keep.now()")
    expect(page.locator("#checklist")).not_to_contain_text("no standfirst")
    page.fill("#id_headline", "")
    page.evaluate("desk.keep.now()")
    expect(page.locator("#checklist .block")).to_contain_text("The story has no headline.")


def test_others_stories_are_told_while_the_headline_is_typed(
    opened, press, story, writer, jessica_jones
):
    press.live("Production Starts", at=timezone.now(), about=[jessica_jones])
    page = opened(story, writer)
    expect(page.locator("#covered")).to_be_empty()
    page.locator("#id_headline").fill("")
    page.locator("#id_headline").press_sequentially("Production Begins", delay=5)
    expect(page.locator("#covered")).to_contain_text("Production Starts, live since today")
    page.get_by_role("button", name="Ours is different").click()
    expect(page.locator("#covered .covered")).to_be_hidden()
    expect(page.locator("#id_headline")).to_be_focused()
    with page.expect_response("**/covered/"):
        page.locator("#id_headline").press_sequentially(" Now", delay=5)
    expect(page.locator("#covered .covered")).to_be_hidden()
