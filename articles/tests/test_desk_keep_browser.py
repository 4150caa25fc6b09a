"""What only a browser can show of writing: nothing typed is lost, and people do not get into one
another's way."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import presence, workflow
from articles.admin import keep
from articles.models import Article, WorkingCopy
from articles.tests.desk import ADD, all_is_kept, at_desk, form_of

pytestmark = pytest.mark.journey

DOWN = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to load resource")
REFUSED = ("status of 409", "status of 403")
SIGNED_OUT = ("status of 401",)


@pytest.fixture
def story(press, writer):
    return press.draft("The first words", created_by=writer)


@pytest.fixture
def open_desk(live_server, new_page):
    """Open an address of the desk as somebody, in a browser of their own."""

    def opened(user, address, expected_errors=(), **options) -> Page:
        page = new_page(expected_errors=expected_errors, **options)
        sign_in(page, user, live_server.url)
        page.goto(live_server.url + address)
        page.locator(".cke_wysiwyg_div").wait_for()
        return page

    return opened


def sign_in(page: Page, user, url: str) -> None:
    session = at_desk(user).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])


def saved(page: Page):
    return page.locator("#saved")


def says(page: Page, name: str):
    return page.locator(f'#says [data-say="{name}"]')


def body(page: Page):
    return page.locator(".cke_wysiwyg_div")


def typed(story: Article, name: str = "headline") -> str:
    """What the desk has of a field."""
    return WorkingCopy.objects.get(article=story).state["fields"][name][0]


def typed_at_last(page: Page, story: Article) -> str:
    """What the desk has once anything has arrived, from a page that is gone and cannot say so."""
    for _turn in range(300):
        if WorkingCopy.objects.filter(article=story).exists():
            return typed(story)
        page.wait_for_timeout(100)
    raise AssertionError("Nothing has arrived.")


def keeps(page: Page) -> list[str]:
    """The saves that a page sends from now on."""
    sent: list[str] = []
    page.on("request", lambda request: "/keep/" in request.url and sent.append(request.post_data))
    return sent


def copies(page: Page) -> list[str]:
    """What this browser keeps of stories."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('geekfeed:'))")


def look(page: Page) -> None:
    """Come back to the window: it asks who is here at once, and not within twenty seconds."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


# -- Keeping ---------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_by_itself(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    body(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("One more thing. ")
    expect(saved(page)).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page.locator("#words")).to_have_text("9 words, 1 min")
    all_is_kept(page)
    assert "One more thing." in typed(story, "body")
    page.reload()
    expect(body(page)).to_contain_text("One more thing.")
    assert copies(page) == []


def test_who_types_nothing_saves_nothing(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    sent = keeps(page)
    body(page).click()
    page.locator("#id_headline").click()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(2600)
    assert sent == []
    assert not WorkingCopy.objects.exists()


def test_what_is_typed_under_when_is_not_called_saved_and_not_left_without_a_question(
    open_desk, story, writer
):
    page = open_desk(writer, form_of(story))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#card-when summary").click()
    page.locator("#id_planned_for").fill("2050-04-12T09:00")
    expect(saved(page)).to_have_text(
        re.compile(r"Saved \d\d:\d\d, but what is typed under When is not planned yet")
    )
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.reload())")
    assert asked == ["beforeunload"]
    expect(page.locator("#id_planned_for")).to_have_value("2050-04-12T09:00")
    page.locator("#steps button[value=submit]").click()
    expect(page.get_by_text("Sent to review.")).to_be_visible()
    assert asked == ["beforeunload"]
    assert Article.objects.get(pk=story.pk).planned_for.year == 2050


def test_changes_that_have_just_begun_can_be_published_later(open_desk, press, editor):
    story = press.live("The first words")
    page = open_desk(editor, form_of(story))
    cards = page.locator("details.asking > summary")
    expect(cards).to_have_text(["Correct", "Withdraw"])
    page.locator("details.asking", has_text="Withdraw").locator("summary").click()
    page.locator("#id_why").last.fill("It is all wrong.")
    page.locator("#id_standfirst").fill("Other words.")
    all_is_kept(page)
    expect(cards).to_have_text(["Publish later", "Correct", "Withdraw"])
    expect(page.locator("#id_why").last).to_have_value("It is all wrong.")
    cards.first.click()
    expect(page.locator("#id_go_out_at")).to_be_focused()
    page.locator("#id_go_out_at").fill("2050-04-12T09:00")
    page.locator("details.asking[open] button[value=schedule]").click()
    expect(page.get_by_text("It goes out on Tuesday 12 April, 09:00, by itself.")).to_be_visible()
    assert Article.objects.get(pk=story.pk).desk_state == "changes_scheduled"


def test_one_request_is_on_its_way_at_a_time_and_the_newest_words_arrive(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    running, most = [], []

    def slowly(route) -> None:
        running.append(route)
        most.append(len(running))
        page.wait_for_timeout(300)
        route.continue_()
        running.remove(route)

    page.route("**/keep/", slowly)
    for words in ("One", "One, two", "One, two, three"):
        page.fill("#id_headline", words)
        page.evaluate("void desk.keep.now()")
    all_is_kept(page)
    assert set(most) == {1}
    assert typed(story) == "One, two, three"


def test_a_new_story_is_begun_once_and_has_an_address_from_its_first_words_on(
    open_desk, writer, tv
):
    page = open_desk(writer, ADD)
    expect(page.locator("#id_headline")).to_be_focused()
    page.keyboard.type("Begun")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/change/")
    begun = Article.objects.get()
    assert page.url.endswith(form_of(begun))
    expect(page.get_by_role("link", name="History")).to_be_visible()
    page.keyboard.type(" and gone on with")
    page.keyboard.press("Control+s")
    all_is_kept(page)
    assert typed(begun) == "Begun and gone on with"
    assert Article.objects.count() == 1


def test_an_answer_that_is_lost_begins_no_second_story(open_desk, writer, tv):
    page = open_desk(writer, ADD, expected_errors=DOWN)

    def swallow(route) -> None:
        route.fetch()
        route.abort()

    page.route("**/add/keep/", swallow, times=1)
    page.keyboard.type("Begun once")
    page.keyboard.press("Control+s")
    expect(says(page, "offline")).to_be_visible()
    page.keyboard.type(", and only once")
    page.wait_for_url("**/change/")
    all_is_kept(page)
    assert [story.headline for story in Article.objects.all()] == ["Begun once, and only once"]


def test_a_row_keeps_its_name_from_save_to_save_also_without_https(open_desk, story, writer, olv):
    page = open_desk(writer, form_of(story))
    page.evaluate("delete Crypto.prototype.randomUUID")
    page.evaluate("desk.add('citations')")
    page.locator("#id_citations-0-tag + .select2").click()
    page.keyboard.type("On Loc")
    page.locator(".select2-results__option", has_text="On Location").click()
    key = page.input_value("#id_citations-0-key")
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", key)
    page.keyboard.press("Control+s")
    all_is_kept(page)
    page.fill("#id_citations-0-note", "Interview")
    page.keyboard.press("Control+s")
    all_is_kept(page)
    [citation] = story.citations.all()
    assert (str(citation.key), citation.note) == (key, "Interview")


def test_a_refusal_is_said_and_the_words_stay_in_the_browser(open_desk, story, writer):
    page = open_desk(writer, form_of(story), expected_errors=REFUSED)
    workflow.submit(story, None)
    page.fill("#id_headline", "Too late")
    page.keyboard.press("Control+s")
    expect(saved(page)).to_have_text(re.compile(r"Not saved: You can change your own drafts"))
    assert len(copies(page)) == 1


# -- Without a connection --------------------------------------------------------------------------


def test_without_a_connection_words_wait_and_are_saved_when_it_is_back(open_desk, story, writer):
    page = open_desk(writer, form_of(story), expected_errors=DOWN)
    page.context.set_offline(True)
    page.fill("#id_headline", "Typed on a train")
    expect(says(page, "offline")).to_be_visible()
    expect(saved(page)).to_have_text("Kept in this browser")
    assert len(copies(page)) == 1
    page.context.set_offline(False)
    expect(saved(page)).to_have_text(re.compile("Saved"))
    expect(says(page, "offline")).to_be_hidden()
    assert typed(story) == "Typed on a train"
    assert copies(page) == []


@pytest.mark.parametrize("choice", ["use", "drop"])
def test_words_that_never_reached_us_are_found_again(open_desk, story, writer, choice, monkeypatch):
    elsewhere = {"timezone_id": "Asia/Kolkata"}
    page = open_desk(writer, form_of(story), expected_errors=DOWN, **elsewhere)
    monkeypatch.setattr(keep, "_keep", lambda request, story: HttpResponse(status=503))
    body(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Seven words that nobody has seen yet. ")
    expect(saved(page)).to_have_text("Kept in this browser")
    address, context = page.url, page.context
    page.close()
    page = context.new_page()
    page.goto(address)
    line = says(page, "found")
    expect(line).to_be_visible(timeout=15_000)
    monkeypatch.undo()
    expect(line.locator("[data-if=many]")).to_have_text(
        re.compile(r"7 words that were typed here today at \d\d:\d\d and never reached us\.")
    )
    # On the newsroom's clock, whatever the browser's is.
    at = line.locator("[data-if=many] [data-fill=time]").inner_text()
    now = timezone.localtime()
    assert at in {f"{now - timedelta(minutes=ago):%H:%M}" for ago in range(4)}
    if choice == "use":
        line.get_by_role("button", name="Use them").click()
        expect(body(page)).to_contain_text("Seven words that nobody has seen yet.")
        assert "Seven words" in typed(story, "body")
    else:
        line.get_by_role("button", name="Not this").click()
        says(page, "drop").get_by_role("button", name="Throw away").click()
        page.reload()
        page.locator(".cke_wysiwyg_div").wait_for()
        page.wait_for_timeout(600)
    expect(says(page, "found")).to_be_hidden()
    assert copies(page) == []


def test_words_that_arrived_as_the_page_was_left_are_not_found_again(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    page.fill("#id_headline", "Left at once")
    page.goto("about:blank")
    assert typed_at_last(page, story) == "Left at once"
    page.go_back()
    page.locator(".cke_wysiwyg_div").wait_for()
    page.wait_for_timeout(600)
    expect(says(page, "found")).to_be_hidden()
    assert copies(page) == []


def test_another_window_s_words_are_not_found_while_it_is_open(open_desk, story, writer):
    page = open_desk(writer, form_of(story), expected_errors=DOWN)
    page.route("**/keep/", lambda route: route.abort())
    page.fill("#id_headline", "On its way")
    expect(saved(page)).to_have_text("Kept in this browser")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".cke_wysiwyg_div").wait_for()
    other.wait_for_timeout(600)
    expect(says(other, "found")).to_be_hidden()
    assert len(copies(page)) == 1


def test_a_browser_that_stores_nothing_saves_all_the_same(open_desk, story, writer):
    page = open_desk(writer, form_of(story), expected_errors=DOWN)
    page.evaluate(
        "void (Storage.prototype.setItem = () => { throw new DOMException('', 'Quota') })"
    )
    page.context.set_offline(True)
    page.fill("#id_headline", "Nowhere else")
    expect(saved(page)).to_have_text("Kept on this page alone")
    expect(says(page, "offline")).to_be_visible()
    expect(page.get_by_text("Leave it open until the connection is back.")).to_be_visible()
    expect(page.get_by_text("Keep writing")).to_be_hidden()
    asked = "() => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(asked) is False
    page.context.set_offline(False)
    expect(saved(page)).to_have_text(re.compile("Saved"))
    assert typed(story) == "Nowhere else"
    assert page.evaluate(asked) is True


# -- Signed out ------------------------------------------------------------------------------------


def test_who_is_signed_out_signs_in_beside_the_page_and_goes_on(
    open_desk, story, writer, live_server
):
    page = open_desk(writer, form_of(story), expected_errors=SIGNED_OUT)
    Session.objects.all().delete()
    page.fill("#id_headline", "Typed all the same")
    line = says(page, "signedout")
    expect(line).to_be_visible()
    expect(line).to_contain_text("You have been signed out. Your words are kept in this browser.")
    assert len(copies(page)) == 1
    with page.expect_popup() as opened:
        line.get_by_role("button", name="Sign in").click()
    window = opened.value
    window.fill("#id_username", "writer")
    window.fill("#id_password", "writer")
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name="You are signed in again")).to_be_visible()
    window.close()
    look(page)
    expect(saved(page)).to_have_text(re.compile("Saved"))
    expect(line).to_be_hidden()
    assert typed(story) == "Typed all the same"
    assert copies(page) == []


def test_somebody_else_s_words_are_not_sent_in_one_s_name(
    open_desk, story, writer, editor, live_server
):
    page = open_desk(writer, form_of(story), expected_errors=("status of 403", *SIGNED_OUT))
    Session.objects.all().delete()
    page.fill("#id_headline", "By the writer")
    expect(says(page, "signedout")).to_be_visible()
    sign_in(page, editor, live_server.url)
    sent = keeps(page)
    look(page)
    expect(says(page, "another")).to_be_visible()
    page.fill("#id_headline", "By the writer, still")
    page.wait_for_timeout(2500)
    assert sent == []
    sign_in(page, writer, live_server.url)
    look(page)
    expect(saved(page)).to_have_text(re.compile("Saved"))
    assert WorkingCopy.objects.get().editor == writer


def test_a_token_of_an_older_sign_in_is_renewed_without_a_word(open_desk, story, writer):
    page = open_desk(writer, form_of(story), expected_errors=("status of 403",))
    page.context.add_cookies(
        [{"name": "csrftoken", "value": "a" * 32, "url": page.url}],
    )
    page.fill("#id_headline", "Kept")
    page.keyboard.press("Control+s")
    all_is_kept(page)
    assert typed(story) == "Kept"


# -- Several people --------------------------------------------------------------------------------


def test_who_types_holds_the_story_and_another_one_takes_over(open_desk, story, writer, editor):
    editor.first_name, editor.last_name = "Dee", "Okafor"
    editor.save()
    page = open_desk(writer, form_of(story))
    page.locator("#id_headline").press("End")
    page.keyboard.type(", and")
    all_is_kept(page)
    other = open_desk(editor, form_of(story))
    line = says(other, "writing")
    expect(line).to_be_visible()
    expect(line).to_contain_text(re.compile(r"writer is writing, since \d\d:\d\d\."))
    expect(other.locator("#column")).to_have_attribute("inert", "")
    page.keyboard.type(" more")
    line.get_by_placeholder("Why, in a line").fill("Fixing the date")
    line.get_by_placeholder("Why, in a line").press("Enter")
    expect(line).to_be_hidden()
    expect(other.locator("#column")).not_to_have_attribute("inert", "")

    look(page)
    taken = says(page, "taken")
    expect(taken).to_be_visible()
    expect(taken).to_contain_text(
        re.compile(r"Dee Okafor is writing now\. Taken over at \d\d:\d\d: “Fixing the date”")
    )
    expect(taken).to_contain_text("Your last words are saved.")
    expect(page.locator("#column")).to_have_attribute("inert", "")
    assert typed(story) == "The first words, and more"
    taken.get_by_role("button", name="Take it back").click()
    expect(taken).to_be_hidden()
    expect(page.locator("#column")).not_to_have_attribute("inert", "")
    assert presence.holder(story).user == writer


def test_two_windows_of_one_person_do_not_lock_one_another(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    page.fill("#id_headline", "In the first")
    page.keyboard.press("Control+s")
    all_is_kept(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".cke_wysiwyg_div").wait_for()
    other.fill("#id_standfirst", "In the second")
    other.keyboard.press("Control+s")
    all_is_kept(other)
    look(page)
    page.wait_for_timeout(300)
    for window in (page, other):
        expect(window.locator("#column")).not_to_have_attribute("inert", "")
        expect(window.locator("#presence")).to_be_hidden()


def test_another_field_is_joined_and_the_same_one_is_not(open_desk, story, writer, editor):
    page = open_desk(writer, form_of(story))
    other = open_desk(editor, form_of(story))
    # They begin at the same moment, before they hear of one another.
    nobody = {"others": [], "holder": None, "version": 1, "stamp": "", "changed": False}
    for window in (page, other):
        window.route("**/presence/", lambda route: route.fulfill(json=nobody))
    other.fill("#id_standfirst", "By the editor")
    other.keyboard.press("Control+s")
    all_is_kept(other)
    page.fill("#id_headline", "By the writer")
    page.keyboard.press("Control+s")
    line = says(page, "joined")
    expect(line).to_be_visible()
    expect(line).to_contain_text("editor changed the standfirst meanwhile: joined.")
    assert (typed(story), typed(story, "standfirst")) == ("By the writer", "By the editor")
    line.get_by_role("button", name="Show").click()
    expect(page.locator("#id_standfirst")).to_have_value("By the editor")

    page.locator(".cke_wysiwyg_div").wait_for()
    other.evaluate("desk.keep.reload()")
    other.locator(".cke_wysiwyg_div").wait_for()
    other.fill("#id_headline", "By both?")
    other.evaluate("desk.keep.now()")
    all_is_kept(other)
    page.fill("#id_headline", "By me alone")
    page.keyboard.press("Control+s")
    clash = says(page, "twice")
    expect(clash).to_be_visible()
    expect(clash.locator("[data-if=what]")).to_have_text("Two versions of the headline.")
    expect(clash.locator("[data-if=who]")).to_contain_text("editor saved one while you were")
    assert story.set_aside.get().state["fields"] == {"headline": ["By me alone"]}
    expect(clash.get_by_role("link", name="Compare both")).to_have_attribute(
        "href", re.compile(rf"/{story.pk}/both/$")
    )


# -- The keyboard ----------------------------------------------------------------------------------


def test_the_filled_button_is_pressed_after_a_line_that_asks(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Here")
    page.keyboard.press("Control+Enter")
    line = says(page, "confirm")
    expect(line).to_be_visible()
    expect(line).to_contain_text("Send to review?")
    page.keyboard.press("Escape")
    expect(line).to_be_hidden()
    page.keyboard.type(" and there.")
    expect(body(page)).to_contain_text("The body of The first words. Here and there.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist").first).to_contain_text("Sent to review")
    story.refresh_from_db()
    assert story.status == "in_review"
    assert "Here and there." in story.body
    assert copies(page) == []


def test_enter_in_a_line_saves_and_presses_nothing_else(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    page.fill("#id_topics", "filming")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    all_is_kept(page)
    story.refresh_from_db()
    assert (story.status, typed(story, "topics")) == ("draft", "filming")


def test_ctrl_k_finds_a_story_and_goes_there_with_the_words_kept(open_desk, story, writer, press):
    other = press.draft("Where trucks were seen", created_by=writer)
    page = open_desk(writer, form_of(story))
    page.fill("#id_headline", "Half a thought")
    page.keyboard.press("Control+k")
    finder = page.get_by_role("combobox", name="Find anything")
    expect(finder).to_be_focused()
    page.keyboard.type("trucks")
    option = page.get_by_role("option", name="Where trucks were seen")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{form_of(other)}")
    assert typed(story) == "Half a thought"


def test_a_key_after_ctrl_k_is_a_shortcut_and_esc_goes_back_to_the_cursor(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    body(page).click()
    page.keyboard.press("Control+k")
    page.keyboard.press("2")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.card').id") == "citations-group"
    page.keyboard.press("Escape")
    expect(body(page)).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.press("c")
    expect(page.locator("#claims-0")).to_be_visible()
    expect(page.locator("#id_claims-0-says")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#claims-1")).to_have_count(0)


def test_a_word_that_begins_with_a_shortcut_is_looked_for(open_desk, story, writer, press):
    press.draft("Sources say", created_by=writer)
    page = open_desk(writer, form_of(story))
    page.keyboard.press("Control+k")
    page.keyboard.type("so", delay=120)
    expect(page.get_by_role("option", name="Sources say")).to_be_visible()
    page.wait_for_timeout(700)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("#citations-0")).to_have_count(0)


# -- The rows --------------------------------------------------------------------------------------


def test_a_row_says_what_is_in_it_and_can_be_moved(open_desk, writer, press, olv, mcuexchange):
    story = press.draft(created_by=writer, sources=[[olv, mcuexchange], [mcuexchange]])
    page = open_desk(writer, form_of(story))
    lines = page.locator("#citations-group .inline-related:not(.empty-form) .what")
    expect(lines).to_have_text(["On Location Vacations via MCUExchange", "MCUExchange"])
    page.locator("#citations-1 summary").click()
    page.locator("#citations-1").get_by_role("button", name="Up").click()
    expect(lines).to_have_text(["MCUExchange", "On Location Vacations via MCUExchange"])
    page.keyboard.press("Control+s")
    all_is_kept(page)
    assert [row.tag for row in story.citations.order_by("position")] == [mcuexchange, olv]
    page.reload()
    expect(lines).to_have_text(["MCUExchange", "On Location Vacations via MCUExchange"])


def test_a_blank_row_waits_until_it_is_asked_for(open_desk, writer, olv):
    page = open_desk(writer, ADD)
    blank = page.locator("#citations-0")
    expect(blank).to_be_hidden()
    page.get_by_role("button", name="Add a source").click()
    expect(blank).to_be_visible()
    expect(page.locator("#citations-1")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.type("On Loc")
    page.locator(".select2-results__option", has_text="On Location").click()
    page.get_by_role("button", name="Add a source").click()
    expect(page.locator("#citations-1")).to_be_visible()
    page.locator("#citations-1 .inline-deletelink").click()
    expect(page.locator("#citations-1")).to_have_count(0)
    expect(blank.locator(".what")).to_have_text("On Location Vacations")


def test_how_sure_a_claim_is_is_chosen_in_sight(open_desk, writer, press, filming, olv):
    story = press.draft(created_by=writer, sources=[[olv]], claims=[filming()])
    page = open_desk(writer, form_of(story))
    sure = page.get_by_role("group", name="How sure")
    expect(sure.get_by_label("Reported")).to_be_checked()
    sure.get_by_text("Confirmed").locator("xpath=ancestor::label").click()
    page.keyboard.press("Control+s")
    all_is_kept(page)
    assert story.claims.get().standing == "confirmed"
    assert (
        str(story.claims.get().citation.key)
        == json.loads(page.input_value("input[name=base]"))["rows"]["claims"][0]["rests_on"][0]
    )


def test_the_headline_is_measured_while_it_is_typed(open_desk, story, writer):
    page = open_desk(writer, form_of(story))
    page.fill("#id_headline", "x" * 39)
    expect(page.locator("#headline-count")).to_have_text("39 of 60: fits search")
    page.fill("#id_headline", "x" * 64)
    expect(page.locator("#headline-count")).to_have_text("64: a search cuts it after 60")


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_of_the_page_is_wider_than_the_window(
    open_desk, writer, press, filming, olv, width
):
    story = press.draft(created_by=writer, sources=[[olv]], claims=[filming()])
    page = open_desk(writer, form_of(story), viewport={"width": width, "height": 900})
    page.evaluate(
        "document.querySelectorAll('#content details').forEach((fold) => (fold.open = true))"
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
