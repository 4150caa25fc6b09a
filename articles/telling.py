"""When claims are told: the ledger, what became of them and the records go by that.

A claim is told when readers first have it, which may be long after its story went out. It stays
told: when the story is withdrawn and comes back, and when its row is taken out and put back under
its key. What says something else than before (another date, another standing, other records) is
told anew; what is only worded otherwise is not.
"""

from datetime import datetime

from django.utils import timezone

from articles.models import Article, Claim, Telling
from articles.models.telling import said_by
from articles.ranks import AT_ONCE


def date_claims(story: Article, moment: datetime) -> None:
    """Give the claims of a story their `told_at`. `story.live_at` is what it will be; what is new
    is told at `moment`, or when the story goes out, whichever is later. Inside the transaction of
    the verb, before the others of its rows get its `live_at`.
    """
    now = timezone.now()
    tellings = list(Telling.objects.filter(article=story))
    last = {telling.key: telling for telling in tellings if telling.at <= now}
    if ahead := [telling.pk for telling in tellings if telling.at > now]:
        Telling.objects.filter(pk__in=ahead).delete()  # the moment may be another one by now
    claims = list(Claim.objects.filter(article=story))
    moved, new = [], []
    for claim in claims:
        before = last.get(claim.key)
        told_at = before.at if before else None
        is_new = before is None or before.said != said_by(claim)
        if story.live_at and is_new:
            told_at = max(story.live_at, moment)
        if claim.told_at != told_at:
            # Together, as what is out has been told.
            claim.told_at, claim.live_at = told_at, story.live_at
            moved.append(claim)
        if story.live_at and is_new:
            new.append(Telling.of(claim))
    Claim.objects.bulk_update(moved, ["told_at", "live_at"])
    Telling.objects.bulk_create(new)


def follow_merger(column: str, gone: int, kept: int) -> None:
    """What was told of the record with one number was told of the other: `column` is a claim's
    ("person_id"). Inside the transaction of the merger."""
    tellings = list(Telling.objects.filter(**{f"said__{column}": gone}))
    for telling in tellings:
        telling.said[column] = kept
    Telling.objects.bulk_update(tellings, ["said"], batch_size=AT_ONCE)


def records_told_of(story: Article) -> set[tuple[str, int]]:
    """Every record that the story has spoken of to readers, or is about to: its column in a claim
    and its number."""
    tellings = Telling.objects.filter(article=story).order_by().values_list("said", flat=True)
    return {
        (name, number)
        for said in tellings
        for name, number in said.items()
        if name.endswith("_id") and number
    }
