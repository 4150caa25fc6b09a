"""What became of claims, and what that says of those who made them. Kept by articles/outcomes.py
whenever what stories say changes; nobody edits it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.claim import Claim
from articles.querysets import OutcomeQuerySet
from shows.outcomes import Verdict
from sources.models import Source


class Outcome(models.Model):
    """From `at` until `until` (null: since then), `by` makes this of the claim. What a scheduled
    story will settle is here already, and counts from its moment on."""

    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="outcomes", db_index=False
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="settles")
    at = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        default_permissions = ()
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["claim", "at", "until", "verdict"], name="outcome_of_claim"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "at"], name="outcome_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("at")),
                name="outcome_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="outcome_verdict_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.get_verdict_display()}"

    @property
    def kind(self) -> Verdict:
        """The verdict with its label, for templates."""
        return Verdict(self.verdict)


class TrackRecord(models.Model):
    """How the claims turned out of which a source was the origin. One report counts once, however
    many stories carry it; what was official when it was told is no prediction and does not count.
    """

    ENOUGH = 10  # settled claims, below which a percentage says nothing

    source = models.OneToOneField(
        Source, primary_key=True, on_delete=models.CASCADE, related_name="track_record"
    )
    came_true = models.PositiveIntegerField(_("came true"), default=0)
    denied = models.PositiveIntegerField(_("denied"), default=0)
    superseded = models.PositiveIntegerField(_("came out otherwise"), default=0)
    still_open = models.PositiveIntegerField(_("still open"), default=0)
    lead_days = models.FloatField(
        _("days ahead"),
        null=True,
        help_text=_("Median, from what came true: from the first story to the confirmation."),
    )

    class Meta:
        verbose_name = _("track record")
        verbose_name_plural = _("track records")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.source)

    @property
    def told(self) -> int:
        return self.settled + self.still_open

    @property
    def settled(self) -> int:
        return self.came_true + self.denied + self.superseded

    @property
    def percent(self) -> int | None:
        """How many of the settled ones came true, of a hundred; None below ENOUGH."""
        return round(100 * self.came_true / self.settled) if self.settled >= self.ENOUGH else None

    @property
    def days(self) -> int | None:
        return None if self.lead_days is None else round(self.lead_days)
