"""What is made once for each edition is made anew at the first request after a change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import edition, workflow
from articles.models import Article
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import read
from shows.models import Show
from shows.signals import catalog_loaded
from sources.models import Source


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def said(client, selector: str) -> list[str]:
    return read(client.get("/")).texts(f".ledger {selector}")


def test_it_is_made_once(press):
    press.live()
    made = []
    for _ in range(2):
        edition.kept("test", lambda: made.append(1) or "made")
    assert made == [1]


def test_each_thing_is_kept_under_its_name(press):
    press.live()
    assert [edition.kept(name, lambda name=name: name) for name in ("a", "b", "a")] == [
        "a",
        "b",
        "a",
    ]


def test_a_show_that_is_renamed_has_its_new_name_at_once(client, press, filming, committed):
    press.live(claims=[filming()])
    assert said(client, ".subject") == ["Jessica Jones"]
    with committed():
        show = Show.objects.get()
        show.name = "Alias"
        show.save()
    assert said(client, ".subject") == ["Alias"]


def test_a_source_that_is_renamed_has_its_new_name_at_once(client, press, filming, olv, committed):
    press.live(claims=[filming()], sources=[[olv]])
    assert said(client, ".chain") == ["On Location Vacations"]
    with committed():
        source = Source.objects.get(pk=olv.pk)
        source.name = "OLV"
        source.save()
    assert said(client, ".chain") == ["OLV"]


def test_what_a_withdrawn_story_said_is_gone_at_once(client, press, filming, editor, committed):
    story = press.live(claims=[filming()], at=FIRST_DAY - timedelta(days=1))
    press.live("Another", at=FIRST_DAY)
    assert said(client, ".says") == ["Season 2 began filming"]
    with committed():
        workflow.withdraw(Article.objects.get(pk=story.pk), editor, "It was wrong.")
    assert said(client, ".says") == []


def test_what_is_scheduled_is_there_when_the_clock_says_so_and_not_before(
    client, press, filming, monkeypatch
):
    press.live("Another", at=FIRST_DAY)
    later = press.scheduled(claims=[filming(says="Not before its time")])
    assert said(client, ".says") == []
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: later.live_at - timedelta(seconds=1))
    assert said(client, ".says") == []
    monkeypatch.setattr(timezone, "now", lambda: later.live_at)
    assert said(client, ".says") == ["Not before its time"]
    monkeypatch.setattr(timezone, "now", now)


def test_a_new_day_is_a_new_edition(press, monkeypatch):
    press.live()
    assert edition.kept("test", lambda: "today") == "today"
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert edition.kept("test", lambda: "tomorrow") == "tomorrow"


def test_a_change_of_any_record_is_a_new_edition(press, catalog, olv, tv, lunn, committed):
    press.live()
    records = [*catalog.values(), olv, picture(), tv, lunn]
    assert {type(record) for record in records} == set(edition.RECORDS)
    for record in records:
        before = edition._current()
        with committed():
            record.save()
        assert edition._current() != before, record


def test_so_is_what_was_loaded_or_written_many_at_once(press, jessica_jones, committed):
    press.live()
    loaded = edition._current()
    with committed():
        catalog_loaded.send(Show)
    written = edition._current()
    with committed():
        Show.objects.update(name="Alias")
    assert len({loaded, written, edition._current()}) == 3


def test_what_was_withdrawn_is_gone_before_anybody_was_told(client, press, filming, editor):
    story = press.live(claims=[filming()], at=FIRST_DAY - timedelta(days=1))
    press.live("Another", at=FIRST_DAY)
    assert said(client, ".says") == ["Season 2 began filming"]
    workflow.withdraw(Article.objects.get(pk=story.pk), editor, "It was wrong.")
    assert said(client, ".says") == []


def test_a_story_that_is_deleted_is_a_new_edition(press, committed):
    press.live()
    story = press.live(at=FIRST_DAY - timedelta(days=1))
    before = edition._current()
    with committed():
        Article.objects.get(pk=story.pk).delete()
    assert edition._current() != before


def test_without_a_live_story_nothing_is_kept(press):
    made = []
    for _ in range(2):
        edition.kept("test", lambda: made.append(1) or "made")
    assert made == [1, 1]
