"""Milestones made by hand, as they are kept of what stories claim."""

from datetime import UTC, datetime
from typing import Any

from articles.models import Claim, Milestone
from geekfeed.lib.dates import PreciseDate

NOW = datetime(2017, 4, 11, 14, 42, tzinfo=UTC)


def milestone(claim: Claim, **facts: Any) -> Milestone:
    """What stands by this claim alone, whatever was kept when its story went out."""
    told = {
        "show": claim.show,
        "season": claim.season,
        "kind": claim.kind,
        "standing": claim.standing,
        "claim": claim,
        "date_on": claim.date_on,
        "date_precision": claim.date_precision,
        "since": claim.live_at or NOW,
        "changed_at": claim.live_at or NOW,
    }
    told |= facts
    step = {name: told.pop(name) for name in ("show", "season", "kind")}
    return Milestone.objects.update_or_create(**step, defaults=told)[0]


def dated(written: str) -> dict[str, Any]:
    """The two columns of a claim's date."""
    date = PreciseDate.parse(written)
    return {"date_on": date.day, "date_precision": date.precision}
