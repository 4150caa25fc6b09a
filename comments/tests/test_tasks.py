"""What waits for the worker, and what is done at once where there is none."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db.models import F
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article
from comments import keeping, posting, tasks
from comments.letters import digest
from comments.models import Comment, Tally
from comments.posting import Words
from comments.tests.talk import person, say, send

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def story(press: Any, settings: Any) -> Article:
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def worker(db: None) -> Any:
    with override_settings(TASKS=DATABASE):
        yield


def queued() -> list[tuple[str, Any]]:
    rows = DBTaskResult.objects.order_by("enqueued_at")
    return [(row.task_path.rpartition(".")[2], row.args_kwargs["args"]) for row in rows]


def post_twice(client: Any, story: Article, commits: Any) -> Comment:
    """Somebody asks to be told, and somebody answers: each with a form."""
    mine = posting.post(story, person("Tom"), Words("Signs.", wants_answers=True))
    with commits(execute=True):
        typed = {"name": "Priya R.", "email": "priya@example.com", "text": "I saw them."}
        send(client, f"/comments/on/{story.pk}/", answers=mine.pk, **typed)
    return Comment.objects.latest("pk")


def test_with_a_worker_no_letter_is_sent_within_the_request(
    client, story, worker, django_capture_on_commit_callbacks
):
    made = post_twice(client, story, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, "/comments/hello/", name="Ada", email="ada@example.com")
    assert mail.outbox == []
    ada = made.by.__class__.objects.get(email="ada@example.com")
    assert queued() == [("daily", []), ("write", [made.pk, "post"]), ("greet", [ada.pk, 0])]


def test_no_address_and_no_word_of_anybody_waits_in_the_queue(
    client, story, worker, django_capture_on_commit_callbacks
):
    post_twice(client, story, django_capture_on_commit_callbacks)
    said = str(list(DBTaskResult.objects.values()))
    assert [word for word in ("example.com", "Priya", "I saw") if word in said] == []


def test_without_a_worker_it_is_sent_at_once_and_nothing_is_queued(
    client, story, django_capture_on_commit_callbacks
):
    post_twice(client, story, django_capture_on_commit_callbacks)
    assert [letter.to for letter in mail.outbox] == [["priya@example.com"]]
    assert queued() == []


def test_the_task_writes_what_the_verb_would_have(story):
    tom = person("Tom")
    mine = posting.post(story, tom, Words("Signs.", wants_answers=True))
    answer = say(story, "I saw them.", answers=mine)
    assert tasks.write.call(answer.pk, "post") == 1
    assert tasks.write.call(answer.pk, "post") == 0
    assert [letter.to for letter in mail.outbox] == [[tom.email]]


def test_whoever_is_asked_again_is_kept_as_long_as_the_new_link_is_good(client, story):
    ada = posting.stranger("Ada", "ada@example.com")
    type(ada).objects.update(first_seen_at=timezone.now() - timedelta(days=7))
    tasks.greet.call(ada.pk)
    type(ada).objects.update(first_seen_at=F("first_seen_at") - timedelta(days=6))
    assert keeping.drop_unconfirmed() == 0


def test_what_is_gone_when_its_turn_comes_is_written_to_nobody(story):
    assert tasks.write.call(999, "post") == 0
    assert tasks.greet.call(999) == 0


def test_nothing_is_queued_that_has_nothing_to_write(
    story, worker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = say(story)
        posting.like(made, person("Tom"))
        posting.delete(made, made.by)
    assert queued() == [("daily", [])]


# -- Once a day ------------------------------------------------------------------------------------


def test_the_day_s_work_waits_for_the_morning_once(story, worker):
    tasks.begin()
    tasks.begin()
    assert queued() == [("daily", [])]
    assert DBTaskResult.objects.get().run_after == tasks.next_morning()


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((2026, 11, 29, 6, 59), (2026, 11, 29, 7, 0)),
        ((2026, 11, 29, 7, 0), (2026, 11, 30, 7, 0)),
        ((2026, 11, 29, 23, 0), (2026, 11, 30, 7, 0)),
    ],
)
def test_the_morning_is_the_newsroom_s(monkeypatch, now, then):
    new_york = ZoneInfo("America/New_York")
    monkeypatch.setattr(timezone, "now", lambda: datetime(*now, tzinfo=new_york))
    assert tasks.next_morning() == datetime(*then, tzinfo=new_york)


def test_the_day_s_work_drops_what_is_old_tells_editors_and_comes_again(
    story, worker, editor, settings
):
    settings.COMMENTS = "held"
    editor.email = "dee@news.example"
    editor.save()
    posting.post(story, person(), Words("Signs."), network="203.0.113.77")
    stranger = posting.stranger("A", "a@example.com")
    posting.post(story, stranger, Words("Hm."), is_known=False)
    Tally.objects.create(key="x", until=timezone.now())
    long_ago = timezone.now() - timedelta(days=31)
    Comment.objects.update(posted_at=long_ago)
    type(stranger).objects.update(first_seen_at=long_ago)
    assert tasks.daily.call() == {
        "counts": 1,
        "networks": 1,
        "unconfirmed": 1,
        "letters": 1,
    }
    assert [letter.to for letter in mail.outbox] == [["dee@news.example"]]
    assert queued() == [("daily", [])]


def test_a_site_that_gets_a_worker_begins_with_its_next_upgrade(worker):
    tasks.after_migrating(sender=None, using="default")
    assert queued() == [("daily", [])]


def test_the_digest_leads_to_the_desk(story, editor, settings):
    settings.COMMENTS = "held"
    posting.post(story, person(), Words("Signs."))
    editor.email = "dee@news.example"
    editor.save()
    assert digest.write() == 1
    assert f"http://127.0.0.1:8000{digest.desk()}\n" in mail.outbox[0].body
