"""Words and links that moderators look out for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 100  # signs
LONGEST_KEY = 300  # one sign may stand for several letters


class Listed(models.Model):
    """A word, some words, or a host, and what becomes of a comment that has it. `what` is as it was
    typed; `key` is what is looked for (screening/lists.py makes it)."""

    class Kind(models.TextChoices):
        WORD = "word", _("Word")
        LINK = "link", _("Link")

    class Then(models.TextChoices):
        HOLD = "hold", _("The comment waits for a moderator")
        REFUSE = "refuse", _("The comment is not taken")

    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    what = models.CharField(_("word or host"), max_length=LONGEST)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)
    then = models.CharField(_("then"), max_length=6, choices=Then.choices, default=Then.HOLD)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("listed word or link")
        verbose_name_plural = _("listed words and links")
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="listed_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["word", "link"])
                & Q(then__in=["hold", "refuse"])
                & ~Q(key=""),
                name="listed_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.what
