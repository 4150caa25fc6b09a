"""The calendar in a browser: slips that are dragged, carried by keys, and moved by their forms."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from articles import workflow
from articles.models import Article
from articles.tests.desk import at_desk

PAGE = "/admin/articles/article/calendar/"
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2017, 4, 11, 14, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april_2017(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def local(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2017, 4, day, hour, minute, tzinfo=NEW_YORK)


@pytest.fixture
def stories(press, writer) -> dict[str, Article]:
    goes_out = press.draft("Goes out", created_by=writer)
    workflow.schedule(goes_out, None, local(17))
    return {
        "planned": press.draft("Planned", planned_for=local(19, 11), created_by=writer),
        "scheduled": goes_out,
        "out": press.live("Out", at=local(3), created_by=writer),
        "undated": press.draft("No day yet", created_by=writer),
    }


@pytest.fixture
def open_for(new_page, live_server, stories):
    def opened(user, query="", **options) -> Page:
        page = new_page(**options)
        session = at_desk(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + PAGE + query)
        return page

    return opened


@pytest.fixture
def desk(open_for, editor) -> Page:
    return open_for(editor)


def slip(page: Page, words: str) -> Locator:
    return page.locator("a.slip", has_text=words)


def day(page: Page, number: int) -> Locator:
    return page.locator(f'[data-day="2017-04-{number:02d}"]')


def planned_for(story: Article) -> datetime | None:
    story.refresh_from_db()
    return story.planned_for


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status")).to_have_text(words)


def test_a_plan_is_dragged_to_another_day(desk, stories):
    slip(desk, "Planned").drag_to(day(desk, 20))
    says(desk, "“Planned” is planned for Thursday 20 April, 11:00.")
    expect(day(desk, 20).locator("a.slip")).to_have_text(
        "11:00 Planned Marguerite Lunn, planned, draft"
    )
    expect(slip(desk, "Planned")).to_be_focused()
    assert planned_for(stories["planned"]) == local(20, 11)


def test_a_story_without_a_date_is_dragged_onto_one(desk, stories):
    slip(desk, "No day yet").drag_to(day(desk, 12))
    says(desk, "“No day yet” is planned for Wednesday 12 April, 09:00.")
    expect(day(desk, 12).locator("a.slip.planned")).to_be_focused()
    expect(desk.get_by_text("Every draft has a day.")).to_be_visible()
    expect(desk.locator("#counts")).to_have_text("1 published, 1 scheduled, 2 planned")
    assert planned_for(stories["undated"]) == local(12)


def test_what_goes_out_by_itself_is_asked_about(desk, stories):
    slip(desk, "Goes out").drag_to(day(desk, 18))
    question = desk.locator("#question")
    expect(question).to_have_text(
        "“Goes out” goes out by itself: on Tuesday 18 April, 09:00, instead of Monday 17 April, "
        "09:00."
    )
    expect(desk.get_by_role("button", name="Move it")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(slip(desk, "Goes out")).to_be_focused()
    stories["scheduled"].refresh_from_db()
    assert stories["scheduled"].live_at == local(17)

    slip(desk, "Goes out").drag_to(day(desk, 18))
    expect(desk.get_by_role("button", name="Move it")).to_be_focused()
    desk.keyboard.press("Enter")
    says(desk, "“Goes out” goes out on Tuesday 18 April, 09:00, by itself.")
    expect(question).to_be_hidden()
    stories["scheduled"].refresh_from_db()
    assert stories["scheduled"].live_at == local(18)


def test_a_slip_is_carried_by_the_keyboard(desk, stories):
    slip(desk, "Planned").focus()
    desk.keyboard.press("m")
    says(
        desk,
        "“Planned” is lifted from Wednesday 19 April. Arrow keys carry it by a day or a week, "
        "Enter drops it, Escape puts it back.",
    )
    desk.keyboard.press("ArrowRight")
    says(desk, "Thursday 20 April, 11:00")
    desk.keyboard.press("ArrowDown")
    says(desk, "Thursday 27 April, 11:00")
    expect(day(desk, 27)).to_have_class("day empty over")
    desk.keyboard.press("ArrowDown")
    says(desk, "The page ends here. Drop it, or open another month and lift it there.")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    says(desk, "“Planned” is back where it was.")
    desk.keyboard.press("m")
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Enter")
    says(desk, "“Planned” is planned for Tuesday 18 April, 11:00.")
    expect(slip(desk, "Planned")).to_be_focused()
    assert planned_for(stories["planned"]) == local(18, 11)


def test_escape_puts_a_slip_back(desk, stories):
    slip(desk, "Planned").focus()
    for key in ("m", "ArrowRight", "Escape"):
        desk.keyboard.press(key)
    says(desk, "“Planned” is back where it was.")
    expect(desk.locator(".held, .over")).to_have_count(0)
    desk.keyboard.press("m")
    desk.keyboard.press("Tab")
    expect(desk.locator(".held, .over")).to_have_count(0)
    assert planned_for(stories["planned"]) == local(19, 11)


def test_a_story_without_a_date_comes_in_on_today_s(desk, stories):
    slip(desk, "No day yet").focus()
    for key in ("m", "ArrowRight"):
        desk.keyboard.press(key)
    says(desk, "Tuesday 11 April, 09:00")
    for key in ("ArrowRight", "Enter"):
        desk.keyboard.press(key)
    says(desk, "“No day yet” is planned for Wednesday 12 April, 09:00.")
    assert planned_for(stories["undated"]) == local(12)


def test_what_is_out_or_not_one_s_own_to_move_stays(open_for, writer, stories):
    desk = open_for(writer)
    slip(desk, "Goes out").drag_to(day(desk, 18))
    slip(desk, "09:00 Out").focus()
    desk.keyboard.press("m")
    says(desk, "")
    expect(desk.locator(".held")).to_have_count(0)
    draggable = desk.locator("a.slip").evaluate_all(
        "slips => slips.map((slip) => [slip.querySelector('.t').textContent, slip.draggable])"
    )
    assert sorted(draggable) == [
        ["09:00 Goes out", False],
        ["09:00 Out", False],
        ["11:00 Planned", True],
        ["No day yet", True],
    ]
    stories["scheduled"].refresh_from_db()
    assert stories["scheduled"].live_at == local(17)


def test_an_overtaken_move_is_refused_and_the_page_says_where_the_story_is(
    open_for, editor, stories
):
    desk = open_for(editor, expected_errors=("status of 409",))
    Article.objects.filter(pk=stories["planned"].pk).update(planned_for=local(25, 16))
    slip(desk, "Planned").drag_to(day(desk, 20))
    says(
        desk,
        "Somebody else has moved this story meanwhile. Look where it is now, then try again.",
    )
    expect(day(desk, 25).locator("a.slip")).to_contain_text("16:00 Planned")
    assert planned_for(stories["planned"]) == local(25, 16)


def test_nothing_is_lost_without_a_connection(open_for, editor, stories):
    desk = open_for(editor, expected_errors=("ERR_INTERNET_DISCONNECTED",))
    desk.context.set_offline(True)
    slip(desk, "Planned").drag_to(day(desk, 20))
    says(desk, "No connection. Nothing has moved: try again when it is back.")
    expect(day(desk, 19).locator("a.slip")).to_contain_text("Planned")
    desk.context.set_offline(False)
    slip(desk, "Planned").drag_to(day(desk, 20))
    says(desk, "“Planned” is planned for Thursday 20 April, 11:00.")


def test_who_has_been_signed_out_is_told(desk, stories):
    desk.context.clear_cookies(name="sessionid")
    slip(desk, "Planned").drag_to(day(desk, 20))
    says(
        desk,
        "You have been signed out, and nothing has moved. Sign in again and reload this page.",
    )
    assert planned_for(stories["planned"]) == local(19, 11)


def test_a_slip_is_moved_by_its_form(desk, stories):
    form = day(desk, 19).locator(".move")
    form.locator("summary").click()
    form.get_by_label("Plan it for").fill("2017-05-02T08:15")
    form.get_by_role("button", name="Move").click()
    says(desk, "“Planned” is planned for Tuesday 2 May, 08:15.")
    assert planned_for(stories["planned"]) == datetime(2017, 5, 2, 8, 15, tzinfo=NEW_YORK)


def test_a_slip_is_moved_without_a_script(open_for, editor, stories):
    desk = open_for(editor, java_script_enabled=False)
    form = day(desk, 17).locator(".move")
    form.locator("summary").click()
    form.get_by_label("Let it go out on").fill("2017-04-18T10:00")
    form.get_by_role("button", name="Move").click()
    expect(desk.locator("#question")).to_contain_text("on Tuesday 18 April, 10:00")
    desk.get_by_role("button", name="Move it").click()
    expect(desk.locator(".messagelist")).to_contain_text("goes out on Tuesday 18 April, 10:00")
    stories["scheduled"].refresh_from_db()
    assert stories["scheduled"].live_at == local(18, 10)


def test_t_leads_to_today(open_for, editor):
    desk = open_for(editor, "?month=2016-12")
    desk.keyboard.press("t")
    expect(desk.get_by_role("heading", level=1)).to_have_text("April 2017")
    expect(desk.locator("[aria-current=date]")).to_have_text("Tuesday 11 April")


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("query", ["?month=2017-04", "?week=2017-04-17", "?day=2017-04-19"])
def test_nothing_is_wider_than_the_window(open_for, editor, width, query):
    desk = open_for(editor, query)
    desk.set_viewport_size({"width": width, "height": 900})
    for summary in desk.locator(".feed summary, .move summary").all():
        summary.click()
        over = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, summary.text_content()
        desk.keyboard.press("Escape")
        expect(desk.locator("details[open]")).to_have_count(0)


@pytest.mark.parametrize("width", [768, 360])
def test_in_a_narrow_window_a_month_is_a_list_of_its_days(desk, stories, width):
    desk.set_viewport_size({"width": width, "height": 900})
    days = desk.locator(".day:visible")
    expect(days).to_have_count(30)
    places = days.evaluate_all("days => days.map((day) => day.getBoundingClientRect().left)")
    assert len(set(places)) == 1
    slip(desk, "Planned").focus()
    for key in ("m", "ArrowRight", "Enter"):
        desk.keyboard.press(key)
    says(desk, "“Planned” is planned for Thursday 20 April, 11:00.")
