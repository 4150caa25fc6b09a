"""Who did what to comments, and why: nothing of it is ever changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.models.comment import Comment
from comments.models.commenter import Commenter


class ActQuerySet(models.QuerySet):
    def moderation(self) -> "ActQuerySet":
        """Not what commenters did with their own."""
        return self.exclude(verb__in=Act.BY_COMMENTERS)


class Act(models.Model):
    """One verb that was carried out. `user` is the account that did it; null: the comment's own
    writer, or the site by itself."""

    verb = models.CharField(_("what"), max_length=20)
    comment = models.ForeignKey(
        Comment,
        null=True,
        on_delete=models.SET_NULL,
        related_name="acts",
        verbose_name=_("comment"),
    )
    commenter = models.ForeignKey(
        Commenter,
        null=True,
        on_delete=models.SET_NULL,
        related_name="acts",
        verbose_name=_("commenter"),
    )
    story = models.ForeignKey(
        Article, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("story")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who"),
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = ActQuerySet.as_manager()

    BY_COMMENTERS = ("post", "confirm", "edit", "delete")

    class Meta:
        verbose_name = _("act of moderation")
        verbose_name_plural = _("acts of moderation")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="act_newest")]

    def __str__(self) -> str:
        return self.verb
