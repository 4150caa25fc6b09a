"""The history of the catalog's records."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from shows.querysets import ChangeQuerySet


class Change(models.Model):
    """What somebody, or an import, changed about a record. It outlives the record.

    `fields` has what each field said before and after, as people read it: {"status": ["Returning",
    "Ended"]}. `note` is for what is no field: "merged with Kristen Ritter".
    """

    class Through(models.TextChoices):
        DESK = "desk", _("at the desk")
        CLAIM = "claim", _("on the word of a claim")
        TVMAZE = "tvmaze", "TVmaze"
        FILE = "file", _("from a file")
        MERGE = "merge", _("by merging")

    record_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    record_id = models.BigIntegerField()
    record_name = models.CharField(max_length=200)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    through = models.CharField(_("how"), max_length=6, choices=Through.choices)
    fields = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["record_type", "record_id", "-at"], name="change_of_record_newest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(through__in=["desk", "claim", "tvmaze", "file", "merge"]),
                name="change_through_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_name}, {self.at:%Y-%m-%d}"
