"""Chains of sources when two sources turn out to be one: nothing stands in a chain twice, and
nothing that was said about it is lost. The rows of stories and what was typed go by the same rules.
"""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from articles.models import Citation

Name = TypeVar("Name", bound=Hashable)


def woven(origin: Name, *hops: Iterable[Name]) -> list[Name]:
    """The hops of all these chains in their order, each once, and never the origin."""
    return [hop for hop in dict.fromkeys(hop for chain in hops for hop in chain) if hop != origin]


def in_one(*notes: str) -> str:
    """Two notes as one, as far as there is room."""
    said = dict.fromkeys(note.strip() for note in notes)
    return "; ".join(note for note in said if note)[: Citation._meta.get_field("note").max_length]
