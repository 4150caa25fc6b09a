"""The catalog: what stories are about. One file per noun."""

from shows.models.credit import Credit
from shows.models.location import Location, LocationUse
from shows.models.owner import Franchise, Network
from shows.models.person import Character, Person
from shows.models.season import CriticScore, Episode, Season
from shows.models.show import ExternalId, Show

__all__ = [
    "Character",
    "Credit",
    "CriticScore",
    "Episode",
    "ExternalId",
    "Franchise",
    "Location",
    "LocationUse",
    "Network",
    "Person",
    "Season",
    "Show",
]
