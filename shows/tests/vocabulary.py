"""What of schema.org's vocabulary the catalog's pages use, and a check of JSON-LD against it.

Written down from https://schema.org/version/30.0: of each type what it is a kind of, of each
property which types have it and what its value may be. A role may stand in for the value of any
property and has that property itself (https://schema.org/Role).
"""

import re
from typing import Any
from urllib.parse import urlsplit

KIND_OF = {
    "AggregateRating": "Rating",
    "BroadcastService": "Service",
    "CreativeWork": "Thing",
    "CreativeWorkSeason": "CreativeWork",
    "CreativeWorkSeries": "CreativeWork",
    "Episode": "CreativeWork",
    "Event": "Thing",
    "GeoCoordinates": "Thing",
    "ImageObject": "CreativeWork",
    "NewsArticle": "CreativeWork",
    "Organization": "Thing",
    "PerformanceRole": "Role",
    "Person": "Thing",
    "Place": "Thing",
    "PostalAddress": "Thing",
    "PublicationEvent": "Event",
    "Rating": "Thing",
    "Role": "Thing",
    "Service": "Thing",
    "TVEpisode": "Episode",
    "TVSeason": "CreativeWorkSeason",
    "TVSeries": "CreativeWorkSeries",
}

PROPERTIES = {
    "actor": ({"CreativeWorkSeason", "Episode", "TVSeries"}, {"Person"}),
    "address": ({"Organization", "Person", "Place"}, {"PostalAddress", "Text"}),
    "addressCountry": ({"PostalAddress"}, {"Text"}),
    "addressLocality": ({"PostalAddress"}, {"Text"}),
    "aggregateRating": ({"CreativeWork", "Organization", "Place"}, {"AggregateRating"}),
    "alternateName": ({"Thing"}, {"Text"}),
    "author": ({"CreativeWork", "Rating"}, {"Organization", "Person"}),
    "bestRating": ({"Rating"}, {"Number", "Text"}),
    "caption": ({"ImageObject"}, {"Text"}),
    "characterName": ({"PerformanceRole"}, {"Text"}),
    "containsSeason": ({"TVSeries"}, {"CreativeWorkSeason"}),
    "creator": ({"CreativeWork"}, {"Organization", "Person"}),
    "creditText": ({"CreativeWork"}, {"Text"}),
    "datePublished": ({"CreativeWork"}, {"Date", "DateTime"}),
    "description": ({"Thing"}, {"Text"}),
    "director": ({"CreativeWorkSeason", "Episode", "TVSeries"}, {"Person"}),
    "duration": ({"Episode"}, {"Duration"}),
    "episode": ({"CreativeWorkSeason", "TVSeries"}, {"Episode"}),
    "episodeNumber": ({"Episode"}, {"Integer", "Text"}),
    "geo": ({"Place"}, {"GeoCoordinates"}),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "headline": ({"CreativeWork"}, {"Text"}),
    "image": ({"Thing"}, {"ImageObject", "URL"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "latitude": ({"GeoCoordinates", "Place"}, {"Number", "Text"}),
    "locationCreated": ({"CreativeWork"}, {"Place"}),
    "longitude": ({"GeoCoordinates", "Place"}, {"Number", "Text"}),
    "name": ({"Thing"}, {"Text"}),
    "numberOfEpisodes": ({"CreativeWorkSeason", "TVSeries"}, {"Integer"}),
    "numberOfSeasons": ({"TVSeries"}, {"Integer"}),
    "partOfSeries": ({"CreativeWorkSeason", "Episode"}, {"CreativeWorkSeries"}),
    "publication": ({"CreativeWork"}, {"PublicationEvent"}),
    "publishedOn": ({"PublicationEvent"}, {"BroadcastService"}),
    "ratingValue": ({"Rating"}, {"Number", "Text"}),
    "reviewCount": ({"AggregateRating"}, {"Integer"}),
    "sameAs": ({"Thing"}, {"URL"}),
    "seasonNumber": ({"CreativeWorkSeason"}, {"Integer", "Text"}),
    "startDate": ({"CreativeWorkSeason", "CreativeWorkSeries"}, {"Date", "DateTime"}),
    "streetAddress": ({"PostalAddress"}, {"Text"}),
    "subjectOf": ({"Thing"}, {"CreativeWork"}),
    "url": ({"Thing"}, {"URL"}),
    "worstRating": ({"Rating"}, {"Number", "Text"}),
}

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+00:00", re.ASCII)
DURATION = re.compile(r"PT[1-9]\d*M", re.ASCII)


def faults(data: dict[str, Any], inside: str = "", property_name: str = "") -> list[str]:
    """What schema.org would not know, each with where it stands; nothing where all is right."""
    kind = data.get("@type", "")
    where = f"{inside}/{kind or '?'}"
    if kind not in KIND_OF:
        return [f"{where}: no such type"]
    found = []
    for name, value in data.items():
        if name in ("@type", "@context", "@id"):
            continue
        owners, wanted = PROPERTIES.get(name, (set(), set()))
        if name == property_name and "Role" in _kinds(kind):
            owners = {"Role"}
        if not owners & _kinds(kind):
            found.append(f"{where}: has no {name}")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                is_role = "Role" in _kinds(one.get("@type", ""))
                if not is_role and not wanted & _kinds(one.get("@type", "")):
                    found.append(f"{where}.{name}: is no {one.get('@type')}")
                found += faults(one, f"{where}.{name}", name)
            elif not wanted & _plain(one):
                found.append(f"{where}.{name}: {one!r} is none of {sorted(wanted)}")
    return found


def _kinds(kind: str) -> set[str]:
    kinds = set()
    while kind:
        kinds.add(kind)
        kind = KIND_OF.get(kind, "")
    return kinds


def _plain(value: Any) -> set[str]:
    """Which of schema.org's data types a plain value is."""
    if isinstance(value, bool) or value in (None, ""):
        return set()
    if isinstance(value, int):
        return {"Integer", "Number"}
    if isinstance(value, float):
        return {"Number"}
    if urlsplit(value).scheme in ("http", "https") and urlsplit(value).netloc:
        return {"URL"}
    kinds = {"Text"}
    kinds |= {"Date"} if DATE.fullmatch(value) else set()
    kinds |= {"DateTime"} if MOMENT.fullmatch(value) else set()
    return kinds | ({"Duration"} if DURATION.fullmatch(value) else set())
