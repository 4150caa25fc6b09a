"""What goes into reading a draft, and what comes out of it."""

from dataclasses import dataclass
from datetime import date

from geekfeed.lib.dates import PreciseDate


@dataclass(frozen=True)
class Named:
    """A record of the catalog, or a source that nobody has recorded yet."""

    kind: str
    """ "show", "season", "person", "character", "location" or "source"."""
    number: int | None
    """Its primary key; None: a source that nobody has recorded, named as it is written."""
    name: str
    domain: str = ""
    """Of a source read from a link that nobody has recorded: what to register for it."""
    is_guess: bool = False
    """Of such a source: only its place in the sentence says that it is one."""


@dataclass(frozen=True)
class FoundCitation:
    """A chain, as the text tells it; `because` are the words that it was read from."""

    origin: Named
    via: tuple[Named, ...]
    url: str
    because: str


@dataclass(frozen=True)
class FoundName:
    """A name as it was first written. More than one candidate: a person has to choose."""

    text: str
    candidates: tuple[Named, ...]


@dataclass(frozen=True)
class FoundClaim:
    """What the text seems to assert: everything that a Claim says, as numbers of records.

    `citation` is the one of `Found.citations` that it rests on; None: none was read.
    """

    says: str
    kind: str
    standing: str
    show: int | None
    season: int | None
    person: int | None
    character: int | None
    location: int | None
    date: PreciseDate | None
    citation: FoundCitation | None
    because: str
    doubt: str = ""
    """Why a person has to look at it: "source" where somebody said so who cannot be told, "season"
    where the text speaks of several shows and does not say whose it is."""


@dataclass(frozen=True)
class Found:
    citations: list[FoundCitation]
    names: list[FoundName]
    claims: list[FoundClaim]


@dataclass(frozen=True)
class Draft:
    headline: str
    standfirst: str
    body: str
    """HTML."""
    shows: tuple[int, ...]
    """The shows that the story is said to be about, the main one first."""
    today: date
    """What "today", "Monday" and "next year" mean."""
