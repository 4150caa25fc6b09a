"""The verbs around bans: ban and lift. Each runs in one transaction, checks permission and leaves
an Act, in which no address stands. A refusal is a `Refused` whose message tells the person what to
do; nothing has changed then. None as the user is the site itself. Nobody bans themselves, or lifts
a ban on themselves."""

from datetime import datetime
from ipaddress import ip_network

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.keeping import NETWORKS_FOR
from comments.mailboxes import email_of
from comments.models import Act, Ban, Comment, Commenter
from comments.models.ban import LONGEST_WHY
from comments.network import HOUSEHOLD
from comments.rights import Refused, ask_for_editor

User = AbstractBaseUser | None
# The widest networks that are banned with one entry.
WIDEST = {4: 8, 6: 16}
# An address as a provider hands it out to one household.
SINGLE = {4: 32, 6: HOUSEHOLD}


@transaction.atomic
def ban(
    kind: str,
    what: str,
    user: User,
    why: str = "",
    until: datetime | None = None,
    about: Commenter | None = None,
) -> Ban:
    """Let somebody comment no more, until that moment or (None) for good. `what` is said as in Ban;
    an address or a network may be typed as people do. Who is banned already is so from now on by
    this ban.

    One household's network is banned for 30 days at most: then somebody else has the address, and
    we keep none for longer."""
    ask_for_editor(user)
    what = READ[kind](what)
    if user is not None and kind == Ban.Kind.PERSON and _is(user, what):
        raise Refused(_("You cannot ban yourself."))
    if until is not None and until <= timezone.now():
        raise Refused(_("Choose an end that is still to come."))
    if kind == Ban.Kind.NETWORK and _is_single(what):
        latest = timezone.now() + NETWORKS_FOR
        until = min(until, latest) if until else latest
    told = {"why": why[:LONGEST_WHY], "until": until, "about": about, "user": user}
    made, _new = Ban.objects.update_or_create(
        kind=kind, what=what, defaults={**told, "at": timezone.now()}
    )
    Act.objects.create(verb="ban", commenter=about, user=user, why=_said(made, made.why))
    return made


@transaction.atomic
def lift(ban: Ban, user: User) -> None:
    """Let them comment again."""
    ask_for_editor(user)
    found = Ban.objects.select_for_update().filter(pk=ban.pk).first()
    if found is None:
        raise Refused(_("This ban has been lifted already."))
    if user is not None and found.kind == Ban.Kind.PERSON and _is(user, found.what):
        raise Refused(_("You are banned yourself: ask another editor to lift it."))
    Act.objects.create(verb="unban", commenter=found.about, user=user, why=_said(found, ""))
    found.delete()


def latest_network(person: Commenter) -> str | None:
    """Where they wrote from last, as far as it is still known."""
    theirs = Comment.objects.filter(by=person, network__isnull=False)
    return theirs.order_by("-posted_at", "-pk").values_list("network", flat=True).first()


def _is(user: AbstractBaseUser, what: str) -> bool:
    return Commenter.objects.filter(pk=int(what), user=user).exists()


def _person(what: str) -> str:
    person = Commenter.objects.filter(pk=int(what)).first() if what.isdecimal() else None
    if person is None:
        raise Refused(_("There is no such commenter."))
    return str(person.pk)


def _email(what: str) -> str:
    what = what.strip()
    try:
        found = f"@{_host(what[1:])}" if what.startswith("@") else email_of(what)
    except ValueError as error:
        raise Refused(
            _("Give an address like name@example.com, or all of a host’s: @example.com.")
        ) from error
    if is_of_newsroom(found):
        raise Refused(
            _(
                "This is the address of somebody in the newsroom. They can only be banned as a "
                "person."
            )
        )
    return found


def is_of_newsroom(email: str) -> bool:
    """Whether somebody who works here has this address."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    return email in map(_same, staff.values_list("email", flat=True))


def _same(typed: str) -> str:
    """An account's address as ours are said."""
    try:
        return email_of(typed)
    except ValueError:
        return typed


def _host(typed: str) -> str:
    """Raises ValueError."""
    return email_of(f"anybody@{typed}").rpartition("@")[2]


def _network(what: str) -> str:
    try:
        found = ip_network(what.strip(), strict=False)
    except ValueError as error:
        raise Refused(
            _("Give a network address like 203.0.113.7, or a network: 203.0.113.0/24.")
        ) from error
    if mapped := getattr(found.network_address, "ipv4_mapped", None):
        found = ip_network((mapped, max(0, found.prefixlen - 96)), strict=False)
    if "/" not in what and found.version == 6:
        found = ip_network((found.network_address, SINGLE[6]), strict=False)
    if found.prefixlen < WIDEST[found.version]:
        raise Refused(_("This network is too wide: a large part of all readers is in it."))
    return str(found)


READ = {Ban.Kind.PERSON: _person, Ban.Kind.EMAIL: _email, Ban.Kind.NETWORK: _network}


def _is_single(what: str) -> bool:
    network = ip_network(what)
    return network.prefixlen >= SINGLE[network.version]


def _said(ban: Ban, why: str) -> str:
    return ": ".join(part for part in (str(ban.get_kind_display()), why) if part)[:300]
