"""A season, its episodes and what critics made of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.dates import (
    DAYS,
    PreciseDateProperty,
    dated_or_not,
    in_our_times,
    precision_field,
)
from shows.models.show import Show
from shows.querysets import SeasonQuerySet


class Season(models.Model):
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="seasons")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    premiere_on = models.DateField(_("premiere"), null=True, blank=True)
    premiere_precision = precision_field()
    episode_order = models.PositiveSmallIntegerField(
        _("episodes ordered"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("How many there will be, where that is known."),
    )
    summary = models.TextField(_("summary"), max_length=600, blank=True)

    premiere = PreciseDateProperty()
    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ["show", "number"]
        constraints = [
            models.UniqueConstraint(fields=["show", "number"], name="season_number_once_per_show"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=100), name="season_number_in_range"
            ),
            models.CheckConstraint(
                condition=dated_or_not("premiere"), name="season_premiere_dated_or_not"
            ),
            models.CheckConstraint(
                condition=Q(episode_order__isnull=True) | Q(episode_order__gte=1),
                name="season_order_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.show}, {self.name.lower()}"

    def get_absolute_url(self) -> str:
        return reverse("season", args=[self.show.slug, self.number])

    @property
    def name(self) -> str:
        return gettext("Season %(number)d") % {"number": self.number}

    def clean(self) -> None:
        super().clean()
        Season.premiere.clean(self)


class Episode(models.Model):
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="episodes")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    aired_on = models.DateField(
        _("first shown on"), null=True, blank=True, validators=[in_our_times]
    )
    runtime = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        ordering = ["season", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"], name="episode_number_once_per_season"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=500), name="episode_number_in_range"
            ),
            models.CheckConstraint(
                condition=Q(runtime__isnull=True) | Q(runtime__gte=1),
                name="episode_lasts_a_minute_at_least",
            ),
            models.CheckConstraint(
                condition=Q(aired_on__isnull=True) | Q(aired_on__range=DAYS),
                name="episode_aired_in_our_times",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Episode %(number)d: %(title)s") % {
            "number": self.number,
            "title": self.title or gettext("no title yet"),
        }


class CriticScore(models.Model):
    """How a reviews service counted a season's critics, on the day somebody looked."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="scores")
    service = models.CharField(
        _("service"), max_length=60, help_text=_("“Rotten Tomatoes”, “Metacritic”.")
    )
    value = models.PositiveSmallIntegerField(
        _("percent"), validators=[MaxValueValidator(100)], help_text=_("0 to 100.")
    )
    reviews = models.PositiveIntegerField(_("reviews counted"), null=True, blank=True)
    noted_on = models.DateField(_("noted on"), validators=[in_our_times])

    class Meta:
        verbose_name = _("critic score")
        verbose_name_plural = _("critic scores")
        ordering = ["service", "-noted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "service", "noted_on"], name="critic_score_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(value__lte=100), name="critic_score_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(noted_on__range=DAYS), name="critic_score_noted_in_our_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.value} %"
