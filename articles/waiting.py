"""Stories that wait for a season or an episode follow its date.

A date of the catalog moves, and the scheduled stories under its embargo move with it at once, so
that none can be read too early. Where the new date is not known to the day, they are taken off the
schedule. Where it has passed already they stay where they were: a slip in a year must not send out
what nobody can take back. What readers have, they keep.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import embargo, workflow
from articles.models import Article
from shows.models import Episode, Season


def follow(sender: type, instance: Season | Episode, raw: bool = False, **kwargs: Any) -> None:
    """A receiver of `post_save` of seasons and episodes."""
    if not raw:
        is_season = isinstance(instance, Season)
        reschedule(Q(embargo_season=instance) if is_season else Q(embargo_episode=instance))


def follow_many(**kwargs: Any) -> None:
    """A receiver of `catalog_loaded`."""
    reschedule()


def reschedule(which: Q | None = None) -> int:
    """Move the scheduled stories as their embargoes ask for now: all that wait for a season or an
    episode, or those. Returns how many it looked at.

    Whoever changes dates of the catalog without saving its records one by one calls this after.
    """
    waits = Q(embargo_season__isnull=False) | Q(embargo_episode__isnull=False)
    with transaction.atomic():
        stories = (
            Article.objects.scheduled()
            .filter(waits if which is None else which)
            .select_related("embargo_season__show", "embargo_episode__season__show")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        for story in stories:
            _reschedule(story)
    return len(stories)


def _reschedule(story: Article) -> None:
    try:
        due = embargo.falls_due(story)
    except embargo.Unknown as unknown:
        workflow.unschedule(story, None, why=str(unknown)[:300])
        return
    if due > timezone.now():
        workflow.reschedule_embargoed(story)
