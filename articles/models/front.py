"""The lead stories of the front page, as editors chose them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class FrontPageSlot(models.Model):
    position = models.PositiveSmallIntegerField(
        _("place"), unique=True, help_text=_("1 is the lead. Up to 12.")
    )
    article = models.OneToOneField(
        Article, verbose_name=_("story"), on_delete=models.CASCADE, related_name="front_page_slot"
    )

    until = models.DateTimeField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("When it leaves this place by itself. Empty: when somebody takes it away."),
    )

    class Meta:
        verbose_name = _("front page story")
        verbose_name_plural = _("front page")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=12), name="front_page_has_twelve_places"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.article}"
