"""Questions about authors."""

from django.db import models


class AuthorQuerySet(models.QuerySet):
    def for_page(self) -> "AuthorQuerySet":
        return self.select_related("portrait").prefetch_related("links")
