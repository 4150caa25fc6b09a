"""The rows of a story: what it is by and about. Each has a place and a name for good, its key."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.querysets import BylineQuerySet, LinkQuerySet

CARD = ("show_slug", "show_name", "first_author", "first_standing")
CARD += ("spoils_in", "spoils_number", "spoils_part")


class StoryLink(models.Model):
    """A row that a list of stories walks. `live_at` is the story's own, kept by the verbs, so that
    such a list reads one index instead of joining and sorting."""

    to_story = "article"  # the column that leads there; taggit names it otherwise

    live_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def card(self) -> models.Model:
        """The story with what `for_cards()` found for its teaser."""
        story = getattr(self, self.to_story)
        for name in CARD:
            setattr(story, name, getattr(self, name))
        return story


class Part(StoryLink):
    """`key` names the row through delete, restore and merge; its pk does not survive those."""

    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Byline(Part):
    """Who wrote it. The first one is named first."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        "authors.Author",
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="bylines",
        db_index=False,  # byline_stories begins with it
    )
    role = models.CharField(
        _("role"),
        max_length=60,
        blank=True,
        help_text=_("Only if it is not the writing: “Additional reporting”."),
    )

    objects = BylineQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        indexes = [models.Index(fields=["author", "live_at", "article"], name="byline_stories")]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="byline_key_once"),
            models.UniqueConstraint(fields=["article", "author"], name="byline_once_per_author"),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.role})" if self.role else str(self.author)


class Coverage(Part):
    """The story is about this show, perhaps about one season. The first one colours the page."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="coverage"
    )
    show = models.ForeignKey(
        "shows.Show",
        verbose_name=_("show"),
        on_delete=models.PROTECT,
        related_name="coverage",
        db_index=False,  # coverage_show_stories begins with it
    )
    season = models.ForeignKey(
        "shows.Season",
        verbose_name=_("season"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coverage",
        db_index=False,
        help_text=_("Empty: the show as a whole."),
    )

    objects = LinkQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("show it is about")
        verbose_name_plural = _("shows it is about")
        indexes = [
            models.Index(fields=["show", "live_at", "article"], name="coverage_show_stories"),
            models.Index(fields=["season", "live_at", "article"], name="coverage_season_stories"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="coverage_key_once"),
            models.UniqueConstraint(fields=["article", "show"], name="coverage_once_per_show"),
        ]

    def __str__(self) -> str:
        return str(self.season or self.show)

    def clean(self) -> None:
        super().clean()
        if self.season_id and self.show_id and self.season.show_id != self.show_id:
            raise ValidationError({"season": _("This season belongs to another show.")})
