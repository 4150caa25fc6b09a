"""Where other databases have the records that they share a number with: nothing else knows their
addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from shows.models import ExternalId, Show
from shows.models.external import RECORDS

TVMAZE_LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"

Service = ExternalId.Service
NUMBER = re.compile(r"[1-9][0-9]{0,11}", re.ASCII)
ENTITY = re.compile(r"Q[1-9][0-9]{0,11}", re.ASCII)

# What a service calls the records of a kind that it numbers, and what its numbers look like. What
# is missing has no page there that the number alone leads to.
PAGES = {
    (Service.IMDB, "show"): (re.compile(r"tt[0-9]{7,10}"), "https://www.imdb.com/title/{}/"),
    (Service.IMDB, "episode"): (re.compile(r"tt[0-9]{7,10}"), "https://www.imdb.com/title/{}/"),
    (Service.IMDB, "person"): (re.compile(r"nm[0-9]{7,10}"), "https://www.imdb.com/name/{}/"),
    (Service.TVMAZE, "show"): (NUMBER, "https://www.tvmaze.com/shows/{}"),
    (Service.TVMAZE, "season"): (NUMBER, "https://www.tvmaze.com/seasons/{}"),
    (Service.TVMAZE, "episode"): (NUMBER, "https://www.tvmaze.com/episodes/{}"),
    (Service.TVMAZE, "person"): (NUMBER, "https://www.tvmaze.com/people/{}"),
    (Service.TVMAZE, "character"): (NUMBER, "https://www.tvmaze.com/characters/{}"),
    (Service.TVMAZE, "network"): (NUMBER, "https://www.tvmaze.com/networks/{}"),
    (Service.TMDB, "show"): (NUMBER, "https://www.themoviedb.org/tv/{}"),
    (Service.TMDB, "person"): (NUMBER, "https://www.themoviedb.org/person/{}"),
    (Service.TMDB, "network"): (NUMBER, "https://www.themoviedb.org/network/{}"),
    (Service.THETVDB, "show"): (NUMBER, "https://thetvdb.com/dereferrer/series/{}"),
    (Service.THETVDB, "season"): (NUMBER, "https://thetvdb.com/dereferrer/season/{}"),
    (Service.THETVDB, "episode"): (NUMBER, "https://thetvdb.com/dereferrer/episode/{}"),
    (Service.THETVDB, "person"): (NUMBER, "https://thetvdb.com/dereferrer/people/{}"),
} | {(Service.WIKIDATA, kind): (ENTITY, "https://www.wikidata.org/wiki/{}") for kind in RECORDS}


@dataclass(frozen=True)
class Link:
    """A record's page elsewhere, under the service's name."""

    label: str
    url: str


def address(service: str, kind: str, value: str) -> str | None:
    """The page about a "show", "season", …; None where there is none, or the number is no such
    number."""
    pattern, page = PAGES.get((service, kind), (None, ""))
    return page.format(value) if pattern and pattern.fullmatch(value) else None


def links(external_ids: Iterable[Any]) -> list[Link]:
    """The pages of a record elsewhere, in the order of the services here."""
    order = Service.values
    found = sorted(external_ids, key=lambda one: order.index(one.service))
    return [Link(str(one.get_service_display()), url) for one in found if (url := _address(one))]


def official(show: Show) -> Link | None:
    """The show's own page, under its host."""
    host = urlsplit(show.homepage).hostname if show.homepage else None
    return Link(host.removeprefix("www."), show.homepage) if host else None


def tvmaze_credit(external_ids: Iterable[Any]) -> dict[str, str | None] | None:
    """Whom to credit where a record was read from TVmaze: its page there, and the licence."""
    for one in external_ids:
        if one.service == Service.TVMAZE and one.read_at:
            return {"record": _address(one), "licence": TVMAZE_LICENCE}
    return None


def _address(external_id: Any) -> str | None:
    kind = next((kind for kind in RECORDS if getattr(external_id, f"{kind}_id")), "")
    return address(external_id.service, kind, external_id.value)
