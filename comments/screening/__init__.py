"""What is looked at before a comment appears.

Each check is a function that looks at an attempt and says nothing, or raises: `Held` lets the
comment wait for a moderator, `Refused` sends it back to its writer with a sentence. They are asked
in order, and the first one that says something decides. outside.py asks a service of somebody
else's, before the verb holds anything.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from comments import banned
from comments.models import Comment
from comments.screening import links, lists, repetition
from comments.screening.attempt import Attempt, Held

__all__ = ["Attempt", "Held", "let_in", "screen"]


def by_policy(attempt: Attempt) -> None:
    if attempt.policy.holds_all:
        raise Held(_("Every comment on this story is looked at first."))


def by_acquaintance(attempt: Attempt) -> None:
    """Of whoever has not said anything yet, the first comment is looked at, where the site wishes
    so."""
    if settings.COMMENTS_HOLD_FIRST and not attempt.by.comments.filter(state="shown").exists():
        raise Held(_("This is the first comment by this person."))


def by_suspicion(attempt: Attempt) -> None:
    if attempt.suspicion:
        raise Held(attempt.suspicion)


CHECKS: tuple[Callable[[Attempt], None], ...] = (
    lists.check,
    links.check,
    repetition.check,
    by_policy,
    by_acquaintance,
    by_suspicion,
)


def let_in(attempt: Attempt) -> None:
    """What is looked at before the address that a stranger gave is written to. Raises Refused, and
    tells nothing of whoever has that address: that they are banned, they hear when they confirm
    that it is theirs."""
    banned.ask(None, attempt.network)
    lists.refuse(attempt)


def screen(attempt: Attempt) -> tuple[str, str]:
    """The state that a comment begins with, and why it is held. The newsroom's own are shown.
    Raises Refused."""
    banned.ask(attempt.by, attempt.network)
    if attempt.by.is_staff:
        return Comment.State.SHOWN, ""
    try:
        for check in CHECKS:
            check(attempt)
    except Held as held:
        return Comment.State.HELD, str(held)
    return Comment.State.SHOWN, ""
