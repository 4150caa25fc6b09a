"""The seasons of a show."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from shows.models import ExternalId, Season, Show
from shows.tvmaze.book import Book
from shows.tvmaze.fields import SEASON, fill, settle
from shows.tvmaze.report import CREATED, UNCHANGED, UPDATED, Report
from shows.tvmaze.told import ToldSeason


def given_key(told: ToldSeason) -> str:
    """What a season is called in the list of those that were given."""
    return told.key or f"number {told.number}"


def _says(told: ToldSeason) -> dict[str, Any]:
    return {
        "premiere": told.premiere.isoformat() if told.premiere else None,
        "episode_order": told.episode_order,
        "release": told.release,
        "summary": told.summary,
    }


def write_seasons(
    told: Collection[ToldSeason], show: Show, given: Collection[str], book: Book, report: Report
) -> dict[int, Season]:
    """The records by the numbers that TVmaze counts by; without those that are not in the catalog.
    `given`: what was brought in before."""
    mine = {season.number: season for season in show.seasons.all()}
    ids = book.ids_of("season", mine.values())
    known = book.find("season", [one.key for one in told])
    listed = {one.key for one in told}
    held = _held(show)
    found: dict[int, Season] = {}
    new: list[tuple[Season, ToldSeason, dict[str, Any]]] = []
    changed: list[Season] = []
    columns: set[str] = set()
    for one in told:
        called = _("Season %(number)d") % {"number": one.number}
        row = known.get(one.key)
        season = row.season if row else _same(mine.get(one.number), ids, listed)
        if season is not None and season.show_id != show.pk:
            report.skip("season", _("%(season)s belongs to another show here") % {"season": called})
            continue
        if season is None and given_key(one) in given:
            report.skip(
                "season",
                _("%(season)s was taken out at the desk: not made again") % {"season": called},
            )
            continue
        if season is None:
            if one.number in mine or any(one.number == made.number for made, _t, _g in new):
                report.skip(
                    "season",
                    _("%(season)s is another season here: left out") % {"season": called},
                )
                continue
            season = Season(show=show, number=one.number)
            new.append((season, one, fill(season, SEASON, _says(one))))
            found[one.number] = season
            continue
        season = next((kept for kept in mine.values() if kept.pk == season.pk), season)
        season.show = show
        found[one.number] = season
        if season.number != one.number:
            report.leave("season", season.name, _("number"), str(season.number), str(one.number))
        row = row or ids.get(season.pk)
        settled = settle(season, SEASON, _says(one), row.given if row else {}, held(season))
        for left in settled.left:
            report.leave("season", season.name, *left)
        if settled.changed:
            changed.append(season)
            columns |= {name for field in settled.changed for name in SEASON[field].columns}
            book.note(season, settled.changed)
        book.keep("season", season, one.key, settled.given, row)
        report.count("season", UPDATED if settled.changed else UNCHANGED)
    book.update(changed, sorted(columns))
    Season.objects.bulk_create([season for season, _told, _given in new])
    for season, one, said in new:
        book.keep("season", season, one.key, said, None)
    report.count("season", CREATED, len(new))
    return found


def _same(
    season: Season | None, ids: dict[int, ExternalId], listed: Collection[str]
) -> Season | None:
    """The season with that number, unless TVmaze lists it under another id."""
    if season is None or (season.pk in ids and ids[season.pk].value in listed):
        return None
    return season


def _held(show: Show) -> Any:
    """Which fields of a season rest on a claim that somebody adopted."""
    adopted = show.adoptions.standing().filter(field="premiere")
    values = dict(adopted.values_list("season", "value"))

    def held(season: Season) -> set[str]:
        says = season.premiere.written if season.premiere else None
        return {"premiere"} if season.pk in values and values[season.pk] == says else set()

    return held
