"""What became of an import, for whoever ran it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = {
    "show": gettext_lazy("shows"),
    "season": gettext_lazy("seasons"),
    "episode": gettext_lazy("episodes"),
    "network": gettext_lazy("networks"),
    "person": gettext_lazy("people"),
    "character": gettext_lazy("characters"),
    "credit": gettext_lazy("credits"),
}
CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
SKIPPED, LEFT = "skipped", "left"
OUTCOMES = {
    CREATED: gettext_lazy("created"),
    UPDATED: gettext_lazy("updated"),
    UNCHANGED: gettext_lazy("unchanged"),
    SKIPPED: gettext_lazy("skipped"),
    LEFT: gettext_lazy("left as the desk has it"),
}
NAMED = 5


@dataclass
class Report:
    """`counts` has records by kind and outcome, but fields under LEFT: a record that was updated
    may have some. `left` are sentences about those, `notes` about what somebody should look at."""

    show: str
    remarks: tuple[str, ...] = ()
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {kind: Counter() for kind in KINDS}
    )
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        self.counts[kind][outcome] += number

    def leave(self, kind: str, called: str, label: Any, has: str, says: str) -> None:
        self.count(kind, LEFT)
        self.left.append(
            _("%(record)s %(field)s: the desk has %(has)s, TVmaze says %(says)s: left")
            % {"record": called, "field": label, "has": has, "says": says}
        )

    def skip(self, kind: str, words: str) -> None:
        self.count(kind, SKIPPED)
        self.notes.append(words)

    @property
    def has_changes(self) -> bool:
        return any(counts[CREATED] or counts[UPDATED] for counts in self.counts.values())


def listed(names: Iterable[str]) -> str:
    """The first few of many."""
    names = list(names)
    shown = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    return _("%(some)s and %(rest)d more") % {"some": shown, "rest": rest} if rest > 0 else shown
