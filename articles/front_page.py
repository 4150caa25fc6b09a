"""What the front page is made of: leads, what is filming, the ledger, the latest by show."""

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone

from articles import edition
from articles.models import Article, Claim, Coverage
from articles.querysets import NEWEST_FIRST
from geekfeed.lib.among import Among
from geekfeed.lib.composed import Composed, now
from geekfeed.lib.paging import Listing
from shows import ledger, production
from shows.ledger import Standing
from shows.models import Show
from shows.production import Shoot
from shows.seen import Seen
from shows.standing import in_full, with_records

LEADS = 6
CLAIMS_READ = 120  # the newest ones say which shows are in the news
SHOWS = 12
CLAIMS_JUDGED = 1000  # of those shows, the newest: a bound that only a very large archive meets
IN_COLUMN = 3
ON_CALLSHEET = 4
BUSY = (4, 11)  # a spine's height, least and most


def leads() -> list[Article]:
    """The stories that editors put in front, in their order, as long as their time there is not
    up; without any, the newest."""
    return CHOSEN() or NEWEST()


def _chosen() -> QuerySet:
    slot = Article.objects.live().filter(front_page_slot__isnull=False)
    has_time = Q(front_page_slot__until=None) | Q(front_page_slot__until__gt=now())
    return slot.filter(has_time).order_by("front_page_slot__position")[:LEADS]


CHOSEN = Composed(lambda: _chosen().for_cards())
NUMBERS = Composed(lambda: _chosen().only("pk"))  # of those that were chosen
NEWEST = Composed(lambda: Article.objects.live().for_cards().newest_first()[: LEADS - 1])
LATEST = Listing(
    lambda leads: Article.objects.live().exclude(pk__in=leads).for_cards(),
    order=NEWEST_FIRST,
    size=14,  # under the leads: four full rows of panels
)
CLAIM = Composed(
    lambda story: Claim.objects.with_subjects().filter(article=story).order_by("position", "pk")[:1]
)


def claim_of(article: Article) -> Claim | None:
    """The first claim of a story, with its sources."""
    return CLAIM.first(article.pk)


def of_this_edition(seen: Seen) -> dict[str, Any]:
    """The parts of its first page, as HTML, and `newest`: when readers got the newest story on it.
    They are the same until something changes, or the time of a chosen story is up; to readers who
    have told how far they have seen, its stories may speak otherwise than to all others."""
    chosen = "-".join(str(lead.pk) for lead in NUMBERS())
    marks = edition.stamps([edition.COMMENTS])
    written = partial(_written, marks)
    parts = edition.kept(f"front:{chosen}", written, edition.COMMENTS, marks=marks)
    return parts | _stories(seen) if seen.places and parts["newest"] else parts


def _written(marks: Mapping[str, str]) -> dict[str, Any]:
    stories = _stories(Seen())
    if not stories["newest"]:
        return stories
    return stories | edition.kept("front:shows", _of_shows, marks=marks)


def _of_shows() -> dict[str, str]:
    """What no comment changes: it takes longer to make than all the rest."""
    columns = ledger_columns()
    return _as_html({"filming": columns, "ledger": columns, "by_show": {"spines": spines()}})


def _stories(seen: Seen) -> dict[str, Any]:
    first = leads()
    if not first:
        return {"newest": None}
    page = LATEST.first_page([lead.pk for lead in first])
    seen.uncover([*first, *page])
    parts = {
        "leads": {"leads": first, "lead_claim": claim_of(first[0])},
        "latest": {"page": page},
    }
    newest = max(story.live_at for story in (*first, *page))
    return {"newest": newest} | _as_html(parts)


def _as_html(parts: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {
        name: render_to_string(f"articles/components/{name}.html", told)
        for name, told in parts.items()
    }


def ledger_columns() -> dict[str, Any]:
    """The newest facts by how sure they are, and the seasons in front of a camera.

    All that is said of the shows in the news is judged, so that an old denial counts as well. What
    is shown of it is read with its records then.
    """
    claims = Claim.objects.live().filter(Among("show", Subquery(_shows_in_the_news())))
    judged = ledger.stand(claims.newest_first()[:CLAIMS_JUDGED].for_ledger())
    facts = sorted(judged, key=lambda fact: fact.since, reverse=True)
    if not facts:
        return {"ledger": [], "filming": []}
    columns = {
        standing: [fact for fact in facts if fact.standing == standing][:IN_COLUMN]
        for standing in Standing
    }
    shoots = production.filming(facts, timezone.localdate())[:ON_CALLSHEET]
    shown = [*chain.from_iterable(columns.values()), *(shoot.fact for shoot in shoots)]
    placing = [shoot.placing for shoot in shoots if shoot.placing]
    records = with_records((*(fact.claim for fact in shown), *placing))
    return {
        "ledger": [
            {"standing": standing, "facts": in_full(column, records)}
            for standing, column in columns.items()
        ],
        "filming": [
            Shoot(fact, shoot.placing and records.get(shoot.placing.pk))
            for shoot in shoots
            for fact in in_full([shoot.fact], records)
        ],
    }


def _shows_in_the_news() -> QuerySet:
    """The shows of the newest claims, as a subquery."""
    about_shows = Claim.objects.live().filter(show__isnull=False)
    newest = about_shows.newest_first().values("pk")[:CLAIMS_READ]
    shows = Claim.objects.filter(Among("pk", Subquery(newest))).order_by().values("show")
    return shows.annotate(newest=Max("told_at")).order_by("-newest", "show").values("show")[:SHOWS]


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
                live.values("show").annotate(stories=Count("*")).values("stories")
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
