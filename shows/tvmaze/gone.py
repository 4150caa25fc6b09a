"""What TVmaze lists no longer: it stays, and is told by name, so that somebody can look at it."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import ngettext_lazy

from shows import history
from shows.models import Credit, Show
from shows.tvmaze.book import Book
from shows.tvmaze.episodes import titled
from shows.tvmaze.report import Report, listed
from shows.tvmaze.seasons import given_key
from shows.tvmaze.told import ToldShow

WORDS = {
    "seasons": ngettext_lazy(
        "TVmaze lists %(n)d season no longer, it is left as it is: %(names)s",
        "TVmaze lists %(n)d seasons no longer, they are left as they are: %(names)s",
        "n",
    ),
    "episodes": ngettext_lazy(
        "TVmaze lists %(n)d episode no longer, it is left as it is: %(names)s",
        "TVmaze lists %(n)d episodes no longer, they are left as they are: %(names)s",
        "n",
    ),
    "credits": ngettext_lazy(
        "TVmaze lists %(n)d credit no longer, it is left as it is: %(names)s",
        "TVmaze lists %(n)d credits no longer, they are left as they are: %(names)s",
        "n",
    ),
}


def tell_what_is_gone(
    told: ToldShow, before: Mapping[str, Collection[str]], show: Show, book: Book, report: Report
) -> None:
    """`before` has the keys of what was ever brought in. Only what is still in the catalog is told,
    under the number that it had; where a whole list is missing, nothing of it has gone."""
    seasons = {given_key(one) for one in told.seasons}
    episodes = {one.key for one in told.episodes}
    credits = {one.key for one in told.credits}
    gone = {
        "seasons": _seasons(set(before["seasons"]) - seasons, show, book, told.untold),
        "episodes": _episodes(
            set(before["episodes"]) - episodes - told.left_out, show, book, told.untold
        ),
        "credits": _credits(set(before["credits"]) - credits, credits, show, book, told.untold),
    }
    for kind, names in gone.items():
        if names:
            report.notes.append(WORDS[kind] % {"n": len(names), "names": listed(names)})


def _seasons(keys: Collection[str], show: Show, book: Book, untold: Collection[str]) -> list[str]:
    if not keys or "seasons" in untold:
        return []
    found = [row.season for row in book.find("season", keys).values()]
    mine = [season for season in found if season.show_id == show.pk]
    return [season.name for season in sorted(mine, key=lambda season: season.number)]


def _episodes(keys: Collection[str], show: Show, book: Book, untold: Collection[str]) -> list[str]:
    if not keys or "episodes" in untold:
        return []
    found = [row.episode for row in book.find("episode", keys, "season").values()]
    mine = [one for one in found if one.season.show_id == show.pk]
    mine.sort(key=lambda one: (one.season.number, one.number or 0, one.title, one.pk))
    return [titled(one.season, one) for one in mine]


def _credits(
    keys: Collection[str],
    told: Collection[str],
    show: Show,
    book: Book,
    untold: Collection[str],
) -> list[str]:
    keys = [key for key in keys if key.partition(" ")[0] not in untold]
    if not keys:
        return []
    records = _Records([*keys, *told], book)
    gone = {records.credit(key) for key in keys} - {records.credit(key) for key in told}
    rows = Credit.objects.filter(show=show).of_no_episode().select_related("person", "character")
    names = (
        history.called(row) for row in rows if (row.person_id, row.character_id, row.job) in gone
    )
    return list(dict.fromkeys(names))


class _Records:
    """The records that the keys of credits name."""

    def __init__(self, keys: Iterable[str], book: Book) -> None:
        parts = [key.split(" ", 2) for key in keys]
        self.people = _numbers("person", {person for _kind, person, _rest in parts}, book)
        roles = {rest for kind, _person, rest in parts if kind == "cast"}
        self.characters = _numbers("character", roles, book)

    def credit(self, key: str) -> tuple[int | None, int | None, str]:
        kind, person, rest = key.split(" ", 2)
        if kind == "cast":
            return self.people.get(person), self.characters.get(rest, 0), ""
        return self.people.get(person), None, rest


def _numbers(kind: str, keys: Collection[str], book: Book) -> dict[str, int]:
    found = {key: getattr(row, f"{kind}_id") for key, row in book.find(kind, keys).items()}
    return found | {key: record.pk for key, record in book.merged(kind, keys).items()}
