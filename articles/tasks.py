"""What is done in the background, where a worker runs (docs/operating.md). The one file of the
stories that knows the task queue."""

from typing import Any

from django.db.models import Min
from django.utils import timezone
from django_tasks import default_task_backend, task

from articles import announcing, workflow
from articles.models import Article, WorkingCopy
from articles.social_card.keeping import have
from articles.social_card.views import current

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
    if not default_task_backend.supports_defer:
        return
    if verb == "publish":
        draw_card.enqueue(article.pk)
    if announcing.is_wanted() and announcing.is_news(article, verb):
        announce.enqueue(article.pk)
    if verb in MOMENTOUS and (moment := next_due()):
        publish_due.using(run_after=moment).enqueue()


@task()
def draw_card(number: int) -> bool:
    """Have the card of a story that has gone out drawn. Says whether there is one: without a
    worker, and where somebody asked sooner, it is drawn for whoever asks first."""
    card = current(Article.objects.live().filter(pk=number))
    return card is not None and have(card)


@task()
def announce(number: int) -> list[str]:
    """Tell the hub and the search engines of a story that readers have, or that was withdrawn.
    Returns what went wrong."""
    stories = Article.objects.live() | Article.objects.filter(status=Article.Status.WITHDRAWN)
    article = stories.select_related("section").defer("body").filter(pk=number).first()
    return announcing.announce(article) if article else []


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
