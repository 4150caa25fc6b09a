"""What became of claims: from the ledger's groups, who settled which claim, how and when.

Pure functions, as the ledger's are. Everything is told with its moment, so that what a scheduled
story will settle is known before it is out and counts from that moment on.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from shows.ledger import OPEN, Answer, ClaimLike, Decisions, Standing, fact_of, groups, newest
from shows.origins import word


class Verdict(models.TextChoices):
    """What a later claim makes of an earlier one. What was since reported is still open."""

    REPORTED = "reported", _("Since reported")
    CONFIRMED = "confirmed", _("Since confirmed")
    DENIED = "denied", _("Since denied")
    SUPERSEDED = "superseded", _("Since superseded")


STRUCK = (Verdict.DENIED, Verdict.SUPERSEDED)  # it does not stand any more
SETTLED = (*STRUCK, Verdict.CONFIRMED)  # the worst for the story that made it comes first


@dataclass(frozen=True)
class Turn:
    """From `at` until the claim's next turn, `by` makes it this. `by` None: nothing does any
    more, the claim is as open as when it was told."""

    claim: Any
    verdict: Verdict | None
    by: Any
    at: datetime


def turns(claims: Iterable[ClaimLike]) -> list[Turn]:
    """What became of each of the claims, in order of time."""
    found = [turn for group in groups(claims) for turn in _Course(group).turns()]
    return sorted(found, key=lambda turn: (turn.at, newest(turn.claim)))


class _Course:
    """One fact in the course of time."""

    def __init__(self, group: list[Any]) -> None:
        self._from = {claim.key: claim.counts_from for claim in group}
        self._claims = sorted(group, key=lambda claim: (self._from[claim.key], newest(claim)))
        self._times = [self._from[claim.key] for claim in self._claims]
        # What answers a claim speaks for itself until that one is there.
        self._strikes = [
            (moment, one)
            for one in self._claims
            if one.standing == Standing.DENIED or one.answer
            for begin in [self._from[one.key]]
            for moment in {begin, max(begin, self._from.get(one.answers_id, begin))}
        ]
        self._about = {claim.key: fact_of(claim) for claim in self._claims}
        self._joins = any(claim.answer for claim in self._claims)
        self._at: dict[datetime, dict[Any, Decisions]] = {}

    def turns(self) -> Iterator[Turn]:
        for claim in self._claims:
            before: tuple[Verdict | None, Any] = (None, None)
            for moment in self._moments(claim):
                now = self._verdict(claim, moment)
                if now != before:
                    yield Turn(claim, *now, moment)
                    before = now

    def _moments(self, claim: Any) -> list[datetime]:
        """When something may change for it: whenever something is denied, replaced or named, and
        at the first word in its favour or against it after that."""
        if claim.standing == Standing.DENIED:
            return []
        begin = self._from[claim.key]
        strikes = {
            max(begin, moment)
            for moment, one in self._strikes
            if moment >= begin or one.answers_id == claim.key
        }
        if begin != claim.told_at:
            strikes.add(begin)  # what was told while it was away is known already
        if claim.standing not in OPEN:
            return sorted(strikes)
        moments = set(strikes)
        facts = set(self._about.values())
        for start in (
            bisect_left(self._times, begin),
            *(bisect_right(self._times, strike) for strike in strikes),
        ):
            # Of each fact that answers join to this one its own: until then the others' are none.
            words = _words_that_count(claim)
            wanted = {(fact, *counts) for fact in facts for counts in words}
            for other in islice(self._claims, start, None):
                if not wanted:
                    break
                said = (self._about[other.key], other.standing, _bears_out(other, claim))
                if said in wanted and _came_later(other, claim):
                    wanted.discard(said)
                    moments.add(self._from[other.key])
        return sorted(moments)

    def _decisions(self, claim: Any, moment: datetime) -> Decisions:
        """What decides about the claim by then. What joins two facts later joins them later."""
        if moment not in self._at:
            told = self._claims[: bisect_right(self._times, moment)]
            self._at[moment] = {
                one.key: decisions
                for group in (groups(told) if self._joins else [told])
                for decisions in [Decisions(sorted(group, key=newest), self._about)]
                for one in group
            }
        return self._at[moment][claim.key]

    def _verdict(self, claim: Any, moment: datetime) -> tuple[Verdict | None, Any]:
        """What was known by then makes of it, and who was the first to do so."""
        decisions = self._decisions(claim, moment)
        if against := decisions.against(claim):
            by = against[0]
            return (Verdict.DENIED if by in decisions.denials else Verdict.SUPERSEDED), by
        if claim.standing not in OPEN:
            return None, None
        otherwise = None
        for one in decisions.confirmations:
            if _came_later(one, claim):
                if _bears_out(one, claim):
                    return Verdict.CONFIRMED, one
                otherwise = otherwise or one
        if otherwise:
            return Verdict.SUPERSEDED, otherwise
        if claim.standing == Standing.RUMOURED:
            for other in decisions.claims:
                if (
                    other.standing == Standing.REPORTED
                    and _came_later(other, claim)
                    and _bears_out(other, claim)
                    and not decisions.against(other)
                ):
                    return Verdict.REPORTED, other
        return None, None


def _words_that_count(claim: Any) -> set[tuple[str, bool]]:
    """Standing, and whether it bears the claim out."""
    words = {(Standing.CONFIRMED, True), (Standing.CONFIRMED, False)}
    return words | ({(Standing.REPORTED, True)} if claim.standing == Standing.RUMOURED else set())


def _came_later(other: Any, claim: Any) -> bool:
    is_meant = other.told_at >= claim.told_at or _names(other, claim)
    return other.article_id != claim.article_id and is_meant


def _names(other: Any, claim: Any) -> bool:
    """Whether it confirms just this claim. Who names a claim means it, whenever it was told."""
    return other.answers_id == claim.key and other.answer == Answer.CONFIRMS


def _bears_out(other: Any, claim: Any) -> bool:
    """Whether it says the same, as exactly as each of them does: 8 March 2018 bears out "2018"."""
    if _names(other, claim):
        return True
    if other.date is None or claim.date is None:
        return True
    return claim.date.agrees(other.date)


def repeats(claims: Iterable[ClaimLike]) -> set[Any]:
    """The keys of the claims that say what an earlier one had said on the same word: one report,
    told again."""
    first: dict[Any, Any] = {}
    found = set()
    for number, group in enumerate(groups(claims)):
        for claim in sorted(group, key=newest):
            report = (number, word(claim), claim.date, claim.standing == Standing.DENIED)
            if report in first:
                found.add(claim.key)
            first.setdefault(report, claim)
    return found
