"""How a season comes out, by the days of its episodes."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from shows.models import Season

Release = Season.Release
A_WEEK = range(6, 9)  # days: a holiday moves an episode by one
MOSTLY = 0.75


def release_of(days: Sequence[date | None]) -> str:
    """At once, weekly, or "" where the days do not say so: some are not known, or they show some
    other rhythm. A pause in the middle does not end a weekly run."""
    known = [day for day in days if day]
    if len(known) < 2 or len(known) < len(days):
        return ""
    steps = [(later - earlier).days for earlier, later in pairwise(sorted(set(known)))]
    if not steps:
        return str(Release.AT_ONCE.value)
    weeks = sum(step in A_WEEK for step in steps)
    is_weekly = len(steps) >= 2 and weeks >= MOSTLY * len(steps)
    return str(Release.WEEKLY.value) if is_weekly else ""
