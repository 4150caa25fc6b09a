"""A credit ties a person to a show: as a character (cast) or with a job (crew)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shows.models.person import Character, Person
from shows.models.season import Episode, Season
from shows.models.show import Show
from shows.querysets import CreditQuerySet


class Credit(models.Model):
    """For the whole show, for one season of it, or for one episode."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="credits"
    )
    show = models.ForeignKey(
        Show, verbose_name=_("show"), on_delete=models.CASCADE, related_name="credits"
    )
    season = models.ForeignKey(
        Season,
        verbose_name=_("season"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="credits",
        help_text=_("Empty: the whole show."),
    )
    episode = models.ForeignKey(
        Episode,
        verbose_name=_("episode"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="credits",
        help_text=_("Empty: the whole season."),
    )
    character = models.ForeignKey(
        Character,
        verbose_name=_("character"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="credits",
        help_text=_("For cast."),
    )
    job = models.CharField(
        _("job"), max_length=60, blank=True, help_text=_("For crew: “Showrunner”, “Director”.")
    )
    position = models.PositiveSmallIntegerField(
        _("billing"), default=0, help_text=_("Smaller numbers come first.")
    )

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["show", "position", "id"], name="credit_billing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(character__isnull=False, job="")
                | (Q(character__isnull=True) & ~Q(job="")),
                name="credit_is_cast_or_crew",
            ),
            models.CheckConstraint(
                condition=Q(episode__isnull=True) | Q(season__isnull=False),
                name="credit_episode_has_its_season",
            ),
            # NULLs differ from one another in a unique index, so each level has its own.
            models.UniqueConstraint(
                fields=["show", "person", "character"],
                condition=Q(season__isnull=True, character__isnull=False),
                name="credit_cast_once_per_show",
            ),
            models.UniqueConstraint(
                fields=["season", "person", "character"],
                condition=Q(episode__isnull=True, character__isnull=False),
                name="credit_cast_once_per_season",
            ),
            models.UniqueConstraint(
                fields=["episode", "person", "character"],
                condition=Q(character__isnull=False),
                name="credit_cast_once_per_episode",
            ),
            models.UniqueConstraint(
                fields=["show", "person", "job"],
                condition=Q(season__isnull=True, character__isnull=True),
                name="credit_job_once_per_show",
            ),
            models.UniqueConstraint(
                fields=["season", "person", "job"],
                condition=Q(episode__isnull=True, character__isnull=True),
                name="credit_job_once_per_season",
            ),
            models.UniqueConstraint(
                fields=["episode", "person", "job"],
                condition=Q(character__isnull=True),
                name="credit_job_once_per_episode",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.character or self.job}"

    def clean(self) -> None:
        super().clean()
        if self.season_id and self.season.show_id != self.show_id:
            raise ValidationError({"season": _("This season belongs to another show.")})
        if self.episode_id and self.episode.season_id != self.season_id:
            raise ValidationError({"episode": _("This episode belongs to another season.")})
        if bool(self.character_id) == bool(self.job):
            raise ValidationError(_("Give a character (cast) or a job (crew), one of the two."))
