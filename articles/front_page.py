"""What the front page is made of: leads, what is filming, the ledger, the latest by show."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Claim, Coverage, FrontPageSlot
from articles.querysets import NEWEST_FIRST
from shows import ledger
from shows.ledger import Fact, Kind, Standing
from shows.models import Show

LEADS = 6
CLAIMS_READ = 120  # the newest ones: enough for four short columns, whatever the archive holds
IN_COLUMN = 3
ON_CALLSHEET = 4
BUSY = (4, 11)  # a spine's height, least and most


def leads() -> list[Article]:
    """The stories that editors put in front, in their order; without any, the newest.

    One query of two index walks, so that a front page nobody has arranged costs no more.
    """
    newest = Article.objects.live().newest_first().values("pk")[: LEADS - 1]
    chosen = FrontPageSlot.objects.values("article")
    found = list(
        Article.objects.filter(Q(pk__in=chosen) | Q(pk__in=newest))
        .live()
        .for_cards()
        .annotate(place=F("front_page_slot__position"))
        .order_by(F("place").asc(nulls_last=True), *NEWEST_FIRST)
    )
    return [story for story in found if story.place][:LEADS] or found[: LEADS - 1]


def claim_of(article: Article) -> Claim | None:
    """The first claim of a story, with its sources."""
    return article.claims.with_subjects().order_by("position", "pk").first()


def ledger_columns() -> dict[str, Any]:
    """The newest facts by how sure they are, and the seasons in front of a camera."""
    claims = Claim.objects.live().with_subjects().with_story().newest_first()[:CLAIMS_READ]
    facts = sorted(ledger.stand(claims), key=lambda fact: fact.since, reverse=True)
    facts = [fact for fact in facts if fact.claim.show]
    columns = [
        {"standing": standing, "facts": [fact for fact in facts if fact.standing == standing]}
        for standing in Standing
    ]
    return {
        "ledger": [
            column | {"count": len(column["facts"]), "facts": column["facts"][:IN_COLUMN]}
            for column in columns
        ]
        if facts
        else [],
        "filming": filming(facts)[:ON_CALLSHEET],
    }


def filming(facts: list[Fact]) -> list[dict[str, Any]]:
    """One line per season that films or has just wrapped: what stands, and where. A rumour puts
    nobody in front of a camera."""
    today = timezone.localdate()
    places = {
        fact.claim.season_id: fact.claim.location
        for fact in facts
        if fact.claim.location and fact.standing != Standing.DENIED
    }
    lines: dict[Any, dict[str, Any]] = {}
    for fact in facts:
        if fact.claim.kind not in (Kind.FILMING_BEGAN, Kind.FILMING_WRAPPED):
            continue
        if fact.standing not in (Standing.REPORTED, Standing.CONFIRMED):
            continue
        if fact.date and fact.date.day > today:
            continue
        season = fact.claim.season_id or fact.claim.show_id
        wrapped = fact.claim.kind == Kind.FILMING_WRAPPED
        if season in lines and not wrapped:
            continue
        lines[season] = {
            "fact": fact,
            "show": fact.claim.show,
            "season": fact.claim.season,
            "location": fact.claim.location or places.get(fact.claim.season_id),
            "wrapped": wrapped,
        }
    return sorted(lines.values(), key=lambda line: line["wrapped"])


def spines() -> list[dict[str, Any]]:
    """The shelf as books: each show with its newest story, as tall as the show is busy."""
    live = Coverage.objects.live().filter(show=OuterRef("pk")).order_by()
    ahead = Coverage.objects.filter(article=OuterRef("article"), position__lt=OuterRef("position"))
    mainly = live.filter(~Exists(ahead))  # a story about five shows is not the news of each
    shows = list(
        Show.objects.on_shelf()
        .select_related("poster")
        .annotate(
            story_count=Subquery(
                live.values("show").annotate(stories=Count("pk")).values("stories")
            ),
            newest=Coalesce(
                Subquery(mainly.newest_first().values("article")[:1]),
                Subquery(live.newest_first().values("article")[:1]),
            ),
        )
        .filter(newest__isnull=False)
    )
    stories = Article.objects.live().in_bulk([show.newest for show in shows])
    most = max((show.story_count for show in shows), default=1)
    least, span = BUSY[0], BUSY[1] - BUSY[0]
    books = [
        {
            "show": show,
            "story": stories[show.newest],
            "busy": least + round(span * show.story_count / most),
        }
        for show in shows
        if show.newest in stories
    ]
    return sorted(books, key=lambda book: book["story"].live_at, reverse=True)
