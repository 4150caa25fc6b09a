"""How verbs leave their trace, and tell of themselves."""

from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from comments.models import Act, Comment
from comments.signals import comment_changed


def record(
    comment: Comment, verb: str, *, user: AbstractBaseUser | None = None, why: str = ""
) -> None:
    """In the transaction of the verb: an Act, and the announcement. None as the user is the
    comment's own writer, or the site itself."""
    Act.objects.create(
        verb=verb,
        comment=comment,
        commenter_id=comment.by_id,
        story_id=comment.story_id,
        user=user,
        why=why[:300],
    )
    announce(comment, verb, user=user, why=why)


def announce(
    comment: Comment, verb: str, *, user: AbstractBaseUser | None = None, why: str = ""
) -> None:
    """`comment_changed`, once the transaction of the verb is committed."""
    told = {"comment": comment, "verb": verb, "user": user, "why": why}
    transaction.on_commit(partial(comment_changed.send_robust, Comment, **told))
