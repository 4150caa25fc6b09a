"""Somebody says that a comment should not stand there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.commenter import Commenter

LONGEST = 500  # signs


class ReportQuerySet(models.QuerySet):
    def open(self) -> "ReportQuerySet":
        """Those that no moderator has decided about."""
        return self.filter(settled_at=None)


class Report(models.Model):
    """One person's, or for strangers one network address's. It stands open until a moderator has
    approved, dismissed or removed the comment."""

    class Reason(models.TextChoices):
        SPOILER = "spoiler", _("It gives something away, uncovered")
        ABUSE = "abuse", _("It attacks or insults somebody")
        SPAM = "spam", _("It advertises something")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.CharField(_("reason"), max_length=7, choices=Reason.choices)
    words = models.CharField(_("in their words"), max_length=LONGEST, blank=True)
    by = models.ForeignKey(
        Commenter,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
        help_text=_("Empty: somebody whom we do not know."),
    )
    network = models.GenericIPAddressField(
        _("network address"),
        null=True,
        editable=False,
        help_text=_("Where it was sent from. Dropped after 30 days."),
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["network", "-at"],
                condition=Q(network__isnull=False),
                name="report_from_network",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="report_is_made_once"),
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(words=""), name="report_of_something_else_says_it"
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_reason_display()
