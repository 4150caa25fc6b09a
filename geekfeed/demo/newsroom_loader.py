"""Sections, owners of shows, sources, authors and topics of the demo."""

from typing import Any

from articles.models import Section, Topic
from authors.models import Author, AuthorLink
from images.models import Image
from shows.models import Franchise, Network
from sources.models import Domain, Source


def load_newsroom(facts: dict[str, Any], pictures: dict[str, Image]) -> None:
    Section.objects.bulk_create(Section(**section) for section in facts["sections"])
    Topic.objects.bulk_create(Topic(**topic) for topic in facts["topics"])
    Network.objects.bulk_create(Network(**network) for network in facts["networks"])
    Franchise.objects.bulk_create(
        Franchise(**{name: franchise[name] for name in ("name", "slug", "description")})
        for franchise in facts["franchises"]
    )
    for source in facts["sources"]:
        domains, aliases = source.pop("domains", []), source.pop("aliases", [])
        made = Source.objects.create(**source, aliases="\n".join(aliases))
        Domain.objects.bulk_create(Domain(source=made, name=name) for name in domains)
    for author in facts["authors"]:
        links, portrait = author.pop("links", []), author.pop("portrait", None)
        made = Author.objects.create(**author, portrait=pictures.get(portrait))
        AuthorLink.objects.bulk_create(
            AuthorLink(author=made, position=position, **link)
            for position, link in enumerate(links)
        )
