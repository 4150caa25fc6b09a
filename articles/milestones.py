"""Keeps what stands about the steps of productions, so that boards and calendars judge no claims.

articles/outcomes.py calls it wherever it settles claims, in the transaction of the verb. Only what
readers have by then counts: what a scheduled story will say is kept when its moment has come.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.models import Claim, Milestone
from shows import ledger, production
from shows.ledger import Fact, Kind
from shows.production import Step, step_of

# What readers are told by a milestone. `since` says when they first were, and changes nothing.
TOLD = ("claim_id", "standing", "date_on", "date_precision")
KEPT = (*TOLD, "since", "day", "changed_at")


def keep(
    claims: Iterable[Claim], steps: Iterable[Step] = (), keys: Iterable[Any] = ()
) -> set[Step]:
    """Bring the milestones of the steps that claims are about to what these say together: all that
    is claimed about each of those steps has to be among them. Returns the steps that stand.

    A milestone of one of `steps`, or one that names a claim of `keys`, is empty from now on if
    nothing says so any more. Three queries at most.
    """
    now = timezone.now()
    out = [claim for claim in claims if claim.live_at <= now]
    said = production.steps(ledger.stand(out))
    concerned = {*steps, *said, *filter(None, map(step_of, claims))}
    rows = {_step(row): row for row in _rows(concerned, keys)}
    new = [_new(step, fact, now) for step, fact in said.items() if step not in rows]
    Milestone.objects.bulk_create(new)
    turned = [
        row
        for step, row in rows.items()
        if (step in concerned or row.claim_id in keys) and _turn(row, said.get(step), now)
    ]
    if turned:
        Milestone.objects.bulk_update(turned, KEPT, batch_size=100)
    return set(said)


def empty_all_but(steps: set[Step]) -> None:
    """Nothing says anything of any other step."""
    rows = Milestone.objects.filter(claim__isnull=False)
    keep([], {step for row in rows.iterator() if (step := _step(row)) not in steps})


def _rows(steps: set[Step], keys: Iterable[Any]) -> Iterable[Milestone]:
    shows = {step.show_id for step in steps}
    return Milestone.objects.filter(Q(show__in=shows) | Q(claim__in=list(keys)))


def _step(row: Milestone) -> Step:
    return Step(row.show_id, row.season_id, row.kind)


def _new(step: Step, fact: Fact, now: Any) -> Milestone:
    row = Milestone(**step._asdict(), changed_at=now)
    _say(row, fact)
    return row


def _turn(row: Milestone, fact: Fact | None, now: Any) -> bool:
    """Let the row say what stands. Whether it has to be written."""
    told, since = _told(row), row.since
    if fact:
        _say(row, fact)
    else:
        row.claim_id = None
    if told != _told(row):
        row.changed_at = now
    return (told, since) != (_told(row), row.since)


def _told(row: Milestone) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in TOLD)


def _say(row: Milestone, fact: Fact) -> None:
    row.claim_id, row.standing = fact.claim.key, str(fact.standing)
    row.date, row.since = fact.date, fact.since
    row.day = _day(row)


def _day(row: Milestone) -> date | None:
    """Its place in time: a premiere has none until somebody says when."""
    if row.date:
        return row.date.day
    return None if row.kind == Kind.PREMIERE else timezone.localtime(row.since).date()
