"""Questions about sources."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef


class SourceQuerySet(models.QuerySet):
    def numbered(self, numbers: Iterable[int]) -> dict[int, Any]:
        """Number → source. What was typed may still name a source by the number that it had before
        it was merged into another one; that one stands there then."""
        wanted = set(numbers)
        found = self.in_bulk(wanted)
        if missing := wanted - set(found):
            former = self.model._meta.get_field("former").related_model.objects
            merged = former.filter(number__in=missing).select_related("source")
            found |= {row.number: row.source for row in merged}
        return found

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
