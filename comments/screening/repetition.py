"""Whether somebody says the same again, here or under other stories, word for word or nearly so."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import wording
from comments.models import Comment
from comments.screening.attempt import Attempt, Held

WITHIN = timedelta(days=1)
LAST = 20  # comments by the same person, and as many from the same network
SHORT_ONES = 3  # "Great episode!" may be said so often


def check(attempt: Attempt) -> None:
    alike = wording.alike(attempt.text, _said(attempt))
    if alike and (wording.is_long(attempt.text) or alike >= SHORT_ONES):
        raise Held(_("Nearly the same was said within a day, by the same person or network."))


def _said(attempt: Attempt) -> list[str]:
    """What they have said of late. What nobody confirmed was said by nobody."""
    rows = Comment.objects.filter(posted_at__gt=timezone.now() - WITHIN)
    rows = rows.filter(state__in=("held", "shown", "removed")).exclude(pk=attempt.number)
    whose = [Q(by=attempt.by)]
    if attempt.network:
        whose.append(Q(network=attempt.network) & ~Q(by=attempt.by))
    return [
        text
        for these in whose
        for text in rows.filter(these).order_by("-posted_at").values_list("text", flat=True)[:LAST]
    ]
