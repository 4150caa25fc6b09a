"""Credits and places as pages list them: one line each, with all that it is for."""

from collections.abc import Mapping
from typing import Any

from shows.models import Location


def grouped(credits: list[Any]) -> list[dict[str, Any]]:
    """One line for a person and a part, with the seasons that it is for, and the number of
    episodes where single ones are named. What is for more than an episode comes first. Whoever is
    credited for the whole show is in all seasons, and none is named."""
    lines: dict[Any, dict[str, Any]] = {}
    for credit in sorted(credits, key=lambda credit: credit.episode_id is not None):
        line = lines.setdefault(
            (credit.person_id, credit.character_id, credit.job),
            {"credit": credit, "seasons": [], "episodes": 0, "whole": False},
        )
        line["whole"] |= credit.season_id is None
        if credit.season and credit.season.number not in line["seasons"]:
            line["seasons"].append(credit.season.number)
        line["episodes"] += credit.episode_id is not None
    for line in lines.values():
        line["seasons"] = [] if line.pop("whole") else sorted(line["seasons"])
    return list(lines.values())


def by_role(credits: list[Any]) -> list[dict[str, Any]]:
    """The cast, a line for each character in the order in which they are billed. A role that was
    recast has several `players`, those of the earlier seasons first."""
    roles: dict[Any, dict[str, Any]] = {}
    for line in grouped([credit for credit in credits if credit.character_id]):
        character = line["credit"].character
        role = roles.setdefault(character.pk, {"character": character, "players": []})
        role["players"].append(line)
    for role in roles.values():
        role["players"].sort(key=lambda line: line["seasons"][:1])
    return list(roles.values())


def crew(credits: list[Any]) -> list[dict[str, Any]]:
    """Who makes it, a line for each person and job in the order in which they are billed."""
    return grouped([credit for credit in credits if not credit.character_id])


def by_show(credits: Any, years: Mapping[int, Mapping[int, int]]) -> list[dict[str, Any]]:
    """Credits of a person or of a character, show by show, the newest first. `first` and `last` are
    the years of the seasons that they are for, as far as these are known.

    `years`: show's number in the database → season's number → year (shows/querysets.py).
    """
    shows: dict[int, dict[str, Any]] = {}
    for credit in credits:
        group = shows.setdefault(credit.show_id, {"show": credit.show, "credits": []})
        group["credits"].append(credit)
    for group in shows.values():
        group["lines"] = grouped(group.pop("credits"))
        known = years.get(group["show"].pk, {})
        for_all = any(not line["seasons"] for line in group["lines"])
        named = {number for line in group["lines"] for number in line["seasons"]}
        found = [year for number, year in known.items() if for_all or number in named]
        group["first"], group["last"] = min(found, default=None), max(found, default=None)
    by_name = sorted(shows.values(), key=lambda group: group["show"].name)
    return sorted(by_name, key=lambda group: group["last"] or 0, reverse=True)


def by_location(uses: Any, claims: list[Any]) -> list[dict[str, Any]]:
    """Each place once, with the seasons filmed there, the episodes where single ones are named, and
    what it stood in for. A season that only a claim puts there is `claimed`, with its standing.

    `claims` say where a season films, the surest first."""
    places: dict[int, dict[str, Any]] = {}
    for use in uses:
        place = _place(places, use.location)
        if use.season.number not in place["seasons"]:
            place["seasons"].append(use.season.number)
        if use.stands_in_for and use.stands_in_for not in place["stands_in_for"]:
            place["stands_in_for"].append(use.stands_in_for)
        if use.episode:
            place["episodes"].append(use.episode)
    for claim in claims:
        place, number = _place(places, claim.location), claim.season.number
        if number not in place["seasons"]:
            place["seasons"].append(number)
            place["claimed"].append({"season": number, "standing": claim.sure})
    for place in places.values():
        place["seasons"].sort()
    return sorted(places.values(), key=lambda place: place["location"].name)


def _place(places: dict[int, dict[str, Any]], location: Location) -> dict[str, Any]:
    empty = {
        "location": location,
        "seasons": [],
        "episodes": [],
        "stands_in_for": [],
        "claimed": [],
    }
    return places.setdefault(location.pk, empty)
