"""Addresses that lead on: of a record that was renamed, or merged into another one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.exclusive import exactly_one
from shows.querysets import FormerAddressQuerySet

RECORDS = ("show", "person", "character", "location", "network", "franchise")


def _leads_to(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        f"shows.{model}", null=True, blank=True, on_delete=models.CASCADE, related_name="former"
    )


class FormerAddress(models.Model):
    """Links to `slug` lead on to the record. `number` is that of a record that was merged into it:
    what was typed may still name it."""

    show = _leads_to("Show")
    person = _leads_to("Person")
    character = _leads_to("Character")
    location = _leads_to("Location")
    network = _leads_to("Network")
    franchise = _leads_to("Franchise")
    slug = models.SlugField(_("address"), max_length=120, db_index=False)
    number = models.BigIntegerField(_("number"), null=True, blank=True)
    at = models.DateTimeField(_("since"), auto_now_add=True)
    hits = models.PositiveBigIntegerField(_("followed"), default=0, editable=False)
    hit_at = models.DateTimeField(_("last followed"), null=True, editable=False)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(RECORDS), name="former_address_leads_to_one_record"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="former_address_is_one"),
            *(
                models.UniqueConstraint(
                    fields=["slug"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"former_address_of_one_{name}",
                )
                for name in RECORDS
            ),
            *(
                models.UniqueConstraint(
                    fields=["number"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"former_number_of_one_{name}",
                )
                for name in RECORDS
            ),
        ]

    def __str__(self) -> str:
        return self.slug
