"""How much waits for whoever is signed in: for the desk's menu and its front page."""

from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from comments.models import Comment
from comments.rights import has_a_part, under_theirs

COUNTED = 99  # more is "99+"


class Waiting:
    """Asks nothing before a page wants to know, and then once. What it says are numbers, as far
    as is counted; empty where nothing waits."""

    def __init__(self, user: AbstractBaseUser) -> None:
        self.user = user

    @cached_property
    def has_a_part(self) -> bool:
        return settings.COMMENTS != "off" and has_a_part(self.user)

    @property
    def said(self) -> str:
        return _said(len(self._states))

    @property
    def held(self) -> str:
        return _said(self._states.count(Comment.State.HELD))

    @property
    def reported(self) -> str:
        return _said(self._states.count(Comment.State.SHOWN))

    @cached_property
    def _states(self) -> list[str]:
        """Of each that waits. Two indexes know them: the other comments are not looked at."""
        if not self.has_a_part:
            return []
        is_reported = Q(state=Comment.State.SHOWN, reported_at__isnull=False)
        waits = Q(state=Comment.State.HELD) | is_reported
        theirs = Comment.objects.filter(waits, under_theirs(self.user)).order_by()
        return list(theirs.values_list("state", flat=True)[: COUNTED + 1])


def _said(count: int) -> str:
    if count > COUNTED:
        return f"{COUNTED}+"
    return str(count) if count else ""
