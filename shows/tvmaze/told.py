"""What TVmaze tells of a show, as plain values. Nothing here knows JSON or the database.

`key` is TVmaze's number as text; what has no number there has the key "".
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ToldNetwork:
    """A web channel's key begins with "webchannel-": TVmaze numbers them apart from networks."""

    key: str
    name: str
    country: str = ""
    homepage: str = ""


@dataclass(frozen=True)
class ToldSeason:
    key: str
    number: int
    premiere: date | None = None
    episode_order: int | None = None
    release: str = ""
    summary: str = ""


@dataclass(frozen=True)
class ToldEpisode:
    """`season` is the number of its season. Without a number of its own it is a special."""

    key: str
    season: int
    number: int | None
    title: str = ""
    aired_on: date | None = None
    runtime: int | None = None
    summary: str = ""


@dataclass(frozen=True)
class ToldName:
    """A person or a character."""

    key: str
    name: str


@dataclass(frozen=True)
class ToldCredit:
    """Either a character (cast) or a job (crew)."""

    person: ToldName
    character: ToldName | None = None
    job: str = ""

    @property
    def key(self) -> str:
        """What it is called in the list of those that were given."""
        if self.character:
            return f"cast {self.person.key} {self.character.key}"
        return f"crew {self.person.key} {self.job}"


@dataclass(frozen=True)
class ToldShow:
    """`externals` has its numbers elsewhere by service; `status` is the catalog's, or "". `remarks`
    are sentences about what was odd. `asked` is the number that TVmaze was asked for, where it
    answered with another one's. `untold` are the lists that the answer does not have at all:
    "seasons", "episodes", "cast", "crew"; `left_out` the keys of episodes that were too odd."""

    key: str
    name: str
    address: str = ""
    status: str = ""
    summary: str = ""
    homepage: str = ""
    premiered: date | None = None
    network: ToldNetwork | None = None
    externals: dict[str, str] = field(default_factory=dict)
    seasons: tuple[ToldSeason, ...] = ()
    episodes: tuple[ToldEpisode, ...] = ()
    credits: tuple[ToldCredit, ...] = ()
    remarks: tuple[str, ...] = ()
    asked: str = ""
    untold: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
