"""A show, its seasons and their episodes as machines read them: schema.org's TVSeries, TVSeason and
TVEpisode, and the CreativeWorkSeries that a franchise is; as JSON-LD, made of what their pages have
in hand. Nothing here asks the database.

A score is of a season, so a show has none. The network is told as where the show is published:
schema.org knows no other word for who carries it, and we do not know who paid for it.
"""

from collections.abc import Iterable
from typing import Any

from geekfeed.lib.addresses import absolute, address_of
from geekfeed.lib.jsonld import filled, named
from shows import episodes
from shows.external_links import links
from shows.models import Season, Show
from shows.production import Premiere
from shows.structured_parts import (
    CREATOR,
    DIRECTOR,
    WRITER,
    begins,
    image,
    performance,
    place,
    ratings,
    roles,
    stories,
    with_job,
)


def tv_series(page: dict[str, Any]) -> dict[str, Any]:
    """What a show's own page says (views/shows.py)."""
    show: Show = page["show"]
    names = [show.full_name, *show.names[1:]]
    orders = [line["season"].episode_order for line in page["seasons"]]
    return filled(
        {"@context": "https://schema.org", "@id": address_of(show)}
        | named("TVSeries", show)
        | {
            "alternateName": [name for name in dict.fromkeys(names) if name and name != show.name],
            "description": show.summary or show.tagline,
            "image": image(show.poster or show.backdrop),
            "startDate": begins(page["premiere"]),
            "numberOfSeasons": len(orders) or None,
            "numberOfEpisodes": sum(orders) if orders and all(orders) else None,
            "isPartOf": show.franchise and named("CreativeWorkSeries", show.franchise),
            "publication": _publication(show),
            "creator": with_job(page["crew"], CREATOR),
            "actor": roles(page["cast"]),
            "containsSeason": [
                season_of(line["season"], line["premiere"], line["scores"])
                for line in page["seasons"]
            ],
            "subjectOf": stories(row.card for row in page["latest"]),
            "sameAs": [show.homepage] * bool(show.homepage) + _elsewhere(page["external_ids"]),
        }
    )


def tv_season(page: dict[str, Any]) -> dict[str, Any]:
    """What a season's own page says (views/seasons.py)."""
    season: Season = page["season"]
    listing: episodes.Listing = page["listing"]
    return filled(
        {"@context": "https://schema.org", "@id": address_of(season)}
        | season_of(season, page["premiere"], page["scores"])
        | {
            "partOfSeries": named("TVSeries", season.show),
            "description": season.summary,
            "image": image(season.poster or season.show.poster),
            "actor": roles(page["cast"]),
            "director": with_job(page["crew"], DIRECTOR),
            "episode": [tv_episode(line) for line in [*listing.lines, *listing.specials]],
            "locationCreated": [
                place(one["location"]) for one in page["locations"] if not one["claimed"]
            ],
            "subjectOf": stories(row.card for row in page["latest"]),
            "sameAs": _elsewhere(page["external_ids"]),
        }
    )


def season_of(season: Season, premiere: Premiere | None, scores: Iterable[Any]) -> dict[str, Any]:
    """A season as part of its show."""
    return filled(
        {
            "@type": "TVSeason",
            "name": str(season),
            "url": address_of(season),
            "seasonNumber": season.number,
            "numberOfEpisodes": season.episode_order,
            "startDate": begins(premiere),
            "aggregateRating": ratings(scores),
        }
    )


def tv_episode(line: episodes.Line) -> dict[str, Any]:
    """An episode of a season's page, with who made it. A special has no number."""
    episode = line.episode
    crew = {job.casefold(): people for job, people in line.crew.items()}
    return filled(
        {
            "@type": "TVEpisode",
            "name": episode.title,
            "url": absolute(episodes.address(episode)),
            "episodeNumber": episode.number,
            "datePublished": episode.aired_on and episode.aired_on.isoformat(),
            "duration": f"PT{episode.runtime}M" if episode.runtime else "",
            "description": episode.summary,
            "image": image(episode.still),
            "director": [named("Person", one) for one in crew.get(DIRECTOR, [])],
            "author": [named("Person", one) for one in crew.get(WRITER, [])],
            "actor": [performance(credit.person, credit.character) for credit in line.cast],
        }
    )


def franchise(page: dict[str, Any]) -> dict[str, Any]:
    """What a franchise's own page says (views/owners.py): of its shows, those of this page."""
    record = page["franchise"]
    return filled(
        {"@context": "https://schema.org", "@id": address_of(record)}
        | named("CreativeWorkSeries", record)
        | {
            "alternateName": record.names[1:],
            "description": record.description,
            "hasPart": [named("TVSeries", show) for show in page["page"]],
            "subjectOf": stories(row.card for row in page["latest"]),
        }
    )


def _publication(show: Show) -> dict[str, Any] | None:
    if show.network is None:
        return None
    service = named("BroadcastService", show.network)
    return {"@type": "PublicationEvent", "publishedOn": service}


def _elsewhere(external_ids: Iterable[Any]) -> list[str]:
    return [link.url for link in links(external_ids)]
