"""The newsroom's calendar: what stands where, who may move it, and what it costs."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import calendar, state, workflow
from articles.calendar import Calendar, Kind
from articles.models import Article, CalendarKey, WorkingCopy
from articles.tests.desk import at_desk, said, sent_by
from geekfeed.lib.periods import Period
from geekfeed.tests.reading import read
from shows.models import Episode

PAGE = "/admin/articles/article/calendar/"
MOVE = PAGE + "move/"
KEY = PAGE + "key/"
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2017, 4, 11, 14, 42, tzinfo=UTC)  # 10:42 in New York
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _in_april_2017(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def desk(editor):
    return at_desk(editor)


def local(day: int, hour: int = 9, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2017, month, day, hour, minute, tzinfo=NEW_YORK)


def april(user, most=8):
    return Calendar(user, Period("month", date(2017, 4, 1), date(2017, 4, 30)), most)


def planned(press, day=20, **facts):
    return press.draft(planned_for=local(day, 11), **facts)


def scheduled(press, at, headline="", **facts):
    story = press.draft(headline, **facts)
    workflow.schedule(story, None, at)
    return story


def with_changes(story, user, go_out_at=None, headline="Changed"):
    """A live story with changes, scheduled if there is a moment."""
    return WorkingCopy.objects.create(
        article=story,
        state={"fields": {}, "rows": {}},
        status="scheduled" if go_out_at else "open",
        go_out_at=go_out_at,
        editor=user,
        headline=headline,
    )


def shown(user, **limits) -> dict[int, list[str]]:
    """Day of April → the slips' names and headlines."""
    return {
        day.date.day: [f"{slip.kind} {slip.headline}" for slip in day.slips]
        for day in april(user, **limits).days
        if day.slips and not day.is_off
    }


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def moved(client, slip, **told):
    """What the script's answer says, with its status."""
    data = {"story": slip.story.pk, "kind": slip.kind, "seen": slip.seen} | told
    answer = client.post(MOVE, data, headers=JSON)
    return answer.status_code, answer.json()


def slip_of(story, kind, user):
    story = Article.objects.get(pk=story.pk)
    (slip,) = calendar.slips_of([(kind, story.pk)], user)
    return slip


# -- What stands where -----------------------------------------------------------------------


def test_each_story_stands_on_its_day_for_its_reason(editor, press):
    press.live("Out", at=local(3, 8, 30))
    scheduled(press, local(17), "Goes out")
    press.draft("Planned", planned_for=local(19, 11))
    changed = press.live("Live", at=local(4))
    with_changes(changed, editor, local(25), headline="Live, better")
    press.draft("No day")
    press.withdrawn("Gone")
    assert shown(editor) == {
        3: ["out Out"],
        4: ["out Live"],
        17: ["scheduled Goes out"],
        19: ["planned Planned"],
        25: ["changes Live, better"],
    }
    assert [slip.headline for slip in calendar.undated(editor)[0]] == ["No day"]


def test_the_slips_of_a_day_stand_in_order_of_time(editor, press):
    press.draft("Noon", planned_for=local(20, 12))
    scheduled(press, local(20, 9), "Morning")
    press.draft("Evening", planned_for=local(20, 18))
    assert shown(editor) == {20: ["scheduled Morning", "planned Noon", "planned Evening"]}


def test_what_was_scheduled_is_out_when_its_moment_has_come(editor, press, monkeypatch):
    scheduled(press, local(12), "By the clock")
    monkeypatch.setattr(timezone, "now", lambda: local(12))
    assert shown(editor) == {12: ["out By the clock"]}


def test_a_plan_is_shown_no_longer_once_the_story_is_scheduled_or_out(editor, press):
    press.live("Out", at=local(3), planned_for=local(20))
    story = press.draft("Goes out", planned_for=local(20))
    workflow.schedule(story, None, local(21))
    assert shown(editor) == {3: ["out Out"], 21: ["scheduled Goes out"]}


def test_a_day_is_the_newsroom_s_day(editor, press):
    """Midnight in New York is four in the morning in Greenwich."""
    press.draft("Late", planned_for=datetime(2017, 4, 21, 3, 59, 59, tzinfo=UTC))
    press.draft("Early", planned_for=datetime(2017, 4, 21, 4, 0, tzinfo=UTC))
    assert shown(editor) == {20: ["planned Late"], 21: ["planned Early"]}


@pytest.mark.parametrize(
    ("view", "day", "counted"), [("day", 12, 2), ("week", 12, 2), ("month", 1, 3)]
)
def test_the_day_on_which_the_clocks_change_has_all_its_stories(editor, press, view, day, counted):
    for moment in (
        datetime(2017, 3, 12, 5, 0, tzinfo=UTC),  # midnight, by the old clock
        datetime(2017, 3, 13, 3, 59, tzinfo=UTC),  # 23:59, by the new one
        datetime(2017, 3, 13, 4, 0, tzinfo=UTC),  # the day after
    ):
        press.draft(planned_for=moment)
    page = Calendar(editor, Period.around(view, date(2017, 3, day)), 8)
    of_day = {day.date: len(day.slips) for day in page.days}
    assert of_day[date(2017, 3, 12)] == 2
    assert page.counts["planned"] == counted


def test_the_neighbours_days_are_shown_and_not_counted(editor, press):
    press.draft("March", planned_for=local(31, month=3))
    press.draft("April", planned_for=local(1))
    page = april(editor)
    assert page.counts == {"out": 0, "scheduled": 0, "changes": 0, "planned": 1, "undated": 0}
    assert [(d.date.day, d.is_off) for d in page.days if d.slips] == [(31, True), (1, False)]


def test_today_is_the_newsroom_s(editor, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2017, 4, 12, 3, 0, tzinfo=UTC))
    assert [day.date for day in april(editor).days if day.is_today] == [date(2017, 4, 11)]


def test_a_full_day_says_how_many_it_leaves_out_and_keeps_what_can_be_moved(editor, press):
    for minute in range(58):
        press.live(at=local(11, 8, minute))
    press.draft("Still to come", planned_for=local(11, 20))
    scheduled(press, local(11, 19), "By itself")
    (day,) = (day for day in april(editor).days if day.slips)
    assert (len(day.slips), day.left_out) == (8, 52)
    assert [slip.headline for slip in day.slips[-2:]] == ["By itself", "Still to come"]
    assert april(editor).counts["out"] == 58


def test_a_full_day_links_to_itself(desk, press):
    for minute in range(10):
        press.draft(f"Plan {minute}", planned_for=local(20, 9, minute))
    page = desk.get(PAGE + "?month=2017-04").content.decode()
    assert 'href="/admin/articles/article/calendar/?day=2017-04-20">and 2 more' in page
    day = desk.get(PAGE + "?day=2017-04-20").content.decode()
    assert day.count('class="slip planned" href') == 10


def test_the_tray_is_bounded(desk, editor, press, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_UNDATED", 2)
    for number in range(3):
        press.draft(f"Draft {number}")
    slips, has_more = calendar.undated(editor)
    assert ([slip.headline for slip in slips], has_more) == (["Draft 2", "Draft 1"], True)
    assert 'class="count">2+<' in desk.get(PAGE).content.decode()


def test_a_slip_says_who_wrote_it_and_how_far_it_is(desk, editor, press, jessica_jones):
    story = press.draft("Came back", about=[jessica_jones])
    workflow.submit(story, None)
    workflow.send_back(story, editor, why="A second source, please.")
    page = desk.get(PAGE).content.decode()
    assert "<small>Marguerite Lunn, sent back</small>" in page
    assert 'data-show="jessica-jones"' in page
    Article.objects.filter(pk=story.pk).update(planned_for=local(20))
    assert slip_of(story, Kind.PLANNED, editor).state == "planned, sent back"


def test_a_draft_is_called_what_was_typed_last(editor, press):
    story = planned(press, headline="Settled")
    with_changes(story, editor, headline="Typed")
    assert shown(editor) == {20: ["planned Typed"]}
    Article.objects.filter(pk=story.pk).update(headline="")
    WorkingCopy.objects.update(headline="")
    assert shown(editor) == {20: ["planned Without a headline"]}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"embargo_until": local(20, 18)}, "until 20 Apr, 18:00"),
        ({"embargo_season": 2}, "Jessica Jones, season 2"),
        ({"embargo_episode": 1}, "Jessica Jones, season 2, Episode 1: AKA"),
    ],
)
def test_an_embargo_is_named(desk, press, season_2, facts, words):
    episode = Episode.objects.create(season=season_2, number=1, title="AKA")
    records = {"embargo_season": season_2, "embargo_episode": episode}
    planned(press, **{name: records.get(name, value) for name, value in facts.items()})
    named = f'Embargo <span class="until">{words}</span>'
    assert named in desk.get(PAGE + "?month=2017-04").content.decode()


def test_a_milestone_stands_on_its_day_unless_it_was_denied(desk, press, season_2):
    claim = {
        "says": "It began",
        "kind": "filming_began",
        "show": season_2.show,
        "season": season_2,
        "date_on": date(2017, 4, 10),
        "date_precision": "day",
    }
    press.live(claims=[claim], at=local(3))
    page = PAGE + "?month=2017-04"
    assert "Jessica Jones, season 2: filming began" in desk.get(page).content.decode()
    press.live(claims=[claim | {"standing": "denied"}], at=local(4))
    assert "filming began" not in desk.get(page).content.decode()


def test_a_milestone_of_a_hidden_story_is_not_told(desk, press, season_2):
    facts = {"show": season_2.show, "date_on": date(2017, 4, 10), "date_precision": "day"}
    planned(press, claims=[{"says": "It began", "kind": "premiere"} | facts])
    page = PAGE + "?month=2017-04"
    assert "Premiere" not in desk.get(page).content.decode()
    # Nor as long as one is kept of what readers have no more.
    story = press.live(claims=[{"says": "It is out", "kind": "premiere"} | facts], at=local(3))
    assert "Jessica Jones: premiere" in desk.get(page).content.decode()
    story.claims.update(live_at=None)
    assert "premiere" not in desk.get(page).content.decode()


def test_a_milestone_that_was_moved_stands_on_its_new_day(desk, press, season_2):
    claim = {"says": "It is out", "kind": "premiere", "show": season_2.show, "season": season_2}
    for day, number in ((10, 3), (12, 4)):
        moved = {"date_on": date(2017, 4, day), "date_precision": "day", "standing": "reported"}
        press.live(claims=[claim | moved], at=local(number))
    days = read(desk.get(PAGE + "?month=2017-04")).all("[data-day]")
    told = {day["data-day"]: [one.text for one in day.all(".milestone")] for day in days}
    assert {day: lines for day, lines in told.items() if lines} == {
        "2017-04-12": ["Jessica Jones, season 2: premiere reported"]
    }


# -- The page --------------------------------------------------------------------------------


def test_an_empty_newsroom_has_an_empty_calendar(desk):
    page = desk.get(PAGE)
    assert page.context["subtitle"] == "April 2017"
    words = page.content.decode()
    assert "0 published, 0 scheduled, 0 planned" in words
    assert "Every draft has a day." in words
    assert words.count('data-day="') == 35


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "April 2017"),
        ("?month=2017-05", "May 2017"),
        ("?week=2017-04-10", "10 to 16 April 2017"),
        ("?day=2017-04-10", "Monday 10 April 2017"),
        ("?month=1890-01", "January 1890"),
        ("?month=2200-12", "December 2200"),
        ("?week=1890-01-01", "30 December 1889 to 5 January 1890"),
        ("?week=2200-12-31", "29 December 2200 to 4 January 2201"),
    ],
)
def test_a_month_a_week_and_a_day_have_pages(desk, query, title):
    page = desk.get(PAGE + query)
    assert (page.status_code, page.context["subtitle"]) == (200, title)


@pytest.mark.parametrize(
    "query",
    [
        "month=0001-01",
        "month=9999-12",
        "month=2017-13",
        "month=",
        "month=%00",
        "month=2017-04-10",
        "week=10000-01-03",
        "week=9999-12-31",
        "week=0001-01-01",
        "week=2017-02-30",
        "day=soon",
        "month=" + "9" * 5000,
    ],
)
def test_what_is_no_month_or_week_is_no_page(desk, query):
    assert desk.get(f"{PAGE}?{query}").status_code == 404


def test_the_page_leads_to_other_days(desk):
    words = desk.get(PAGE + "?month=2017-01").content.decode()
    for query in ("month=2016-12", "month=2017-02", "month=2017-04", "week=2016-12-26"):
        assert f'href="{PAGE}?{query}"' in words, query
    now = desk.get(PAGE).content.decode()
    assert f'href="{PAGE}?week=2017-04-10"' in now


def test_the_page_costs_the_same_for_one_story_and_for_three(desk, editor, press, filming):
    claim = filming(date_on=date(2017, 4, 10), date_precision="day")

    def stories(number):
        facts = {"about": [claim["season"]], "claims": [claim]}
        with_changes(press.live(at=local(3), **facts), editor, local(25 + number))
        scheduled(press, local(17), **facts)
        planned(press, embargo_season=claim["season"], **facts)
        press.draft(**facts)

    stories(0)
    desk.get(PAGE)  # fills the caches that every page has
    one = queries(desk, PAGE)
    stories(1)
    stories(2)
    assert queries(desk, PAGE) == one


def test_a_writer_s_page_costs_the_same_too(writer, press, jessica_jones):
    desk = at_desk(writer)

    def stories():
        planned(press, created_by=writer, about=[jessica_jones])
        press.draft(created_by=writer)
        with_changes(press.live(at=local(3), created_by=writer), writer, local(25))

    stories()
    desk.get(PAGE)
    one = queries(desk, PAGE)
    stories()
    stories()
    assert queries(desk, PAGE) == one


def test_no_row_is_read_beyond_what_a_day_shows(desk, press):
    for minute in range(20):
        press.draft(planned_for=local(20, 9, minute))
    with CaptureQueriesContext(connection) as captured:
        desk.get(PAGE + "?month=2017-04")
    bounded = [q for q in captured if "ROW_NUMBER()" in q["sql"] and "<= 8" in q["sql"]]
    assert len(bounded) == len(calendar.Kind) - 1


# -- Who sees and moves what -----------------------------------------------------------------


def test_a_writer_sees_their_own_and_what_is_out(writer, press, lunn, other_writer):
    press.live("Out", at=local(3))
    planned(press, headline="Others'", created_by=other_writer)
    press.draft("Others' idea", created_by=other_writer)
    planned(press, headline="Mine", created_by=writer)
    with_changes(press.live("Live", at=local(4), created_by=other_writer), writer, local(25))
    mine = press.live("My live one", at=local(5), created_by=writer)
    with_changes(mine, writer, local(26), headline="My change")
    assert shown(writer) == {
        3: ["out Out"],
        4: ["out Live"],
        5: ["out My live one"],
        20: ["planned Mine"],
        26: ["changes My change"],
    }
    assert calendar.undated(writer) == ([], False)


def test_a_byline_puts_a_story_on_its_author_s_calendar(writer, press, lunn):
    lunn.user = writer
    lunn.save()
    planned(press, headline="Ours")
    with_changes(press.live("Live", at=local(4)), writer, local(25))
    assert shown(writer) == {4: ["out Live"], 20: ["planned Ours"], 25: ["changes Changed"]}


def test_who_may_not_look_at_stories_has_no_calendar(client, django_user_model):
    for address, send in ((PAGE, "get"), (MOVE, "post"), (KEY, "post")):
        assert getattr(client, send)(address).status_code == 302
    stranger = django_user_model.objects.create_user("x", password="x", is_staff=True)
    for address, send in ((PAGE, "get"), (MOVE, "post"), (KEY, "post")):
        assert getattr(at_desk(stranger), send)(address).status_code == 403


def test_slips_can_be_moved_by_those_who_may(editor, writer, press):
    lists = {
        "planned draft": (planned(press, created_by=writer), Kind.PLANNED),
        "draft": (press.draft(created_by=writer), Kind.UNDATED),
        "in review": (press.in_review(created_by=writer), Kind.UNDATED),
        "scheduled": (scheduled(press, local(17), created_by=writer), Kind.SCHEDULED),
        "out": (press.live(at=local(3), created_by=writer), Kind.OUT),
    }

    def movable(user):
        return [
            name for name, (story, kind) in lists.items() if slip_of(story, kind, user).may_move
        ]

    assert movable(editor) == ["planned draft", "draft", "in review", "scheduled"]
    assert movable(writer) == ["planned draft", "draft"]


def test_what_cannot_be_moved_has_no_way_to_be(writer, press):
    scheduled(press, local(17), created_by=writer)
    press.live(at=local(3), created_by=writer)
    words = at_desk(writer).get(PAGE + "?month=2017-04").content.decode()
    assert words.count('class="slip ') == 2 + 2  # with the legend's
    assert 'class="move"' not in words
    assert "data-story" not in words


# -- Moving ----------------------------------------------------------------------------------


def test_a_plan_that_is_moved_keeps_its_time_of_day(desk, editor, press):
    story = press.draft("Ranked", planned_for=local(19, 11, 20))
    status, answer = moved(desk, slip_of(story, Kind.PLANNED, editor), day="2017-04-20")
    assert (status, answer) == (
        200,
        {
            "said": "“Ranked” is planned for Thursday 20 April, 11:20.",
            "slip": f"planned-{story.pk}",
        },
    )
    story.refresh_from_db()
    assert (story.planned_for, story.status) == (local(20, 11, 20), "draft")


def test_the_time_of_day_is_kept_across_a_change_of_the_clocks(desk, editor, press):
    story = press.draft(planned_for=local(30, 9, month=10))
    moved(desk, slip_of(story, Kind.PLANNED, editor), day="2017-11-06")
    story.refresh_from_db()
    assert story.planned_for == datetime(2017, 11, 6, 14, 0, tzinfo=UTC)  # was 13:00
    assert slip_of(story, Kind.PLANNED, editor).seen == "2017-11-06T09:00:00-05:00"


def test_what_has_no_date_is_planned_for_nine(writer, press):
    story = press.draft("An idea", created_by=writer)
    slip = slip_of(story, Kind.UNDATED, writer)
    status, answer = moved(at_desk(writer), slip, day="2017-04-12")
    assert (status, answer["slip"]) == (200, f"planned-{story.pk}")
    story.refresh_from_db()
    assert story.planned_for == local(12, 9)


def test_a_scheduled_story_is_asked_about_first(desk, editor, press):
    story = scheduled(press, local(17), "Colleen")
    slip = slip_of(story, Kind.SCHEDULED, editor)
    status, answer = moved(desk, slip, day="2017-04-18")
    assert (status, answer) == (
        200,
        {
            "ask": "“Colleen” goes out by itself: on Tuesday 18 April, 09:00, instead of Monday 17 "
            "April, 09:00."
        },
    )
    story.refresh_from_db()
    assert story.live_at == local(17)
    status, answer = moved(desk, slip, day="2017-04-18", sure="on")
    assert answer["said"] == "“Colleen” goes out on Tuesday 18 April, 09:00, by itself."
    story.refresh_from_db()
    assert (story.live_at, story.status) == (local(18), "scheduled")
    assert story.bylines.get().live_at == local(18)


def test_scheduled_changes_are_moved_like_a_scheduled_story(desk, editor, press):
    story = press.live("Live", at=local(3))
    copy = with_changes(story, editor)
    copy.state = state.read(story)
    copy.save()
    workflow.schedule(Article.objects.get(pk=story.pk), editor, local(17))
    slip = slip_of(story, Kind.CHANGES, editor)
    assert moved(desk, slip, day="2017-04-18")[1]["ask"].startswith("The changes to “Changed” go")
    assert moved(desk, slip, day="2017-04-18", sure="on")[0] == 200
    assert WorkingCopy.objects.get().go_out_at == local(18)
    story.refresh_from_db()
    assert story.live_at == local(3)


def test_an_embargo_holds_a_story_back_and_that_is_said(desk, editor, press):
    story = scheduled(press, local(17), "Held", embargo_until=local(16))
    slip = slip_of(story, Kind.SCHEDULED, editor)
    asked = moved(desk, slip, day="2017-04-12")[1]["ask"]
    assert "on Sunday 16 April, 09:00, instead of Monday 17 April" in asked
    status, answer = moved(desk, slip, day="2017-04-12", sure="on")
    assert (status, answer["said"]) == (
        200,
        "“Held” goes out on Sunday 16 April, 09:00, by itself.",
    )
    status, answer = moved(desk, slip_of(story, Kind.SCHEDULED, editor), day="2017-04-13")
    assert (status, answer["refused"]) == (
        409,
        "Its embargo holds it back: it cannot go out before Sunday 16 April, 09:00.",
    )


def test_a_story_that_waits_for_nobody_knows_when_is_not_moved(desk, editor, press, season_2):
    story = scheduled(press, local(17))
    Article.objects.filter(pk=story.pk).update(embargo_season=season_2)
    slip = slip_of(story, Kind.SCHEDULED, editor)
    status, answer = moved(desk, slip, day="2017-04-18")
    assert (status, "the day of its premiere is not known" in answer["refused"]) == (409, True)


def test_what_was_typed_after_scheduling_does_not_go_out_by_moving_it(desk, editor, press):
    story = scheduled(press, local(17))
    with_changes(story, editor)
    slip = slip_of(story, Kind.SCHEDULED, editor)
    status, answer = moved(desk, slip, day="2017-04-18", sure="on")
    assert (status, list(answer)) == (409, ["refused"])
    assert "typed into this story after it was scheduled" in answer["refused"]
    story.refresh_from_db()
    assert story.live_at == local(17)


def test_the_past_is_no_day_to_schedule_for(desk, editor, press):
    story = scheduled(press, local(17))
    slip = slip_of(story, Kind.SCHEDULED, editor)
    status, answer = moved(desk, slip, day="2017-04-10")
    assert (status, answer["refused"][:23]) == (409, "That moment has passed.")


def test_a_move_that_somebody_else_s_overtook_is_refused(desk, editor, press):
    story = planned(press)
    slip = slip_of(story, Kind.PLANNED, editor)
    Article.objects.filter(pk=story.pk).update(planned_for=local(22))
    status, answer = moved(desk, slip, day="2017-04-25")
    assert (status, answer) == (
        409,
        {
            "refused": "Somebody else has moved this story meanwhile. Look where it is now, then "
            "try again."
        },
    )
    Article.objects.filter(pk=story.pk).update(planned_for=None)
    assert moved(desk, slip, day="2017-04-25")[0] == 409
    story.refresh_from_db()
    assert story.planned_for is None


def test_a_story_that_went_out_meanwhile_is_not_planned(desk, editor, press):
    story = planned(press)
    slip = slip_of(story, Kind.PLANNED, editor)
    workflow.publish(story, None)
    assert moved(desk, slip, day="2017-04-25")[0] == 409


def test_a_withdrawn_story_has_no_place_on_the_calendar(desk, press):
    story = press.withdrawn(planned_for=local(20))
    assert calendar.standing(story) == {}
    data = {"story": story.pk, "kind": "undated", "seen": "", "day": "2017-04-25"}
    assert desk.post(MOVE, data, headers=JSON).status_code == 409


def test_what_is_out_does_not_move(desk, editor, press):
    story = press.live(at=local(3))
    status, answer = moved(desk, slip_of(story, Kind.OUT, editor), day="2017-04-20", sure="on")
    assert (status, answer["refused"]) == (
        409,
        "It is out. What readers already have does not move.",
    )
    story.refresh_from_db()
    assert story.live_at == local(3)


def test_a_slip_that_is_dropped_where_it_was_changes_nothing(desk, editor, press):
    story = scheduled(press, local(17))
    slip = slip_of(story, Kind.SCHEDULED, editor)
    status, answer = moved(desk, slip, day="2017-04-17")
    assert (status, answer["said"]) == (200, "It is there already. Nothing has changed.")
    assert Article.objects.get().version == slip.story.version


def test_a_writer_moves_neither_others_stories_nor_what_goes_out_by_itself(
    writer, editor, press, other_writer
):
    desk = at_desk(writer)
    theirs = slip_of(planned(press, created_by=other_writer), Kind.PLANNED, editor)
    assert desk.post(MOVE, {"story": theirs.story.pk, "kind": "planned"}).status_code == 302
    data = {"story": theirs.story.pk, "kind": "planned", "seen": theirs.seen, "day": "2017-04-25"}
    assert desk.post(MOVE, data, headers=JSON).status_code == 404
    mine = slip_of(scheduled(press, local(17), created_by=writer), Kind.SCHEDULED, editor)
    status, answer = moved(desk, mine, day="2017-04-25", sure="on")
    assert (status, answer["refused"]) == (409, "Only editors move what goes out by itself.")
    waiting = press.in_review(created_by=writer)
    status, answer = moved(desk, slip_of(waiting, Kind.UNDATED, writer), day="2017-04-25")
    assert (status, "Take the story back" in answer["refused"]) == (409, True)
    assert set(Article.objects.values_list("planned_for", flat=True)) == {
        local(20, 11),
        local(17),
        None,
    }


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"day": "soon"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"day": "2017-02-30"},
        {"at": "2017-04-31T09:00"},
        {"at": "0001-01-01T00:00"},
        {"at": "9999-12-31T23:59"},
        {"at": "2017-03-12T02:30"},  # the clocks skip it
        {"kind": "sometime", "day": "2017-04-20"},
        {"kind": "", "day": "2017-04-20"},
        {"story": "", "day": "2017-04-20"},
        {"story": "9" * 40, "day": "2017-04-20"},
        {"story": "1e3", "day": "2017-04-20"},
        {"seen": "x" * 1000, "day": "2017-04-20"},
        {"seen": "\x00", "day": "2017-04-20"},
    ],
    ids=str,
)
def test_nonsense_is_refused_and_changes_nothing(desk, editor, press, told):
    story = planned(press)
    status, answer = moved(desk, slip_of(story, Kind.PLANNED, editor), **told)
    assert (status, list(answer)) == (409, ["refused"])
    assert answer["refused"]
    story.refresh_from_db()
    assert story.planned_for == local(20, 11)


def test_a_story_that_is_gone_is_not_found(desk):
    data = {"story": 999, "kind": "planned", "seen": "", "day": "2017-04-20"}
    assert desk.post(MOVE, data, headers=JSON).status_code == 404


def test_moving_is_not_done_by_a_link(desk):
    assert (desk.get(MOVE).status_code, desk.get(KEY).status_code) == (405, 405)


def test_a_form_moves_a_slip_without_a_script(desk, editor, press):
    slip = slip_of(planned(press, headline="Ranked"), Kind.PLANNED, editor)
    data = {"story": slip.story.pk, "kind": "planned", "seen": slip.seen, "back": "week=2017-04-17"}
    page = desk.post(MOVE, data | {"at": "2017-05-02T08:15"}, follow=True)
    assert page.redirect_chain == [(f"{PAGE}?week=2017-04-17#{slip.name}", 302)]
    assert said(page) == "“Ranked” is planned for Tuesday 2 May, 08:15."
    slip.story.refresh_from_db()
    assert slip.story.planned_for == local(2, 8, 15, month=5)


def test_a_form_is_asked_too_and_told_when_it_is_refused(desk, editor, press):
    slip = slip_of(scheduled(press, local(17), "Colleen"), Kind.SCHEDULED, editor)
    data = {"story": slip.story.pk, "kind": "scheduled", "seen": slip.seen}
    page = desk.post(MOVE, data | {"at": "2017-04-18T10:00", "back": "month=2017-04"})
    assert page.status_code == 200
    assert "goes out by itself: on Tuesday 18 April, 10:00" in page.content.decode()
    sent = sent_by(page)
    assert sent["sure"][0] == "on"
    again = {name: values[0] for name, values in sent.items()}
    assert said(desk.post(MOVE, again, follow=True)).startswith("“Colleen” goes out on Tuesday")
    page = desk.post(MOVE, again, follow=True)
    assert said(page).startswith("Somebody else has moved this story")


@pytest.mark.parametrize("back", ["", "month=9999-99", "//evil.example", "month=2017-05&x=" * 50])
def test_the_way_back_is_always_the_calendar(desk, back):
    page = desk.post(MOVE, {"back": back})
    assert page.status_code == 302
    assert page["Location"].startswith(PAGE + "?month=2017-0")


# -- The address for a person's own calendar -------------------------------------------------


def test_an_address_is_made_when_it_is_asked_for(desk, editor):
    assert "Make an address" in desk.get(PAGE).content.decode()
    assert not CalendarKey.objects.exists()
    page = desk.post(KEY, {"back": "month=2017-05"}, follow=True)
    assert page.redirect_chain == [(PAGE + "?month=2017-05#feed", 302)]
    key = CalendarKey.objects.get(user=editor)
    address = f'value="http://127.0.0.1:8000/calendar/desk/{key.token}.ics"'
    assert address in page.content.decode()


def test_a_new_address_ends_the_old_one(desk, editor):
    old = CalendarKey.objects.create(user=editor).token
    assert "The old one has stopped working." in said(desk.post(KEY, follow=True))
    new = CalendarKey.objects.get(user=editor).token
    assert new != old
    page = desk.get(PAGE).content.decode()
    assert (new in page, old in page) == (True, False)


def test_nobody_is_shown_another_person_s_address(desk, writer):
    token = CalendarKey.objects.create(user=writer).token
    assert token not in desk.get(PAGE).content.decode()
