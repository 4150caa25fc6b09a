"""The verbs as buttons: which of them fit a story and the account that looks at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.forms import VerbForm
from articles.models import Article, Correction
from articles.workflow import Refused


@dataclass(frozen=True)
class Verb:
    """`asks` names the fields of VerbForm that it wants; such a verb has a card of its own.
    `seen`: it lets readers see something, so what it lets them see must have been looked at.
    """

    name: str
    label: Any
    done: Any
    asks: tuple[str, ...] = ()
    seen: bool = False

    def carry_out(
        self,
        article: Article,
        user: AbstractBaseUser,
        told: Mapping[str, Any],
        seen: str | None = None,
    ) -> str:
        """Do it and return what to say. Raises `Refused`. `seen`: see workflow.publish."""
        CARRIED_OUT[self.name](article, user, dict(told) | {"seen": seen})
        moment = timezone.localtime(article.live_at) if article.live_at else None
        at = date_format(moment, _("l j F, H:i")) if moment else ""
        if self.name == "publish" and not article.is_live:
            return _("It is under embargo and goes out on %(at)s, by itself.") % {"at": at}
        if article.is_live and (copy := article.copy) and copy.go_out_at:
            at = date_format(timezone.localtime(copy.go_out_at), _("l j F, H:i"))
        return str(self.done) % {"at": at}


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
            gettext_lazy("It is yours to go on writing."),
        ),
        Verb(
            "send_back",
            gettext_lazy("Send back"),
            gettext_lazy("Sent back to its writer with your note."),
            ("why", "about"),
        ),
        Verb(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy("It is live. Readers see it now."),
            seen=True,
        ),
        Verb(
            "update",
            gettext_lazy("Update what is scheduled"),
            gettext_lazy("It goes out like this on %(at)s, by itself."),
            seen=True,
        ),
        Verb(
            "schedule",
            gettext_lazy("Schedule"),
            gettext_lazy("It goes out on %(at)s, by itself."),
            ("go_out_at",),
            seen=True,
        ),
        Verb(
            "unschedule",
            gettext_lazy("Unschedule"),
            gettext_lazy("It goes out when somebody publishes it."),
        ),
        Verb(
            "discard",
            gettext_lazy("Discard changes"),
            gettext_lazy("The changes are gone; the story's history still has them."),
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

Told = Mapping[str, Any]
CARRIED_OUT: dict[str, Callable[[Article, AbstractBaseUser, Told], None]] = {
    "submit": lambda article, user, told: workflow.submit(article, user, told.get("why", "")),
    "take_back": lambda article, user, told: workflow.take_back(article, user),
    "send_back": lambda article, user, told: workflow.send_back(
        article, user, why=told["why"], about=told.get("about", "")
    ),
    "publish": lambda article, user, told: workflow.publish(article, user, seen=told["seen"]),
    "update": lambda article, user, told: workflow.schedule(
        article, user, _chosen_moment(article), seen=told["seen"]
    ),
    "schedule": lambda article, user, told: workflow.schedule(
        article, user, told["go_out_at"], seen=told["seen"]
    ),
    "unschedule": lambda article, user, told: workflow.unschedule(article, user),
    "discard": lambda article, user, told: workflow.discard(article, user),
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
EDITORS = [
    "update",
    "publish",
    "send_back",
    "unschedule",
    "schedule",
    "discard",
    "correct",
    "withdraw",
    "restore",
]
WRITERS = ["submit", "take_back", "discard"]

WORDS = {
    ("publish", "scheduled"): gettext_lazy("Publish now"),
    ("publish", "changes"): gettext_lazy("Publish changes"),
    ("publish", "changes_in_review"): gettext_lazy("Publish changes"),
    ("publish", "changes_scheduled"): gettext_lazy("Publish changes now"),
    ("submit", "changes"): gettext_lazy("Send changes to review"),
    ("schedule", "scheduled"): gettext_lazy("Move"),
    ("schedule", "changes"): gettext_lazy("Publish later"),
    ("schedule", "changes_in_review"): gettext_lazy("Publish later"),
    ("schedule", "changes_scheduled"): gettext_lazy("Move"),
}


def offered(article: Article, user: AbstractBaseUser) -> list[Verb]:
    """What this account can do with the story, the next step first."""
    state = article.desk_state
    if user.has_perm("articles.publish_article"):
        names = EDITORS
    elif article.pk is None or article.belongs_to(user):
        names = WRITERS
    else:
        names = []
    return [
        replace(VERBS[name], label=WORDS.get((name, state), VERBS[name].label))
        for name in names
        if _fits(name, article, state) and (name != "discard" or _may_discard(article, user))
    ]


def cards(offered_to: list[Verb], form: VerbForm) -> list[dict[str, Any]]:
    """The verbs that ask, each with its fields."""
    return [
        {"verb": verb, "fields": [form[name] for name in verb.asks]}
        for verb in offered_to
        if verb.asks
    ]


def next_step(article: Article, steps: list[Verb]) -> Verb | None:
    """The one that the filled button is for: what waits for its hour needs none."""
    waits = article.desk_state in ("scheduled", "changes_scheduled")
    leading = [verb for verb in steps if not verb.asks and verb.name != "discard"]
    if waits:
        leading = [verb for verb in leading if verb.name == "update"]
    return leading[0] if leading else None


def _chosen_moment(article: Article) -> datetime:
    """When somebody wanted a scheduled story out; its embargo may hold it back beyond that."""
    chosen = article.planned_for
    return chosen if chosen and chosen > timezone.now() else article.live_at


def _fits(name: str, article: Article, state: str) -> bool:
    if name == "update":
        return state == "scheduled" and article.copy is not None
    return state in workflow.FROM[name]


def _may_discard(article: Article, user: AbstractBaseUser) -> bool:
    return workflow.may_edit(article, user)


def named(name: str) -> Verb:
    """The verb of a pressed button. Raises `Refused` for one that there is not."""
    if name not in VERBS:
        raise Refused(_("There is no such step. Use one of the buttons."))
    return VERBS[name]
