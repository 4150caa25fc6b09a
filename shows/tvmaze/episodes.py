"""The episodes of a show, specials among them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from geekfeed.lib.batches import batches
from geekfeed.lib.sentences import quoted
from shows.models import Episode, ExternalId, Season, Show
from shows.tvmaze.book import TOGETHER, Book
from shows.tvmaze.fields import EPISODE, Settled, fill, settle
from shows.tvmaze.report import CREATED, SKIPPED, UNCHANGED, UPDATED, Report, listed
from shows.tvmaze.told import ToldEpisode

Place = tuple[int, int | None]  # the season's own number in the database, the episode's in it


@dataclass
class Line:
    """One episode that is told of, its record, and the place that it had before."""

    told: ToldEpisode
    episode: Episode
    row: ExternalId | None = None
    before: Place | None = None  # None for a new one
    settled: Settled | None = None
    given: dict[str, Any] | None = None

    @property
    def place(self) -> Place:
        return self.episode.season_id, self.episode.number


def _says(told: ToldEpisode) -> dict[str, Any]:
    return {
        "number": told.number,
        "title": told.title,
        "aired_on": told.aired_on.isoformat() if told.aired_on else None,
        "runtime": told.runtime,
        "summary": told.summary,
    }


def called(season: Season, number: int | None, title: str) -> str:
    if number is None:
        return _("%(season)s, special “%(title)s”") % {"season": season.name, "title": title}
    return _("%(season)s, episode %(number)d") % {"season": season.name, "number": number}


def titled(season: Season, episode: Episode) -> str:
    name = called(season, episode.number, episode.title)
    return f"{name} {quoted(episode.title)}" if episode.number and episode.title else name


def write_episodes(
    told: Collection[ToldEpisode],
    seasons: dict[int, Season],
    show: Show,
    given: Collection[str],
    book: Book,
    report: Report,
) -> set[str]:
    """`seasons` are the records by TVmaze's numbers, `given` what was brought in before. Returns
    the keys of what is in the catalog."""
    mine = {one.pk: one for one in Episode.objects.filter(season__show=show).order_by("pk")}
    lines = _matched(told, seasons, mine, show, given, book, report)
    lines = _without_clashes(lines, mine, report)
    changed = [line for line in lines if line.settled and line.settled.changed]
    # Two episodes may change places: for a moment neither has one.
    moved = (line.episode.pk for line in changed if line.place != line.before)
    for batch in batches(moved, TOGETHER):
        Episode.objects.filter(pk__in=batch).update(number=None)
    columns = {
        name
        for line in changed
        for field in line.settled.changed
        for name in EPISODE[field].columns
    }
    book.update([line.episode for line in changed], sorted(columns))
    new = [line for line in lines if line.before is None]
    Episode.objects.bulk_create([line.episode for line in new])
    for line in new:
        book.keep("episode", line.episode, line.told.key, line.given, None)
    if new or changed:
        show.seasons.keep_first_days()
    report.count("episode", CREATED, len(new))
    for line in lines:
        if line.settled:
            _tell(line, book, report)
    return {line.told.key for line in lines}


def _tell(line: Line, book: Book, report: Report) -> None:
    episode, settled = line.episode, line.settled
    name = called(episode.season, episode.number, episode.title)
    for left in settled.left:
        report.leave("episode", name, *left)
    if settled.changed:
        book.note(episode, settled.changed)
    book.keep("episode", episode, line.told.key, settled.given, line.row)
    report.count("episode", UPDATED if settled.changed else UNCHANGED)


def _matched(
    told: Collection[ToldEpisode],
    seasons: dict[int, Season],
    mine: dict[int, Episode],
    show: Show,
    given: Collection[str],
    book: Book,
    report: Report,
) -> list[Line]:
    known = book.find("episode", [one.key for one in told], "season")
    ids = book.ids_of("episode", mine.values())
    keys = {one.key for one in told}
    free = [one for one in mine.values() if one.pk not in ids or ids[one.pk].value not in keys]
    numbered = {(one.season_id, one.number): one for one in free if one.number}
    specials: dict[tuple[int, str], list[Episode]] = {}
    for one in free:
        if one.number is None and one.title:
            specials.setdefault((one.season_id, one.title), []).append(one)
    seasons_here = {season.pk: season for season in seasons.values()}
    seasons_here |= {one.pk: one for one in show.seasons.exclude(pk__in=seasons_here)}
    lines: list[Line] = []
    homeless, elsewhere, gone = [], [], []
    for one in told:
        row, season = known.get(one.key), seasons.get(one.season)
        if row and row.episode.pk not in mine:
            elsewhere.append(quoted(one.title))
            continue
        episode = mine[row.episode.pk] if row else None
        if season is None and episode is None:
            homeless.append(quoted(one.title))
            continue
        if episode is None and one.number:
            episode = numbered.pop((season.pk, one.number), None)
        elif episode is None and len(same := specials.get((season.pk, one.title), [])) == 1:
            episode = same.pop()
        if episode is None and one.key in given:
            gone.append(called(season, one.number, one.title))
            continue
        if episode is None:
            made = Episode(season=season)
            lines.append(Line(one, made, given=fill(made, EPISODE, _says(one))))
            continue
        episode.season = seasons_here[episode.season_id]
        if season is not None and episode.season_id != season.pk:
            name = called(episode.season, episode.number, episode.title)
            report.leave("episode", name, _("season"), episode.season.name, season.name)
        row = row or ids.get(episode.pk)
        before = (episode.season_id, episode.number)
        settled = settle(episode, EPISODE, _says(one), row.given if row else {})
        lines.append(Line(one, episode, row, before, settled))
    for episodes, words in (
        (elsewhere, _("Episodes that belong to another show here: %(names)s")),
        (homeless, _("Episodes whose season is not in the catalog: %(names)s")),
        (gone, _("Episodes that were taken out at the desk and are not made again: %(names)s")),
    ):
        if episodes:
            report.count("episode", SKIPPED, len(episodes))
            report.notes.append(words % {"names": listed(episodes)})
    return lines


def _without_clashes(lines: list[Line], mine: dict[int, Episode], report: Report) -> list[Line]:
    """Where two episodes would have one number of a season, those that have it already keep it;
    others keep the number that they had, and new ones are left out."""
    others = mine.keys() - {line.episode.pk for line in lines}
    in_the_way: dict[int, str] = {}
    while True:
        holders: dict[Place, list[Line | None]] = {}
        for pk in others:
            holders.setdefault((mine[pk].season_id, mine[pk].number), []).append(None)
        for line in lines:
            holders.setdefault(line.place, []).append(line)
        moving = [
            line
            for (_season, number), held in holders.items()
            if number is not None and len(held) > 1
            for line in held
            if line is not None and line.place != line.before
        ]
        if not moving:
            if in_the_way:
                report.notes.append(
                    _(
                        "TVmaze gives their numbers to others: %(names)s. Delete at the desk what "
                        "is gone, and the next import moves the others up"
                    )
                    % {"names": listed(in_the_way.values())}
                )
            return lines
        for line in moving:
            if None in holders[line.place]:
                in_the_way |= _untold_at(line.place, others, mine, line.episode.season)
            name = called(line.episode.season, line.told.number, line.told.title)
            if line.before is None:
                report.skip(
                    "episode",
                    _("%(episode)s, “%(title)s”: another one has this number here: left out")
                    % {"episode": name, "title": line.told.title},
                )
                lines = [one for one in lines if one is not line]
                continue
            settled = line.settled
            has, says = settled.changed.pop("number")
            settled.left.append((str(EPISODE["number"].label), has, says))
            line.episode.number = line.before[1]
            # Nobody at the desk decided that: it follows once the number is free.
            settled.given["number"] = line.before[1]


def _untold_at(
    place: Place, others: Collection[int], mine: dict[int, Episode], season: Season
) -> dict[int, str]:
    """Who has that number here, and is not told of."""
    return {
        pk: titled(season, mine[pk])
        for pk in others
        if (mine[pk].season_id, mine[pk].number) == place
    }
