"""From the catalog and from what stories say to the entries of the calendar.

The number of queries does not depend on how much there is. Where the catalog records a premiere, it
has the word: what stories say of it is no second entry, and neither is what is said of a show's
premiere, without a season, as long as it agrees with that.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncMonth, TruncQuarter, TruncYear

from articles.models import Adoption, Milestone
from articles.public_calendar.entry import Entry
from articles.public_calendar.words import STEPS, Release, premiere_and, premiere_in, released
from geekfeed.lib.dates import PreciseDate, Precision
from shows import provenance
from shows.ledger import Kind
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


def entries(reach: Reach) -> list[Entry]:
    """In order of time."""
    rows = sources_of(reach)
    premieres = reach.nearest(reach.within(rows.seasons, "premiere"), "premiere_on")
    abroad = reach.nearest(reach.within(rows.countries, "premiere"), "premiere_on")
    days = _release_days(rows.episodes, reach)
    steps = _steps(rows.milestones, reach)
    seasons = _seasons(
        {season.pk for season in premieres}
        | {row.season_id for row in abroad}
        | {row["season"] for row in days}
        | {step.season_id for step in steps if step.season_id}
    )
    made = [
        *_premieres(premieres, seasons, days),
        *(_abroad(row, seasons[row.season_id]) for row in abroad),
        *_releases(days, premieres, seasons),
        *(_step(step, seasons.get(step.season_id)) for step in steps),
    ]
    made = [entry for entry in made if entry.date.last_day >= reach.first]
    made.sort(key=lambda entry: (entry.distance(reach.today), entry.date.day, entry.name))
    return sorted(made[: reach.most], key=_place)


def _place(entry: Entry) -> tuple[date, str, str, str]:
    return (entry.date.day, entry.title, entry.what, entry.name)


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


# -- Rows ---------------------------------------------------------------------------------------


def _release_days(episodes: QuerySet, reach: Reach) -> list[dict[str, Any]]:
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


def _steps(milestones: QuerySet, reach: Reach) -> list[Milestone]:
    rows = reach.within(milestones, "date").with_claim()
    rows = rows.select_related("claim__article", "claim__citation__tag", "show")
    return reach.nearest(rows.defer("claim__article__body"), "date_on")


def _seasons(numbers: Iterable[int]) -> dict[int, Season]:
    """With their shows, how many episodes they have in all, when one of these last changed, and
    when that was of what stories say of the premiere. `word` is the adoption that it rests on."""
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
    for number, season in found.items():
        season.word = provenance.word_for_premiere(season, by_season[number])
    return found


# -- Entries ------------------------------------------------------------------------------------


def _premieres(
    rows: Iterable[Season], seasons: dict[int, Season], days: Iterable[dict[str, Any]]
) -> Iterable[Entry]:
    """A season's first day and what comes out on it are one entry."""
    out = {(row["season"], row["aired_on"]): row for row in days if not row["special"]}
    for row in rows:
        season = seasons[row.pk]
        first_day = _first_day(season)
        episodes = out.get((season.pk, first_day))
        what = str(STEPS[Kind.PREMIERE])
        yield Entry(
            name=_premiere_name(season),
            date=season.premiere,
            show=season.show,
            season=season,
            what=premiere_and(released(_release(episodes, season))) if episodes else what,
            changed=_newest(
                season.show.changed_at,
                season.changed_at,
                season.claim_changed,
                season.episodes_changed if episodes else None,
            ),
            claim=season.word.claim if season.word else None,
        )


def _abroad(row: CountryPremiere, season: Season) -> Entry:
    return Entry(
        name=f"season-{season.pk}-premiere-{row.country.lower()}",
        date=row.premiere,
        show=season.show,
        season=season,
        what=premiere_in(row.country),
        changed=_newest(season.show.changed_at, season.changed_at),
    )


def _releases(
    days: Iterable[dict[str, Any]], premieres: Iterable[Season], seasons: dict[int, Season]
) -> Iterable[Entry]:
    first_days = {(row.pk, _first_day(row)) for row in premieres}
    for row in days:
        if (row["season"], row["aired_on"]) in first_days and not row["special"]:
            continue
        season = seasons[row["season"]]
        yield Entry(
            name=f"episode-{row['least']}",
            date=PreciseDate(row["aired_on"]),
            show=season.show,
            season=season,
            what=released(_release(row, season)),
            changed=_newest(season.show.changed_at, season.changed_at, season.episodes_changed),
        )


def _step(step: Milestone, season: Season | None) -> Entry:
    is_gone = step.claim is None or step.claim.live_at is None
    is_premiere = season is not None and step.kind == Kind.PREMIERE
    return Entry(
        # When the catalog takes a premiere over it is still the same one.
        name=_premiere_name(season) if is_premiere else f"milestone-{step.key}",
        date=step.date,
        show=step.show,
        season=season,
        what=str(STEPS[Kind(step.kind)]),
        changed=_newest(
            step.show.changed_at,
            season.changed_at if season else None,
            step.changed_at,
            # What was scheduled was told at its own moment, after it was written down.
            None if is_gone else step.claim.live_at,
        ),
        standing=step.sure,
        claim=None if is_gone else step.claim,
        is_gone=is_gone,
    )


def _premiere_name(season: Season) -> str:
    return f"season-{season.pk}-premiere"


def _first_day(season: Season) -> date | None:
    """None where it is not known to the day."""
    premiere = season.premiere
    return premiere.day if premiere.precision == Precision.DAY else None


def _release(row: dict[str, Any], season: Season) -> Release:
    in_all = max(season.episode_order or 0, season.on_record or 0)
    return Release(row["count"], in_all, row["low"], row["high"], row["title"])


def _newest(*moments: datetime | None) -> datetime:
    return max(moment for moment in moments if moment)
