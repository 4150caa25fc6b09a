"""Questions about sources."""

from django.db import models
from django.db.models import Exists, OuterRef


class SourceQuerySet(models.QuerySet):
    def cited(self) -> "SourceQuerySet":
        """The ones that readers may see: a live story rests on them, or reached us through them.

        A source that only drafts name would say what the newsroom is working on.
        """
        citations, hops = (
            self.model._meta.get_field(name).related_model.objects.live()
            for name in ("citations", "passed_on")
        )
        return self.filter(
            Exists(citations.filter(tag=OuterRef("pk")))
            | Exists(hops.filter(source=OuterRef("pk")))
        )
