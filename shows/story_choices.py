"""Which stories about a show there are to choose from: those about one season, those of one
section, or both. Sections belong to stories, so they are reached through the show's coverage."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from shows.models import Season, Show

READ = 2000  # the newest stories of a show, which say what is offered
NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
SLUG = re.compile(r"[\w-]{1,80}", re.ASCII)
COLUMNS = (
    "season__number",
    "article__section__slug",
    "article__section__name",
    "article__section__position",
)


@dataclass(frozen=True)
class Choice:
    """`query` is what its address has after the question mark; empty where it asks for all."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Chosen:
    """What a reader chose: a season of the show, a section by its slug, both or neither."""

    season: Season | None
    section: str

    @property
    def query(self) -> str:
        return _query(self.season and self.season.number, self.section)


def chosen(show: Show, request: HttpRequest) -> Chosen:
    """What the address asks for. Raises Http404 for what cannot be."""
    number, section = _one(request.GET, "season"), _one(request.GET, "section")
    if (number and not NUMBER.fullmatch(number)) or (section and not SLUG.fullmatch(section)):
        raise Http404("No story can be found by that.")
    season = get_object_or_404(show.seasons, number=number) if number else None
    return Chosen(season, section)


def stories(show: Show, choice: Chosen) -> Any:
    """The coverage that readers may see and that was chosen."""
    found = (choice.season or show).coverage.live()
    return found.filter(article__section__slug=choice.section) if choice.section else found


def offered(show: Show, choice: Chosen) -> tuple[list[Choice], list[Choice], str]:
    """Seasons, then sections, that have live stories together with what else is chosen, and the
    name of the chosen section. Read from the show's newest stories, in one query."""
    newest = show.coverage.live().newest_first()[:READ]
    rows = show.coverage.filter(pk__in=newest.values("pk")).order_by()
    known = list(rows.values_list(*COLUMNS).distinct())
    number = choice.season.number if choice.season else None
    numbers = {season for season, slug, _, _ in known if choice.section in ("", slug)} - {None}
    sections = {
        (position, name, slug) for season, slug, name, position in known if number in (None, season)
    }
    names = {slug: name for _, slug, name, _ in known}
    return (
        [
            Choice(str(one), _query(one, choice.section), one == number)
            for one in sorted(numbers | ({number} - {None}))
        ],
        [
            Choice(name, _query(number, slug), slug == choice.section)
            for _, name, slug in sorted(sections)
        ],
        names.get(choice.section, ""),
    )


def _query(number: int | None, section: str) -> str:
    asked = {"season": number, "section": section}
    return urlencode({name: value for name, value in asked.items() if value})


def _one(query: QueryDict, name: str) -> str:
    """What is asked for once. An empty one asks for nothing."""
    values = query.getlist(name)
    if len(values) > 1:
        raise Http404("Ask for one of them.")
    return values[0] if values else ""
