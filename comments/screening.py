"""What is looked at before a comment appears.

Each check is a function that looks at an attempt and says nothing, or raises: `Held` lets the
comment wait for a moderator, `Refused` sends it back to its writer with a sentence. They are asked
in order, and the first one that says something decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import Article
from comments.models import Comment, Commenter
from comments.policy import Policy


class Held(Exception):
    """Its words are for the moderator."""


@dataclass(frozen=True)
class Attempt:
    """Somebody wants to say something. `network` is where it comes from, None if that is not
    known."""

    story: Article
    policy: Policy
    by: Commenter
    text: str
    network: str | None


def by_policy(attempt: Attempt) -> None:
    if attempt.policy.holds_all:
        raise Held(_("Every comment on this story is looked at first."))


def by_acquaintance(attempt: Attempt) -> None:
    """Of whoever has not said anything yet, the first comment is looked at, where the site wishes
    so."""
    if settings.COMMENTS_HOLD_FIRST and not attempt.by.comments.filter(state="shown").exists():
        raise Held(_("This is the first comment by this person."))


CHECKS: tuple[Callable[[Attempt], None], ...] = (by_policy, by_acquaintance)


def screen(attempt: Attempt) -> tuple[str, str]:
    """The state that a comment begins with, and why it is held. The newsroom's own are shown.
    Raises Refused."""
    if attempt.by.is_staff:
        return Comment.State.SHOWN, ""
    try:
        for check in CHECKS:
            check(attempt)
    except Held as held:
        return Comment.State.HELD, str(held)
    return Comment.State.SHOWN, ""
