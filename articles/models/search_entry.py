"""What the search knows of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """A story's words as plain text, by how much they weigh. Kept by articles/search/index.py.

    The database's own full-text index stands behind this table: on PostgreSQL a generated column,
    on SQLite an FTS5 table that triggers keep equal to it. Migration 0003 makes both. Django's
    schema editor rebuilds a table on SQLite to alter it, and triggers do not survive that: a
    migration that alters this model has to make them again.
    """

    article = models.OneToOneField(
        "articles.Article",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
    )
    headline = models.TextField()
    standfirst = models.TextField()
    about = models.TextField(
        help_text=_("Whom it is by, what it is about and from, by all their names; its claims.")
    )
    body = models.TextField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        default_permissions = ()

    def __str__(self) -> str:
        return self.headline
