"""What the desk keeps of a story that readers do not see: working copies and revisions.

Both hold the story's *state*: what its form says, as canonical JSON (articles/state.py).
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.section import Section


class WorkingCopy(models.Model):
    """What has been typed and not published. May be incomplete or invalid."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="working_copy")
    state = models.JSONField(encoder=DjangoJSONEncoder)
    base_version = models.PositiveIntegerField(
        help_text=_("The version of the story that it was begun from.")
    )
    seq = models.PositiveIntegerField(default=1, help_text=_("Counts its saves."))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="working_copies"
    )
    saved_at = models.DateTimeField(auto_now=True)
    # Kept beside the state, so that lists can be written without reading it.
    headline = models.CharField(max_length=160, blank=True)
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shows = models.ManyToManyField("shows.Show", blank=True, related_name="+")

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return self.headline


class Revision(models.Model):
    """A snapshot, taken by each verb."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    state = models.JSONField(encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)
    why = models.CharField(max_length=300, blank=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the site itself, on schedule, or an account that is gone."),
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-version", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="revision_version_once"),
            models.CheckConstraint(condition=~Q(verb=""), name="revision_has_a_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.verb}"
