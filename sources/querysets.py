"""Questions about sources."""

from django.db import models
from django.db.models import Exists, OuterRef


class SourceQuerySet(models.QuerySet):
    def cited(self) -> "SourceQuerySet":
        """The ones that readers may see: a live story rests on them, or reached us through them.

        A source that only drafts name would say what the newsroom is working on.
        """
        live = self.model._meta.get_field("citations").related_model.objects.live()
        return self.filter(
            Exists(live.filter(tag=OuterRef("pk")))
            | Exists(live.filter(hops__source=OuterRef("pk")))
        )
