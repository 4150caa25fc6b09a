"""What the readers' index can be asked, in no database's language. Each engine writes its own.

An index holds tokens, in order: the story's words by their stems (articles/search/words.py), and
the same again, marked, for what stands in its headline or near it; a token for each thing that
readers narrow by. No word has the mark in it, so no word can pass for a marked one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MARK = "§"
HEADLINE = f"h{MARK}"  # before each word of the headline
NEAR = f"n{MARK}"  # of the headline, the standfirst, and the names of whom and what it is about


@dataclass(frozen=True)
class Run:
    """Tokens that stand next to one another. With `begins`, the last one may go on."""

    tokens: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class All:
    parts: Sequence["Expression"]


@dataclass(frozen=True)
class Any:
    parts: Sequence["Expression"]


@dataclass(frozen=True)
class Without:
    wanted: "Expression"
    unwanted: "Expression"


Expression = Run | All | Any | Without


def facet(kind: str, value: int | str) -> str:
    """The token of a story about, by or from something: facet("show", 12)."""
    return f"{kind}{MARK}{value}"
