"""Already covered? Stories and drafts that say what this one is about to say.

Two stories may be the same news if they say the same of the catalog, if they were read on the same
page, if one source has just told both, or if they are about one show and their headlines have words
in common. What is looked at is recent, and of that the newest: the look walks the indexes by show,
by source and by state, and costs the same however large the archive is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Byline, Citation, Claim, Coverage
from articles.piece import Piece
from shows import ledger
from shows.ledger import Standing
from shows.models import Show

RECENT = timedelta(days=30)
ONE_REPORT = timedelta(days=3)  # what a source says is passed around for about as long
MOST = 5  # that are shown
MOST_READ = 200  # stories of one kind, the newest
MOST_ASKED = 20  # shows, pages or claims of the story itself
ALIKE = 0.5  # of the words of the shorter headline

# What speaks for one news in two stories, the strongest first: how much, and in which words.
REASONS = {
    "claim": (8, gettext_lazy("same claim")),
    "page": (8, gettext_lazy("same page of a source")),
    "origin": (4, gettext_lazy("same origin")),
    "words": (3, gettext_lazy("similar headline")),
    "show": (1, gettext_lazy("same show")),
}
# Words that say nothing of what a story says. Those of the show's own name say nothing either.
EMPTY = {
    "about", "after", "all", "an", "and", "are", "as", "at", "be", "but", "by", "can", "for",
    "from", "has", "have", "her", "his", "how", "in", "into", "is", "it", "its", "more", "new",
    "not", "now", "of", "on", "or", "our", "out", "season", "series", "show", "that", "the",
    "their", "they", "this", "to", "up", "was", "we", "what", "when", "who", "why", "will", "with",
    "you",
}  # fmt: skip


@dataclass
class Match:
    """A story that may be the same news, and why. `article` is None for a colleague's story that
    this account may not open: then nothing is told but `who` is writing it."""

    article: Article | None
    who: str
    reasons: list[str]

    @property
    def name(self) -> str:
        """What it is put aside by, in the browser."""
        return f"story {self.article.pk}" if self.article else f"by {self.who}"

    @property
    def url(self) -> str:
        """Where this account can look at it: as readers do, otherwise at the desk."""
        story = self.article
        if story is None:
            return ""
        change = "admin:articles_article_change"
        return story.get_absolute_url() if story.is_live else reverse(change, args=[story.pk])

    @property
    def state(self) -> str:
        """ "live since yesterday", "draft by Dee Okafor"."""
        story = self.article
        if story is None:
            return ""
        if story.live_at is None:
            said = (
                _("in review, by %(who)s") if story.status == "in_review" else _("draft by %(who)s")
            )
            return said % {"who": self.who or _("nobody yet")}
        said = _("live since %(day)s") if story.is_live else _("goes out %(day)s")
        return said % {"day": _day(story.live_at)}

    @property
    def why(self) -> str:
        told = [name for name in self.reasons if name != "show"] or self.reasons
        return ", ".join(str(REASONS[name][1]) for name in told)


def covered_by_others(piece: Piece, user: AbstractBaseUser) -> list[Match]:
    """Stories that may be the same news as this one, as far as the account may know of them."""
    return covered(
        piece.headline,
        [row.show_id for row in piece.coverage],
        [(citation.tag_id, citation.url) for citation in piece.citations],
        [claim for claim, _citation in piece.claims],
        user,
        exclude=piece.article.pk,
    )


def covered(
    headline: str,
    shows: Iterable[int],
    sources: Iterable[tuple[int, str]],
    claims: Iterable[Claim],
    user: AbstractBaseUser,
    exclude: int | None = None,
) -> list[Match]:
    """Stories of the last 30 days that may be the same news, the likeliest first, at most MOST.

    `shows` are numbers of shows, `sources` are pairs: number of a source, address of the page.
    Claims need not be saved. `exclude` is the number of the story that is being written.

    A writer is told of a colleague's story that they may not open by the colleague's name, and only
    because of the show or the page: were its words or claims compared as well, one could find them
    out by trying.
    """
    shows = list(dict.fromkeys(shows))[:MOST_ASKED]
    pages = list(dict.fromkeys(sources))[:MOST_ASKED]
    claims = [claim for claim in claims if claim.show_id][:MOST_ASKED]
    if not (shows or pages or claims):
        return []
    since = timezone.now() - RECENT
    reasons: dict[int, set[str]] = defaultdict(set)
    for row in _recent(Coverage.objects.filter(show__in=shows), since):
        reasons[row.article_id].add("show")
    for row in _recent(_from(pages), since):
        if row.url in spellings(pages):
            reasons[row.content_object_id].add("page")
        elif "show" in reasons.get(row.content_object_id, ()):
            reasons[row.content_object_id].add("origin")
    for row in _recent(_about(claims), since):
        if any(_say_the_same(row, claim) for claim in claims):
            reasons[row.article_id].add("claim")
    reasons.pop(exclude, None)
    open_to, closed_to = _open_to(user, reasons, headline, shows), _closed_to(user, reasons)
    matches = [*open_to, *closed_to]
    return sorted(matches, key=_weight, reverse=True)[:MOST]


def spellings(pages: Iterable[tuple[int, str]]) -> set[str]:
    """The addresses, each as it could have been copied: with either scheme, with or without a
    slash at its end and what follows a "#"."""
    found = set()
    for _source, url in pages:
        _scheme, colon, rest = url.partition("#")[0].partition("://")
        if colon:
            bare = rest.rstrip("/")
            found |= {f"{s}://{p}" for s in ("http", "https") for p in (bare, f"{bare}/")} | {url}
    return found


# -- What there is ---------------------------------------------------------------------------


def _recent(rows: QuerySet, since: datetime) -> list:
    """The link rows of recent stories: those that have their moment, and those that have none yet.

    Two queries, because each has its own way through the index; together they would have none.
    """
    story = rows.model.to_story
    hidden = Article.objects.filter(status__in=["draft", "in_review"], changed_at__gte=since)
    newest = hidden.order_by("-changed_at", "-pk").values("pk")[:MOST_READ]
    out = rows.filter(live_at__gte=since).order_by("-live_at")[:MOST_READ]
    return [*out, *rows.filter(live_at=None, **{f"{story}__in": newest})[:MOST_READ]]


def _from(pages: list[tuple[int, str]]) -> QuerySet:
    """Citations of the same pages, and new ones of the same sources."""
    is_new = Q(live_at=None) | Q(live_at__gte=timezone.now() - ONE_REPORT)
    cited = Citation.objects.filter(tag__in={source for source, _url in pages})
    return cited.filter(Q(url__in=spellings(pages)) | is_new)


def _about(claims: list[Claim]) -> QuerySet:
    shows = {claim.show_id for claim in claims}
    return Claim.objects.filter(show__in=shows, kind__in={claim.kind for claim in claims})


def _say_the_same(one: Claim, other: Claim) -> bool:
    """Another date, or a denial of what was claimed, is news."""
    if ledger.fact_of(one) != ledger.fact_of(other):
        return False
    if (one.standing == Standing.DENIED) != (other.standing == Standing.DENIED):
        return False
    return one.date is None or other.date is None or one.date == other.date


# -- What is told of it ----------------------------------------------------------------------


def _open_to(
    user: AbstractBaseUser, reasons: dict[int, set[str]], headline: str, shows: list[int]
) -> list[Match]:
    names = _names(shows)
    words = _stems(headline) - names
    found = []
    for story in _told(Article.objects.visible_to(user).filter(pk__in=list(reasons))):
        why = set(reasons[story.pk])
        if "show" in why and _alike(words, _stems(story.headline) - names):
            why.add("words")
        if why - {"show"}:
            found.append(Match(story, _writer_of(story), _strongest_first(why)))
    return found


def _closed_to(user: AbstractBaseUser, reasons: dict[int, set[str]]) -> list[Match]:
    """One line for each colleague, however many stories they have about it."""
    if user.has_perm("articles.publish_article"):
        return []
    candidates = Article.objects.filter(
        pk__in=[pk for pk in reasons if reasons[pk] & {"show", "page"}]
    )
    closed = candidates.exclude(pk__in=Article.objects.visible_to(user).filter(pk__in=candidates))
    by_name: dict[str, set[str]] = defaultdict(set)
    for story in _told(closed):
        by_name[_writer_of(story)] |= reasons[story.pk] & {"show", "page"}
    return [Match(None, who, _strongest_first(why)) for who, why in by_name.items() if who]


def _told(stories: QuerySet) -> QuerySet:
    """The stories with what is said of them, and nothing that is long."""
    first = Byline.objects.filter(article=OuterRef("pk")).order_by("position", "pk")
    return (
        stories.select_related("created_by")
        .only("headline", "slug", "status", "live_at", "month", "changed_at", "created_by")
        .annotate(first_author=Subquery(first.values("author__name")[:1]))
        .order_by("-changed_at", "-pk")
    )


def _writer_of(story: Article) -> str:
    if story.created_by is not None:
        return story.created_by.get_full_name() or story.created_by.get_username()
    return story.first_author or ""


def _strongest_first(reasons: set[str]) -> list[str]:
    return [name for name in REASONS if name in reasons]


def _weight(match: Match) -> tuple[int, datetime]:
    moment = match.article.live_at or match.article.changed_at if match.article else None
    strength = sum(REASONS[name][0] for name in match.reasons)
    # What somebody is still writing comes before what is as likely and out already.
    return (strength, moment or timezone.now())


# -- Headlines -------------------------------------------------------------------------------


def _names(shows: list[int]) -> set[str]:
    """The stems of the names of these shows: every headline about them has those."""
    records = Show.objects.filter(pk__in=shows).only("name", "aliases")
    return {stem for show in records for name in show.names for stem in _stems(name)}


def _alike(words: set[str], others: set[str]) -> bool:
    shared = words & others
    return bool(shared) and len(shared) >= ALIKE * min(len(words), len(others))


def _stems(text: str) -> set[str]:
    """The words that say something, without the endings that they have today."""
    words = (word for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in EMPTY)
    return {re.sub(r"(?<=\w{3})(?:ing|ed|s)$", "", word) for word in words}


def _day(moment: datetime) -> str:
    day, today = timezone.localdate(moment), timezone.localdate()
    named = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    return named.get((today - day).days) or date_format(day, "MONTH_DAY_FORMAT")
