"""A show, with the colour it brings to every page about it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.addresses import path_of
from shows import colours
from shows.models.entry import Entry
from shows.querysets import ShowQuerySet


class Show(Entry):
    class Status(models.TextChoices):
        RUMOURED = "rumoured", _("Rumoured")
        ANNOUNCED = "announced", _("Announced")
        IN_DEVELOPMENT = "in_development", _("In development")
        IN_PRODUCTION = "in_production", _("In production")
        POST_PRODUCTION = "post_production", _("In post-production")
        RETURNING = "returning", _("Returning")
        ON_HIATUS = "on_hiatus", _("On hiatus")
        ENDED = "ended", _("Ended")
        CANCELLED = "cancelled", _("Cancelled")

    full_name = models.CharField(
        _("full title"), max_length=160, blank=True, help_text=_("“Marvel's Jessica Jones”.")
    )
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.ANNOUNCED
    )
    network = models.ForeignKey(
        "shows.Network",
        verbose_name=_("network"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shows",
    )
    franchise = models.ForeignKey(
        "shows.Franchise",
        verbose_name=_("franchise"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shows",
    )
    tagline = models.CharField(
        _("in one sentence"), max_length=220, blank=True, help_text=_("Under the name on its page.")
    )
    summary = models.TextField(_("what it is about"), max_length=3000, blank=True)
    homepage = models.URLField(_("official page"), max_length=300, blank=True)
    based_on = models.CharField(_("based on"), max_length=160, blank=True)
    leads_to = models.ForeignKey(
        "self",
        verbose_name=_("leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="led_to_by",
        help_text=_("The show that this one feeds into. That one wears its stripe."),
    )
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default=colours.HOUSE,
        validators=[colours.validate_hex],
        help_text=_(
            "As #rrggbb. Every colour of the show, by day and by night, is made from it so that "
            "words stay readable."
        ),
    )
    poster = models.ForeignKey(
        "images.Image",
        verbose_name=_("poster"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    backdrop = models.ForeignKey(
        "images.Image",
        verbose_name=_("backdrop"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Wide and quiet: the show's name is printed over it."),
    )
    shelf_position = models.PositiveSmallIntegerField(
        _("place on the shelf"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("1 to 12, from the left, at the top of every page. Empty: not on the shelf."),
    )

    objects = ShowQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("show")
        verbose_name_plural = _("shows")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "rumoured",
                        "announced",
                        "in_development",
                        "in_production",
                        "post_production",
                        "returning",
                        "on_hiatus",
                        "ended",
                        "cancelled",
                    ]
                ),
                name="show_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(leads_to__isnull=True) | ~Q(leads_to=F("id")),
                name="show_does_not_lead_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(shelf_position__isnull=True)
                | Q(shelf_position__gte=1, shelf_position__lte=12),
                name="show_shelf_has_twelve_places",
            ),
            models.CheckConstraint(
                condition=Q(accent__startswith="#"), name="show_accent_is_a_hex_colour"
            ),
            models.CheckConstraint(
                condition=Q(homepage="")
                | Q(homepage__startswith="https://")
                | Q(homepage__startswith="http://"),
                name="show_homepage_is_a_web_address",
            ),
        ]

    def get_absolute_url(self) -> str:
        return path_of("show", self.slug)

    def clean(self) -> None:
        super().clean()
        if self.pk and self.leads_to_id == self.pk:
            raise ValidationError({"leads_to": _("A show cannot lead to itself.")})
