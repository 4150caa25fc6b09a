"""On whose word the catalog says what it says: which status a claim speaks of, and which of the
claims that editors took over bears out what the catalog has now.

Pure functions over anything claim-shaped or adoption-shaped: stories are told of in a higher room.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from geekfeed.lib.dates import PreciseDate
from shows.ledger import ClaimLike, Kind, Standing
from shows.models import Season, Show

Status = Show.Status
STATUS_OF = {
    Kind.ANNOUNCED: Status.ANNOUNCED,
    Kind.RENEWED: Status.RETURNING,
    Kind.FILMING_BEGAN: Status.IN_PRODUCTION,
    Kind.FILMING_WRAPPED: Status.POST_PRODUCTION,
    Kind.CANCELLED: Status.CANCELLED,
}


class AdoptionLike(Protocol):
    """`field` of the season, or of the show, has been `value` since then, on the word of `claim`.
    A date is written as `PreciseDate.parse` reads it."""

    field: str
    value: Any
    season_id: Any
    claim: Any


def status_told(claim: ClaimLike) -> Status | None:
    """The status that its show has if the claim is true; None where it says nothing of that.

    Whoever announces a later season says that the show comes back.
    """
    if claim.kind == Kind.ANNOUNCED and claim.season and claim.season.number > 1:
        return Status.RETURNING
    return STATUS_OF.get(claim.kind) if claim.show else None


def premiere_told(claim: ClaimLike) -> PreciseDate | None:
    """When its season premieres if the claim is true."""
    return claim.date if claim.kind == Kind.PREMIERE and claim.season else None


def word_for_status(show: Show, adoptions: Iterable[AdoptionLike]) -> AdoptionLike | None:
    """The adoption that the show's status rests on, if any still says the same as the catalog."""
    for one in adoptions:
        says_so = one.field == "status" and one.value == show.status
        if says_so and _stands(one.claim) and status_told(one.claim) == show.status:
            return one
    return None


def word_for_premiere(season: Season, adoptions: Iterable[AdoptionLike]) -> AdoptionLike | None:
    """The same for the premiere of a season."""
    if not season.premiere:
        return None
    for one in adoptions:
        is_meant = one.field == "premiere" and one.season_id == season.pk
        says_so = is_meant and one.value == season.premiere.written
        if says_so and _stands(one.claim) and premiere_told(one.claim) == season.premiere:
            return one
    return None


def _stands(claim: Any) -> bool:
    return claim.standing != Standing.DENIED
