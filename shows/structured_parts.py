"""People, characters, places, scores and stories as parts of what a page tells machines, in
schema.org's words. What is not known is left out; nothing is made up to fill a property."""

from collections.abc import Iterable
from typing import Any

from geekfeed.lib.addresses import absolute, address_of
from geekfeed.lib.jsonld import filled, named
from images import renditions
from shows.external_links import links
from shows.production import Premiere
from shows.whereabouts import Whereabouts

# Jobs, as the desk writes them, that schema.org has a word for.
CREATOR, DIRECTOR, WRITER = "creator", "director", "writer"


def person(record: Any, external_ids: Iterable[Any] = ()) -> dict[str, Any]:
    """The own page of a person, or of a character: to schema.org somebody invented is a Person,
    too. Of `record`, its portrait must be loaded."""
    return {"@context": "https://schema.org", "@id": address_of(record)} | _profile(
        record, external_ids
    )


def place(record: Any) -> dict[str, Any]:
    """A filming location as part of another page: without its coordinates, which its own page tells
    only as exactly as it should."""
    street = filled(
        {
            "@type": "PostalAddress",
            "streetAddress": record.address,
            "addressLocality": record.city,
            "addressCountry": record.country,
        }
    )
    return filled(
        named("Place", record)
        | {
            "description": record.description,
            "address": street if len(street) > 1 else None,
        }
    )


def place_page(record: Any, where: Whereabouts | None) -> dict[str, Any]:
    """A filming location's own page, with where it is as readers are told. Of `record`, its picture
    must be loaded."""
    point = where and {
        "@type": "GeoCoordinates",
        "latitude": float(where.latitude),
        "longitude": float(where.longitude),
    }
    return {"@context": "https://schema.org", "@id": address_of(record)} | filled(
        place(record)
        | {"alternateName": record.names[1:], "image": image(record.picture), "geo": point}
    )


def image(picture: Any) -> dict[str, Any] | None:
    """A picture at its largest, with whose it is."""
    if picture is None:
        return None
    largest = renditions.url(picture, "whole", picture.width, "jpg")
    return filled(
        {
            "@type": "ImageObject",
            "url": absolute(largest),
            "caption": picture.alt,
            "creditText": picture.credit,
        }
    )


def roles(cast: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who plays whom (grouping.by_role): a role that was recast is one for each of its players."""
    return [
        performance(line["credit"].person, role["character"])
        for role in cast
        for line in role["players"]
    ]


def performance(player: Any, character: Any) -> dict[str, Any]:
    return {
        "@type": "PerformanceRole",
        "actor": named("Person", player),
        "characterName": character.name,
    }


def with_job(crew: Iterable[dict[str, Any]], job: str) -> list[dict[str, Any]]:
    """Those of a crew (grouping.crew) who have that job."""
    return [
        named("Person", line["credit"].person)
        for line in crew
        if line["credit"].job.casefold() == job
    ]


def ratings(scores: Iterable[Any]) -> list[dict[str, Any]]:
    """Critic scores as ratings. One without the number of its reviews is none to schema.org."""
    return [
        {
            "@type": "AggregateRating",
            "ratingValue": score.value,
            "bestRating": 100,
            "worstRating": 0,
            "reviewCount": score.reviews,
            "author": {"@type": "Organization", "name": score.service},
        }
        for score in scores
        if score.reviews
    ]


def stories(cards: Iterable[Any]) -> list[dict[str, Any]]:
    """Live stories, as a page lists them."""
    return [
        {
            "@type": "NewsArticle",
            "headline": card.shown_headline,
            "url": address_of(card),
            "datePublished": card.live_at.isoformat(),
        }
        for card in cards
    ]


def begins(premiere: Premiere | None) -> str:
    """As exactly as it is known, and only where it is sure: "2018", "2018-03", "2018-03-08"."""
    return premiere.date.isoformat() if premiere and premiere.is_settled else ""


def _profile(record: Any, external_ids: Iterable[Any]) -> dict[str, Any]:
    return filled(
        named("Person", record)
        | {
            "alternateName": record.names[1:],
            "description": record.description,
            "image": image(record.portrait),
            "sameAs": [link.url for link in links(external_ids)],
        }
    )
