"""A story as plain values: what the checks and the look for doubles work on."""

from dataclasses import dataclass, field
from typing import Self

from articles.models import Article, Byline, Citation, Claim, Coverage, Section
from images.models import Image


@dataclass
class Piece:
    """One story, whether its parts are rows of the database or have just been typed.

    Nothing here asks the database. Rows need not be saved, but what they point at is loaded:
    `byline.author`, `coverage.show`, `citation.tag`, and `citation.vias`, the sources of its chain
    after the origin. `claims` come with the citation that each rests on.
    """

    article: Article
    headline: str = ""
    slug: str = ""
    standfirst: str = ""
    body: str = ""  # HTML
    section: Section | None = None
    lead_image: Image | None = None
    safe_headline: str = ""
    safe_standfirst: str = ""
    safe_image: Image | None = None
    has_horizon: bool = False
    bylines: list[Byline] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    claims: list[tuple[Claim, Citation | None]] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article) -> Self:
        """The story as its rows have it, in a number of queries that does not grow."""
        citations = list(article.citations.with_chain())
        for citation in citations:
            citation.vias = [hop.source for hop in citation.hops.all()]
        by_number = {citation.pk: citation for citation in citations}
        return cls(
            article=article,
            headline=article.headline,
            slug=article.slug or "",
            standfirst=article.standfirst,
            body=article.body,
            section=article.section,
            lead_image=article.lead_image,
            safe_headline=article.safe_headline,
            safe_standfirst=article.safe_standfirst,
            safe_image=article.safe_image,
            has_horizon=article.has_horizon,
            bylines=list(article.bylines.select_related("author")),
            coverage=list(article.coverage.select_related("show", "season__show")),
            topics=[link.tag.name for link in article.topic_links.select_related("tag")],
            citations=citations,
            claims=[
                (claim, by_number.get(claim.citation_id)) for claim in article.claims.with_records()
            ],
        )
