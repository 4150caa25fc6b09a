"""Records that only share a name."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Distinct(models.Model):
    """Somebody has looked at two records of one kind that are called the same: they are two. Both
    by their numbers, the smaller one first."""

    record_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    one = models.BigIntegerField()
    other = models.BigIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("two records of one name")
        verbose_name_plural = _("two records of one name")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["record_type", "one", "other"], name="distinct_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"
