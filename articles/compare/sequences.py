"""What two sequences have in common, found in a time that is bounded whatever they hold.

What begins and ends alike is set aside; what stands once in both gives fixed points (patience
diff); between those the shortest way from one to the other is looked for (Myers, "An O(ND)
difference algorithm", 1986) until the budget is spent. What is left then counts as replaced.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

DEEPEST = 6  # how often fixed points are looked for between fixed points
MOST_EDITS = 150

Pair = tuple[int, int]


@dataclass
class Budget:
    """Steps that may still be taken, shared by everything that is compared for one page."""

    left: int = 150_000

    def spend(self, steps: int) -> bool:
        self.left -= steps
        return self.left >= 0


@dataclass(frozen=True)
class Run:
    """A stretch that both have, or one that was replaced: places from and up to, in each."""

    same: bool
    old: slice
    new: slice


def runs(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> Iterator[Run]:
    """Both sequences from their beginning to their end, what they share and what they do not."""
    at_old = at_new = 0
    for start_old, start_new, length in _stretches(_common(old, new, budget)):
        if at_old < start_old or at_new < start_new:
            yield Run(False, slice(at_old, start_old), slice(at_new, start_new))
        at_old, at_new = start_old + length, start_new + length
        yield Run(True, slice(start_old, at_old), slice(start_new, at_new))
    if at_old < len(old) or at_new < len(new):
        yield Run(False, slice(at_old, len(old)), slice(at_new, len(new)))


def _stretches(pairs: list[Pair]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring pairs joined: (where in the old, where in the new, how many)."""
    start, length = (0, 0), 0
    for here in pairs:
        if length and here == (start[0] + length, start[1] + length):
            length += 1
            continue
        if length:
            yield (*start, length)
        start, length = here, 1
    if length:
        yield (*start, length)


def _common(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Pair]:
    found: list[Pair] = []
    between = [(0, len(old), 0, len(new), 0)]
    while between:
        a, b, c, d, depth = between.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        fixed = _fixed_points(old[a:b], new[c:d]) if depth < DEEPEST else []
        if fixed:
            points = [(a + i, c + j) for i, j in fixed]
            found += points
            between += [
                (i + 1, k, j + 1, m, depth + 1)
                for (i, j), (k, m) in pairwise([(a - 1, c - 1), *points, (b, d)])
            ]
        else:
            found += [(a + i, c + j) for i, j in _shortest(old[a:b], new[c:d], budget)]
    return sorted(found)


def _fixed_points(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """What stands once in each, as many of these as come in the same order."""
    counts = Counter(old)
    once = Counter(new)
    places = {item: j for j, item in enumerate(new) if once[item] == 1 and counts[item] == 1}
    return _rising([(i, places[item]) for i, item in enumerate(old) if item in places])


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest part whose second places rise as the first ones do."""
    ends: list[int] = []  # the lowest second place that ends a rising part of each length
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(j)
            last.append(number)
        else:
            ends[length], last[length] = j, number
    chain: list[Pair] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _shortest(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Pair]:
    """What stays on the way with the fewest edits; nothing where that way is too long to find."""
    furthest = {1: 0}  # on each diagonal
    history = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        history.append(furthest.copy())
        for diagonal in range(-edits, edits + 1, 2):
            begin = _step(furthest, edits, diagonal)
            x, y = begin, begin - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if not budget.spend(1 + x - begin):
                return []
            if x >= len(old) and y >= len(new):
                return _walked_back(history, x, y)
    return []


def _step(furthest: dict[int, int], edits: int, diagonal: int) -> int:
    """How far into the old one edit more leads on that diagonal, before anything that matches."""
    if _is_insertion(furthest, edits, diagonal):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _is_insertion(furthest: dict[int, int], edits: int, diagonal: int) -> bool:
    return diagonal == -edits or (
        diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
    )


def _walked_back(history: list[dict[int, int]], x: int, y: int) -> list[Pair]:
    kept: list[Pair] = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[edits], x - y
        came_from = diagonal + (1 if _is_insertion(furthest, edits, diagonal) else -1)
        before_x = furthest[came_from]
        before_y = before_x - came_from
        while x > before_x and y > before_y:
            x, y = x - 1, y - 1
            kept.append((x, y))
        x, y = before_x, before_y
    return kept[::-1]
