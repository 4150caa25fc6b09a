"""Who may do what to a comment, and how somebody is told that it cannot be done."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.querysets import is_own
from comments.models import Act, Comment, Commenter

EDITABLE = timedelta(minutes=5)


class Refused(Exception):
    """The verb cannot be carried out; the message says why and what to do. `status` is what a
    browser is answered."""

    status = 409


def may_moderate(user: AbstractBaseUser, story: Article) -> bool:
    """Editors everywhere; writers under their own stories, where the site allows it."""
    if not has_a_part(user):
        return False
    return moderates_all(user) or story.belongs_to(user)


def has_a_part(user: AbstractBaseUser) -> bool:
    """Whether an account moderates anything at all."""
    if not (user.is_active and user.is_staff):
        return False
    is_writer = settings.WRITERS_MODERATE and user.has_perm("articles.change_article")
    return is_writer or moderates_all(user)


def moderates_all(user: AbstractBaseUser) -> bool:
    return user.is_active and user.is_staff and user.has_perm("comments.moderate_comment")


def under_theirs(user: AbstractBaseUser) -> Q:
    """Of rows with a `story`: those that the account moderates."""
    return Q() if moderates_all(user) else is_own(user, "story__")


def seen_by(user: AbstractBaseUser) -> QuerySet[Comment]:
    """What nobody has confirmed is nobody's yet: no moderator sees it."""
    theirs = Comment.objects.filter(under_theirs(user))
    return theirs.exclude(state=Comment.State.UNCONFIRMED)


def ask_for_moderator(user: AbstractBaseUser | None, story: Article) -> None:
    """None is the site itself."""
    if user is not None and not may_moderate(user, story):
        raise Refused(_("Only editors can do this. Report the comment, and they will see it."))


def ask_for_editor(user: AbstractBaseUser | None) -> None:
    """For what concerns every story. None is the site itself."""
    if user is not None and not moderates_all(user):
        raise Refused(_("Only editors can do this."))


def may_edit(comment: Comment, person: Commenter | None) -> bool:
    return comment.pk in editable_among([comment], person)


def editable_among(comments: Iterable[Comment], person: Commenter | None) -> set[int]:
    """The numbers of those that somebody may change: of what they have just said, what no moderator
    has done anything with. One query at most; none where they have not just said any of it."""
    fresh = {comment.pk for comment in comments if has_just_said(comment, person)}
    if not fresh:
        return fresh
    acts = Act.objects.moderation().filter(comment__in=fresh)
    return fresh - set(acts.order_by().values_list("comment_id", flat=True))


def has_just_said(comment: Comment, person: Commenter | None) -> bool:
    return is_theirs(comment, person) and timezone.now() - comment.posted_at < EDITABLE


def may_delete(comment: Comment, person: Commenter | None) -> bool:
    return is_theirs(comment, person)


def is_theirs(comment: Comment, person: Commenter | None) -> bool:
    stands = comment.state in (Comment.State.SHOWN, Comment.State.HELD)
    return person is not None and comment.by_id == person.pk and stands
