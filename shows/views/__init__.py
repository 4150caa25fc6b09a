"""The catalog's pages. One file per subject."""

from shows.views.catalog import show_list
from shows.views.people import character, person
from shows.views.places import location
from shows.views.seasons import season
from shows.views.shows import show, show_stories

__all__ = ["character", "location", "person", "season", "show", "show_list", "show_stories"]
