"""A source's track record in words: how its reports turned out, and how often.

The counts are kept by articles (`source.track_record`); a source without any has told nothing yet
that could turn out one way or the other.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.models import Source

# In the order of the page: what an outcome is called, and under which name it is counted.
OUTCOMES = {
    "confirmed": (gettext_lazy("Came true"), "came_true"),
    "denied": (gettext_lazy("Denied"), "denied"),
    "superseded": (gettext_lazy("Came out otherwise"), "superseded"),
    "open": (gettext_lazy("Still open"), "still_open"),
}


def record_of(source: Source) -> Any:
    """Its TrackRecord, or None."""
    return getattr(source, "track_record", None)


def told(reports: Any) -> list[Any]:
    """Reports, each with its `outcome`, what that is called, and how many whole days it was ahead
    of the official word (`days`; None where there was none)."""
    rows = list(reports)
    for report in rows:
        report.outcome = report.verdict if report.verdict in OUTCOMES else "open"
        report.outcome_label = OUTCOMES[report.outcome][0]
        is_true = report.outcome == "confirmed"
        report.days = (report.settled_at - report.told_at).days if is_true else None
    return rows


def figures(source: Source) -> list[dict[str, Any]]:
    """The numbers of its page; each leads to the reports that it counts."""
    record = record_of(source)
    if record is None:
        return []
    found = [
        {"value": record.came_true, "label": _("came true"), "url": behind(source, "confirmed")},
        {"value": record.denied, "label": _("denied"), "url": behind(source, "denied")},
        {
            "value": record.superseded,
            "label": _("came out otherwise"),
            "url": behind(source, "superseded"),
        },
        {"value": record.still_open, "label": _("still open"), "url": behind(source, "open")},
    ]
    if record.days is not None:
        found.append(
            {
                "value": record.days or _("<1"),
                "label": ngettext(
                    "day ahead of the official word, typically",
                    "days ahead of the official word, typically",
                    record.days or 1,
                ),
                "url": behind(source, "confirmed"),
            }
        )
    return found


def behind(source: Source, outcome: str = "") -> str:
    """The address of the reports with that outcome; of all without one."""
    address = reverse("source-record", args=[source.slug])
    return f"{address}?outcome={outcome}" if outcome else address


def rate(source: Source) -> str:
    """How often it was right, in words. Empty as long as too little is settled to say so."""
    record = record_of(source)
    if record is None or record.percent is None:
        return ""
    return _("Right %(right)d of %(settled)d times.") % {
        "right": record.came_true,
        "settled": record.settled,
    }


def in_a_line(source: Source) -> str:
    """The record for lists: "21 came true · 2 denied · 3 still open · typically 19 days ahead".
    What did not happen is not said. Empty for a source that has told nothing yet. Whoever decides
    themselves are not rated."""
    if source.kind == Source.Kind.OFFICIAL:
        return source.beside
    record = record_of(source)
    if record is None:
        return ""
    parts = [
        (record.came_true, _("%(count)d came true")),
        (record.denied, _("%(count)d denied")),
        (record.superseded, _("%(count)d came out otherwise")),
        (record.still_open, _("%(count)d still open")),
        (
            record.days or 0,
            ngettext(
                "typically %(count)d day ahead", "typically %(count)d days ahead", record.days or 0
            ),
        ),
    ]
    return " · ".join(words % {"count": count} for count, words in parts if count)
