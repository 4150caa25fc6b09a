"""Invented shows in the form in which TVmaze tells of them."""

import copy
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "tvmaze"
LANTERN = FOLDER / "lantern-street.json"
TIDE = FOLDER / "the-tide-office.json"


def lantern() -> dict[str, Any]:
    """A show that came out at once: two seasons, a special, a season to come."""
    return json.loads(LANTERN.read_bytes())


def tide() -> dict[str, Any]:
    """A show of which much is odd."""
    return json.loads(TIDE.read_bytes())


def part(told: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    """The season, episode or credit with that place in its list."""
    return told["_embedded"][name][number]


def long_show(episodes: int, people: int = 0) -> dict[str, Any]:
    """As many as one asks for, in seasons of twenty, every week."""
    told = lantern()
    embedded = told["_embedded"]
    season, episode = embedded["seasons"][0], embedded["episodes"][0]
    embedded["seasons"] = [
        copy.deepcopy(season) | {"id": 10_000 + n, "number": n + 1}
        for n in range((episodes + 19) // 20)
    ]
    embedded["episodes"] = [
        copy.deepcopy(episode)
        | {
            "id": 20_000 + n,
            "season": n // 20 + 1,
            "number": n % 20 + 1,
            "name": f"Chapter {n}",
            "airdate": (date(2001, 1, 1) + timedelta(weeks=n)).isoformat(),
        }
        for n in range(episodes)
    ]
    embedded["cast"] = [
        {
            "person": {"id": 30_000 + n, "name": f"Actor {n}"},
            "character": {"id": 40_000 + n, "name": f"Role {n}"},
        }
        for n in range(people)
    ]
    return told
