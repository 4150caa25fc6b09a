"""Who is at a story now, and who of them writes it.

A person counts once, however many windows the story is open in. Who types first holds it; the
others read until they take over or the holder has gone. Holding is a courtesy between people, not
a lock: what is typed is joined anyway (articles/pending.py), whoever sends it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Presence

SEEN = timedelta(seconds=60)  # here is who was seen since
LAPSES = timedelta(seconds=90)  # who was not seen for so long holds nothing any more
FORGOTTEN = timedelta(days=1)
GOES_ON = {"save", "edit", "plan", "note"}  # verbs after which the same person goes on writing
SWEPT = 200  # forgotten rows that one newcomer takes along
LONGEST_MESSAGE = Presence._meta.get_field("message").max_length

LET_GO: dict[str, Any] = {"holds": False, "held_since": None, "message": "", "taken_from": None}


def see(article: Article, user: AbstractBaseUser) -> None:
    """Note that somebody looks at a story. Whoever was away comes anew, and holds nothing."""
    now = timezone.now()
    mine = Presence.objects.filter(article=article, user=user)
    if mine.filter(seen_at__gte=now - LAPSES).update(seen_at=now):
        return
    if mine.filter(seen_at__lt=now - LAPSES).update(**LET_GO, since=now, seen_at=now):
        return
    try:
        with transaction.atomic():
            Presence.objects.create(article=article, user=user, since=now, seen_at=now)
    except IntegrityError:
        mine.update(seen_at=now)  # their other window was faster
    _forget(now)


def here(article: Article) -> list[Presence]:
    """Everybody who is at the story now or still holds it, whoever came first before the others."""
    now = timezone.now()
    seen = Q(seen_at__gte=now - SEEN) | Q(holds=True, seen_at__gte=now - LAPSES)
    return list(article.presences.filter(seen).select_related("user"))


def others(article: Article, user: AbstractBaseUser) -> list[Presence]:
    """Who else is at the story now."""
    return others_among(here(article), user)


def others_among(people: Iterable[Presence], user: AbstractBaseUser) -> list[Presence]:
    long_ago = timezone.now() - SEEN
    return [one for one in people if one.user_id != user.pk and one.seen_at >= long_ago]


def holder(article: Article) -> Presence | None:
    """Who writes the story now."""
    return holder_among(here(article))


def holder_among(people: Iterable[Presence]) -> Presence | None:
    return next((one for one in people if one.holds), None)


def hold(article: Article, user: AbstractBaseUser) -> None:
    """Somebody types: the story is theirs, unless it is another's. Whose it is, `holder` says."""
    see(article, user)
    now = timezone.now()
    held = Presence.objects.filter(article=article, holds=True)
    held.filter(seen_at__lt=now - LAPSES).update(**LET_GO)
    if not held.exists():
        _take(article, user, now)


def follow(
    sender: type, article: Article, verb: str, user: AbstractBaseUser | None, **told: Any
) -> None:
    """A receiver of story_changed. Whoever hands a story on lets go of it: nobody has to wait until
    their hold lapses."""
    if user is not None and verb not in GOES_ON:
        Presence.objects.filter(article=article, user=user).update(**LET_GO)


def take_over(article: Article, user: AbstractBaseUser, message: str = "") -> None:
    """Hold the story, whoever held it before; they are shown `message`. Of two people who take it
    over at the same moment the later one has it."""
    see(article, user)
    for _attempt in range(3):
        now = timezone.now()
        with transaction.atomic():
            held = Presence.objects.select_for_update().filter(article=article, holds=True)
            before = held.first()
            told: dict[str, Any] = {}
            if before is not None:
                if before.user_id == user.pk:
                    return
                Presence.objects.filter(pk=before.pk).update(**LET_GO)
                if before.seen_at >= now - LAPSES:
                    told = {"message": _one_line(message), "taken_from": before.user_id}
            if _take(article, user, now, **told):
                return


def _take(article: Article, user: AbstractBaseUser, now: datetime, **told: Any) -> bool:
    """Hold what nobody holds. The database lets one person; False: somebody else was faster."""
    mine = Presence.objects.filter(article=article, user=user)
    try:
        with transaction.atomic():
            return bool(mine.update(**LET_GO | {"holds": True, "held_since": now} | told))
    except IntegrityError:
        return False


def _one_line(message: str) -> str:
    return " ".join(message.replace("\x00", "").split())[:LONGEST_MESSAGE]


def _forget(now: datetime) -> None:
    """Rows of long ago go in passing, not many at once."""
    gone = Presence.objects.filter(seen_at__lt=now - FORGOTTEN).order_by("seen_at")
    numbers = list(gone.values_list("pk", flat=True)[:SWEPT])
    if numbers:
        Presence.objects.filter(pk__in=numbers).delete()
