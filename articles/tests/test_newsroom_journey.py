"""A newsroom at work, in real browsers: what one of them does, and what the others have of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import workflow
from articles.models import Article
from articles.tests.desk import at_desk, form_of

pytestmark = pytest.mark.journey


@pytest.fixture
def sit_down(live_server, new_page) -> Callable[..., Page]:
    """Open an address of the desk as somebody, in a browser of their own."""

    def opened(user: User, address: str = "/admin/") -> Page:
        page = new_page()
        session = at_desk(user).cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(live_server.url + address)
        return page

    return opened


def written_at(page: Page, words: str) -> None:
    """Type at the beginning of the text."""
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(words)


def test_changes_to_a_live_story_are_the_desk_s_alone_until_an_editor_has_seen_them(
    live_server, new_page, sit_down, press, writer, editor, season_2, settings
):
    settings.COMMENTS = "closed"  # a form says when it was made
    story = press.live(
        "Filming to begin on Monday",
        created_by=writer,
        about=[season_2],
        topics=["filming"],
        body="<p>The trucks roll up on Monday.</p>",
    )
    places = ["/", story.get_absolute_url(), "/topics/filming/", "/shows/jessica-jones/"]
    reader = new_page()

    def as_readers_have_it() -> list[bytes]:
        return [reader.goto(live_server.url + place).body() for place in places]

    before = as_readers_have_it()

    # The writer changes it and hands the changes over.
    desk = sit_down(writer, form_of(story))
    desk.locator(".cke_wysiwyg_div").wait_for()
    expect(desk.locator("#state")).to_have_text("Live")
    desk.fill("#id_headline", "Filming to begin on Tuesday")
    written_at(desk, "Not so fast. ")
    desk.fill("#id_topics", "filming, weather")
    button = desk.get_by_role("button", name="Send changes to review")
    expect(button).to_be_visible()
    assert as_readers_have_it() == before
    button.click()
    expect(desk.locator(".messagelist").first).to_contain_text("Sent to review")
    assert as_readers_have_it() == before

    # The editor comes to them from the first page of the desk and reads what is different.
    review = sit_down(editor)
    step = review.get_by_role("region", name="Filming to begin on Tuesday")
    expect(step).to_contain_text("writer sent changes to it")
    step.get_by_role("link", name="Review it").click()
    expect(review.locator(".change h2")).to_contain_text(["Headline", "Body", "Topics"])
    headline = review.locator("#change-headline")
    expect(headline.locator("del")).to_have_text("Monday")
    expect(headline.locator("ins")).to_have_text("Tuesday")
    expect(review.locator("#change-body ins")).to_have_text("Not so fast.")
    expect(review.locator("#change-body del")).to_have_count(0)
    expect(review.locator("#change-topics ins")).to_contain_text("weather")
    assert as_readers_have_it() == before
    review.get_by_role("button", name="Publish changes").click()
    expect(review.locator(".messagelist").first).to_contain_text("It is live. Readers see it now.")

    # Readers have them everywhere.
    assert reader.goto(live_server.url + story.get_absolute_url()).status == 200
    expect(reader.locator("h1")).to_have_text("Filming to begin on Tuesday")
    expect(reader.locator(".prose")).to_contain_text("Not so fast. The trucks roll up on Monday.")
    for place in ("/", "/topics/weather/", "/shows/jessica-jones/"):
        reader.goto(live_server.url + place)
        link = reader.get_by_role("link", name="Filming to begin on Tuesday").first
        expect(link).to_have_attribute("href", story.get_absolute_url())


def test_what_the_writer_types_while_an_editor_reads_does_not_go_out_unread(
    live_server, sit_down, press, writer, editor
):
    story = press.live("It begins on Monday", created_by=writer)
    desk = sit_down(writer, form_of(story))
    desk.locator(".cke_wysiwyg_div").wait_for()
    desk.fill("#id_headline", "It begins on Tuesday")
    desk.get_by_role("button", name="Send changes to review").click()
    expect(desk.locator(".messagelist").first).to_contain_text("Sent to review")
    review = sit_down(editor)
    review.get_by_role("link", name="Review it").click()
    expect(review.locator("#change-headline ins")).to_have_text("Tuesday")

    desk.get_by_role("button", name="Take back").click()
    desk.locator(".cke_wysiwyg_div").wait_for()
    desk.fill("#id_headline", "It begins on Wednesday")
    desk.get_by_role("button", name="Send changes to review").click()
    expect(desk.locator(".messagelist").first).to_contain_text("Sent to review")

    publish = review.get_by_role("button", name="Publish changes")
    publish.click()
    expect(review.locator(".messagelist").first).to_contain_text("Look at it again")
    story.refresh_from_db()
    assert story.headline == "It begins on Monday"
    expect(review.locator("#change-headline ins")).to_have_text("Wednesday")
    publish.click()
    expect(review.locator(".messagelist").first).to_contain_text("It is live. Readers see it now.")
    story.refresh_from_db()
    assert story.headline == "It begins on Wednesday"


def test_a_story_that_was_handed_over_is_nobody_s_to_write(sit_down, press, writer, editor):
    story = press.draft("It begins", created_by=writer)
    desk = sit_down(writer, form_of(story))
    desk.locator(".cke_wysiwyg_div").wait_for()
    with desk.expect_response(lambda told: "typing=1" in (told.request.post_data or "")):
        written_at(desk, "The writer's words. ")
    desk.get_by_role("button", name="Send to review").click()
    expect(desk.locator(".messagelist").first).to_contain_text("Sent to review")

    other = sit_down(editor, form_of(story))
    with other.expect_response("**/presence/"):
        other.evaluate("window.dispatchEvent(new Event('focus'))")
    other.wait_for_timeout(300)
    expect(other.locator('#says [data-say="writing"]')).to_be_hidden()
    expect(other.locator("#column")).not_to_have_attribute("inert", "")
    other.get_by_role("button", name="Publish").click()
    expect(other.locator(".messagelist").first).to_contain_text("It is live. Readers see it now.")


def test_a_scheduled_story_is_there_for_readers_by_the_clock_alone(
    live_server, new_page, sit_down, press, writer, editor, season_2
):
    story = press.draft("By itself", created_by=writer, about=[season_2], topics=["filming"])
    reader = new_page(expected_errors=["status of 404"])
    tomorrow = timezone.localtime() + timedelta(days=1)
    desk = sit_down(editor, form_of(story))
    desk.locator(".cke_wysiwyg_div").wait_for()
    desk.locator("summary", has_text="Schedule").click()
    desk.fill("#id_go_out_at", f"{tomorrow:%Y-%m-%dT%H:%M}")
    desk.get_by_role("button", name="Schedule").click()
    expect(desk.locator(".messagelist").first).to_contain_text("by itself")
    expect(desk.locator("#state")).to_have_text("Scheduled")

    lists = ["/", "/tv/", "/shows/jessica-jones/", "/authors/marguerite-lunn/"]
    story.refresh_from_db()
    assert reader.goto(live_server.url + story.get_absolute_url()).status == 404
    for place in lists:
        reader.goto(live_server.url + place)
        expect(reader.get_by_role("link", name="By itself")).to_have_count(0)
    assert reader.goto(f"{live_server.url}/topics/filming/").status == 404

    # A minute is the least that the form knows; a test does not wait so long.
    moment = timezone.now() + timedelta(seconds=1)
    for rows in [Article.objects.filter(pk=story.pk), *workflow.link_rows(story)]:
        rows.update(live_at=moment)
    story.refresh_from_db()
    reader.wait_for_timeout((moment - timezone.now()).total_seconds() * 1000 + 50)
    assert reader.goto(live_server.url + story.get_absolute_url()).status == 200
    expect(reader.locator("h1")).to_have_text("By itself")
    for place in [*lists, "/topics/filming/"]:
        assert reader.goto(live_server.url + place).status == 200
        link = reader.get_by_role("link", name="By itself").first
        expect(link).to_have_attribute("href", story.get_absolute_url())
    # Nothing has run: it is still the row that was scheduled.
    story.refresh_from_db()
    assert (story.status, story.revisions.first().verb) == ("scheduled", "schedule")
    desk.reload()
    expect(desk.locator("#state")).to_have_text("Live")
