"""What the desk keeps of a story that readers do not see: what was typed, and what was.

All of it is the story's *state*: what its form says, as canonical JSON (articles/state.py).
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.section import Section


class WorkingCopy(models.Model):
    """What has been typed and not published. May be incomplete or invalid.

    A draft has one from its first keystroke until it goes out; a live story while somebody changes
    it. `status` is the changes' own way to the readers: a draft's is the story's.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        IN_REVIEW = "in_review", _("In review")
        SCHEDULED = "scheduled", _("Scheduled")

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="working_copy")
    state = models.JSONField(encoder=DjangoJSONEncoder)
    base = models.JSONField(
        encoder=DjangoJSONEncoder,
        default=dict,
        help_text=_("The state of the story itself when the copy was begun."),
    )
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.OPEN)
    go_out_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True, help_text=_("What its writer says of it."))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="working_copies",
        help_text=_("Who typed last."),
    )
    # A page whose answer got lost sends what it has sent before: that is no second person.
    page = models.UUIDField(
        null=True, editable=False, help_text=_("The page in a browser that it was saved from last.")
    )
    heard = models.JSONField(
        encoder=DjangoJSONEncoder,
        null=True,
        editable=False,
        help_text=_("What that page has in common with the state."),
    )
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
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
        indexes = [
            models.Index(fields=["status", "-saved_at", "-id"], name="working_copy_by_status"),
            models.Index(
                fields=["go_out_at"], condition=Q(status="scheduled"), name="working_copy_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="scheduled", go_out_at__isnull=False)
                | Q(status__in=["open", "in_review"], go_out_at__isnull=True),
                name="working_copy_goes_out_when_scheduled",
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class SetAside(models.Model):
    """What somebody typed into a field that somebody else had changed meanwhile.

    It waits beside the story until its writer has compared both versions; nothing is lost.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="set_aside")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.JSONField(
        encoder=DjangoJSONEncoder, help_text=_("A state of nothing but what clashes.")
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("version set aside")
        verbose_name_plural = _("versions set aside")
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="set_aside_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.user}"


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
        indexes = [
            models.Index(fields=["-at", "-id"], name="revision_newest"),
            models.Index(
                fields=["article"], condition=Q(verb="send_back"), name="revision_sent_back"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="revision_version_once"),
            models.CheckConstraint(condition=~Q(verb=""), name="revision_has_a_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.verb}"
