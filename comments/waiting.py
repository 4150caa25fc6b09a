"""How much waits for whoever is signed in: for the desk's menu and its front page."""

from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from comments.models import Comment
from comments.querysets import CommentQuerySet
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
        return _said(len(self._held) + len(self._reported))

    @property
    def held(self) -> str:
        return _said(len(self._held))

    @property
    def reported(self) -> str:
        return _said(len(self._reported))

    @cached_property
    def _held(self) -> list[int]:
        return self._some(Comment.objects.waiting())

    @cached_property
    def _reported(self) -> list[int]:
        return self._some(Comment.objects.reported())

    def _some(self, comments: CommentQuerySet) -> list[int]:
        if not self.has_a_part:
            return []
        theirs = comments.filter(under_theirs(self.user)).order_by()
        return list(theirs.values_list("pk", flat=True)[: COUNTED + 1])


def _said(count: int) -> str:
    if count > COUNTED:
        return f"{COUNTED}+"
    return str(count) if count else ""
