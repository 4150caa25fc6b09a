"""Whether somebody may not comment: as a person, by their e-mail address, or by the network from
which they come."""

from collections.abc import Iterator
from ipaddress import ip_network

from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import Ban, Commenter
from comments.models.ban import BanQuerySet
from comments.network import plain
from comments.rights import Refused

SALT = "comments.banned"


class Banned(Refused):
    """They may not, and are told why."""

    status = 403


def ask(person: Commenter | None, network: str | None = None) -> None:
    """Raises Banned. One query at most; none for strangers of whom nothing is known."""
    found = under(person, network)
    if found is None:
        return
    words = _("You cannot comment here.")
    if found.until:
        day = date_format(timezone.localtime(found.until), "DATETIME_FORMAT")
        words = _("You cannot comment here until %(day)s.") % {"day": day}
    if found.why:
        words += " " + _("A moderator has given this reason: %(why)s") % {"why": found.why}
    raise Banned(words)


def under(person: Commenter | None, network: str | None = None) -> Ban | None:
    """A ban that is in force for them: of several, the one that lasts longest."""
    found = all_on(person, network)
    if found is None:
        return None
    return found.order_by(F("until").desc(nulls_first=True), "pk").first()


def all_on(person: Commenter | None, network: str | None = None) -> BanQuerySet | None:
    """The bans that are in force for them; None for strangers of whom nothing is known. A colleague
    from the newsroom is banned as a person only: others use the same network."""
    which = Q()
    is_staff = person is not None and person.is_staff
    if person is not None and person.pk:
        which |= Q(kind=Ban.Kind.PERSON, what=str(person.pk))
    if person is not None and person.email and not is_staff:
        which |= Q(kind=Ban.Kind.EMAIL, what__in=list(_ways_to_say(person.email)))
    if network and not is_staff:
        which |= Q(kind=Ban.Kind.NETWORK, what__in=list(_around(network)))
    return Ban.objects.in_force().filter(which) if which else None


def forgotten(email: str) -> str:
    """What a ban says in place of an address that has been erased: it is still found by it."""
    return f"#{salted_hmac(SALT, email.casefold(), algorithm='sha256').hexdigest()[:32]}"


def _ways_to_say(email: str) -> Iterator[str]:
    """The address, its host, and every host above that."""
    yield email
    yield forgotten(email)
    parts = email.rpartition("@")[2].split(".")
    for first in range(len(parts)):
        yield "@" + ".".join(parts[first:])


def _around(network: str) -> Iterator[str]:
    """Every network that the address is in."""
    address = plain(network)
    for bits in range(address.max_prefixlen + 1):
        yield str(ip_network((address, bits), strict=False))
