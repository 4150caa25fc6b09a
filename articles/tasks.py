"""What is done in the background, where a worker runs (docs/operating.md). The one file of the
stories that knows the task queue."""

from typing import Any

from django.db.models import Min
from django.utils import timezone
from django_tasks import default_task_backend, task

from articles import workflow
from articles.models import Article, WorkingCopy

# Verbs after which something new may be due at a certain moment.
MOMENTOUS = {"schedule", "plan"}


@task()
def publish_due() -> int:
    """Carry out what is due. Returns how many stories that were."""
    return workflow.publish_due()


def follow(sender: type, article: Article, verb: str, **kwargs: Any) -> None:
    """A receiver of story_changed: have what was scheduled carried out at its moment.

    Without a worker that keeps tasks for later, `manage.py publish_due` is run by the clock.
    """
    keeps_for_later = default_task_backend.supports_defer
    if verb in MOMENTOUS and keeps_for_later and (moment := next_due()):
        publish_due.using(run_after=moment).enqueue()


def next_due() -> Any:
    """The next moment at which a story, or changes to one, go out; None: nothing is scheduled."""
    now = timezone.now()
    moments = [
        Article.objects.scheduled().aggregate(next=Min("live_at"))["next"],
        WorkingCopy.objects.filter(
            status=WorkingCopy.Status.SCHEDULED, go_out_at__gt=now
        ).aggregate(next=Min("go_out_at"))["next"],
    ]
    return min((moment for moment in moments if moment), default=None)
