"""Letters that tell somebody what a moderator has done with their comment."""

from django.conf import settings
from django.utils.translation import gettext as _

from articles.notices import one_line
from comments.letters.writing import GLIMPSE, headline, letter, page_of, quoted, said, send
from comments.models import Act, Comment
from comments.subscribing import address_to_stop, mailbox


def tell_shown(comment: Comment, verb: str) -> int:
    """It is on the page now, or again."""
    if not (comment.is_shown and comment.story.is_live):
        return 0
    return _tell(comment, verb, _("Your comment has appeared"), "shown")


def tell_removed(comment: Comment, verb: str) -> int:
    """It is gone, and why: the moderator's reason goes out as it was written."""
    if comment.state != Comment.State.REMOVED:
        return 0
    was_removed, was_not_taken = _("Your comment was removed"), _("Your comment was not taken")
    subject = was_removed if comment.was_shown else was_not_taken
    return _tell(comment, verb, subject, "removed")


def _tell(comment: Comment, verb: str, subject: str, template: str) -> int:
    address = mailbox(comment.by)
    act = Act.objects.filter(comment=comment, verb=verb).first()
    is_own = act is not None and act.user_id is not None and act.user_id == comment.by.user_id
    if is_own or not (address and comment.by.wants_letters):
        return 0
    words = {
        "headline": headline(comment.story),
        "said": quoted(said(comment, GLIMPSE)),
        "why": one_line(act.why) if act else "",
        "was_shown": comment.was_shown,
        "link": page_of(comment),
        "desk": settings.DEFAULT_FROM_EMAIL,
    }
    return send(letter(address, subject, template, words, address_to_stop(comment.by)))
