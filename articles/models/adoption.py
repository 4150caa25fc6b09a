"""What an editor took over from a claim into the catalog, so that it can be shown and undone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.claim import Claim
from articles.querysets import AdoptionQuerySet


class Adoption(models.Model):
    """`field` of a season or show has been `value` since then, on the word of a claim, and was
    `before`. Both are what the field says as JSON; a record that was made for it (a credit, a
    filming location) has its number in `made`, and no value."""

    class Field(models.TextChoices):
        PREMIERE = "premiere", _("premiere")
        STATUS = "status", _("status")
        CREDIT = "credit", _("credit")
        LOCATION = "location", _("filming location")

    claim = models.ForeignKey(
        Claim,
        to_field="key",
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # as claims name each other: the row may be away for a while
        related_name="adoptions",
    )
    show = models.ForeignKey(
        "shows.Show", on_delete=models.CASCADE, related_name="adoptions", verbose_name=_("show")
    )
    season = models.ForeignKey(
        "shows.Season",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="adoptions",
        verbose_name=_("season"),
    )
    field = models.CharField(_("what"), max_length=10, choices=Field.choices)
    value = models.JSONField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    made = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(_("adopted"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adopted claim")
        verbose_name_plural = _("adopted claims")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(field__in=["premiere", "status", "credit", "location"]),
                name="adoption_field_is_known",
            ),
            models.UniqueConstraint(
                fields=["claim", "field"],
                condition=Q(undone_at__isnull=True),
                name="adoption_of_a_claim_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season or self.show}: {self.get_field_display()}"
