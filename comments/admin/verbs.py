"""What a moderator can press: which verb, for which comments, and what is said afterwards."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from comments import moderation, reporting, wording
from comments.models import Comment
from comments.rights import Refused, seen_by
from geekfeed.lib.desk import is_number
from geekfeed.lib.sentences import quoted

State = Comment.State
MOST = 100  # comments at once: more than a page of a queue has
LONGEST_WHY = 200  # signs

OTHER = "other"  # no reason that could be told: only what is typed is
# Why something is removed. It stands in the list of acts, and its writer is told.
REASONS = {
    "abuse": gettext_lazy("It attacks or insults somebody"),
    "spam": gettext_lazy("It advertises something"),
    "spoiler": gettext_lazy("It gives too much away"),
    "beside": gettext_lazy("It is not about the story"),
    OTHER: gettext_lazy("Something else"),
}


class Verb(NamedTuple):
    """`key` presses its button; `done` is what is said afterwards of `count` comments."""

    name: str
    label: Any
    key: str
    carry_out: Callable[[Comment, Any, str], Any]
    done: Any


_VERBS = [
    Verb(
        "approve",
        gettext_lazy("Approve"),
        "a",
        moderation.approve,
        ngettext_lazy(
            "Approved: readers have it.", "%(count)d approved: readers have them.", "count"
        ),
    ),
    Verb(
        "dismiss",
        gettext_lazy("Leave it"),
        "a",
        reporting.dismiss,
        ngettext_lazy(
            "It stays, and its reports are settled.",
            "%(count)d stay, and their reports are settled.",
            "count",
        ),
    ),
    Verb(
        "restore",
        gettext_lazy("Put it back"),
        "a",
        moderation.restore,
        ngettext_lazy("It is back where it was.", "%(count)d are back where they were.", "count"),
    ),
    Verb(
        "remove",
        gettext_lazy("Remove"),
        "r",
        moderation.remove,
        ngettext_lazy(
            "Removed: where readers had it, a line says that something was there.",
            "%(count)d removed: where readers had them, lines say that something was there.",
            "count",
        ),
    ),
    Verb(
        "hold",
        gettext_lazy("Hold"),
        "h",
        moderation.hold,
        ngettext_lazy(
            "Held: no reader sees it until somebody approves it.",
            "%(count)d held: no reader sees them until somebody approves them.",
            "count",
        ),
    ),
    Verb(
        "cover",
        gettext_lazy("Cover it"),
        "c",
        moderation.cover,
        ngettext_lazy(
            "Covered: readers uncover it themselves.",
            "%(count)d covered: readers uncover them themselves.",
            "count",
        ),
    ),
    Verb(
        "uncover",
        gettext_lazy("Take the cover off"),
        "",
        moderation.uncover,
        ngettext_lazy("It is uncovered.", "%(count)d are uncovered.", "count"),
    ),
    Verb(
        "pin",
        gettext_lazy("Pin it"),
        "",
        lambda comment, user, _why: moderation.pin(comment, user),
        gettext_lazy("It stands above all others now."),
    ),
    Verb(
        "unpin",
        gettext_lazy("Unpin it"),
        "",
        lambda comment, user, _why: moderation.unpin(comment, user),
        gettext_lazy("It stands in its own place again."),
    ),
    Verb(
        "lock",
        gettext_lazy("Close the thread"),
        "",
        moderation.lock,
        gettext_lazy("The thread is closed: what is there stays, nothing is added."),
    ),
    Verb(
        "unlock",
        gettext_lazy("Open the thread"),
        "",
        moderation.unlock,
        gettext_lazy("The thread is open again."),
    ),
]
VERBS = {verb.name: verb for verb in _VERBS}
# The one that says: this is all right. And what can be done besides, with one or with several.
FINE = ("approve", "dismiss", "restore")


def offered(comment: Comment, *, is_pinned: bool = False, is_locked: bool = False) -> list[Verb]:
    """What can be done with a comment as it is, the likeliest first."""
    names: list[str] = []
    is_shown = comment.state == State.SHOWN
    if comment.state == State.HELD:
        names += ["approve", "remove"]
    elif is_shown:
        names += [*(["dismiss"] if comment.reported_at else []), "remove", "hold"]
    elif comment.state == State.REMOVED:
        names += ["restore"]
    if is_shown or comment.state == State.HELD:
        if not comment.is_spoiler:
            names.append("cover")
        elif not comment.spoils:
            names.append("uncover")
    if is_shown and comment.thread_id is None:
        names.append("unpin" if is_pinned else "pin")
    if is_shown:
        names.append("unlock" if is_locked else "lock")
    return [VERBS[name] for name in names]


class Pressed(NamedTuple):
    """What a form was sent for."""

    verb: Verb
    numbers: list[int]
    why: str


def pressed(post: Mapping[str, Any], ticked: Iterable[str]) -> Pressed | None:
    """The button says the verb, then for one comment its number, then perhaps a reason:
    "approve", "approve:17", "remove:17:spam". None: there is no such button."""
    name, _colon, rest = post.get("do", "").partition(":")
    number, _colon, reason = rest.partition(":")
    numbers = [number] if number else list(ticked)
    if name not in VERBS or not all(is_number(one) for one in numbers):
        return None
    reason = reason or post.get("reason", "")
    is_reason = name == "remove" and reason in REASONS and reason != OTHER
    said = str(REASONS[reason]) if is_reason else ""
    words = " ".join(wording.tidied(post.get("why", "")).split())[:LONGEST_WHY]
    why = ": ".join(part for part in (said, words) if part)
    return Pressed(VERBS[name], [int(one) for one in numbers][:MOST], why)


def carry_out(request: HttpRequest, order: Pressed) -> None:
    """Each comment in a transaction of its own: what cannot be done with one stops no other. The
    messages tell of how many it was done, and why not of others."""
    numbers = set(order.numbers)
    seen = _moment(request.POST.get("seen", ""))
    comments = list(seen_by(request.user).filter(pk__in=numbers).order_by("pk"))
    if not numbers:
        messages.warning(request, _("Nothing was changed: tick comments first."))
        return
    done, refused = 0, {}
    for comment in comments:
        try:
            if seen and comment.edited_at and comment.edited_at > seen:
                raise Refused(_("Its writer has changed it meanwhile. Read it again."))
            order.verb.carry_out(comment, request.user, order.why)
            done += 1
        except Refused as refusal:
            refused.setdefault(str(refusal), []).append(comment)
    if done:
        messages.success(request, str(order.verb.done % {"count": done}))
    for why, these in refused.items():
        told = {"comments": ", ".join(map(quoted, these)), "why": why}
        messages.warning(request, _("Not %(comments)s: %(why)s") % told)
    if missing := len(numbers) - len(comments):
        said = ngettext(
            "%(count)d comment is not there, or not yours to moderate.",
            "%(count)d comments are not there, or not yours to moderate.",
            missing,
        )
        messages.warning(request, said % {"count": missing})


def _moment(said: str) -> datetime | None:
    """When the page was made on which a button was pressed."""
    try:
        return parse_datetime(said)
    except ValueError:
        return None
