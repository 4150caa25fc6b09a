"""The newsroom that sentences.toml is about, and its sentences."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from articles.reading import Draft, Named
from articles.reading.catalog import Catalog
from sources import domains

FILE = Path(__file__).with_suffix(".toml")
MONDAY = date(2017, 4, 10)


def _numbered(kind: str, *names: str) -> list[tuple[str, Named]]:
    """A row of names for each record, its own first."""
    found = []
    for number, row in enumerate(names, 1):
        own, *others = row.split(" = ")
        found += [(name, Named(kind, number, own)) for name in (own, *others)]
    return found


SHOWS = _numbered(
    "show",
    "Jessica Jones = Marvel’s Jessica Jones",
    "The Defenders = Defenders",
    "Daredevil",
    "Luke Cage",
    "Iron Fist",
    "The Punisher = Punisher",
    "Travelers",
    "Stranger Things",
)
SOURCES = _numbered(
    "source",
    "On Location Vacations = OLV",
    "MCUExchange = MCU Exchange",
    "ScreenCrush",
    "Variety",
    "Deadline",
    "The Hollywood Reporter = THR",
    "Netflix",
    "Marvel",
    "Entertainment Weekly = EW",
    "Jeph Loeb",
    "Comicbook.com",
)
PEOPLE = _numbered(
    "person",
    "Krysten Ritter",
    "Melissa Rosenberg",
    "Mike Colter",
    "David Tennant",
    "Charlie Cox",
    "Jeph Loeb",
    "Élodie Yung",
    "S.J. Clarkson",
    "Sigourney Weaver",
    "Vincent D’Onofrio",
)
CHARACTERS = _numbered(
    "character",
    "Jessica Jones",
    "Luke Cage",
    "Kilgrave",
    "Trish Walker",
    "Claire Temple",
    "Elektra Natchios = Elektra",
    "Alexandra",
)
LOCATIONS = _numbered(
    "location", "West 101st Street & Broadway", "Lenox Avenue", "Silvercup Studios"
)
SEASONS = {"Jessica Jones": 2, "The Defenders": 1, "Daredevil": 3, "Luke Cage": 2, "Iron Fist": 1,
           "The Punisher": 1, "Travelers": 1, "Stranger Things": 2}  # fmt: skip
DOMAINS = {
    "onlocationvacations.com": "On Location Vacations",
    "mcuexchange.com": "MCUExchange",
    "variety.com": "Variety",
    "deadline.com": "Deadline",
    "netflix.com": "Netflix",
    "x.com/olv": "On Location Vacations",
}
NUMBERS = {(thing.kind, name): thing for kind in (SHOWS, SOURCES, PEOPLE) for name, thing in kind}
SEASON_NUMBERS = {
    (NUMBERS["show", show].number, number): NUMBERS["show", show].number * 100 + number
    for show, last in SEASONS.items()
    for number in range(1, last + 1)
}


def owners(urls):
    found = {}
    for url in urls:
        name = next((DOMAINS[one] for one in domains.candidates(url) if one in DOMAINS), None)
        if name:
            found[url] = NUMBERS["source", name]
    return found


CATALOG = Catalog.of(
    [*SHOWS, *SOURCES, *PEOPLE, *CHARACTERS, *LOCATIONS],
    seasons=SEASON_NUMBERS,
    officials=frozenset({NUMBERS["source", "Netflix"].number, NUMBERS["source", "Marvel"].number}),
    at_home=frozenset(NUMBERS["source", name].number for name in DOMAINS.values()),
    owners=owners,
)


@dataclass(frozen=True)
class Case:
    """A row of sentences.toml. What is None is not looked at."""

    text: str = ""
    headline: str = ""
    about: str = ""
    citations: Sequence[str] | None = ()
    claims: Sequence[str] | None = ()
    names: Sequence[str] | None = None

    @property
    def draft(self) -> Draft:
        shows = tuple(NUMBERS["show", name].number for name in self.about.split(", ") if name)
        body = self.text if self.text.startswith("<") else f"<p>{self.text}</p>"
        return Draft(self.headline, "", body if self.text else "", shows, MONDAY)


def _cases() -> list[Case]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
    return [Case(**dict.fromkeys(row.pop("skip", ())), **row) for row in rows]


CASES = _cases()
