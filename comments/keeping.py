"""What is kept no longer than it is needed (docs/privacy.md)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from comments.models import Ban, Comment, Commenter, Report

NETWORKS_FOR = timedelta(days=30)
# As long as links in letters are good, and whoever follows one in its last minute is at it.
UNCONFIRMED_FOR = timedelta(days=7, hours=1)
# What has a `network`, and when that was learnt.
NETWORKS: tuple[tuple[type[Model], str], ...] = ((Comment, "posted_at"), (Report, "at"))
AT_ONCE = 500  # rows


def drop_networks() -> int:
    """Forget where things were sent from, after 30 days, and which networks were banned. Returns of
    how many."""
    before = timezone.now() - NETWORKS_FOR
    Ban.objects.filter(kind=Ban.Kind.NETWORK, until__lt=timezone.now()).delete()
    return sum(
        _drop(model.objects.filter(network__isnull=False, **{f"{moment}__lt": before}))
        for model, moment in NETWORKS
    )


def drop_unconfirmed() -> int:
    """Forget what was never confirmed: the comments, and the addresses that were given with them or
    without one. Returns how many people that were."""
    before = timezone.now() - UNCONFIRMED_FOR
    unconfirmed = Comment.objects.filter(state=Comment.State.UNCONFIRMED, posted_at__lt=before)
    unconfirmed.delete()
    strangers = Commenter.objects.filter(
        confirmed_at=None, email__isnull=False, first_seen_at__lt=before, comments=None
    )
    people = list(strangers.values_list("pk", flat=True))
    Commenter.objects.filter(pk__in=people, comments=None).delete()
    return len(people)


def _drop(rows: QuerySet) -> int:
    """Some at a time, and none that somebody has in hand: those are for the next day."""
    dropped = 0
    while True:
        with transaction.atomic():
            free = rows.select_for_update(skip_locked=True).order_by("pk")
            numbers = list(free.values_list("pk", flat=True)[:AT_ONCE])
            if not numbers:
                return dropped
            dropped += rows.model.objects.filter(pk__in=numbers).update(network=None)
