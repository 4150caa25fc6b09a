"""What is done in the background, where a worker runs (docs/operating.md): letters, and once a day
what time brings. The one file of the comments that knows the task queue.

Without a worker letters go out at once, after the commit, and cron runs the daily commands.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connections
from django.utils import timezone
from django_tasks import TaskResultStatus, default_task_backend, task

from comments import keeping, letters, limits
from comments.letters import confirming, digest
from comments.models import Comment, Commenter

HOUR = 7  # on the newsroom's clock, when the day's work is done


@task()
def write(number: int, verb: str) -> int:
    """The letters after a verb. Returns how many there were."""
    return letters.write(number, verb)


@task()
def greet(number: int, back: int = 0) -> int:
    """Ask somebody whether the address that they gave is theirs."""
    person = Commenter.objects.filter(pk=number).first()
    return confirming.greet(person, back) if person else 0


@task()
def daily() -> dict[str, int]:
    """What is done once a day; and have it done tomorrow."""
    begin()
    return {
        "counts": limits.drop_old(),
        "networks": keeping.drop_networks(),
        "unconfirmed": keeping.drop_unconfirmed(),
        "letters": digest.write(),
    }


def follow(sender: type, comment: Comment, verb: str, **kwargs: Any) -> None:
    """A receiver of comment_changed."""
    begin()
    if letters.is_due(comment, verb):
        _now(write, comment.pk, verb)


def send_greeting(person: Commenter, back: int = 0) -> None:
    _now(greet, person.pk, back)


def after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """A receiver of post_migrate, for a site that gets a worker."""
    from django_tasks_db.models import DBTaskResult

    if DBTaskResult._meta.db_table in connections[using].introspection.table_names():
        begin()


def begin() -> None:
    """See to it that the day's work is waiting for its hour."""
    if not default_task_backend.supports_defer:
        return
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=daily.module_path
    )
    if not waiting.exists():
        daily.using(run_after=next_morning()).enqueue()


def next_morning() -> datetime:
    here = timezone.localtime()
    morning = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return morning if morning > here else morning + timedelta(days=1)


def _now(work: Any, *told: Any) -> None:
    if default_task_backend.supports_defer:
        work.enqueue(*told)
    else:
        work.call(*told)
