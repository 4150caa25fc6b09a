"""The verbs as buttons: which of them fit a story and the account that looks at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import Article, Correction
from articles.workflow import Refused


@dataclass(frozen=True)
class Verb:
    """`asks` names the form's fields that it wants; such a verb has a card of its own."""

    name: str
    label: Any
    done: Any
    asks: tuple[str, ...] = ()

    def carry_out(self, article: Article, user: AbstractBaseUser, told: Mapping[str, Any]) -> str:
        """Do it and return what to say. Raises `Refused`."""
        CARRIED_OUT[self.name](article, user, told)
        moment = timezone.localtime(article.live_at) if article.live_at else None
        return str(self.done) % {"at": date_format(moment, "l j F, H:i") if moment else ""}


VERBS = {
    verb.name: verb
    for verb in [
        Verb(
            "submit",
            gettext_lazy("Send to review"),
            gettext_lazy("Sent to review. An editor goes on from here; you can take it back."),
        ),
        Verb(
            "take_back",
            gettext_lazy("Take back"),
            gettext_lazy("It is your draft again."),
        ),
        Verb(
            "send_back",
            gettext_lazy("Send back"),
            gettext_lazy("Sent back to its writer, with your reason in its history."),
            ("why",),
        ),
        Verb(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy("It is live. Readers see it now."),
        ),
        Verb(
            "schedule",
            gettext_lazy("Schedule"),
            gettext_lazy("It goes out on %(at)s, by itself."),
            ("go_out_at",),
        ),
        Verb(
            "unschedule",
            gettext_lazy("Unschedule"),
            gettext_lazy("It is a draft again and goes out when somebody publishes it."),
        ),
        Verb(
            "correct",
            gettext_lazy("Correct"),
            gettext_lazy("The notice stands under the story."),
            ("correction_kind", "correction_text"),
        ),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw"),
            gettext_lazy("Withdrawn. Readers find a notice at its address."),
            ("why",),
        ),
        Verb(
            "restore",
            gettext_lazy("Restore as draft"),
            gettext_lazy("It is a draft again."),
        ),
    ]
}

CARRIED_OUT: dict[str, Callable[[Article, AbstractBaseUser, Mapping[str, Any]], None]] = {
    "submit": lambda article, user, told: workflow.submit(article, user),
    "take_back": lambda article, user, told: workflow.take_back(article, user),
    "send_back": lambda article, user, told: workflow.send_back(article, user, why=told["why"]),
    "publish": lambda article, user, told: workflow.publish(article, user),
    "schedule": lambda article, user, told: workflow.schedule(article, user, told["go_out_at"]),
    "unschedule": lambda article, user, told: workflow.unschedule(article, user),
    "correct": lambda article, user, told: workflow.correct(
        article,
        user,
        told["correction_kind"] or Correction.Kind.CORRECTION,
        told["correction_text"],
    ),
    "withdraw": lambda article, user, told: workflow.withdraw(article, user, why=told["why"]),
    "restore": lambda article, user, told: workflow.restore(article, user),
}

# In the order in which they stand; which of them fit a story is for workflow.py to say.
EDITORS = ["publish", "send_back", "unschedule", "schedule", "correct", "withdraw", "restore"]
WRITERS = ["submit", "take_back"]


def offered(article: Article, user: AbstractBaseUser) -> list[Verb]:
    """What this account can do with the story, the next step first."""
    if user.has_perm("articles.publish_article"):
        names = EDITORS
    elif article.pk is None or article.belongs_to(user):
        names = WRITERS
    else:
        names = []
    state = article.state
    fitting = [name for name in names if state in workflow.FROM[name]]
    return [_in_other_words(VERBS[name], state) for name in fitting]


def _in_other_words(verb: Verb, state: str) -> Verb:
    if state == "scheduled" and verb.name == "publish":
        return replace(verb, label=_("Publish now"))
    if state == "scheduled" and verb.name == "schedule":
        return replace(verb, label=_("Move"))
    return verb


def named(name: str) -> Verb:
    """The verb of a pressed button. Raises `Refused` for one that there is not."""
    if name not in VERBS:
        raise Refused(_("There is no such step. Use one of the buttons."))
    return VERBS[name]
