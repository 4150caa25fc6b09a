"""Many values in pieces that a statement can take."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """The values in their order, `size` at a time; the last piece may be shorter."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
