"""Who may do what to a story, and how somebody is told that it cannot be done."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from articles.models import Article

User = AbstractBaseUser | None  # None: the site itself


# Why somebody who may change stories cannot change this one, by its state.
NOT_NOW = {
    "withdrawn": gettext_lazy("Restore the story as a draft first."),
    "changes_scheduled": gettext_lazy("These changes are scheduled. Unschedule them first."),
}
OTHERWISE = gettext_noop(
    "You can change your own drafts and prepare changes to your own live stories. "
    "Take the story back from review first."
)


class Refused(Exception):
    """The verb cannot be carried out; the message says why and what to do."""


class Moved(Refused):
    """Somebody else changed the story after it was opened."""


def is_editor(user: User) -> bool:
    return user is None or user.has_perm("articles.publish_article")


def may_edit(article: Article, user: AbstractBaseUser) -> bool:
    """Editors may change every story but what is withdrawn or about to go out. Writers may change
    their own drafts, and prepare changes to their own live stories, until somebody reviews them."""
    state = article.desk_state
    if state in ("withdrawn", "changes_scheduled"):
        return False  # what goes out by the clock is what was approved
    if is_editor(user):
        return True
    return state in ("draft", "live", "changes") and article.belongs_to(user)


def may_read_drafts_of(article: Article, user: AbstractBaseUser) -> bool:
    """Whose unpublished words and history an account may read: editors those of all stories,
    writers those of their own."""
    return is_editor(user) or article.belongs_to(user)


def ask_to_edit(article: Article, user: User) -> None:
    if user is not None and not may_edit(article, user):
        raise Refused(NOT_NOW.get(article.desk_state, _(OTHERWISE)))


def ask_for_own_or_editor(article: Article, user: User) -> None:
    if not is_editor(user) and not article.belongs_to(user):
        raise Refused(_("This story belongs to somebody else."))


def ask_for_editor(user: User) -> None:
    if not is_editor(user):
        raise Refused(_("Only editors can do this. Send the story to review instead."))
