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

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Citation, Claim, Correction
from geekfeed.lib.addresses import absolute, address_of
from geekfeed.lib.jsonld import filled, named, trail
from sources.models import Source

LOGO = 180  # pixels, as wide as high
# Records of the catalog as schema.org calls them. A character is a Person there, too.
TYPES = {
    "show": "TVSeries",
    "person": "Person",
    "character": "Person",
    "location": "Place",
}


def news_article(page: dict[str, Any]) -> dict[str, Any]:
    """What a story's own page says (story_page.context), in schema.org's words. Asks the database
    nothing."""
    article, picture = page["article"], page["shared_picture"]
    address = address_of(article)
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": article.shown_headline,
            "description": page["description"],
            "datePublished": article.live_at.isoformat(),
            "dateModified": (
                article.edited_at if article.was_edited else article.live_at
            ).isoformat(),
            "articleSection": article.section.name if article.section else "",
            "author": [named("Person", byline.author) for byline in page["bylines"]],
            "publisher": publisher(),
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
            # A story of another site, told here with its leave.
            "isBasedOn": article.canonical_url,
            "correction": [correction(one) for one in page["corrections"] if one.kind != "update"],
        }
    )


def publisher() -> dict[str, Any]:
    """The house itself, as it is named wherever something is its own."""
    home = absolute("/")
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#publisher",
        "name": settings.SITE_NAME,
        "url": home,
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static("img/apple-touch-icon.png")),
            "width": LOGO,
            "height": LOGO,
        },
    }


def site() -> dict[str, Any]:
    """The front page: whose site it is, and how to search it."""
    home = absolute("/")
    found = absolute(reverse("search"))
    return {
        "@context": "https://schema.org",
        "@graph": [
            publisher() | {"correctionsPolicy": absolute(reverse("corrections"))},
            {
                "@type": "WebSite",
                "@id": f"{home}#site",
                "name": settings.SITE_NAME,
                "url": home,
                "publisher": {"@id": f"{home}#publisher"},
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {
                        "@type": "EntryPoint",
                        "urlTemplate": f"{found}?q={{search_term_string}}",
                    },
                    "query-input": "required name=search_term_string",
                },
            },
        ],
    }


def breadcrumbs(article: Article) -> dict[str, Any]:
    """The way to a story from the front page, through its section."""
    steps = [(settings.SITE_NAME, absolute("/"))]
    if article.section:
        steps.append((article.section.name, address_of(article.section)))
    steps.append((article.shown_headline, address_of(article)))
    return trail(steps)


def about(coverage: Iterable[Any], claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """The shows and seasons that the story is about, then the other records that it claims
    something of, each once."""
    found: dict[str, dict[str, Any]] = {}

    def add(record: Any, kind: str) -> None:
        if record is not None:
            found.setdefault(address_of(record), named(TYPES[kind], record))

    def add_season(season: Any) -> None:
        if season is not None:
            found.setdefault(
                address_of(season),
                {
                    "@type": "TVSeason",
                    "name": str(season),
                    "url": address_of(season),
                    "seasonNumber": season.number,
                    "partOfSeries": named(TYPES["show"], season.show),
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
        report = filled(
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
    publisher = named("Person" if is_person else "Organization", source)
    return publisher | ({"sameAs": source.homepage} if source.homepage else {})
