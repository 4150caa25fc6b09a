"""Questions about sources."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from geekfeed.lib.announced import AnnouncingQuerySet


class SourceQuerySet(AnnouncingQuerySet):
    def with_record(self) -> "SourceQuerySet":
        """With how its claims turned out: `source.beside` says it."""
        return self.select_related("track_record")

    def with_stories(self) -> "SourceQuerySet":
        """With how many live stories rest on it, or reached us through it: `source.stories`."""
        citations, hops = (
            self.model._meta.get_field(name).related_model.objects.live().order_by()
            for name in ("citations", "passed_on")
        )
        story = "content_object"
        resting = citations.filter(tag=OuterRef("pk"))
        # A story may do both. Asked for by OR, PostgreSQL would look at all there are, each time.
        too = citations.filter(tag=OuterRef("source"), **{story: OuterRef(f"citation__{story}")})
        passed_on = hops.filter(~Exists(too), source=OuterRef("pk"))
        return self.annotate(
            stories=_stories(resting, "tag", story)
            + _stories(passed_on, "source", f"citation__{story}")
        )

    def numbered(self, numbers: Iterable[int]) -> dict[int, Any]:
        """Number → source. What was typed may still name a source by the number that it had before
        it was merged into another one; that one stands there then."""
        wanted = set(numbers)
        found = self.in_bulk(wanted)
        if merged := self.merged(wanted - set(found)):
            now = self.in_bulk(set(merged.values()))
            found |= {former: now[number] for former, number in merged.items() if number in now}
        return found

    def merged(self, numbers: Iterable[int]) -> dict[int, int]:
        """Former number → number of today, of those that were merged into other sources."""
        wanted = set(numbers)
        if not wanted:
            return {}
        former = self.model._meta.get_field("former").related_model.objects
        return dict(former.filter(number__in=wanted).values_list("number", "source_id"))

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


def _stories(rows: QuerySet, source: str, story: str) -> Coalesce:
    """How many stories the rows of one source lead to."""
    counted = rows.values(source).annotate(stories=Count(story, distinct=True))
    return Coalesce(Subquery(counted.values("stories")), 0)
