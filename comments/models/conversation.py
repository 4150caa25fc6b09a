"""What may be said under a story: where nobody has decided anything, there is no row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.models.comment import Comment


class Conversation(models.Model):
    """A story's own rules. What it leaves open is as it is on the whole site (policy.py)."""

    class Policy(models.TextChoices):
        SITE = "", _("As on the whole site")
        OPEN = "open", _("Open: comments appear at once")
        HELD = "held", _("Held: each comment waits for a moderator")
        CLOSED = "closed", _("Closed: what was said stays, nothing is added")
        OFF = "off", _("Off: no comments at all")

    story = models.OneToOneField(
        Article, verbose_name=_("story"), on_delete=models.CASCADE, related_name="conversation"
    )
    policy = models.CharField(
        _("comments"), max_length=6, choices=Policy.choices, blank=True, default=Policy.SITE
    )
    closes_at = models.DateTimeField(
        _("close at"),
        null=True,
        blank=True,
        help_text=_("From this moment on nothing is added. Empty: as on the whole site."),
    )
    never_closes = models.BooleanField(
        _("never closes by itself"),
        default=False,
        help_text=_("Whatever the whole site does."),
    )
    pinned = models.OneToOneField(
        Comment,
        verbose_name=_("pinned comment"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pinned_in",
        help_text=_("It stands above all others."),
    )

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(policy__in=["", "open", "held", "closed", "off"]),
                name="conversation_policy_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(never_closes=False) | models.Q(closes_at=None),
                name="conversation_closes_or_never",
            ),
        ]

    def __str__(self) -> str:
        return self.get_policy_display()
