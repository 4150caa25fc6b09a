"""A note between writer and editor, beside the story. Readers never see it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Note(models.Model):
    """`field` names what it points at, as the story's form does: "headline", "claims"; empty: the
    whole story. An answer points at the note that it answers, and at nothing else."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("note"), max_length=800)
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answered_by"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["article"],
                condition=Q(done_at__isnull=True, answers__isnull=True),
                name="note_open",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(field=""), name="note_answer_has_no_field"
            ),
        ]

    def __str__(self) -> str:
        return self.text
