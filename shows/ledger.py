"""The ledger: from everything that stories claim, what stands.

A pure function over anything claim-shaped. Claims are grouped into facts (what kind of fact, about
which record), and of each fact it says which value is best supported, how firmly, on whose word,
since when, and what speaks against it. The order in which claims come never matters.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.dates import PreciseDate
from shows.origins import independent


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


class Answer(models.TextChoices):
    """What a claim does to an earlier one that it names."""

    CONFIRMS = "confirms", _("confirms it")
    DENIES = "denies", _("denies it")
    SUPERSEDES = "supersedes", _("takes its place")


OPEN = (Standing.RUMOURED, Standing.REPORTED)  # nobody who decides has spoken
OFFICIAL = (Standing.CONFIRMED, Standing.DENIED)
RANK = {Standing.RUMOURED: 1, Standing.REPORTED: 2, Standing.CONFIRMED: 3}

# A season has one premiere, so two claims about it are about the same fact. A show has many new
# names behind the camera, and a season one score from each service: there, and for everything free,
# what is said tells the facts apart. Castings and places need it only where a record is missing.
SINGLE = {
    Kind.ANNOUNCED,
    Kind.RENEWED,
    Kind.CANCELLED,
    Kind.FILMING_BEGAN,
    Kind.FILMING_WRAPPED,
    Kind.PREMIERE,
}


class ClaimLike(Protocol):
    """`told_at` is when readers were first told it as it is, `counts_from` from when on they may
    know it: later only for what was taken back and is to come out again. `position` is its place
    in the story. `chain_ids` are the sources that it reached us through, the origin first; empty
    for our own reporting. `answers_id` is the key of another claim, `answer` what it does to that
    one. Keys can be compared, and outlive the rows."""

    pk: Any
    key: Any
    kind: str
    standing: str
    says: str
    date: PreciseDate | None
    told_at: datetime.datetime
    counts_from: datetime.datetime
    article_id: Any
    position: int
    show_id: Any
    season_id: Any
    person_id: Any
    character_id: Any
    location_id: Any
    chain_ids: tuple[Any, ...]
    answers_id: Hashable
    answer: str


@dataclass
class Fact:
    """One fact as it stands. `claim` is the best-supported claim that says so, `claims` all that
    say the same, `against` all others; `gone` are those of them that do not stand any more."""

    claim: Any
    claims: list[Any] = field(repr=False)
    against: list[Any] = field(repr=False)
    gone: list[Any] = field(repr=False, default_factory=list)

    @cached_property
    def before(self) -> list[Any]:
        """What was said before that, and has been denied or superseded: each value once, in the
        words in which it was told last, newest first."""
        last: dict[Hashable, Any] = {}
        for claim in sorted(self.gone, key=newest, reverse=True):
            last.setdefault((claim.date, subject(claim)), claim)
        if self.standing != Standing.DENIED:
            last.pop((self.date, subject(self.claim)), None)
        return list(last.values())

    @property
    def denial(self) -> Any:
        """The newest denial of what was said before; None where nothing stood before it."""
        denials = [claim for claim in self.against if claim.standing == Standing.DENIED]
        return max(denials, key=newest, default=None) if self.before else None

    @property
    def standing(self) -> Standing:
        return Standing(self.claim.standing)

    @property
    def date(self) -> PreciseDate | None:
        return self.claim.date

    @cached_property
    def since(self) -> datetime.datetime:
        """When a story first carried the value that stands."""
        return min(claim.told_at for claim in self.claims)

    @cached_property
    def told(self) -> datetime.datetime:
        """When a story last carried it."""
        return max(claim.told_at for claim in self.claims)

    @cached_property
    def stories(self) -> int:
        return len({claim.article_id for claim in self.claims})

    @cached_property
    def origins(self) -> int:
        """Independent reports: stories that go back to one origin are one."""
        return independent(self.claims)

    @property
    def is_open(self) -> bool:
        """Not settled yet: the timeline is dotted from here."""
        return self.standing in OPEN

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
        "" if _is_in_records(claim) else " ".join(claim.says.casefold().split()),
    )


def _is_in_records(claim: ClaimLike) -> bool:
    """Whether the records alone say who plays whom, or what films where."""
    if claim.kind == Kind.CASTING:
        return bool(claim.person_id and claim.character_id)
    return bool(claim.kind == Kind.LOCATION and claim.location_id and record(claim))


def fact_of(claim: ClaimLike) -> Hashable:
    """The fact that a claim is about by itself: equal for claims about the same one."""
    return (str(claim.kind), *subject(claim))


def fact_key(claim: ClaimLike) -> str:
    """The same as a short name."""
    return hashlib.blake2b(repr(fact_of(claim)).encode(), digest_size=16).hexdigest()


def newest(claim: ClaimLike) -> tuple[datetime.datetime, Any]:
    """The order in which claims were told: the newest is the greatest. Of two that were told at
    one moment the same one always comes first, whatever the numbers of their rows."""
    return (claim.told_at, claim.key)


def stand(claims: Iterable[ClaimLike]) -> list[Fact]:
    """The facts that the claims add up to, in order of time."""
    facts = [_judge(group) for group in groups(claims)]
    return sorted(facts, key=_place)


def _place(fact: Fact) -> tuple[Any, ...]:
    """What a story told at once stays in the story's order."""
    return (fact.when, fact.since, fact.claim.position, fact.claim.key)


def latest(facts: list[Fact], most: int) -> list[Fact]:
    """The facts that stories told last, at most so many, in the order in which they came."""
    kept = sorted(facts, key=lambda fact: _newest_of(fact.claims), reverse=True)[:most]
    chosen = {id(fact) for fact in kept}
    return [fact for fact in facts if id(fact) in chosen]


def groups(claims: Iterable[ClaimLike]) -> list[list[Any]]:
    """The claims fact by fact. A claim that answers another one is about that one's fact, too,
    in whatever words it is told."""
    by_fact: dict[Hashable, list[Any]] = defaultdict(list)
    for claim in claims:
        by_fact[fact_of(claim)].append(claim)
    home = {claim.key: fact for fact, group in by_fact.items() for claim in group}
    joined: dict[Hashable, Hashable] = {}

    def root(fact: Hashable) -> Hashable:
        while fact in joined:
            fact = joined[fact]
        return fact

    for fact, group in by_fact.items():
        for claim in group:
            if claim.answers_id in home:
                one, other = root(fact), root(home[claim.answers_id])
                if one != other:
                    joined[one] = other
    whole: dict[Hashable, list[Any]] = defaultdict(list)
    for fact, group in by_fact.items():
        whole[root(fact)] += group
    return list(whole.values())


def _judge(claims: list[Any]) -> Fact:
    """What was denied or has been superseded does not stand; only a newer claim brings it back."""
    decisions = Decisions(claims)
    standing: list[Any] = []
    struck: list[Any] = []
    for claim in claims:
        if claim.standing != Standing.DENIED:
            (struck if decisions.against(claim) else standing).append(claim)
    if not standing:
        denials = decisions.denials or decisions.successions
        others = [claim for claim in claims if claim not in denials]
        return Fact(max(denials, key=newest), denials, others, struck)

    by_value: dict[Hashable, list[Any]] = defaultdict(list)
    for claim in standing:
        by_value[claim.date].append(claim)
    value = max(by_value.values(), key=_weight)
    best = max(value, key=lambda claim: (RANK[claim.standing], newest(claim)))
    others = [claim for claim in claims if claim not in value]
    overtaken = [claim for claim in standing if _overtakes(best, claim) and claim not in value]
    return Fact(best, value, others, struck + overtaken)


def _weight(claims: list[Any]) -> tuple[Any, ...]:
    """How well a value is supported. A rumour adds nothing to a report: only those who say it most
    firmly are counted, and only they make it new."""
    rank = max(RANK[claim.standing] for claim in claims)
    firmest = [claim for claim in claims if RANK[claim.standing] == rank]
    return (rank, independent(firmest), _newest_of(firmest))


def _overtakes(best: Any, claim: Any) -> bool:
    """What is confirmed takes the place of what was said otherwise before it. It bears out what was
    said less exactly, or as exactly as it is itself."""
    came_earlier = claim.standing in OPEN and claim.told_at <= best.told_at
    if best.standing != Standing.CONFIRMED or not (came_earlier and claim.date and best.date):
        return False
    return not claim.date.agrees(best.date)


class Decisions:
    """What decides about the claims of one fact: denials, successions and confirmations.

    Claims that are joined by answers may say different things; `about` has what each one is about
    by itself, key → fact, where the caller knows it already.
    """

    def __init__(self, claims: list[Any], about: Mapping[Hashable, Hashable] | None = None) -> None:
        self._by_key = {claim.key: claim for claim in claims}
        self.claims = claims
        self._about = about or {claim.key: fact_of(claim) for claim in claims}
        self.denials = [claim for claim in claims if claim.standing == Standing.DENIED]

    @cached_property
    def successions(self) -> list[Any]:
        """Claims that take the place of another one, as long as nobody has denied them."""
        return [
            claim
            for claim in self.claims
            if claim.answer == Answer.SUPERSEDES
            and claim.standing != Standing.DENIED
            and claim.answers_id in self._by_key
            and not any(self._strikes(denial, claim) for denial in self.denials)
        ]

    @cached_property
    def confirmations(self) -> list[Any]:
        """Confirmed claims that still stand, the oldest first."""
        confirmed = [claim for claim in self.claims if claim.standing == Standing.CONFIRMED]
        return sorted((claim for claim in confirmed if not self.against(claim)), key=newest)

    def against(self, claim: Any) -> list[Any]:
        """What has struck the claim out: denials, then what took its place, each oldest first."""
        denied = [denial for denial in self.denials if self._strikes(denial, claim)]
        replaced = [one for one in self.successions if self._replaces(one, claim)]
        return sorted(denied, key=newest) + sorted(replaced, key=newest)

    def _strikes(self, denial: Any, claim: Any) -> bool:
        """A denial that names a date, or a claim with one, denies what falls into it alone: "not in
        2017" strikes out March 2017 and says nothing against 2018, nor against a claim that names
        no date. Of what is told after it, it denies only what it names. Where the claim that it
        names is not there, it says nothing of others."""
        denied = self._by_key.get(denial.answers_id) if denial.answers_id else denial
        if denied is None:
            return False
        if claim is denied:
            return True
        if claim.told_at > denial.told_at:
            return False
        date = denial.date or denied.date
        is_meant = date is None or (claim.date is not None and date.covers(claim.date))
        return is_meant and self._about[claim.key] == self._about[denied.key]

    def _replaces(self, succession: Any, claim: Any) -> bool:
        """What takes the place of a claim takes that of all who had said the same by then."""
        replaced = self._by_key[succession.answers_id]
        if claim is replaced:
            return True
        if claim is succession or claim.told_at > succession.told_at:
            return False
        is_meant = self._about[claim.key] == self._about[replaced.key]
        return is_meant and claim.date == replaced.date


def _newest_of(claims: list[Any]) -> tuple[datetime.datetime, Any]:
    return max(map(newest, claims))
