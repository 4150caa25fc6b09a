"""Where a show is filmed, and what the place stands in for."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.addresses import path_of
from shows.models.entry import Entry
from shows.models.season import Episode, Season
from shows.querysets import LocationUseQuerySet


class Location(Entry):
    address = models.CharField(_("street"), max_length=200, blank=True)
    district = models.CharField(_("district"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters: US, GB.")
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    description = models.TextField(_("about"), max_length=600, blank=True)
    picture = models.ForeignKey(
        "images.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(Entry.Meta):
        verbose_name = _("filming location")
        verbose_name_plural = _("filming locations")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    # A comparison with NULL is not false, so a check would let it pass.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="location_is_on_the_globe",
            ),
        ]

    def get_absolute_url(self) -> str:
        return path_of("location", self.slug)

    @property
    def place(self) -> str:
        """District and city, as far as they are known."""
        return ", ".join(filter(None, [self.district, self.city]))

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError(_("Give both latitude and longitude, or neither."))


class LocationUse(models.Model):
    """A season, or an episode of it, was filmed here."""

    location = models.ForeignKey(
        Location, verbose_name=_("location"), on_delete=models.CASCADE, related_name="uses"
    )
    season = models.ForeignKey(
        Season, verbose_name=_("season"), on_delete=models.CASCADE, related_name="location_uses"
    )
    episode = models.ForeignKey(
        Episode,
        verbose_name=_("episode"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="location_uses",
        help_text=_("Empty: the whole season."),
    )
    stands_in_for = models.CharField(
        _("stands in for"),
        max_length=160,
        blank=True,
        help_text=_("“Alias Investigations (exterior)”."),
    )

    objects = LocationUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a location")
        verbose_name_plural = _("uses of a location")
        ordering = ["season", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "season"],
                condition=Q(episode__isnull=True),
                name="location_use_once_per_season",
            ),
            models.UniqueConstraint(
                fields=["location", "episode"], name="location_use_once_per_episode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location}: {self.season}"

    def clean(self) -> None:
        super().clean()
        if self.episode_id and self.episode.season_id != self.season_id:
            raise ValidationError({"episode": _("This episode belongs to another season.")})
