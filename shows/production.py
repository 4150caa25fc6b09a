"""What a ledger's facts say about a production: its steps, what is filming, where, and when it
premieres.

Pure functions over facts of shows/ledger.py, as that is one over claims.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from geekfeed.lib.dates import PreciseDate
from shows.ledger import SINGLE, ClaimLike, Fact, Kind, Standing, newest, record

SURE = (Standing.REPORTED, Standing.CONFIRMED)

# A shoot that no story has mentioned for so long is history, and so is one that ended then. It is
# counted back from the newest story, so that a newsroom on holiday keeps its front page.
NEWS_FOR = timedelta(days=180)


class Step(NamedTuple):
    """One step (announced, filming began, premiere …) of a season, or of a show where no season is
    named. `season_id` is None there."""

    show_id: Any
    season_id: Any
    kind: str


@dataclass(frozen=True)
class Shoot:
    """A season in front of cameras, or one that has just wrapped; a show where no season is named.
    `placing` is the claim that said last where, or None."""

    fact: Fact
    placing: Any = None

    @property
    def show(self) -> Any:
        return self.fact.claim.show

    @property
    def season(self) -> Any:
        return self.fact.claim.season

    @property
    def location(self) -> Any:
        return self.placing and self.placing.location

    @property
    def wrapped(self) -> bool:
        return self.fact.claim.kind == Kind.FILMING_WRAPPED


@dataclass(frozen=True)
class Premiere:
    """A premiere as the page says it. `standing` is None for what the catalog itself records."""

    date: PreciseDate
    standing: Standing | None = None

    @property
    def is_settled(self) -> bool:
        """Sure enough to be said where there is no room for how sure."""
        return self.standing in (None, Standing.CONFIRMED)


def step_of(claim: ClaimLike) -> Step | None:
    """The step that a claim is about; None where it is about none."""
    if claim.kind not in SINGLE or not claim.show_id:
        return None
    return Step(claim.show_id, claim.season_id, str(claim.kind))


def steps(facts: Iterable[Fact]) -> dict[Step, Fact]:
    """What stands about each step. A denial in other words, which names the claim that it answers,
    denies the step that that one is about."""
    found: dict[Step, Fact] = {}
    for fact in facts:
        meant = [fact.claim]
        if fact.standing == Standing.DENIED:
            meant = [*fact.claims, *fact.against]
        found |= {step: fact for claim in meant if (step := step_of(claim))}
    return found


def filming(facts: Iterable[Fact], today: date) -> list[Shoot]:
    """One line per season that films or has just wrapped: those that film first, then the newest.

    A rumour puts nobody in front of a camera, and a plan does not before its day. What is said of
    a season is more exact than what is said of its show, so the show is not listed beside it.
    """
    sure = [fact for fact in facts if fact.standing in SURE and not _is_ahead(fact.date, today)]
    began = _by_record(sure, Kind.FILMING_BEGAN)
    wrapped = _by_record(sure, Kind.FILMING_WRAPPED)
    said = premieres(sure)
    last_told = max((fact.told for fact in sure), default=None)
    shoots: dict[Hashable, Fact] = {}
    for about in began | wrapped:
        fact = _last_step(began.get(about), wrapped.get(about))
        out = premiere_of(fact.claim.season, said) if fact.claim.season else said.get(about)
        if _is_news(fact, last_told - NEWS_FOR) and not _was_out(fact, out):
            shoots[about] = fact
    seasons_of = {fact.claim.show_id for fact in shoots.values() if fact.claim.season_id}
    places = _places(sure)
    lines = [
        Shoot(fact, places.get(about))
        for about, fact in shoots.items()
        if fact.claim.season_id or fact.claim.show_id not in seasons_of
    ]
    lines.sort(key=lambda line: (line.fact.told, line.fact.claim.key), reverse=True)
    return sorted(lines, key=lambda line: line.wrapped)


def premieres(facts: Iterable[Fact]) -> dict[Hashable, Premiere]:
    """When seasons and shows (as `ledger.record` names them) premiere, as far as stories say."""
    return {
        about: Premiere(fact.date, fact.standing)
        for about, fact in _by_record(facts, Kind.PREMIERE).items()
        if fact.date and fact.standing != Standing.DENIED
    }


def premiere_of(season: Any, said: dict[Hashable, Premiere]) -> Premiere | None:
    """What the catalog records of a season; without that, what stories say; and where neither
    knows, the day of its first episode."""
    if season.premiere:
        return Premiere(season.premiere)
    aired = season.first_aired_on
    return said.get(("season", season.pk)) or (Premiere(PreciseDate(aired)) if aired else None)


def is_filming(season: Any, steps: Iterable[Any], today: date) -> bool:
    """Whether cameras may be at it now: a story says that it began, in whatever way but a denial,
    and nobody that it wrapped, nor has it premiered. `steps` are milestones of the season."""
    told = {step.kind: step for step in steps if step.standing != Standing.DENIED}
    began, wrapped = told.get(Kind.FILMING_BEGAN), told.get(Kind.FILMING_WRAPPED)
    out = told.get(Kind.PREMIERE)
    said = {("season", season.pk): Premiere(out.date)} if out and out.date else {}
    premiere = premiere_of(season, said)
    is_out = premiere is not None and premiere.date.has_passed(today)
    if began is None or _is_ahead(began.date, today) or is_out:
        return False
    return wrapped is None or wrapped.standing not in SURE or _is_ahead(wrapped.date, today)


def _by_record(facts: Iterable[Fact], kind: Kind) -> dict[Hashable, Fact]:
    """The facts of a kind that every record has once."""
    found = {record(fact.claim): fact for fact in facts if fact.claim.kind == kind}
    found.pop(None, None)
    return found


def _last_step(began: Fact | None, wrapped: Fact | None) -> Fact:
    """A wrap ends a shoot unless that is known to have begun after it: a show's next season."""
    if began is None or wrapped is None:
        return began or wrapped
    again = began.date and wrapped.date and began.date.day > wrapped.date.last_day
    return began if again else wrapped


def _places(facts: Iterable[Fact]) -> dict[Hashable, Any]:
    """Who named a place last for each season, and for each show without a season."""
    named = [
        claim
        for fact in facts
        for claim in fact.claims
        if claim.location_id and claim.standing in SURE
    ]
    named.sort(key=newest)
    return {record(claim): claim for claim in named}


def _is_ahead(when: PreciseDate | None, today: date) -> bool:
    return when is not None and when.day > today


def _is_news(fact: Fact, since: datetime) -> bool:
    if fact.told < since:
        return False
    ended = fact.date if fact.claim.kind == Kind.FILMING_WRAPPED else None
    return ended is None or ended.last_day >= timezone.localtime(since).date()


def _was_out(fact: Fact, premiere: Premiere | None) -> bool:
    """Told in hindsight: the season had premiered by then."""
    told = timezone.localtime(fact.told).date()
    return premiere is not None and premiere.date.has_passed(told)
