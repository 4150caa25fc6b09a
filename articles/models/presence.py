"""Who has a story open at the desk, and who holds it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Presence(models.Model):
    """One row for a person and a story, however many windows it is open in.

    Who `holds` it writes; everybody else reads until they take over. A person who has not been
    `seen_at` lately holds nothing any more.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    holds = models.BooleanField(default=False)
    held_since = models.DateTimeField(null=True, blank=True)
    # What was said when it was taken over, and from whom.
    message = models.CharField(_("message"), max_length=200, blank=True)
    taken_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["seen_at"], name="presence_seen")]
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_per_person"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(holds=True), name="presence_one_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.article}"
