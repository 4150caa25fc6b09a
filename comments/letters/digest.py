"""The letter that tells editors once a day what waits for them, if anything does."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Min, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import ngettext

from comments.letters.writing import letter, send
from comments.models import Comment
from geekfeed.lib.addresses import absolute


def write() -> int:
    """Returns how many letters were written."""
    held = _of(Comment.objects.waiting())
    reported = _of(Comment.objects.reported(), "reported_at")
    if not (held["count"] or reported["count"]):
        return 0
    words = {"held": held, "reported": reported, "link": absolute(desk())}
    count = held["count"] + reported["count"]
    subject = ngettext("%(count)d comment waits", "%(count)d comments wait", count)
    addresses = {account.email.casefold(): account.email for account in moderators()}
    return send(
        *(letter(to, subject % {"count": count}, "digest", words) for to in addresses.values())
    )


def moderators() -> QuerySet:
    """The accounts that look after all conversations, and can be written to."""
    accounts = get_user_model().objects.with_perm(
        "comments.moderate_comment", backend="django.contrib.auth.backends.ModelBackend"
    )
    return accounts.filter(is_staff=True).exclude(email="").order_by("pk")


def _of(comments: QuerySet[Comment], since: str = "posted_at") -> dict[str, Any]:
    found = comments.aggregate(count=Count("pk"), oldest=Min(since))
    waits = timesince(found["oldest"], timezone.now(), depth=1) if found["oldest"] else ""
    return found | {"waits": waits}


def desk() -> str:
    """The path of the page where comments are decided about."""
    try:
        return reverse("admin:comments_comment_changelist")
    except NoReverseMatch:
        return reverse("admin:index")
