"""Topics: free tags, as many as a story needs."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase

from articles.models.parts import StoryLink
from articles.querysets import TopicLinkQuerySet
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
        return reverse("topic", args=[self.slug])


class TopicLink(StoryLink, ItemBase):
    """A story is about a topic. taggit's `through`."""

    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="topic_links"
    )
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="links", db_index=False)

    objects = TopicLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [models.Index(fields=["tag", "live_at", "content_object"], name="topic_stories")]
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="topic_once_per_story")
        ]

    def __str__(self) -> str:
        return str(self.tag)
