"""The verbs of whoever looks after the conversation: approve, hold, remove, restore, pin, unpin,
lock, unlock, cover, uncover, decide; and remove_all, which carries one of them out many times.

Each runs in one transaction, checks permission, leaves an Act, and sends `comment_changed` on
commit. A refusal is a `Refused` whose message tells the person what to do; nothing has changed
then. None as the user is the site itself.
"""

from contextlib import suppress
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Article
from comments import stamps
from comments.acts import record
from comments.counting import count
from comments.locks import hold as hold_story
from comments.locks import in_hand
from comments.models import Act, Comment, Commenter, Conversation, Report
from comments.reporting import settle
from comments.rights import Refused, ask_for_editor, ask_for_moderator

User = AbstractBaseUser | None
State = Comment.State

# The states from which each verb leads, and where to.
FROM = {
    "approve": ((State.HELD,), State.SHOWN),
    "hold": ((State.SHOWN,), State.HELD),
    "remove": ((State.SHOWN, State.HELD), State.REMOVED),
    "restore": ((State.REMOVED,), State.SHOWN),
}
AT_ONCE = 200  # comments: as many as can be removed while somebody waits
SETTLES = ("approve", "remove")  # what was reported


def approve(comment: Comment, user: User, why: str = "") -> Comment:
    """Let readers see what was held."""
    return _move(comment, user, "approve", why)


def hold(comment: Comment, user: User, why: str = "") -> Comment:
    """Take a comment from the page until somebody has decided about it."""
    return _move(comment, user, "hold", why)


def remove(comment: Comment, user: User, why: str = "") -> Comment:
    """Take away what breaks the rules. That something was there stays to be seen, with the answers
    to it; what no reader has had is gone without a trace."""
    return _move(comment, user, "remove", why)


def restore(comment: Comment, user: User, why: str = "") -> Comment:
    """Put back what was removed."""
    return _move(comment, user, "restore", why)


def remove_all(person: Commenter, user: User, why: str = "") -> tuple[int, int]:
    """Remove what somebody has said, the newest first and AT_ONCE at most: each by itself. Returns
    how many that were, and how many are left."""
    ask_for_editor(user)
    stands = person.comments.filter(state__in=[State.SHOWN, State.HELD])
    removed = 0
    for comment in stands.order_by("-pk")[:AT_ONCE]:
        with suppress(Refused):  # its writer, or a colleague, was quicker
            remove(comment, user, why)
            removed += 1
    return removed, stands.count()


@transaction.atomic
def pin(comment: Comment, user: User) -> None:
    """Let a comment stand above all others of its story, in place of the one that did."""
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    if comment.state != State.SHOWN or comment.thread_id:
        raise Refused(_("Pin a comment that is shown and that answers no other one."))
    Conversation.objects.update_or_create(story=comment.story, defaults={"pinned": comment})
    record(comment, "pin", user=user)


@transaction.atomic
def unpin(comment: Comment, user: User) -> None:
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    if not Conversation.objects.filter(pinned=comment).update(pinned=None):
        raise Refused(_("This comment is not pinned."))
    record(comment, "unpin", user=user)


@transaction.atomic
def lock(comment: Comment, user: User, why: str = "") -> None:
    """Let nothing be added to a thread. What is there stays."""
    _lock(comment, user, "lock", why, is_locked=True)


@transaction.atomic
def unlock(comment: Comment, user: User, why: str = "") -> None:
    _lock(comment, user, "unlock", why, is_locked=False)


@transaction.atomic
def cover(comment: Comment, user: User, why: str = "") -> Comment:
    """Cover all of a comment that gives something away. Its words stay as they are. Whoever
    reported it for that has been heard."""
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    if comment.state not in (State.SHOWN, State.HELD) or comment.is_spoiler:
        raise Refused(_("The comment is covered already, or it is gone."))
    comment.is_spoiler = True
    comment.save(update_fields=["is_spoiler"])
    settle(comment, user, Report.Reason.SPOILER)
    record(comment, "cover", user=user, why=why)
    return comment


@transaction.atomic
def uncover(comment: Comment, user: User, why: str = "") -> Comment:
    """Take back a cover that says of nothing in particular what it hides."""
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    if not comment.is_spoiler or comment.spoils:
        raise Refused(_("There is no cover to take off: only one that names no episode can be."))
    comment.is_spoiler = False
    comment.save(update_fields=["is_spoiler"])
    record(comment, "uncover", user=user, why=why)
    return comment


@transaction.atomic
def decide(
    story: Article,
    user: User,
    policy: str,
    closes_at: datetime | None = None,
    why: str = "",
    *,
    never_closes: bool = False,
) -> Conversation:
    """Say what may be said under a story: one of Conversation.Policy, and until when; without a
    moment as on the whole site, or without an end."""
    story = hold_story(story)
    ask_for_moderator(user, story)
    if policy not in Conversation.Policy.values:
        raise Refused(_("Choose what may be said under this story."))
    rules, _new = Conversation.objects.update_or_create(
        story=story,
        defaults={"policy": policy, "closes_at": closes_at, "never_closes": never_closes},
    )
    edition.renew(stamps.of(story))
    Act.objects.create(verb="decide", story_id=story.pk, user=user, why=(why or policy)[:300])
    return rules


@transaction.atomic
def _move(comment: Comment, user: User, verb: str, why: str) -> Comment:
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    allowed, state = FROM[verb]
    before = comment.state
    if before not in allowed:
        raise Refused(
            _("The comment is “%(state)s” by now; that cannot be done with it.")
            % {"state": comment.get_state_display()}
        )
    comment.become(state, why[:200] if state == State.HELD else "")
    try:
        with transaction.atomic():
            comment.save(update_fields=Comment.BECOMES)
    except IntegrityError as error:
        raise Refused(_("Its writer has said the same again, and that stands there.")) from error
    if state != State.SHOWN:
        Conversation.objects.filter(pinned=comment).update(pinned=None)
    if verb in SETTLES:
        settle(comment, user)
    count(comment, before)
    record(comment, verb, user=user, why=why)
    return comment


def _lock(comment: Comment, user: User, verb: str, why: str, *, is_locked: bool) -> None:
    comment = in_hand(comment)
    ask_for_moderator(user, comment.story)
    Comment.objects.filter(pk=comment.begins).update(is_locked=is_locked)
    record(comment, verb, user=user, why=why)
