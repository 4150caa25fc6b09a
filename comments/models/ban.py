"""Who may not comment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.commenter import Commenter

LONGEST_WHY = 200  # signs


class BanQuerySet(models.QuerySet):
    def in_force(self) -> "BanQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))


class Ban(models.Model):
    """`what` is, by its kind, the number of a Commenter; an address in small letters, or all of a
    host's ("@example.com"); a network as ipaddress writes it ("203.0.113.7/32"). banned.py finds
    the bans that somebody falls under, banning.py makes and lifts them.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        EMAIL = "email", _("E-mail address")
        NETWORK = "network", _("Network")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    what = models.CharField(_("who"), max_length=254)
    about = models.ForeignKey(
        Commenter,
        verbose_name=_("because of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bans",
        help_text=_("Whose comments were the reason."),
    )
    why = models.CharField(
        _("why"),
        max_length=LONGEST_WHY,
        blank=True,
        help_text=_("They are told this when they want to comment."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="bans_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "what"], name="ban_is_made_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "email", "network"]) & ~Q(what=""),
                name="ban_says_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"
