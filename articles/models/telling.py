"""When a claim was told, and what it said then."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.claim import Claim

# What makes a claim another assertion when it changes. How it is worded does not.
SAID = (
    "kind",
    "standing",
    "date_on",
    "date_precision",
    "show_id",
    "season_id",
    "person_id",
    "character_id",
    "location_id",
)


def said_by(claim: Claim) -> dict[str, Any]:
    """What a claim asserts, as JSON keeps it."""
    said = {name: getattr(claim, name) for name in SAID}
    return said | {"date_on": claim.date_on.isoformat() if claim.date_on else None}


class Telling(models.Model):
    """At this moment readers were first told this by a claim, or will be: its story is scheduled.

    Written by articles/telling.py alone. A claim is named by its key: its row may be taken out of
    its story and put back.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tellings"
    )
    key = models.UUIDField()
    at = models.DateTimeField(_("told"))
    said = models.JSONField()

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellings")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.key}, {self.at:%Y-%m-%d}"

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """That the claim is told at its `told_at`, as it is. Not saved."""
        return cls(
            article_id=claim.article_id, key=claim.key, at=claim.told_at, said=said_by(claim)
        )
