"""The newsroom's calendar in a person's own: what it says, to whom, and what it costs."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import calendar_feed, workflow
from articles.models import Article, CalendarKey, WorkingCopy
from authors.models import User
from geekfeed.lib.tests.test_ics import read
from geekfeed.tests.cast import account

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2017, 4, 11, 14, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april_2017(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def local(day: int, hour: int = 9, month: int = 4) -> datetime:
    return datetime(2017, month, day, hour, tzinfo=NEW_YORK)


def address(user: User) -> str:
    key, _is_new = CalendarKey.objects.get_or_create(user=user)
    return reverse("desk-calendar", args=[key.token])


def events(client, user) -> list[dict[str, str]]:
    lines = read(client.get(address(user)).content)
    found = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            name, _colon, value = line.partition(":")
            found[-1].setdefault(name, value)
    return found


def summaries(client, user) -> list[str]:
    return [event["SUMMARY"] for event in events(client, user)]


def changes(story: Article, user: User, go_out_at: datetime) -> WorkingCopy:
    return WorkingCopy.objects.create(
        article=story,
        state={"fields": {}, "rows": {}},
        status="scheduled",
        go_out_at=go_out_at,
        editor=user,
        headline=f"{story}, better",
    )


def test_a_planned_story_is_tentative(client, editor, press, jessica_jones):
    story = press.draft("Ranked; again", planned_for=local(19, 11), about=[jessica_jones])
    assert events(client, editor) == [
        {
            "UID": f"story-{story.pk}@127.0.0.1",
            "DTSTAMP": "20170411T144200Z",
            "LAST-MODIFIED": "20170411T144200Z",
            "SEQUENCE": "0",
            "DTSTART": "20170419T150000Z",
            "SUMMARY": "Ranked\\; again",
            "DESCRIPTION": "planned\\, draft\\nMarguerite Lunn\\nJessica Jones",
            "URL": f"http://127.0.0.1:8000/admin/articles/article/{story.pk}/change/",
            "STATUS": "TENTATIVE",
            "TRANSP": "TRANSPARENT",
            "CLASS": "PRIVATE",
            "END": "VEVENT",
        }
    ]


def test_the_answer_is_a_calendar_that_nobody_else_keeps(client, editor, press):
    press.draft(planned_for=local(19))
    answer = client.get(address(editor))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    lines = read(answer.content)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "X-WR-CALNAME:GeekFeed desk" in lines
    assert client.head(address(editor)).status_code == 200
    assert client.post(address(editor)).status_code == 405


def test_a_story_is_one_event_on_its_way_from_a_plan_to_its_readers(client, editor, press):
    story = press.draft("One", planned_for=local(19))
    seen = [events(client, editor)]
    workflow.schedule(story, None, local(20))
    seen.append(events(client, editor))
    workflow.publish(Article.objects.get(), None)
    seen.append(events(client, editor))
    assert [len(found) for found in seen] == [1, 1, 1]
    told = [tuple(found[0][name] for name in ("UID", "STATUS", "DTSTART")) for found in seen]
    uid = f"story-{story.pk}@127.0.0.1"
    assert told == [
        (uid, "TENTATIVE", "20170419T130000Z"),
        (uid, "CONFIRMED", "20170420T130000Z"),
        (uid, "CONFIRMED", "20170411T144200Z"),
    ]
    numbers = [int(found[0]["SEQUENCE"]) for found in seen]
    assert numbers == sorted(set(numbers))


def test_scheduled_changes_are_an_event_of_their_own(client, editor, press):
    story = press.live("Live", at=local(3))
    changes(story, editor, local(25))
    out, later = events(client, editor)
    assert (out["UID"], out["SUMMARY"]) == (f"story-{story.pk}@127.0.0.1", "Live")
    assert later["UID"] == f"story-{story.pk}-changes@127.0.0.1"
    assert (later["SUMMARY"], later["STATUS"]) == ("Live\\, better", "CONFIRMED")
    assert later["DTSTART"] == "20170425T130000Z"


def test_an_embargo_is_told(client, editor, press):
    press.draft(planned_for=local(19), embargo_until=local(18))
    (event,) = events(client, editor)
    assert event["DESCRIPTION"].endswith("\\nunder embargo")


def test_a_headline_cannot_break_out_of_its_line(client, editor, press):
    press.draft("A\x07 line\u2028STATUS:CANCELLED " + "é" * 60, planned_for=local(19))
    answer = client.get(address(editor)).content
    assert max(map(len, answer.split(b"\r\n"))) <= 75
    (event,) = events(client, editor)
    assert event["SUMMARY"] == "A line\\nSTATUS:CANCELLED " + "é" * 60
    assert event["STATUS"] == "TENTATIVE"


def test_the_calendar_reaches_90_days_back_and_a_year_ahead(client, editor, press):
    for days in (-91, -89, 364, 366):
        moment = NOW + timedelta(days=days)
        press.live(f"{days}", at=moment) if days < 0 else press.draft(f"{days}", planned_for=moment)
    assert summaries(client, editor) == ["-89", "364"]


def test_the_calendar_is_bounded(client, editor, press, monkeypatch):
    monkeypatch.setattr(calendar_feed, "MOST", 2)
    for day in (17, 18, 19):
        press.live(f"Out {day}", at=local(day, month=3))
        press.draft(f"Plan {day}", planned_for=local(day))
    assert summaries(client, editor) == ["Out 18", "Out 19", "Plan 17", "Plan 18"]


def test_a_writer_has_their_own_and_what_is_out(client, writer, other_writer, press):
    press.live("Out", at=local(3))
    press.draft("Theirs", planned_for=local(19), created_by=other_writer)
    press.draft("Mine", planned_for=local(20), created_by=writer)
    changes(press.live("Live", at=local(4), created_by=other_writer), writer, local(25))
    assert summaries(client, writer) == ["Out", "Live", "Mine"]


def test_who_has_left_has_no_calendar(client, editor, press):
    press.draft("Secret", planned_for=local(19))
    there = address(editor)
    for fact in ("is_active", "is_staff"):
        User.objects.filter(pk=editor.pk).update(**{fact: False})
        answer = client.get(there)
        assert (answer.status_code, b"Secret" in answer.content) == (404, False), fact
        User.objects.filter(pk=editor.pk).update(**{fact: True})
    assert client.get(there).status_code == 200
    editor.groups.clear()
    assert client.get(there).status_code == 404


@pytest.mark.parametrize(
    "token", ["x", "A" * 43, "A" * 65, "A" * 10_000, "%00", "%F0%9F%92%A9" * 20, "..", "'"]
)
def test_an_address_that_is_not_anybody_s_is_unknown(client, editor, token):
    CalendarKey.objects.create(user=editor)
    assert client.get(f"/calendar/desk/{token}.ics").status_code == 404


def test_an_old_address_is_unknown(client, editor):
    old = address(editor)
    CalendarKey.objects.update(token="B" * 43)
    assert (client.get(old).status_code, client.get(address(editor)).status_code) == (404, 200)


def test_an_empty_newsroom_has_an_empty_calendar(client, editor):
    assert events(client, editor) == []


@pytest.mark.parametrize("group", ["Editors", "Writers"])
def test_the_calendar_costs_the_same_for_one_story_and_for_three(client, press, season_2, group):
    user = account("someone", group)

    def stories(number):
        facts = {"about": [season_2], "created_by": user}
        changes(press.live(at=local(3), **facts), user, local(25))
        press.draft(planned_for=local(19), embargo_season=season_2, **facts)
        workflow.schedule(press.draft(**facts), None, local(18))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address(user))
        return len(captured)

    stories(0)
    queries()
    one = queries()
    stories(1)
    stories(2)
    assert queries() == one
