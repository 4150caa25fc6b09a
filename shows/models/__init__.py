"""The catalog: what stories are about. One file per noun."""

from shows.models.change import Change
from shows.models.credit import Credit
from shows.models.distinct import Distinct
from shows.models.external import ExternalId, FormerNumber
from shows.models.former import FormerAddress
from shows.models.location import Location, LocationUse
from shows.models.owner import Franchise, Network
from shows.models.person import Character, Person
from shows.models.season import CountryPremiere, CriticScore, Episode, Season
from shows.models.show import Show
from shows.models.viewing import ViewingStep

__all__ = [
    "Change",
    "Character",
    "CountryPremiere",
    "Credit",
    "CriticScore",
    "Distinct",
    "Episode",
    "ExternalId",
    "FormerAddress",
    "FormerNumber",
    "Franchise",
    "Location",
    "LocationUse",
    "Network",
    "Person",
    "Season",
    "Show",
    "ViewingStep",
]
