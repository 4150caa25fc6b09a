"""In which order a franchise is best watched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shows.models.owner import Franchise
from shows.models.season import Season


class ViewingStep(models.Model):
    """A season's place in the viewing order of its franchise."""

    franchise = models.ForeignKey(
        Franchise, on_delete=models.CASCADE, related_name="viewing_order", db_index=False
    )
    season = models.ForeignKey(
        Season,
        verbose_name=_("season"),
        on_delete=models.CASCADE,
        related_name="viewing_steps",
    )
    position = models.PositiveSmallIntegerField(
        _("place"), default=0, help_text=_("Smaller numbers come first.")
    )
    note = models.CharField(
        _("note"), max_length=160, blank=True, help_text=_("“Its last minutes lead into this.”")
    )

    class Meta:
        verbose_name = _("step of the viewing order")
        verbose_name_plural = _("viewing order")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["franchise", "position", "id"], name="viewing_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["franchise", "season"], name="viewing_step_once_per_season"
            )
        ]

    def __str__(self) -> str:
        return str(self.season)
