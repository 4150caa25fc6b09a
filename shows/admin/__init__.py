"""The catalog at the desk. One file per noun."""

from shows.admin.credit import CreditAdmin
from shows.admin.episode import EpisodeAdmin
from shows.admin.former import FormerAddressAdmin
from shows.admin.location import LocationAdmin
from shows.admin.owner import FranchiseAdmin, NetworkAdmin
from shows.admin.person import CharacterAdmin, PersonAdmin
from shows.admin.season import SeasonAdmin
from shows.admin.show import ShowAdmin

__all__ = [
    "CharacterAdmin",
    "CreditAdmin",
    "EpisodeAdmin",
    "FormerAddressAdmin",
    "FranchiseAdmin",
    "LocationAdmin",
    "NetworkAdmin",
    "PersonAdmin",
    "SeasonAdmin",
    "ShowAdmin",
]
