"""What stands about the steps of a production, kept: boards and calendars judge no claims."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.claim import Claim
from articles.querysets import MilestoneQuerySet
from geekfeed.lib.dates import PreciseDateProperty, dated_or_not, precision_field
from shows.ledger import OPEN, Kind, Standing


class Milestone(models.Model):
    """One step (announced, filming began, premiere …) of a season, or of a show where stories name
    no season: what the ledger says of it, kept by articles/milestones.py whenever a story changes.

    `claim` is the best-supported one. The row stays when nothing says so any more, `claim` empty:
    calendars have to be told. `key` names it in calendars for good; `changed_at` is when what it
    says last became another.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    show = models.ForeignKey(
        "shows.Show", on_delete=models.CASCADE, related_name="milestones", db_index=False
    )
    season = models.ForeignKey(
        "shows.Season", null=True, blank=True, on_delete=models.CASCADE, related_name="milestones"
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    standing = models.CharField(_("how sure"), max_length=9, choices=Standing.choices)
    date_on = models.DateField(_("date"), null=True, blank=True)
    date_precision = precision_field()
    day = models.DateField(
        _("place in time"),
        null=True,
        help_text=_(
            "The first day of its date; without a date, the one on which it was told. A premiere "
            "of which nobody has said when has none."
        ),
    )
    claim = models.ForeignKey(
        Claim,
        to_field="key",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # as adoptions name claims: the row may be away for a while
        related_name="milestones",
    )
    since = models.DateTimeField(_("since"), help_text=_("When a story first said so."))
    changed_at = models.DateTimeField(_("changed"))

    date = PreciseDateProperty()
    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["show", "season", "kind"], name="milestone_of_show"),
            models.Index(fields=["date_on", "id"], name="milestone_by_day"),
            models.Index(fields=["day", "show"], name="milestone_by_place_in_time"),
            models.Index(fields=["show", "day"], name="milestone_of_show_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "kind"],
                condition=Q(season__isnull=False),
                name="milestone_once_per_season",
            ),
            models.UniqueConstraint(
                fields=["show", "kind"],
                condition=Q(season__isnull=True),
                name="milestone_once_per_show",
            ),
            models.CheckConstraint(
                condition=dated_or_not("date"), name="milestone_date_dated_or_not"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["rumoured", "reported", "confirmed", "denied"]),
                name="milestone_standing_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "announced",
                        "renewed",
                        "cancelled",
                        "filming_began",
                        "filming_wrapped",
                        "premiere",
                    ]
                ),
                name="milestone_kind_is_a_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season or self.show}: {self.get_kind_display()}"

    @property
    def sure(self) -> Standing:
        """The standing with its label, for templates."""
        return Standing(self.standing)

    @property
    def is_open(self) -> bool:
        """Nobody who decides has spoken yet."""
        return self.standing in OPEN
