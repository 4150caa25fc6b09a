"""How the verbs of moderators leave their trace."""

from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from comments.models import Act, Comment
from comments.signals import comment_changed


def record(comment: Comment, user: AbstractBaseUser | None, verb: str, why: str) -> None:
    """In the transaction of the verb: an Act, and `comment_changed` on commit. None as the user is
    the site itself."""
    Act.objects.create(
        verb=verb,
        comment=comment,
        commenter_id=comment.by_id,
        story_id=comment.story_id,
        user=user,
        why=why[:300],
    )
    transaction.on_commit(
        partial(
            comment_changed.send_robust, Comment, comment=comment, verb=verb, user=user, why=why
        )
    )
