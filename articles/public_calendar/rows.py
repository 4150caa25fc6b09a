"""The rows of the catalog and of what stories say that have dates.

The number of queries does not depend on how much there is. Where the catalog records a premiere, it
has the word: what stories say of it is no second row, and neither is what is said of a show's
premiere, without a season, as long as it agrees with that.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth, TruncQuarter, TruncYear

from articles.models import Adoption, Claim, Milestone
from geekfeed.lib.dates import PreciseDate, Precision
from shows import provenance
from shows.ledger import Kind, Standing
from shows.models import CountryPremiere, Episode, Franchise, Season, Show

VAGUE = [Precision.MONTH, Precision.QUARTER, Precision.YEAR]


@dataclass(frozen=True)
class Reach:
    """Whose dates, of which days, and how many at most: those that are nearest to `today`. What was
    said and is no longer is told as well where it has gone after `gone_since`."""

    first: date
    last: date
    today: date
    most: int
    show: Show | None = None
    franchise: Franchise | None = None
    gone_since: datetime | None = None

    def of(self, rows: QuerySet, to_show: str) -> QuerySet:
        """The rows about these shows."""
        if self.show:
            return rows.filter(**{to_show: self.show})
        if self.franchise:
            return rows.filter(**{f"{to_show}__franchise": self.franchise})
        return rows

    def within(self, rows: QuerySet, name: str) -> QuerySet:
        """The rows with a precise date of that name in these days; also with a period that began
        before them, and may reach into them."""
        day, precision = f"{name}_on", f"{name}_precision"
        new_year = self.first.replace(month=1, day=1)
        vague = Q(**{f"{day}__gte": new_year, f"{precision}__in": VAGUE})
        return rows.filter(Q(**{f"{day}__gte": self.first}) | vague, **{f"{day}__lte": self.last})

    def nearest(self, rows: QuerySet, day: str, tie: str = "pk") -> list[Any]:
        ahead = rows.filter(**{f"{day}__gte": self.today}).order_by(day, tie)
        back = rows.filter(**{f"{day}__lt": self.today}).order_by(f"-{day}", f"-{tie}")
        return [*ahead[: self.most], *back[: self.most]]


@dataclass(frozen=True)
class Sources:
    """The rows that have dates, of all times."""

    seasons: QuerySet
    countries: QuerySet
    episodes: QuerySet
    milestones: QuerySet

    @property
    def by_day(self) -> list[tuple[QuerySet, str]]:
        """Each with the column that places it in time."""
        return [
            (self.seasons, "premiere_on"),
            (self.countries, "premiere_on"),
            (self.episodes, "aired_on"),
            (self.milestones, "date_on"),
        ]


def sources_of(reach: Reach) -> Sources:
    if reach.gone_since:
        told = Milestone.objects.live_or_lately_gone(reach.gone_since)
    else:
        told = Milestone.objects.live()
    dated = told.filter(date_on__isnull=False)
    return Sources(
        reach.of(Season.objects.filter(premiere_on__isnull=False), "show"),
        reach.of(CountryPremiere.objects.all(), "season__show"),
        reach.of(Episode.objects.filter(aired_on__isnull=False), "season__show"),
        reach.of(dated.exclude(_is_in_the_catalog()), "show"),
    )


def _is_in_the_catalog() -> Q:
    """A premiere that the catalog records: of the season, or of one of the show's whose day falls
    into the period."""
    starts = {
        Precision.DAY: F("premiere_on"),
        Precision.MONTH: TruncMonth("premiere_on"),
        Precision.QUARTER: TruncQuarter("premiere_on"),
        Precision.YEAR: TruncYear("premiere_on"),
    }
    known = Q(season__premiere_on__isnull=False)
    for precision, start in starts.items():
        within = Season.objects.annotate(start=start).filter(
            show=OuterRef("show"), start=OuterRef("date_on")
        )
        known |= Q(Exists(within), season=None, date_precision=precision)
    return Q(kind=Kind.PREMIERE) & known


def release_days(episodes: QuerySet, reach: Reach) -> list[dict[str, Any]]:
    """Episodes of a season that come out together are one row; so are its specials."""
    rows = (
        episodes.filter(aired_on__range=(reach.first, reach.last))
        .order_by()
        .annotate(special=Q(number=None))
        .values("season", "aired_on", "special")
        .annotate(count=Count("pk"), low=Min("number"), high=Max("number"), least=Min("pk"))
    )
    found = reach.nearest(rows, "aired_on", "least")
    single = [row["least"] for row in found if row["count"] == 1]
    titles = dict(Episode.objects.filter(pk__in=single).values_list("pk", "title"))
    return [row | {"title": titles.get(row["least"], "")} for row in found]


def steps_of(milestones: QuerySet, reach: Reach) -> list[Milestone]:
    rows = reach.within(milestones, "date").with_claim()
    rows = rows.select_related("claim__article", "claim__citation__tag", "show")
    return reach.nearest(rows.defer("claim__article__body"), "date_on")


def seasons_of(numbers: Iterable[int]) -> dict[int, Season]:
    """With their shows, how many episodes they have in all, when one of these last changed, and
    when that was of what stories say of the premiere. `whose` is the claim on whose word it starts
    then: the one that the catalog has it from, or one that confirms the same date; or None."""
    episodes = Episode.objects.filter(season=OuterRef("pk")).order_by().values("season")
    claimed = Milestone.objects.filter(season=OuterRef("pk"), kind=Kind.PREMIERE)
    claimed = claimed.filter(since__lte=F("changed_at"))  # readers were told of it
    found = (
        Season.objects.select_related("show")
        .annotate(
            on_record=Subquery(episodes.annotate(n=Count("number")).values("n")),
            episodes_changed=Subquery(episodes.annotate(at=Max("changed_at")).values("at")),
            claim_changed=Subquery(claimed.values("changed_at")[:1]),
        )
        .in_bulk(list(numbers))
    )
    adopted = Adoption.objects.live().undisputed().with_claim()
    by_season = defaultdict(list)
    for adoption in adopted.filter(field=Adoption.Field.PREMIERE, season__in=list(found)):
        by_season[adoption.season_id].append(adoption)
    told = _confirmed_premieres(found)
    for number, season in found.items():
        word = provenance.word_for_premiere(season, by_season[number])
        sure = None if word else told.get((number, season.premiere))
        season.whose = word.claim if word else sure
        if sure:
            # What was scheduled was told at its own moment, after it was written down.
            season.claim_changed = max(filter(None, [season.claim_changed, sure.live_at]))
    return found


def _confirmed_premieres(seasons: Iterable[int]) -> dict[tuple[int, PreciseDate | None], Claim]:
    """Season's number in the database and a date → the claim by which it is sure to start then."""
    rows = Milestone.objects.live().with_claim().select_related("claim__article")
    sure = rows.filter(season__in=list(seasons), kind=Kind.PREMIERE, standing=Standing.CONFIRMED)
    return {(row.season_id, row.date): row.claim for row in sure.defer("claim__article__body")}
