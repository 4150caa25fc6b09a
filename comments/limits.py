"""How much one person, and one network, may do in a minute and in an hour.

The views that take comments, changes, likes, reports and addresses ask here. What is counted stands
in the database, so that all processes of a site count together. A comment is counted before it is
looked at, so that one that is refused counts, too; a letter once it is sure to be written. The
newsroom comments and likes without limits.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from comments.mailboxes import mailbox_of
from comments.models import Commenter, Tally
from comments.network import household
from comments.rights import Refused

SALT = "comments.limits"
MINUTE, HOUR, DAY = 60, 3600, 86400  # seconds
AN_HOUR = 10  # times as much as in a minute, in an hour
SMALL = 60  # likes, changes and the like in a minute
REPORTS = 20  # in a day
ANSWERS = 6  # letters from one person to another about answers, in an hour
LETTERS = 3  # to one address in an hour


class TooOften(Refused):
    """They have done it as often as one may. `seconds` is when they may again."""

    status = 429

    def __init__(self, words: str, seconds: int) -> None:
        super().__init__(words)
        self.seconds = seconds


class Limit(NamedTuple):
    """Not more often than `most` within `seconds`; 0: as often as they like. `words` are for
    whoever comes more often."""

    what: str
    who: str
    seconds: int
    most: int
    words: str


def ask_to_post(person: Commenter | None, network: str | None) -> None:
    """Before a comment. None as the person is a stranger. Raises TooOften."""
    if person is not None and person.is_staff:
        return
    said = _("You have said a lot within a short time. What you typed stays here.")
    mine = _both("post", f"person {person.pk}", settings.COMMENTS_A_MINUTE, said) if person else ()
    _take([*mine, *_network("post", network)])


def ask_for_letter(email: str, network: str | None) -> None:
    """Before a letter that asks whether an address is somebody's: nobody's mailbox is filled in
    our name. `email` is as email_of() gives it. Raises TooOften."""
    words = _(
        "We have written to this address before, within the last hour. Look for the letter, also "
        "among what your mail program takes for spam."
    )
    of_address = Limit("letter", mailbox_of(email), HOUR, LETTERS, words)
    _take([of_address, *_network("letter", network)])


def ask_to_act(person: Commenter) -> None:
    """Before a like, or a change to one's own comment. Raises TooOften."""
    if person.is_staff:
        return
    done = _("You have done a lot within a short time.")
    _take(_both("act", f"person {person.pk}", SMALL, done))


def ask_to_report(person: Commenter | None, network: str | None) -> None:
    """Before a report, also by the newsroom. A household's count together, and so do those of
    strangers of whom not even that is known. Raises TooOften."""
    if person is not None:
        who = f"person {person.pk}"
    else:
        who = household(network) if network else "nobody"
    words = _("You have reported a lot today. Moderators look at it.")
    _take([Limit("report", who, DAY, REPORTS, words)])


def may_tell(person: Commenter, other: Commenter) -> bool:
    """Before a letter that tells somebody of an answer. Nobody fills the mailbox of somebody who
    has asked for such letters."""
    try:
        _take([Limit("tell", f"{person.pk} {other.pk}", HOUR, ANSWERS, "")])
    except TooOften:
        return False
    return True


def drop_old() -> int:
    """Forget what is over. Returns how many counts that were."""
    dropped, _rows = Tally.objects.filter(until__lt=timezone.now()).delete()
    return dropped


def _network(what: str, network: str | None) -> list[Limit]:
    if not network:
        return []
    most = settings.COMMENTS_FROM_NETWORK_A_MINUTE
    words = _("A lot comes from your network within a short time. What you typed stays here.")
    return _both(what, household(network), most, words)


def _both(what: str, who: str, most: int, words: str) -> list[Limit]:
    return [
        Limit(what, who, MINUTE, most, words),
        Limit(what, who, HOUR, most * AN_HOUR, words),
    ]


@transaction.atomic
def _take(limits: list[Limit]) -> None:
    """Count once for each; nowhere, where one of them is reached. In the order in which they are
    given, which is always a person's before a network's: so no two wait for each other."""
    now = timezone.now()
    for limit in limits:
        if limit.most and not _counts(limit, now):
            seconds = int((_end(limit, now) - now).total_seconds()) + 1
            raise TooOften(f"{limit.words} {_wait(seconds)}", seconds)


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
    if seconds <= HOUR:
        return _("Try again in %(count)d minutes.") % {"count": -(-seconds // MINUTE)}
    return _("Try again tomorrow.")
