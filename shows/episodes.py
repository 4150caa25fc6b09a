"""The episodes of a season as pages list them: a page of a long season at a time, each episode at
an address that its number alone tells, and with it who made it and where it was filmed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Max, Min
from django.http import Http404, HttpRequest

from shows.models import Episode, Season

ON_A_PAGE = 50
SPECIALS = 50
CREDITS = 1000  # of the episodes of a page, those billed first

FIRST_SHOWN = (F("aired_on").asc(nulls_last=True), "pk")
AS_NUMBERED = (F("number").asc(nulls_last=True), *FIRST_SHOWN)


@dataclass(frozen=True)
class Block:
    """A page of a season's episodes: their first and last number, and whether it is this one."""

    first: int
    last: int
    is_current: bool


@dataclass
class Line:
    """An episode with those who made it, job by job, its own cast and its places."""

    episode: Episode
    crew: dict[str, list[Any]] = field(default_factory=dict)
    cast: list[Any] = field(default_factory=list)
    uses: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Listing:
    """What a season's page lists. `blocks` is empty where one page has all its episodes. `first`
    and `last`: numbers of the season's episodes; None where none is on record."""

    lines: list[Line]
    specials: list[Line]
    blocks: list[Block]
    count: int
    first: int | None
    last: int | None
    special_count: int
    is_first: bool
    more_credits: bool


def anchor(episode: Episode) -> str:
    """Its place on the season's page; a special has no number to be found by."""
    return f"episode-{episode.number}" if episode.number else f"special-{episode.pk}"


def address(episode: Episode) -> str:
    """Where the season's page has it. Asks nothing if the episode has its season and show."""
    start = _start(episode.number or 1)
    page = f"?from={start}" if start > 1 else ""
    return f"{episode.season.get_absolute_url()}{page}#{anchor(episode)}"


def listing(season: Season, request: HttpRequest) -> Listing:
    """The page of the season's episodes that `?from=` asks for, with its specials on the first.

    Raises Http404 for a page that the season does not have.
    """
    have = season.episodes.aggregate(
        first=Min("number"), last=Max("number"), count=Count("number"), every=Count("pk")
    )
    starts = range(_start(have["first"]), have["last"] + 1, ON_A_PAGE) if have["count"] else []
    start = _asked(request, starts)
    numbers = (start, start + ON_A_PAGE - 1)
    found = season.episodes.select_related("still")
    episodes = list(found.filter(number__range=numbers).order_by("number"))
    is_first = not starts or start == starts[0]
    has_specials = is_first and have["every"] > have["count"]
    specials = found.filter(number=None).order_by(*FIRST_SHOWN)[:SPECIALS] if has_specials else []
    lines = {episode.pk: Line(episode) for episode in [*episodes, *specials]}
    credits = list(season.credits.filter(episode__in=list(lines)).for_page()[: CREDITS + 1])
    _credited(lines, credits[:CREDITS])
    return Listing(
        lines=[line for line in lines.values() if line.episode.number],
        specials=[line for line in lines.values() if not line.episode.number],
        blocks=[Block(one, one + ON_A_PAGE - 1, one == start) for one in starts]
        if len(starts) > 1
        else [],
        count=have["count"],
        first=have["first"],
        last=have["last"],
        special_count=have["every"] - have["count"],
        is_first=is_first,
        more_credits=len(credits) > CREDITS,
    )


def add_places(listing: Listing, uses: Iterable[Any]) -> None:
    """Give each episode the places that are on record for it alone."""
    lines = {line.episode.pk: line for line in [*listing.lines, *listing.specials]}
    for use in uses:
        if use.episode_id in lines:
            lines[use.episode_id].uses.append(use)


def _credited(lines: dict[int, Line], credits: list[Any]) -> None:
    for credit in credits:
        line = lines[credit.episode_id]
        if credit.character:
            line.cast.append(credit)
        else:
            line.crew.setdefault(credit.job, []).append(credit.person)


def _start(number: int) -> int:
    """The first number of the page that has it."""
    return (number - 1) // ON_A_PAGE * ON_A_PAGE + 1


def _asked(request: HttpRequest, starts: Any) -> int:
    asked = request.GET.get("from")
    if asked is None:
        return starts[0] if starts else 1
    known = {str(start): start for start in starts}
    if asked not in known:
        raise Http404("This season has no such page of episodes.")
    return known[asked]
