"""What a check says: something stops the story, something could be better, or it is fine."""

from dataclasses import dataclass
from typing import NamedTuple

from articles import spots


@dataclass(frozen=True)
class Finding:
    """One thing to look at before the story goes out.

    `sentence` says what is wrong and what to do. `field` is where to do it: a field of the story's
    form, one of its kinds of rows ("bylines"), or one row by its key ("claims:7f0c…"). `fix` is the
    link that leads there.
    """

    name: str
    is_blocker: bool
    sentence: str
    field: str
    fix: str

    @property
    def anchor(self) -> str:
        return spots.anchor(self.field)

    @property
    def row(self) -> str:
        return spots.row(self.field)


# What one rule says: its findings, none if all is well, or None if there is nothing yet that it
# could look at, such as the credit of a picture that nobody has chosen.
Verdict = list[Finding] | None
FINE: Verdict = []
NOTHING_TO_LOOK_AT: Verdict = None


def blocker(name: str, sentence: str, field: str, fix: str) -> Finding:
    return Finding(name, True, sentence, field, fix)


def advice(name: str, sentence: str, field: str, fix: str) -> Finding:
    return Finding(name, False, sentence, field, fix)


class Checklist(NamedTuple):
    """The findings, those that stop the story first, and how many checks found nothing."""

    findings: list[Finding]
    passed: int

    @property
    def to_do(self) -> int:
        """How many of them stop it."""
        return sum(finding.is_blocker for finding in self.findings)
