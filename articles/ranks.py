"""Many rows of stories at once: in batches, and without gaps between their places."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from articles.models.parts import Part

AT_ONCE = 1_000  # rows in one statement


def close_ranks(model: type[Part], stories: set[int]) -> None:
    """Where a row has left, the others stand without a gap."""
    moved = []
    for batch in batches(sorted(stories)):
        places: Counter[int] = Counter()
        for row in model.objects.filter(**{f"{model.to_story}__in": batch}):
            story = getattr(row, f"{model.to_story}_id")
            if row.position != places[story]:
                row.position = places[story]
                moved.append(row)
            places[story] += 1
    model.objects.bulk_update(moved, ["position"], batch_size=AT_ONCE)


def batches(numbers: list[Any]) -> Iterator[list[Any]]:
    for begin in range(0, len(numbers), AT_ONCE):
        yield numbers[begin : begin + AT_ONCE]
