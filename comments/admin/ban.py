"""Bans as the desk tells of them, and what is said after one was made or lifted."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.newsroom import name_of
from comments import banned, banning, moderation
from comments.admin import ban_forms
from comments.models import Ban, Commenter
from comments.models.ban import BanQuerySet
from comments.rights import Refused
from geekfeed.lib.desk import is_number

HOW = {
    Ban.Kind.PERSON: gettext_lazy("Banned as a person"),
    Ban.Kind.EMAIL: gettext_lazy("Banned by e-mail address"),
    Ban.Kind.NETWORK: gettext_lazy("Banned by network"),
}


class Told(NamedTuple):
    """A ban in words. `person` is whom it names, as far as they are still there; `is_own`: that is
    whoever looks at it."""

    ban: Ban
    how: str
    whom: str
    person: Commenter | None
    by: str
    is_over: bool
    is_own: bool


def about(person: Commenter, network: str | None) -> BanQuerySet:
    """What is in force for somebody, and what is so because of them."""
    theirs = banned.all_on(person, network)
    which = Q(about=person) | Q(pk__in=theirs.values("pk") if theirs is not None else [])
    return Ban.objects.in_force().filter(which).select_related("user")


def told(bans: Iterable[Ban], request: HttpRequest) -> list[Told]:
    """One query, however many there are."""
    bans, now = list(bans), timezone.now()
    numbers = [int(one.what) for one in bans if one.kind == Ban.Kind.PERSON]
    people = Commenter.objects.in_bulk(numbers) if numbers else {}
    lines = []
    for one in bans:
        person = people.get(int(one.what)) if one.kind == Ban.Kind.PERSON else None
        lines.append(
            Told(
                one,
                str(HOW[one.kind]),
                _whom(one, person),
                person,
                name_of(one.user) if one.user else _("The site"),
                one.until is not None and one.until <= now,
                person is not None and person.user_id == request.user.pk,
            )
        )
    return lines


def _whom(ban: Ban, person: Commenter | None) -> str:
    if ban.kind == Ban.Kind.PERSON:
        return str(person) if person else _("Somebody who is not here any more")
    if ban.kind == Ban.Kind.NETWORK:
        return ban_forms.short(ban.what)
    if ban.what.startswith("#"):
        return _("An address that has been erased")
    if ban.what.startswith("@"):
        return _("All of %(host)s") % {"host": ban.what}
    return ban.what


def carry_out(
    request: HttpRequest,
    form: ban_forms.HowForm,
    kind: str,
    what: str,
    person: Commenter | None = None,
) -> bool:
    """Ban, and say what holds now; or why it does not. `person` is the reason for it, and what they
    have said goes, too, where the form says so."""
    try:
        made = banning.ban(
            kind, what, request.user, form.cleaned_data["why"], form.until(), about=person
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    [line] = told([made], request)
    moment = date_format(timezone.localtime(made.until), "DATETIME_FORMAT") if made.until else ""
    # An address does not begin it: the desk begins what it says with a capital.
    words = _("Banned for good: %(whom)s.") if not moment else _("Banned until %(end)s: %(whom)s.")
    said = [words % {"whom": line.whom, "end": moment}]
    said.append(_("They can read everything, and neither comment, like, report nor change."))
    if person is not None and form.cleaned_data.get("remove"):
        said.append(_remove_all(request, person, form.cleaned_data["why"]))
    messages.success(request, " ".join(said))
    return True


def _remove_all(request: HttpRequest, person: Commenter, why: str) -> str:
    count, left = moderation.remove_all(person, request.user, why)
    if not count:
        return _("They had said nothing that could be removed.")
    words = ngettext("%(count)d comment is removed.", "%(count)d comments are removed.", count)
    said = words % {"count": count}
    if left:
        rest = _("%(count)d are left: press the button once more.") % {"count": left}
        return f"{said} {rest}"
    return said


def lift(request: HttpRequest, bans: BanQuerySet, number: str) -> None:
    """One of these bans. Nobody lifts their own."""
    found = list(bans.filter(pk=number)) if is_number(number) else []
    if not found:
        messages.warning(request, _("This ban has been lifted already."))
        return
    [line] = told(found, request)
    try:
        banning.lift(line.ban, request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return
    if line.is_over:
        messages.success(request, _("%(whom)s: taken out of the list.") % {"whom": line.whom})
        return
    words = _("%(whom)s: lifted. They can comment again, as far as no other ban is in force.")
    messages.success(request, words % {"whom": line.whom})
