"""How much one person, and one network, may do in a minute and in an hour.

Each view that takes something from readers asks here first. What is counted stands in the database,
so that all processes of a site count together; and it is counted before anything else is done, so
that what is refused counts, too. The newsroom has no limits.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from comments.models import Commenter, Tally
from comments.rights import Refused

SALT = "comments.limits"
MINUTE, HOUR = 60, 3600  # seconds
AN_HOUR = 10  # times as much as in a minute, in an hour
SMALL = 60  # likes, changes and the like in a minute
LETTERS = 3  # to one address in an hour
HOUSEHOLD = 64  # bits of an IPv6 address that are one customer's


class TooOften(Refused):
    """They have done it as often as one may. `seconds` is when they may again."""

    status = 429

    def __init__(self, words: str, seconds: int) -> None:
        super().__init__(words)
        self.seconds = seconds


class Limit(NamedTuple):
    """Not more often than `most` within `seconds`. 0: as often as they like."""

    what: str
    who: str
    seconds: int
    most: int


def ask_to_post(person: Commenter | None, network: str | None) -> None:
    """Before a comment. None as the person is a stranger. Raises TooOften."""
    if person is not None and person.is_staff:
        return
    _take(
        [*_person("post", person, settings.COMMENTS_A_MINUTE), *_network("post", network)],
        _("You have said a lot within a short time. What you typed stays here."),
    )


def ask_for_letter(email: str, network: str | None) -> None:
    """Before a letter that asks whether an address is somebody's: nobody's mailbox is filled in
    our name. Raises TooOften."""
    who = email.strip().casefold()
    _take(
        [Limit("letter", who, HOUR, LETTERS), *_network("letter", network)],
        _(
            "We have written to this address before, within the last hour. Look for the letter, "
            "also among what your mail program takes for spam."
        ),
    )


def ask_to_act(person: Commenter) -> None:
    """Before a like, or a change to one's own comment. Raises TooOften."""
    if person.is_staff:
        return
    _take(
        list(_person("act", person, SMALL)),
        _("You have done a lot within a short time."),
    )


def drop_old() -> int:
    """Forget what is over. Returns how many counts that were."""
    dropped, _rows = Tally.objects.filter(until__lt=timezone.now()).delete()
    return dropped


def _person(what: str, person: Commenter | None, most: int) -> Iterator[Limit]:
    if person is not None:
        yield from _both(what, f"person {person.pk}", most)


def _network(what: str, network: str | None) -> Iterator[Limit]:
    if network:
        yield from _both(what, _household(network), settings.COMMENTS_FROM_NETWORK_A_MINUTE)


def _both(what: str, who: str, most: int) -> Iterator[Limit]:
    yield Limit(what, who, MINUTE, most)
    yield Limit(what, who, HOUR, most * AN_HOUR)


def _household(network: str) -> str:
    """All addresses that one customer of a provider has."""
    address = ip_address(network)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, HOUSEHOLD), strict=False))
    return str(address)


@transaction.atomic
def _take(limits: list[Limit], words: str) -> None:
    """Count once for each; nowhere, where one of them is reached. In the order in which they are
    given, which is always a person's before a network's: so no two wait for each other."""
    now = timezone.now()
    for limit in limits:
        if limit.most and not _counts(limit, now):
            seconds = int((_end(limit, now) - now).total_seconds()) + 1
            raise TooOften(f"{words} {_wait(seconds)}", seconds)


def _counts(limit: Limit, now: datetime) -> bool:
    told = f"{limit.what}\n{limit.who}\n{limit.seconds}"
    key = salted_hmac(SALT, told, algorithm="sha256").hexdigest()[:32]
    end = _end(limit, now)
    Tally.objects.get_or_create(key=key, defaults={"until": end})
    is_over = Q(until__lte=now)
    free = Tally.objects.filter(is_over | Q(count__lt=limit.most), pk=key)
    return bool(
        free.update(count=Case(When(is_over, then=Value(1)), default=F("count") + 1), until=end)
    )


def _end(limit: Limit, now: datetime) -> datetime:
    began = int(now.timestamp()) // limit.seconds * limit.seconds
    return datetime.fromtimestamp(began + limit.seconds, UTC)


def _wait(seconds: int) -> str:
    if seconds <= MINUTE:
        return _("Try again in a minute.")
    return _("Try again in %(count)d minutes.") % {"count": -(-seconds // MINUTE)}
