"""A story as machines read it: schema.org's NewsArticle, as JSON-LD.

What it rests on is told as schema.org tells where a work comes from. Each citation is the report
that reached us, a WebPage where its address is known; its `publisher` is who published that
report, and where that one had it from somebody else, `isBasedOn` is theirs, hop by hop down to the
origin, whose report is based on nothing that we know of. So "On Location Vacations via MCUExchange"
is a page published by MCUExchange that is based on a work published by On Location Vacations, and
the last `isBasedOn` names the origin. (A list would not do: to JSON-LD, lists have no order.)
`creditText` has the chain in words, the origin first.

A retraction, a correction and a clarification are a `correction`. An update corrects nothing; like
all of them it moves `dateModified`.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Citation, Claim, Correction
from sources.models import Source

# What could end the script or a line of it, written so that only a reader of JSON sees it.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

# Records of the catalog as schema.org calls them. A character is a Person there, too.
TYPES = {
    "show": "TVSeries",
    "person": "Person",
    "character": "Person",
    "location": "Place",
}


def script(data: dict[str, Any]) -> SafeString:
    """The data as an element for a page's head. Nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    safe = mark_safe(text)  # noqa: S308  # no sign is left that HTML would read
    return format_html('<script type="application/ld+json">{}</script>', safe)


def news_article(page: dict[str, Any]) -> dict[str, Any]:
    """What a story's own page says (story_page.context), in schema.org's words. Asks the database
    nothing."""
    article, picture = page["article"], page["shared_picture"]
    address = _absolute(article)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": article.headline,
            "description": page["description"],
            "datePublished": article.live_at.isoformat(),
            "dateModified": (
                article.edited_at if article.was_edited else article.live_at
            ).isoformat(),
            "articleSection": article.section.name if article.section else "",
            "author": [_named("Person", byline.author) for byline in page["bylines"]],
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": settings.SITE_NAME,
                "url": settings.SITE_URL + "/",
            },
            "image": picture
            and {
                "@type": "ImageObject",
                "url": picture.url,
                "width": picture.width,
                "height": picture.height,
                "caption": picture.alt,
            },
            "about": about(page["coverage"], page["claims"]),
            "citation": [citation(one) for one in page["citations"]],
            "correction": [correction(one) for one in page["corrections"] if one.kind != "update"],
        }
    )


def about(coverage: Iterable[Any], claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """The shows and seasons that the story is about, then the other records that it claims
    something of, each once."""
    found: dict[str, dict[str, Any]] = {}

    def add(record: Any, kind: str) -> None:
        if record is not None:
            found.setdefault(_absolute(record), _named(TYPES[kind], record))

    def add_season(season: Any) -> None:
        if season is not None:
            found.setdefault(
                _absolute(season),
                {
                    "@type": "TVSeason",
                    "name": str(season),
                    "url": _absolute(season),
                    "seasonNumber": season.number,
                    "partOfSeries": _named(TYPES["show"], season.show),
                },
            )

    for row in coverage:
        add(row.show, "show")
        add_season(row.season)
    for claim in claims:
        add(claim.show, "show")
        add_season(claim.season)
        for kind in ("person", "character", "location"):
            add(getattr(claim, kind), kind)
    return list(found.values())


def citation(cited: Citation) -> dict[str, Any]:
    """The chain, from the report that reached us down to the origin."""
    report: dict[str, Any] = {}
    for source in cited.chain:
        report = _filled(
            {"@type": "CreativeWork", "publisher": _publisher(source), "isBasedOn": report}
        )
    read = {"@type": "WebPage", "url": cited.url} if cited.url else {}
    return report | read | {"creditText": chain_in_words(cited.chain)}


def correction(notice: Correction) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "name": str(notice.get_kind_display()),
        "text": notice.text,
        "datePublished": notice.at.isoformat(),
    }


def chain_in_words(chain: Sequence[Source]) -> str:
    """ "On Location Vacations via MCUExchange"."""
    return f" {_('via')} ".join(source.name for source in chain)


def _publisher(source: Source) -> dict[str, Any]:
    is_person = source.kind == Source.Kind.PERSON
    named = _named("Person" if is_person else "Organization", source)
    return named | ({"sameAs": source.homepage} if source.homepage else {})


def _named(kind: str, record: Any) -> dict[str, Any]:
    return {"@type": kind, "name": record.name, "url": _absolute(record)}


def _absolute(record: Any) -> str:
    return urljoin(settings.SITE_URL, record.get_absolute_url())


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in data.items() if value}
