"""What a reader may say of how far they have seen a show, and how the form asks it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext

from shows.models import Season, Show
from shows.seen import WHOLE, Place, Seen, place_name

_PLACE = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
MOST = 400  # episodes in one list: of the newest seasons


class Span(NamedTuple):
    """A season, and the first and last number of its episodes on record, if there are any."""

    season: Season
    first: int | None
    last: int | None


class Option(NamedTuple):
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """`groups`: a season's name and its options. `next`: the path of the page that asks."""

    show: Show
    groups: list[tuple[str, list[Option]]]
    next: str


def of_show(seasons: Iterable[Season]) -> list[Span]:
    """`seasons`: as SeasonQuerySet.with_counts() finds them."""
    return [Span(season, season.first_number, season.last_number) for season in seasons]


def question(
    show: Show, spans: Iterable[Span], seen: Seen, today: date, next_path: str
) -> Question | None:
    """None where nothing of these seasons is out yet, as far as the catalog knows."""
    present = seen.of_show(show.pk)
    groups: list[tuple[str, list[Option]]] = []
    room = MOST
    for span in sorted(spans, key=lambda span: span.season.number, reverse=True):
        places = list(_places(span, today))
        if len(places) > room:
            places = [place for place in places if place[1] == WHOLE or place == present]
        room -= len(places)
        if places:
            options = [_option(place, present) for place in places]
            groups.insert(0, (span.season.name, options))
    if not groups:
        return None
    if present and not any(option.is_chosen for _, options in groups for option in options):
        groups.insert(0, (gettext("As it is now"), [_option(present, present)]))
    return Question(show, groups, next_path)


def chosen(show: Show, value: str) -> Place | None:
    """What a form says: "1.8", "1.0" for a whole season. None where the show has no such thing.

    The last episode of a season that has all that were ordered is the whole season.
    """
    said = _PLACE.fullmatch(value)
    season = said and show.seasons.with_counts().filter(number=int(said[1])).first()
    if not season:
        return None
    episode = int(said[2])
    if episode == WHOLE or episode == season.last_number == season.episode_order:
        return season.number, WHOLE
    # A number between those on record that nobody has entered yet is an episode all the same.
    is_one = season.last_number and season.first_number <= episode <= season.last_number
    return (season.number, episode) if is_one else None


def _places(span: Span, today: date) -> Iterable[Place]:
    """In the order in which they are seen."""
    number = span.season.number
    if span.last:
        yield from ((number, episode) for episode in range(span.first, span.last + 1))
    begins = span.season.begins_on
    if span.last or (begins and begins <= today):
        yield number, WHOLE


def _option(place: Place, present: Place | None) -> Option:
    season, episode = place
    if episode == WHOLE:
        label = gettext("All of season %(season)d") % {"season": season}
    else:
        label = capfirst(place_name(season, episode))
    return Option(f"{season}.{episode}", label, place == present)
