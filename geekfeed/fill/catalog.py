"""What filled stories are by, about and from: what the site has, and as much more as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.text import slugify

from articles.models import Section, Topic
from authors.models import Author, User
from geekfeed.fill.text import phrases
from images.models import Image
from shows.models import Character, Location, Person, Season, Show
from sources.models import Domain, Source

Row = TypeVar("Row")

# How many a newsroom has that has written so many stories: one for each … of them, within limits.
SIZES: dict[type[models.Model], tuple[int, int, int]] = {
    Show: (200, 12, 500),
    Source: (20, 30, 5_000),
    Author: (1_000, 8, 100),
    Person: (150, 30, 600),
    Character: (150, 30, 600),
    Location: (300, 20, 300),
    Topic: (400, 40, 250),
}
SECTIONS = {"tv": "TV", "movies": "Movies", "comics": "Comics", "games": "Games"}
COLOURS = ("#701bb4", "#b41b1b", "#1b5fb4", "#0f7a4a", "#b4641b", "#3b3b48", "#96287d")


class Pool(Generic[Row]):
    """Rows to choose from, the first far more often than the last, as it is in newsrooms."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._weights = list(accumulate(1 / (place + 3) for place in range(len(rows))))

    def pick(self, chance: Random) -> Row:
        return chance.choices(self.rows, cum_weights=self._weights)[0]

    def some(self, chance: Random, most: int) -> list[Row]:
        """Different ones, at least one."""
        picked = (self.pick(chance) for _ in range(chance.randint(1, most)))
        return list(dict.fromkeys(picked))


@dataclass(frozen=True)
class Covered:
    """A show with its seasons and the part of the newsroom's years, 0 to 1, in which it is news."""

    show: Show
    seasons: list[Season]
    begins: float
    ends: float

    def __hash__(self) -> int:
        return hash(self.show)


@dataclass
class Catalog:
    sections: Pool[Section]
    shows: Pool[Covered]
    sources: Pool[Source]
    authors: Pool[Author]
    people: Pool[Person]
    characters: Pool[Character]
    locations: Pool[Location]
    topics: Pool[Topic]
    pictures: Sequence[Image]
    accounts: dict[int, User]
    editors: Sequence[User]


def gather(stories: int, chance: Random) -> Catalog:
    """Everything that so many stories need. What is missing is made."""
    if not Section.objects.exists():
        Section.objects.bulk_create(
            Section(name=name, slug=slug, position=place)
            for place, (slug, name) in enumerate(SECTIONS.items(), start=1)
        )
    for model, (each, least, most) in SIZES.items():
        wanted = min(max(stories // each, least), most)
        _top_up(model, wanted - model.objects.count(), chance)
    accounts = User.objects.filter(is_active=True, is_staff=True).order_by("pk")
    return Catalog(
        sections=Pool(list(Section.objects.order_by("position", "pk"))),
        shows=Pool(_covered(chance)),
        sources=_all(Source),
        # Those who can sign in first: most stories of the desk are somebody's.
        authors=Pool(list(Author.objects.order_by(models.F("user").asc(nulls_last=True), "pk"))),
        people=_all(Person),
        characters=_all(Character),
        locations=_all(Location),
        topics=_all(Topic),
        pictures=list(Image.objects.exclude(alt="").order_by("pk")[:50]),
        accounts={account.pk: account for account in accounts},
        editors=[one for one in accounts if one.has_perm("articles.publish_article")]
        or list(accounts),
    )


def _all(model: type[models.Model]) -> Pool[Any]:
    return Pool(list(model.objects.order_by("pk")))


def _covered(chance: Random) -> list[Covered]:
    """Every third show is news from the first day to the last; the others come and go."""
    seasons: dict[int, list[Season]] = {}
    for season in Season.objects.order_by("show_id", "number"):
        seasons.setdefault(season.show_id, []).append(season)
    found = []
    for place, show in enumerate(Show.objects.order_by("pk")):
        begins = 0.0 if place % 3 == 0 else chance.uniform(-0.3, 0.9)
        ends = 1.0 if place % 3 == 0 else begins + chance.uniform(0.1, 0.7)
        found.append(Covered(show, seasons.get(show.pk, []), begins, ends))
    return found


def _top_up(model: type[models.Model], missing: int, chance: Random) -> None:
    if missing <= 0:
        return
    names = _names(model, chance)
    made = [
        model(name=name, slug=slug, **_facts(model, slug, chance))
        for name, slug in (next(names) for _ in range(missing))
    ]
    rows = model.objects.bulk_create(made, batch_size=500)
    if model is Show:
        Season.objects.bulk_create(
            Season(show=show, number=number)
            for show in rows
            for number in range(1, chance.randint(2, 5))
        )
    elif model is Source:
        Domain.objects.bulk_create(Domain(source=row, name=row.host) for row in rows)


def _facts(model: type[models.Model], slug: str, chance: Random) -> dict[str, Any]:
    if model is Show:
        return {"accent": chance.choice(COLOURS), "status": chance.choice(Show.Status.values)}
    if model is Source:
        return {"homepage": f"https://{slug}.example/"}
    if model is Location:
        return {"city": chance.choice(phrases()["city"]), "country": "US"}
    return {}


def _names(model: type[models.Model], chance: Random) -> Iterator[tuple[str, str]]:
    """Names that no row of that model has, with the addresses made from them."""
    taken = set(model.objects.values_list("slug", flat=True))
    number = 0
    while True:
        name = _name(model, chance)
        # Where chance has said everything there is to say, numbers tell the rest apart.
        number += slugify(name) in taken
        if number > len(taken):
            name = f"{name} {number}"
        if (slug := slugify(name)) not in taken:
            taken.add(slug)
            yield name, slug


def _name(model: type[models.Model], chance: Random) -> str:
    def word(kind: str) -> str:
        return chance.choice(phrases()[kind])

    if model is Show:
        return chance.choice(
            [
                f"{word('adjective')} {word('noun')}",
                f"The {word('adjective')} {word('noun')}",
                f"{word('noun')} and {word('noun')}",
                f"The {word('noun')} of {word('city')}",
                f"{word('first')} {word('last')}",
            ]
        )
    if model is Source:
        return f"{chance.choice([word('city'), word('noun'), word('last')])} {word('paper')}"
    if model is Location:
        return f"{word('street')} Street, {chance.randint(1, 400)}"
    if model is Topic:
        return chance.choice([word("topic"), f"{word('topic')} of {word('noun')}".lower()])
    if model is Character:
        return f"{word('adjective')} {word('last')}"
    return f"{word('first')} {word('last')}"
