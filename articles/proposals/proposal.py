"""What a proposal is: something that the text says, and the rows that accepting it adds."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from shows.ledger import Standing


@dataclass(frozen=True)
class Choice:
    """What a chooser is given: a record's number, or a claim's key, and what it is called.

    Without a value it is a source that nobody has recorded; `domain` is what to record for it.
    """

    value: str
    label: str
    domain: str = ""


# Text, the value of a plain field; or the records that a chooser has chosen, in their order.
Cell = str | tuple[Choice, ...]


@dataclass(frozen=True)
class Addition:
    """A new row of a kind; with a `key`, the cells that change in the row that has it."""

    kind: str
    cells: dict[str, Cell]
    key: str = ""


@dataclass(frozen=True)
class Way:
    """A button: one for a proposal, or one for each record that an ambiguous name can mean."""

    label: str | Promise
    adds: Addition
    spoken: str = ""
    """What a screen reader hears after the label, where that alone says too little."""


@dataclass(frozen=True)
class Proposal:
    """`kind` is "cite", "subject", "claim", "settle" or "link".

    `basis` is what its name is made from: the same text proposes it under the same one again.
    """

    kind: str
    basis: tuple[Any, ...]
    label: str
    why: str
    ways: tuple[Way, ...] = ()
    record: str = ""
    """How the source's claims turned out so far."""
    standing: Standing | None = None
    needs: str = ""
    """The name of the proposal that is accepted with it, as it rests on that."""
    asks: str = ""
    """Why this account cannot accept it, and who can."""
    is_certain: bool = True
    """Whether the text leaves no doubt; what it leaves in doubt is a person's to add."""
    unnamed: tuple[Choice, ...] = field(default=(), compare=False)
    """The sources that would be recorded with it: their names can be changed before they are."""
    stands: str = ""
    """Why nobody need add it, though anybody can: the catalog has it."""

    @cached_property
    def id(self) -> str:
        told = repr((self.kind, *self.basis)).encode()
        return hashlib.blake2b(told, digest_size=6).hexdigest()

    @property
    def is_plain(self) -> bool:
        """Whether "Add all" adds it: it is certain and news, with one way that this account may
        go."""
        return self.is_certain and len(self.ways) == 1 and not self.asks and not self.stands
