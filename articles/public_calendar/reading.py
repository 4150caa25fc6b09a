"""From the rows that have dates to the entries of the calendar."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from articles.models import Milestone
from articles.public_calendar.entry import Entry
from articles.public_calendar.rows import Reach, release_days, seasons_of, sources_of, steps_of
from articles.public_calendar.words import STEPS, Release, premiere_and, premiere_in, released
from geekfeed.lib.dates import PreciseDate, Precision
from shows.ledger import Kind
from shows.models import CountryPremiere, Season


def entries(reach: Reach) -> list[Entry]:
    """In order of time."""
    rows = sources_of(reach)
    premieres = reach.nearest(reach.within(rows.seasons, "premiere"), "premiere_on")
    abroad = reach.nearest(reach.within(rows.countries, "premiere"), "premiere_on")
    days = release_days(rows.episodes, reach)
    steps = steps_of(rows.milestones, reach)
    seasons = seasons_of(
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
            claim=season.whose,
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
