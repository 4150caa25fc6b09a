"""The catalog's pages. One file per subject."""

from shows.views.board import production
from shows.views.catalog import show_list
from shows.views.owners import franchise, network
from shows.views.people import character, person
from shows.views.places import location
from shows.views.seasons import season
from shows.views.seen import seen
from shows.views.shows import show, show_stories
from shows.views.stories import character_stories, location_stories, person_stories

__all__ = [
    "character",
    "character_stories",
    "franchise",
    "location",
    "location_stories",
    "network",
    "person",
    "person_stories",
    "production",
    "season",
    "seen",
    "show",
    "show_list",
    "show_stories",
]
