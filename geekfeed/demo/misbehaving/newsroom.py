"""Sections, sources, authors, topics and shows that misbehave, as the demo's loaders take them."""

from typing import Any

from django.utils.text import slugify

from geekfeed.demo.misbehaving.names import (
    AUTHORS,
    LONG_PERSON,
    LONG_PLACE,
    LONG_SHOW,
    LONG_SOURCE,
    LONG_WORD,
    TOPICS,
)

SHOW = "untitled-street-level-project"
EMPTY_SECTION = "podcasts"
ONE_CLAIM = "a-voice-from-the-third-row"
LONG_NAMED_SOURCE = "evening-gazette"
NO_SOURCE = "nobody-has-asked-yet"
LAST_TOPIC = "one-word"
PLACE = "the-loading-dock"
PORTRAIT = "misbehaving-portrait"


def newsroom() -> dict[str, Any]:
    return {
        "sections": [
            {
                "name": "Podcasts",
                "slug": EMPTY_SECTION,
                "description": "Announced, and nothing has been published in it yet.",
                "position": 9,
            }
        ],
        "topics": [
            {"name": name, "slug": slugify(name)[:80] if name != LONG_WORD else LAST_TOPIC}
            for name in TOPICS
        ],
        "networks": [],
        "franchises": [],
        "sources": [
            {
                "name": "A Voice From the Third Row",
                "slug": ONE_CLAIM,
                "kind": "person",
                "description": "Invented. Has said one thing, once.",
            },
            {
                "name": LONG_SOURCE,
                "slug": LONG_NAMED_SOURCE,
                "kind": "publication",
                "homepage": "https://a-very-long-address-for-a-very-long-name.gazette.example/",
                "domains": ["a-very-long-address-for-a-very-long-name.gazette.example"],
                "aliases": ["The Gazette"],
                "description": "Invented. Its name does not fit on its own masthead either.",
            },
            {"name": "Nobody Has Asked Yet", "slug": NO_SOURCE, "kind": "person"},
        ],
        "authors": [
            {"name": name, "slug": slugify(name), "role": role[:80]} for name, role in AUTHORS
        ],
    }


def shows() -> list[dict[str, Any]]:
    """A show of a long name without seasons, and without a poster or a tagline."""
    return [
        {
            "name": LONG_SHOW,
            "slug": SHOW,
            "status": "rumoured",
            "accent": "#8a8a00",
            "network": "netflix",
            "franchise": "marvel-netflix",
            "seasons": [],
            "cast": [{"person": LONG_PERSON, "character": LONG_WORD}],
            "locations": [
                {
                    "name": LONG_PLACE,
                    "slug": PLACE,
                    "city": "New York",
                    "country": "US",
                    "description": "Invented, like everything that was filmed there.",
                }
            ],
        }
    ]
