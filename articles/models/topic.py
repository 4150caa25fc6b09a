"""Topics: free tags, as many as a story needs."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase

from articles.models.parts import StoryLink
from articles.querysets import LinkQuerySet
from geekfeed.lib.addresses import path_of
from geekfeed.lib.tags import Tag


class Topic(Tag):
    description = models.CharField(_("in one sentence"), max_length=220, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="topic_has_a_name")
        ]

    def get_absolute_url(self) -> str:
        return path_of("topic", self.slug)

    def clean(self) -> None:
        super().clean()
        if "," in self.name:
            raise ValidationError({"name": _("Commas stand between topics, not in one.")})


class TopicLink(StoryLink, ItemBase):
    """A story is about a topic. taggit's `through`."""

    to_story = "content_object"

    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="topic_links"
    )
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="links", db_index=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [models.Index(fields=["tag", "live_at", "content_object"], name="topic_stories")]
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="topic_once_per_story")
        ]

    def __str__(self) -> str:
        return str(self.tag)


def written(topics: Iterable[Topic]) -> str:
    """Topics as a writer types them: "filming, season 2"."""
    return ", ".join(sorted(topic.name for topic in topics))


def read(text: str) -> list[str]:
    """The names in what a writer typed, each once, whatever its capitals. Commas separate them."""
    names = [" ".join(name.split()) for name in text.split(",")]
    return sorted({name.casefold(): name for name in reversed(names) if name}.values())
