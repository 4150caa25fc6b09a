"""The verbs around reports: readers report, moderators dismiss.

Each runs in one transaction. A refusal is a `Refused` whose message tells the person what to do;
nothing has changed then. A report by itself changes nothing that readers see: that is decided by
moderators, and by approving or removing the comment they settle its reports.
"""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import banned, limits
from comments.acts import announce, record
from comments.locks import in_hand
from comments.models import Comment, Commenter, Report
from comments.rights import Refused, ask_for_moderator

DAY = timedelta(days=1)


@transaction.atomic
def report(
    comment: Comment,
    reason: str,
    words: str = "",
    *,
    by: Commenter | None = None,
    network: str | None = None,
) -> Report:
    """Say that a comment should not stand there. Whoever says it twice has said it once: a person
    for good, a stranger's network address for a day."""
    comment = in_hand(comment)
    if comment.state != Comment.State.SHOWN:
        raise Refused(_("This comment is gone already."))
    banned.ask(by, network)
    said = _said(by, network)
    if before := said.filter(comment=comment).first():
        return before
    limits.ask_to_report(by, network)
    made = Report.objects.create(
        comment=comment, reason=reason, words=words, by=by, network=network
    )
    if comment.reported_at is None:
        Comment.objects.filter(pk=comment.pk).update(reported_at=made.at)
    announce(comment, "report", why=str(made))
    return made


@transaction.atomic
def dismiss(comment: Comment, user: AbstractBaseUser | None, why: str = "") -> Comment:
    """Leave a comment as it is, whatever was said of it."""
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    if comment.reported_at is None:
        raise Refused(_("Nobody has reported this comment, or somebody has decided about it."))
    settle(comment, user)
    record(comment, "dismiss", user=user, why=why)
    return comment


def settle(comment: Comment, user: AbstractBaseUser | None, reason: str = "") -> None:
    """Something was decided about the reports of a comment, or about those with that reason. In
    the transaction of whatever decides."""
    if comment.reported_at is None:
        return
    settled = comment.reports.open()
    if reason:
        settled = settled.filter(reason=reason)
    settled.update(settled_at=timezone.now(), settled_by=user)
    comment.reported_at = comment.reports.open().aggregate(first=Min("at"))["first"]
    comment.save(update_fields=["reported_at"])


def _said(by: Commenter | None, network: str | None) -> QuerySet[Report]:
    """What this person, or this network address of strangers, has reported."""
    if by is not None:
        return Report.objects.filter(by=by)
    return Report.objects.filter(by=None, network=network, at__gt=timezone.now() - DAY)
