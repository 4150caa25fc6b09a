"""Invented shows in any number, each with all that a whole catalog records: seasons with episodes,
people with credits at every level, places, scores and premieres."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from geekfeed.fill.text import phrases
from geekfeed.lib.dates import PreciseDate, Precision
from shows.colours import HOUSE
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
)

BATCH = 100  # shows
NETWORKS, FRANCHISES = 60, 40
# What a catalog of 5,000 shows has: 400,000 episodes and 200,000 people.
SEASONS, EPISODES = (2, 14), (7, 15)
PEOPLE, REGULARS, GUESTS = 40, 12, 16
YEARS = 30
PLACES = [Precision.DAY] * 8 + [Precision.MONTH, Precision.QUARTER]
Status = Show.Status


@dataclass
class _Written:
    """Rows in hand, in the order in which they can be written."""

    shows: list[Show] = field(default_factory=list)
    seasons: list[Season] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    characters: list[Character] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    uses: list[LocationUse] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    scores: list[CriticScore] = field(default_factory=list)

    def save(self) -> None:
        for rows in vars(self).values():
            if rows:
                type(rows[0]).objects.bulk_create(rows, batch_size=1000)
        Season.objects.filter(show__in=self.shows).keep_first_days()


def fill_catalog(
    count: int, seed: int = 1, report: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Write so many shows more. The same seed in the same site makes the same shows.

    `report` is told after each batch how many are written, of how many. Each batch is whole: an
    error or Ctrl-C leaves the ones before it.
    """
    networks, franchises = _owners(Network, NETWORKS, seed), _owners(Franchise, FRANCHISES, seed)
    chance = Random(f"{seed} {Show.objects.count()}")  # noqa: S311 - dice, not secrets
    first = (Show.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1
    maker = _Maker(chance, timezone.localdate())
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        written = _Written()
        for number in numbers:
            show = maker.show(first + number, written)
            show.network = chance.choice(networks)
            show.franchise = chance.choice(franchises) if chance.random() < 0.2 else None
        with transaction.atomic():
            written.save()
        report(numbers.stop, count)


def _owners(model: Any, wanted: int, seed: int) -> list[Any]:
    """Networks or franchises: what the site has, and as many more as are wanted."""
    chance = Random(seed)  # noqa: S311
    taken = set(model.objects.values_list("slug", flat=True))
    words = phrases()
    new = {}
    while len(taken) + len(new) < wanted:
        name = f"{chance.choice(words['adjective'])} {chance.choice(words['noun'])}"
        if (slug := slugify(name)) not in taken:
            new[slug] = model(name=name, slug=slug)
    model.objects.bulk_create(new.values())
    return list(model.objects.order_by("pk"))


class _Maker:
    def __init__(self, chance: Random, today: date) -> None:
        self.chance, self.today = chance, today

    def show(self, number: int, written: _Written) -> Show:
        """A show with everything of its own. `number` is in its address and in those of its
        people, so that no two are the same."""
        chance, words = self.chance, phrases()
        name = f"{chance.choice(words['noun'])} and {chance.choice(words['noun'])}"
        show = Show(name=name, slug=_slug(name, number), accent=HOUSE, status=Status.ENDED)
        written.shows.append(show)
        cast = list(self._people(number, written))
        places = [self._place(number, place, written) for place in range(2)]
        begins = self.today - timedelta(days=chance.randint(0, YEARS * 365))
        for position, (person, character) in enumerate(cast[:REGULARS]):
            written.credits.append(
                Credit(show=show, person=person, character=character, position=position)
            )
        for season_number in range(1, chance.randint(*SEASONS) + 1):
            season = self._season(show, season_number, begins, written)
            self._credits(season, cast, written)
            if season_number % 3 == 1:
                use = LocationUse(season=season, location=chance.choice(places))
                written.uses.append(use)
            begins += timedelta(days=chance.randint(250, 500))
            if begins > self.today + timedelta(days=300):
                break
        if begins > self.today:
            show.status = chance.choice([Status.IN_PRODUCTION, Status.RETURNING])
        return show

    def _people(self, number: int, written: _Written) -> Iterator[tuple[Person, Character]]:
        chance, words = self.chance, phrases()
        for place in range(PEOPLE):
            last = f"{chance.choice(words['last'])}-{chance.choice(words['last'])}"
            name = f"{chance.choice(words['first'])} {last}"
            role = f"{chance.choice(words['adjective'])} {chance.choice(words['last'])}"
            person = Person(name=name, slug=_slug(name, number, place))
            character = Character(name=role, slug=_slug(role, number, place))
            written.people.append(person)
            written.characters.append(character)
            yield person, character

    def _place(self, number: int, place: int, written: _Written) -> Location:
        chance, words = self.chance, phrases()
        name = f"{chance.choice(words['street'])} Street, {chance.randint(1, 400)}"
        location = Location(
            name=name,
            slug=_slug(name, number, place),
            city=chance.choice(words["city"]),
            country="US",
            latitude=f"{chance.uniform(-60, 60):.6f}",
            longitude=f"{chance.uniform(-180, 180):.6f}",
        )
        written.locations.append(location)
        return location

    def _season(self, show: Show, number: int, begins: date, written: _Written) -> Season:
        """One in five has no premiere on record: its first episode says when it began."""
        chance, words = self.chance, phrases()
        season = Season(show=show, number=number, release=chance.choice(Season.Release.values))
        season.premiere = None
        if chance.random() < 0.8:
            season.premiere = PreciseDate(begins, chance.choice(PLACES))
        written.seasons.append(season)
        for episode in range(1, chance.randint(*EPISODES) + 1):
            aired = begins + timedelta(days=7 * (episode - 1))
            title = f"{chance.choice(words['adjective'])} {chance.choice(words['noun'])}"
            written.episodes.append(
                Episode(season=season, number=episode, title=title, aired_on=aired, runtime=50)
            )
        if begins < self.today and chance.random() < 0.6:
            score = CriticScore(
                season=season,
                service="Rotten Tomatoes",
                value=chance.randint(20, 100),
                reviews=chance.randint(5, 90),
                noted_on=min(begins + timedelta(days=60), self.today),
            )
            written.scores.append(score)
        return season

    def _credits(
        self, season: Season, cast: list[tuple[Person, Character]], written: _Written
    ) -> None:
        """Guests of the season, and a director for each of its episodes."""
        chance = self.chance
        for position, (person, character) in enumerate(chance.sample(cast[REGULARS:], GUESTS)):
            credit = Credit(show=season.show, season=season, person=person, character=character)
            credit.position = REGULARS + position
            written.credits.append(credit)
        for episode in [one for one in written.episodes[-EPISODES[1] :] if one.season is season]:
            person, _character = chance.choice(cast[REGULARS:])
            credit = Credit(show=season.show, season=season, episode=episode, person=person)
            credit.job = "Director"
            written.credits.append(credit)


def _slug(name: str, *numbers: int) -> str:
    return "-".join([slugify(name), *map(str, numbers)])
