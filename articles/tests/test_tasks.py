"""What is due is done in the background, at its moment, where a worker keeps tasks for later."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from django_tasks import default_task_backend

from articles import pending, tasks, workflow
from articles.models import Article

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SOON = timedelta(hours=1)


@pytest.fixture
def worker(db):
    with override_settings(TASKS=DATABASE):
        yield


def queued():
    from django_tasks_db.models import DBTaskResult

    return list(DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True))


def test_what_is_scheduled_is_put_off_until_its_moment(
    worker, press, editor, django_capture_on_commit_callbacks
):
    at = timezone.now() + SOON
    with django_capture_on_commit_callbacks(execute=True):
        workflow.schedule(press.draft(), editor, at)
    assert queued() == [at]


def test_without_a_worker_nothing_is_queued(press, editor, django_capture_on_commit_callbacks):
    assert not default_task_backend.supports_defer
    with django_capture_on_commit_callbacks(execute=True):
        workflow.schedule(press.draft(), editor, timezone.now() + SOON)
    assert queued() == []


def test_the_next_moment_is_that_of_a_story_or_of_changes_to_one(press, editor):
    assert tasks.next_due() is None
    live = press.live()
    mine = pending.pending(live)
    mine["fields"]["headline"] = ["Another"]
    pending.keep(live, editor, mine, pending.pending(live))
    first, second = timezone.now() + SOON, timezone.now() + 2 * SOON
    workflow.schedule(press.draft(), editor, second)
    assert tasks.next_due() == second
    workflow.schedule(Article.objects.get(pk=live.pk), editor, first)
    assert tasks.next_due() == first


def test_the_task_carries_out_what_is_due(press, editor):
    live = press.live("Before")
    mine = pending.pending(live)
    mine["fields"]["headline"] = ["After"]
    pending.keep(live, editor, mine, pending.pending(live))
    workflow.schedule(Article.objects.get(pk=live.pk), editor, timezone.now() + SOON)
    assert tasks.publish_due.call() == 0
    Article.objects.get(pk=live.pk).copy.__class__.objects.update(go_out_at=timezone.now())
    assert tasks.publish_due.call() == 1
    story = Article.objects.get(pk=live.pk)
    assert (story.headline, story.desk_state) == ("After", "live")


def test_changes_that_cannot_go_out_any_more_wait_and_are_told(
    press, editor, django_capture_on_commit_callbacks, mailoutbox
):
    editor.email = "editor@news.example"
    editor.save()
    live = press.live("Before")
    mine = pending.pending(live)
    mine["fields"]["headline"] = ["After"]
    pending.keep(live, editor, mine, pending.pending(live))
    workflow.schedule(Article.objects.get(pk=live.pk), editor, timezone.now() + SOON)
    copy = Article.objects.get(pk=live.pk).copy
    copy.state["fields"]["section"] = ["999"]
    copy.go_out_at = timezone.now()
    copy.save()
    with django_capture_on_commit_callbacks(execute=True):
        assert workflow.publish_due() == 0
    story = Article.objects.get(pk=live.pk)
    assert (story.headline, story.desk_state) == ("Before", "changes")
    assert [letter.to for letter in mailoutbox] == [["editor@news.example"]]
