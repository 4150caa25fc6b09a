"""How many say so: which of many claims are independent reports.

Pure functions over chains of sources. Two stories with the same origin are one report.
"""

from collections.abc import Hashable, Iterable
from typing import Any, Protocol


class Sourced(Protocol):
    """`chain_ids` are the sources that it reached us through, the origin first; empty for our own
    reporting."""

    article_id: Any
    chain_ids: tuple[Any, ...]


def word(claim: Sourced) -> Hashable:
    """On whose word it stands: its origin's, or for our own reporting the story's."""
    return _chain(claim)[0]


def _chain(claim: Sourced) -> tuple[Hashable, ...]:
    return claim.chain_ids or (("story", claim.article_id),)


def independent(claims: Iterable[Sourced]) -> int:
    """How many reports these are. What one source had from another one that is among them too is
    no second report: each chain leads back to its origin, and only where chains end is counted.

    Where sources rest on each other in a circle, the circle is one report.
    """
    return len(ends(rests_on(claims)))


def rests_on(claims: Iterable[Sourced]) -> dict[Hashable, set[Hashable]]:
    """Each word that the claims stand on, a source or (own reporting) a story, and the sources
    from which it is known to have it."""
    chains = {_chain(claim) for claim in claims}
    words = {chain[0] for chain in chains}
    had_from: dict[Hashable, set[Hashable]] = {word: set() for word in words}
    for origin, *hops in chains:
        for hop in hops:
            if hop in words and hop != origin:
                had_from[hop].add(origin)
    return had_from


def ends(had_from: dict[Hashable, set[Hashable]]) -> set[frozenset[Hashable]]:
    """The words that have it from nobody else. Those of a circle are one, if none of them has it
    from outside."""
    reach = {word: reached(word, had_from) for word in had_from}
    return {one for one in _circles(reach) if all(reach[word] <= one for word in one)}


def circles(had_from: dict[Hashable, set[Hashable]]) -> set[frozenset[Hashable]]:
    """The words that have it from each other. One that is in no circle stands alone."""
    return _circles({word: reached(word, had_from) for word in had_from})


def _circles(reach: dict[Hashable, set[Hashable]]) -> set[frozenset[Hashable]]:
    return {
        frozenset({other for other in reach[word] if word in reach[other]} | {word})
        for word in reach
    }


def reached(word: Hashable, had_from: dict[Hashable, set[Hashable]]) -> set[Hashable]:
    """All from whom it has it, directly or through others."""
    found: set[Hashable] = set()
    ahead = list(had_from[word])
    while ahead:
        if (next_word := ahead.pop()) not in found:
            found.add(next_word)
            ahead += had_from[next_word]
    return found
