"""What is made once for each edition is made anew at the first request after a change."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import edition, pending, workflow
from articles.models import Article, FrontPageSlot, Stamp
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import read
from shows.models import Season, Show
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
    for record in [*catalog.values(), olv, picture(), tv, lunn]:
        before = edition.current()
        with committed():
            record.save()
        assert edition.current() != before, record


@pytest.mark.parametrize(
    "write",
    [
        lambda show: Show.objects.update(tagline="Alias"),
        lambda show: Show.objects.bulk_update([show], ["tagline"]),
        lambda show: Season.objects.bulk_create([Season(show=show, number=3)]),
        lambda show: show.delete(),
        lambda show: Show.objects.all().delete(),
    ],
)
def test_so_is_whatever_is_written_without_saving_records(press, jessica_jones, committed, write):
    press.live()
    before = edition.current()
    with committed():
        write(jessica_jones)
    assert edition.current() != before


def test_a_transaction_is_one_renewal_however_much_it_writes(press, jessica_jones, committed):
    press.live()
    with CaptureQueriesContext(connection) as asked, committed():
        for tagline in ("One", "Two", "Three"):
            Show.objects.update(tagline=tagline)
    assert sum("articles_stamp" in query["sql"] for query in asked) == 1


def test_what_was_taken_back_leaves_what_was_written_after_it_a_new_edition(
    press, jessica_jones, committed
):
    press.live()
    before = edition.current()
    with committed():
        with transaction.atomic():
            Show.objects.update(tagline="Taken back")
            transaction.set_rollback(True)
        Show.objects.update(tagline="It stays")
    assert edition.current() != before


def test_what_is_typed_is_no_new_edition(press, editor, committed):
    press.live()
    draft = press.draft()
    before = edition.current()
    with committed():
        was = pending.pending(draft)
        typed = was | {"fields": was["fields"] | {"headline": ["As it is typed"]}}
        pending.keep(draft, editor, typed, was)
    assert Article.objects.get(pk=draft.pk).headline == "As it is typed"
    assert edition.current() == before


def test_a_story_that_leaves_its_place_by_the_clock_ends_the_edition(press, monkeypatch):
    until = timezone.now() + timedelta(minutes=5)
    FrontPageSlot.objects.create(article=press.live(), position=1, until=until)
    before = edition.current()
    monkeypatch.setattr(timezone, "now", lambda: until - timedelta(seconds=1))
    assert edition.current() == before
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert edition.current() != before


def test_what_has_a_stamp_of_its_own_leaves_the_others_as_they_are(press, committed):
    story = press.live()
    names = ["comments:1", "comments:2"]
    before = edition.stamps(names)
    with committed(), edition.unchanged():
        Article.objects.filter(pk=story.pk).update(comment_count=1)
        edition.renew("comments:1")
    after = edition.stamps(names)
    assert {name for name in before if before[name] != after[name]} == {"comments:1"}
    assert before["comments:1"] == ""
    assert after["comments:1"] != ""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_writes_does_not_fail_where_the_edition_cannot_be_renewed(press, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr(Stamp.objects, "filter", fail)
    show = Show.objects.create(name="Luke Cage", slug="luke-cage")
    assert [type(record.exc_info[1]) for record in caplog.records] == [OSError]
    assert Show.objects.get() == show


def test_all_stamps_are_one_query(press, django_assert_num_queries):
    press.live()
    edition.stamps(["comments:1"])
    with django_assert_num_queries(1):
        edition.stamps(["comments:1", "comments:2", "comments"])


def test_what_was_withdrawn_is_gone_before_anybody_was_told(client, press, filming, editor):
    story = press.live(claims=[filming()], at=FIRST_DAY - timedelta(days=1))
    press.live("Another", at=FIRST_DAY)
    assert said(client, ".says") == ["Season 2 began filming"]
    workflow.withdraw(Article.objects.get(pk=story.pk), editor, "It was wrong.")
    assert said(client, ".says") == []


def test_a_story_that_is_deleted_is_a_new_edition(press, committed):
    press.live()
    story = press.live(at=FIRST_DAY - timedelta(days=1))
    before = edition.current()
    with committed():
        Article.objects.get(pk=story.pk).delete()
    assert edition.current() != before


def test_without_a_live_story_nothing_is_kept(press):
    made = []
    for _ in range(2):
        edition.kept("test", lambda: made.append(1) or "made")
    assert made == [1, 1]
