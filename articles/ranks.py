"""The places of a story's rows, without gaps between them."""

from collections import Counter

from articles.models.parts import Part
from geekfeed.lib.batches import batches

AT_ONCE = 1_000  # rows in one statement


def close_ranks(model: type[Part], stories: set[int]) -> None:
    """Where a row has left, the others stand without a gap."""
    moved = []
    for batch in batches(sorted(stories), AT_ONCE):
        places: Counter[int] = Counter()
        for row in model.objects.filter(**{f"{model.to_story}__in": batch}):
            story = getattr(row, f"{model.to_story}_id")
            if row.position != places[story]:
                row.position = places[story]
                moved.append(row)
            places[story] += 1
    model.objects.bulk_update(moved, ["position"], batch_size=AT_ONCE)
