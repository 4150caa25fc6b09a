"""The ledger: from everything that stories claim, what stands.

A pure function over anything claim-shaped. Claims are grouped into facts (what kind of fact, about
which record), and of each fact it says which value is best supported, how firmly, on whose word,
since when, and what speaks against it. The order in which claims come never matters.
"""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.dates import PreciseDate


class Kind(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    RENEWED = "renewed", _("Renewed")
    CANCELLED = "cancelled", _("Cancelled")
    FILMING_BEGAN = "filming_began", _("Filming began")
    FILMING_WRAPPED = "filming_wrapped", _("Filming wrapped")
    PREMIERE = "premiere", _("Premiere")
    CASTING = "casting", _("Casting")
    CREW = "crew", _("Crew")
    LOCATION = "location", _("Location")
    SCORE = "score", _("Critic score")
    OTHER = "other", _("Other")


class Standing(models.TextChoices):
    """How sure a claim is. On the page it is ink: few dots, many dots, solid, struck out."""

    RUMOURED = "rumoured", _("Rumoured")
    REPORTED = "reported", _("Reported")
    CONFIRMED = "confirmed", _("Confirmed")
    DENIED = "denied", _("Denied")


RANK = {Standing.RUMOURED: 1, Standing.REPORTED: 2, Standing.CONFIRMED: 3}

# A season has one premiere, so two claims about it are about the same fact. A show has many
# castings, and a season one score from each service: there, and for everything free, what is said
# tells the facts apart.
SINGLE = {
    Kind.ANNOUNCED,
    Kind.RENEWED,
    Kind.CANCELLED,
    Kind.FILMING_BEGAN,
    Kind.FILMING_WRAPPED,
    Kind.PREMIERE,
}


class ClaimLike(Protocol):
    pk: Any
    kind: str
    standing: str
    says: str
    date: PreciseDate | None
    live_at: datetime.datetime
    article_id: Any
    show_id: Any
    season_id: Any
    person_id: Any
    character_id: Any
    location_id: Any
    origin_id: Any


@dataclass
class Fact:
    """One fact as it stands. `claim` is the best-supported claim that says so."""

    claim: Any
    claims: list[Any] = field(repr=False)
    against: list[Any] = field(repr=False)

    @property
    def standing(self) -> Standing:
        return Standing(self.claim.standing)

    @property
    def date(self) -> PreciseDate | None:
        return self.claim.date

    @property
    def since(self) -> datetime.datetime:
        """When a story first carried the value that stands."""
        return min(claim.live_at for claim in self.claims)

    @property
    def told(self) -> datetime.datetime:
        """When a story last carried it."""
        return max(claim.live_at for claim in self.claims)

    @property
    def stories(self) -> int:
        return len({claim.article_id for claim in self.claims})

    @property
    def origins(self) -> int:
        """Independent reports: stories that go back to one origin are one."""
        return _origins(self.claims)

    @property
    def is_open(self) -> bool:
        """Not settled yet: the timeline is dotted from here."""
        return self.standing in (Standing.RUMOURED, Standing.REPORTED)

    @property
    def when(self) -> datetime.date:
        """Its place in time. A vague date stands at the end of its period, as it may be so late;
        a fact without a date stands on the newsroom's day on which it was first told."""
        return self.date.last_day if self.date else timezone.localtime(self.since).date()


def record(claim: ClaimLike) -> tuple[str, Hashable] | None:
    """The season that the claim is about, otherwise the show; None where it names neither."""
    if claim.season_id:
        return ("season", claim.season_id)
    return ("show", claim.show_id) if claim.show_id else None


def subject(claim: ClaimLike) -> tuple[Hashable, ...]:
    """What the claim is about, so that claims about the same fact are equal in it."""
    if claim.kind in SINGLE and (about := record(claim)):
        return about
    return (
        claim.show_id,
        claim.season_id,
        claim.person_id,
        claim.character_id,
        claim.location_id,
        " ".join(claim.says.casefold().split()),
    )


def stand(claims: Iterable[ClaimLike]) -> list[Fact]:
    """The facts that the claims add up to, in order of time."""
    by_fact: dict[Hashable, list[Any]] = defaultdict(list)
    for claim in claims:
        by_fact[(claim.kind, *subject(claim))].append(claim)
    facts = [_judge(group) for group in by_fact.values()]
    return sorted(facts, key=lambda fact: (fact.when, fact.since, str(fact.claim.pk)))


def latest(facts: list[Fact], most: int) -> list[Fact]:
    """The facts that stories told last, at most so many, in the order in which they came."""
    kept = sorted(facts, key=lambda fact: _newest_of(fact.claims), reverse=True)[:most]
    chosen = {id(fact) for fact in kept}
    return [fact for fact in facts if id(fact) in chosen]


def _judge(claims: list[Any]) -> Fact:
    """A denial strikes out what was claimed until then; only a newer claim brings it back."""
    denials = [claim for claim in claims if claim.standing == Standing.DENIED]
    claimed = [claim for claim in claims if claim.standing != Standing.DENIED]
    standing = [
        claim for claim in claimed if not any(_strikes(denial, claim) for denial in denials)
    ]
    if not standing:
        return Fact(max(denials, key=_newest), denials, claimed)

    by_value: dict[Hashable, list[Any]] = defaultdict(list)
    for claim in standing:
        by_value[claim.date].append(claim)
    value = max(
        by_value.values(),
        key=lambda group: (
            max(RANK[claim.standing] for claim in group),
            _origins(group),
            _newest_of(group),
        ),
    )
    best = max(value, key=lambda claim: (RANK[claim.standing], _newest(claim)))
    others = [claim for claim in claims if claim not in value]
    return Fact(best, value, others)


def _strikes(denial: Any, claim: Any) -> bool:
    """A denial that names a date denies what falls into it alone: "not in 2017" strikes out March
    2017 and says nothing against 2018, nor against a claim that names no date."""
    if denial.live_at < claim.live_at:
        return False
    return denial.date is None or (claim.date is not None and denial.date.covers(claim.date))


def _newest(claim: Any) -> tuple[datetime.datetime, str]:
    return (claim.live_at, str(claim.pk))


def _newest_of(claims: list[Any]) -> tuple[datetime.datetime, str]:
    return max(map(_newest, claims))


def _origins(claims: list[Any]) -> int:
    """Our own reporting has no origin but the story itself."""
    return len(
        {(claim.origin_id, None if claim.origin_id else claim.article_id) for claim in claims}
    )
