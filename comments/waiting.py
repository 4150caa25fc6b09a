"""How much waits for whoever is signed in: for the desk's menu and its front page."""

from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q

from comments.models import Comment
from comments.rights import has_a_part, seen_by

MOST = 1000  # that are counted


class Waiting:
    """Asks nothing before a page wants to know, and then once."""

    def __init__(self, user: AbstractBaseUser) -> None:
        self.user = user

    @cached_property
    def has_a_part(self) -> bool:
        return settings.COMMENTS != "off" and has_a_part(self.user)

    @property
    def held(self) -> int:
        return self._counts["held"]

    @property
    def reported(self) -> int:
        return self._counts["reported"]

    @property
    def count(self) -> int:
        return self.held + self.reported

    @property
    def said(self) -> str:
        """The number, as far as it is counted; empty where nothing waits."""
        if self.count >= MOST:
            return f"{MOST}+"
        return str(self.count) if self.count else ""

    @cached_property
    def _counts(self) -> dict[str, int]:
        if not self.has_a_part:
            return {"held": 0, "reported": 0}
        held, shown = Q(state=Comment.State.HELD), Q(state=Comment.State.SHOWN)
        reported = shown & Q(reported_at__isnull=False)
        waiting = seen_by(self.user).filter(held | reported).order_by()
        return waiting.values("state")[:MOST].aggregate(
            held=Count("pk", filter=held), reported=Count("pk", filter=shown)
        )
