"""What a story's own page is made of, beside the story itself."""

from typing import Any

from django.db.models import Prefetch
from django.utils.text import Truncator

from articles import embeds, linking, typesetting
from articles.models import Article, Citation, Claim, Outcome, Via
from articles.onward import onward
from articles.shared_picture import shared_picture
from articles.social_card.keeping import card_of
from geekfeed.lib.composed import Composed, Related
from geekfeed.lib.html import plain_text
from images import in_text
from shows import ledger
from shows.ledger import RANK, Standing

AUTHOR_BOXES = 3
WORDS_IN_DESCRIPTION = 30

STORY = Composed(lambda slug: Article.objects.live().for_page().filter(slug=slug)[:1])
OUTCOMES = Composed(
    lambda claims, article: (
        Outcome.objects.live()
        .filter(claim__in=claims)
        .exclude(by__article=article)
        .with_settler()
        .prefetch_related(None)
    )
)
HOPS = Related(Citation, Prefetch("hops", Via.objects.select_related("source")))


def context(article: Article) -> dict[str, Any]:
    """Everything that articles/article.html says of a story from `for_page()`."""
    bylines = list(article.bylines.all())
    coverage = list(article.coverage.all())
    citations = list(article.citations.all())
    claims = list(article.claims.all())
    join(claims, citations)
    since = what_became_of(article, claims)
    settlers = [outcome.by.citation for outcome in since if outcome.by.citation]
    HOPS.read([*citations, *settlers])
    lead_show = coverage[0].show if coverage else None
    return {
        "article": article,
        "body": typesetting.set_in_type(in_text.responsive(linking.body_of(article))),
        "bylines": bylines,
        "author_boxes": bylines[:AUTHOR_BOXES],
        "coverage": coverage,
        "lead_show": lead_show,
        "also_about": coverage[1:],
        "current_show_slug": lead_show.slug if lead_show else "",
        "current_section_slug": article.section.slug if article.section else "",
        "citations": citations,
        "claims": claims,
        "lead_claim": claims[0] if claims else None,
        "since": since,
        "facts": ledger.stand(claims),
        "topics": [link.tag for link in article.topic_links.all()],
        "corrections": list(article.corrections.all()),
        **onward(article, {outcome.by.article_id for outcome in since})._asdict(),
        "is_spoiler": article.is_covered,  # to nobody in particular; the view knows its reader
        "description": description(article),
        "shared_picture": shared_picture(article.shown_image),
        "card": card_of(article, bylines, lead_show),
        "embeds": embeds.asked_for(article.body),
    }


def description(article: Article) -> str:
    """What the page says of itself elsewhere. Of a spoiler nothing that is in its text."""
    if article.is_covered:
        return article.safe_standfirst or article.shown_headline
    return article.standfirst or Truncator(plain_text(article.body)).words(WORDS_IN_DESCRIPTION)


def join(claims: list[Claim], citations: list[Citation]) -> None:
    """Give the claims their citations, which are in hand already, and each citation the firmest
    standing of what rests on it (`citation.firmest`, None if nothing does)."""
    by_pk = {citation.pk: citation for citation in citations}
    for citation in citations:
        citation.firmest = None
    for claim in claims:
        citation = by_pk.get(claim.citation_id)
        if citation is None:
            continue
        claim.citation = citation
        standings = [standing for standing in (citation.firmest, claim.sure) if standing]
        citation.firmest = max(standings, key=_firmness)


def what_became_of(article: Article, claims: list[Claim]) -> list[Outcome]:
    """What other stories have made of the claims of this one, in the order of its claims. Each of
    these gets it, too: `claim.settled`."""
    if not claims:
        return []
    by_pk = {claim.pk: claim for claim in claims}
    outcomes = {outcome.claim_id: outcome for outcome in OUTCOMES(list(by_pk), article.pk)}
    for outcome in outcomes.values():
        outcome.claim = by_pk[outcome.claim_id]
        outcome.claim.settled = outcome
    return [outcomes[number] for number in by_pk if number in outcomes]


def _firmness(standing: Standing) -> int:
    return RANK.get(standing, 0)
