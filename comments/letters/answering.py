"""Letters that tell somebody that they were answered, if they asked for it with their comment.

Each answer is told once, when it first appears.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits
from comments.letters.writing import GLIMPSE, headline, letter, page_of, quoted, said, send
from comments.models import Comment
from comments.subscribing import address_to_stop, mailbox


def tell(comment: Comment, verb: str) -> int:
    """Write to whoever that comment answers."""
    answered = _answered(comment) if comment.thread_id else None
    if answered is None or not _is_news(comment, answered):
        return 0
    if not _is_first(comment) or not limits.may_tell(comment.by, answered.by):
        return 0
    words = {
        "headline": headline(comment.story),
        "mine": quoted(said(answered, GLIMPSE)),
        "name": quoted(str(comment.by)),
        "said": quoted(said(comment)),
        "link": page_of(comment),
    }
    subject = _("An answer to you on “%(headline)s”") % {"headline": words["headline"]}
    stop = address_to_stop(answered.by, comment.begins)
    return send(letter(mailbox(answered.by), subject, "answer", words, stop))


def _answered(comment: Comment) -> Comment | None:
    number = comment.answers_id or comment.thread_id
    return Comment.objects.select_related("by__user").filter(pk=number).first()


def _is_news(comment: Comment, answered: Comment) -> bool:
    """Not what one has said oneself, be it under another name."""
    address = mailbox(answered.by)
    if not (answered.wants_answers and answered.is_shown and address):
        return False
    return answered.by_id != comment.by_id and address.casefold() != mailbox(comment.by).casefold()


def _is_first(comment: Comment) -> bool:
    """Whether readers may see it and nobody has been told; from now on somebody has."""
    live = Comment.objects.live().filter(pk=comment.pk)
    untold = Comment.objects.filter(pk=comment.pk, told_at=None, pk__in=live.values("pk"))
    return untold.update(told_at=timezone.now()) == 1
