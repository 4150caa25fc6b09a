"""What readers may find: a row for each story that is live or will be by the clock."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# A place is seconds since 1970, times this, plus the story's number: places tell stories apart, and
# stand in the order in which readers got them. Room for 500 million stories until the year 2500.
STORIES = 2**29
SECONDS = 2**34


def place_of(live_at: datetime, story: int) -> int:
    """Where a story stands among all, by when readers get it; of one second, by its number. What
    is put off for longer than there is room stands at the end."""
    return min(int(live_at.timestamp()), SECONDS - 1) * STORIES + story


class IndexedField(models.TextField):
    """Words in the writing of the database's own index. Written, and never read."""

    def db_type(self, connection: Any) -> str | None:
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)


class SearchPlace(models.Model):
    """Kept by articles/search/index.py. Behind it stands PostgreSQL's GIN index, or an FTS5 table
    that triggers keep equal to it; migration 0016 makes both. Django's schema editor rebuilds a
    table on SQLite to alter it, and triggers do not survive that: a migration that alters this
    model has to make them again.
    """

    article = models.OneToOneField(
        "articles.Article",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_place",
    )
    place = models.BigIntegerField(unique=True)
    words = IndexedField()
    digest = models.CharField(max_length=32, help_text=_("Of the words: whether they changed."))

    class Meta:
        verbose_name = _("search place")
        verbose_name_plural = _("search places")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.article_id} @ {self.place}"


class SearchWord(models.Model):
    """A word of a headline, a standfirst or a name, as somebody may have meant to type it
    (articles/search/spelling.py) or has begun to (articles/search/beginnings.py).

    Of a story that readers have, or had: before it is offered to anybody, it is looked for in what
    they may see now.
    """

    word = models.CharField(max_length=60, primary_key=True, help_text=_("Folded."))
    beginning = models.CharField(max_length=2, db_index=True)
    ending = models.CharField(max_length=3, db_index=True)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
