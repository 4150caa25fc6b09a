"""A season, its episodes and what critics made of it."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.addresses import path_of
from geekfeed.lib.dates import (
    DAYS,
    PreciseDateProperty,
    dated_or_not,
    in_our_times,
    precision_field,
)
from geekfeed.lib.sentences import in_sentence
from shows.models.show import Show
from shows.querysets import CriticScoreQuerySet, SeasonQuerySet

LAST_SEASON = 3000  # some shows count by year
LAST_EPISODE = 9999


def _picture(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        "images.Image",
        verbose_name=name,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )


class Season(models.Model):
    class Release(models.TextChoices):
        AT_ONCE = "at_once", _("All episodes at once")
        WEEKLY = "weekly", _("Every week")
        IN_PARTS = "in_parts", _("In parts")

    show = models.ForeignKey(
        Show, verbose_name=_("show"), on_delete=models.CASCADE, related_name="seasons"
    )
    number = models.PositiveSmallIntegerField(
        _("number"),
        validators=[MinValueValidator(1), MaxValueValidator(LAST_SEASON)],
        help_text=_("Some shows count by year: 2017."),
    )
    premiere_on = models.DateField(_("premiere"), null=True, blank=True)
    premiere_precision = precision_field()
    first_aired_on = models.DateField(
        _("first episode"),
        null=True,
        editable=False,
        help_text=_("The first day on which an episode was shown, kept with the episodes."),
    )
    begins_on = models.GeneratedField(
        expression=Coalesce("premiere_on", "first_aired_on"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    episode_order = models.PositiveSmallIntegerField(
        _("episodes ordered"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("How many there will be, where that is known."),
    )
    release = models.CharField(
        _("released"),
        max_length=8,
        choices=Release.choices,
        blank=True,
        help_text=_("How its episodes come out. Empty: not known."),
    )
    summary = models.TextField(_("summary"), max_length=3000, blank=True)
    poster = _picture(_("poster"))
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    premiere = PreciseDateProperty()
    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ["show", "number"]
        indexes = [
            models.Index(fields=["premiere_on", "id"], name="season_by_premiere"),
            models.Index(fields=["begins_on", "show"], name="season_by_first_day"),
            models.Index(fields=["show", "begins_on"], name="season_of_show_by_first_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["show", "number"], name="season_number_once_per_show"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=LAST_SEASON),
                name="season_number_in_range",
            ),
            models.CheckConstraint(
                condition=dated_or_not("premiere"), name="season_premiere_dated_or_not"
            ),
            models.CheckConstraint(
                condition=Q(episode_order__isnull=True) | Q(episode_order__gte=1),
                name="season_order_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(release__in=["", "at_once", "weekly", "in_parts"]),
                name="season_release_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.show}, {in_sentence(self.name)}"

    def get_absolute_url(self) -> str:
        return path_of("season", self.show.slug, self.number)

    @property
    def name(self) -> str:
        return gettext("Season %(number)d") % {"number": self.number}

    def clean(self) -> None:
        super().clean()
        Season.premiere.clean(self)


class CountryPremiere(models.Model):
    """Where a season starts on another day than the season's own premiere says."""

    season = models.ForeignKey(
        Season,
        verbose_name=_("season"),
        on_delete=models.CASCADE,
        related_name="country_premieres",
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", _("Two capital letters: US, GB."))],
        help_text=_("Two letters: US, GB."),
    )
    premiere_on = models.DateField(_("premiere"))
    premiere_precision = precision_field()

    premiere = PreciseDateProperty()

    class Meta:
        verbose_name = _("premiere in a country")
        verbose_name_plural = _("premieres in other countries")
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "country"], name="country_premiere_once_per_country"
            ),
            models.CheckConstraint(
                condition=dated_or_not("premiere"), name="country_premiere_dated_or_not"
            ),
            models.CheckConstraint(condition=~Q(country=""), name="country_premiere_has_a_country"),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.premiere}"

    def clean(self) -> None:
        super().clean()
        CountryPremiere.premiere.clean(self)


class Episode(models.Model):
    season = models.ForeignKey(
        Season, verbose_name=_("season"), on_delete=models.CASCADE, related_name="episodes"
    )
    number = models.PositiveSmallIntegerField(
        _("number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_EPISODE)],
        help_text=_("Empty: a special, outside the count."),
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    aired_on = models.DateField(
        _("first shown on"), null=True, blank=True, validators=[in_our_times]
    )
    runtime = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    summary = models.TextField(_("summary"), max_length=3000, blank=True)
    still = _picture(_("still"))
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        # Databases differ in where they put what has no number.
        ordering = ["season", F("number").asc(nulls_last=True), "aired_on", "pk"]
        indexes = [models.Index(fields=["aired_on", "id"], name="episode_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"], name="episode_number_once_per_season"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=1, number__lte=LAST_EPISODE),
                name="episode_number_in_range",
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
        title = self.title or gettext("no title yet")
        if self.number is None:
            return gettext("Special: %(title)s") % {"title": title}
        return gettext("Episode %(number)d: %(title)s") % {"number": self.number, "title": title}

    @property
    def line(self) -> str:
        """What a chooser says under its name: every show has an episode 8."""
        return str(self.season)


class CriticScore(models.Model):
    """How a reviews service counted a season's critics, on the day somebody looked."""

    season = models.ForeignKey(
        Season, verbose_name=_("season"), on_delete=models.CASCADE, related_name="scores"
    )
    service = models.CharField(
        _("service"), max_length=60, help_text=_("“Rotten Tomatoes”, “Metacritic”.")
    )
    value = models.PositiveSmallIntegerField(
        _("percent"), validators=[MaxValueValidator(100)], help_text=_("0 to 100.")
    )
    reviews = models.PositiveIntegerField(_("reviews counted"), null=True, blank=True)
    noted_on = models.DateField(_("noted on"), validators=[in_our_times])

    objects = CriticScoreQuerySet.as_manager()

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
