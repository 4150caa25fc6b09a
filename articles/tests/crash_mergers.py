"""Kills processes that merge characters, places, networks and sources, or delete shows with all
that is theirs, and looks at what is left.

Run by test_crash_mergers.py, as crash.py is by test_crash.py. Prints one JSON object: kind →
rounds, of every record whether it is wholly as before, wholly merged or deleted, or torn.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import django

from articles.tests.crash import work
from articles.tests.crash_catalog import later

ROUNDS = 8
PAIRS = 2  # that are merged one after the other
EPISODES = 12


def main(seed: int) -> dict[str, list[dict[str, Any]]]:
    from django.contrib.admin.models import DELETION, LogEntry
    from django.test import Client
    from django.urls import reverse

    from articles import merging, one_record, workflow
    from articles.models import Article, Byline, Citation, Claim, Mention, Section, Via
    from authors.models import Author, User
    from shows.models import (
        Change,
        Character,
        Credit,
        Episode,
        ExternalId,
        FormerAddress,
        Location,
        LocationUse,
        Network,
        Person,
        Season,
        Show,
    )
    from sources.models import Domain, Former, Source

    chance = random.Random(seed)
    user = User.objects.create_superuser("crash")
    section = Section.objects.create(name="TV", slug="tv")
    author = Author.objects.create(name="Ann", slug="ann")
    show = Show.objects.create(name="Show", slug="show")
    actor = Person.objects.create(name="Actor", slug="actor")
    made = iter(range(1_000_000))

    def named(model: Any, **facts: Any) -> Any:
        number = next(made)
        return model.objects.create(name=f"Record {number}", slug=f"record-{number}", **facts)

    def season() -> Season:
        return Season.objects.create(show=show, number=next(made) % 3000 + 1)

    def story(source: Source | None = None, **about: Any) -> None:
        """A live story that claims something and links whatever it is about."""
        number = next(made)
        told = Article.objects.create(
            headline="Story", slug=f"story-{number}", section=section, body="<p>Body</p>"
        )
        Byline.objects.create(article=told, author=author)
        rests_on = source and Citation.objects.create(content_object=told, tag=source)
        Claim.objects.create(
            article=told, says="So", kind="casting", show=show, citation=rests_on, **about
        )
        Mention.objects.create(article=told, **(about or {"source": source}))
        workflow.publish(told, user)

    def character() -> Character:
        record = named(Character)
        Credit.objects.create(show=show, season=season(), person=actor, character=record)
        ExternalId.objects.create(character=record, service="tvmaze", value=str(record.pk))
        story(character=record)
        return record

    def location() -> Location:
        record = named(Location)
        LocationUse.objects.create(location=record, season=season())
        story(location=record)
        return record

    def network() -> Network:
        record = named(Network)
        named(Show, network=record)
        ExternalId.objects.create(network=record, service="tvmaze", value=str(record.pk))
        return record

    def source() -> Source:
        record = named(Source)
        Domain.objects.create(source=record, name=f"record-{record.pk}.example")
        story(record)
        passed_on = Citation.objects.create(
            content_object=Article.objects.latest("pk"), tag=origin, url=f"https://o/{record.pk}"
        )
        Via.objects.create(citation=passed_on, source=record)
        return record

    origin = named(Source)
    # What counts of each kind, by model and field: so much rests on one of them, so much of it on
    # the one that stays, and how much leads there that led nowhere.
    rests: dict[Any, list[tuple[Any, str]]] = {
        Character: [(m, "character") for m in (Claim, Mention, Credit, ExternalId)],
        Location: [(m, "location") for m in (Claim, Mention, LocationUse)],
        Network: [(m, "network") for m in (Show, ExternalId)],
        Source: [(Citation, "tag"), (Via, "source"), (Mention, "source"), (Domain, "source")],
    }

    def counts(model: Any, number: int) -> list[int]:
        return [rows.objects.filter(**{field: number}).count() for rows, field in rests[model]]

    def leading(model: Any, number: int) -> tuple[int, int]:
        """Former addresses, and lines about the merger."""
        if model is Source:
            said = LogEntry.objects.filter(object_id=str(number), change_message__contains="merge:")
            return Former.objects.filter(source=number).count(), said.count()
        kind = model._meta.model_name
        said = Change.objects.filter(
            record_id=number, record_type__model=kind, through=Change.Through.MERGE
        )
        return FormerAddress.objects.filter(**{kind: number}).count(), said.count()

    def state(model: Any, gone: int, kept: int, first: list[int]) -> str:
        now, led = counts(model, kept), leading(model, kept)
        if model.objects.filter(pk=gone).exists():
            return "before" if (counts(model, gone), now, led) == (first, first, (0, 0)) else "torn"
        # Both were numbered by the one database: that of the one that went is dropped.
        after = [
            count if rows is ExternalId else 2 * count
            for count, (rows, _field) in zip(first, rests[model], strict=True)
        ]
        left_over = counts(model, gone)
        return "after" if (now, led, any(left_over)) == (after, (1, 1), False) else "torn"

    def merged(make: Callable[[], Any], merge: Callable[..., None]) -> list[dict[str, Any]]:
        rounds = []
        for round_ in range(ROUNDS):
            pairs = [(make(), make()) for _pair in range(PAIRS)]
            model = type(pairs[0][0])
            first = counts(model, pairs[0][0].pk)
            numbers = [(gone.pk, kept.pk) for gone, kept in pairs]

            def merge_on(pairs: Any = pairs) -> Iterator[str]:
                yield "begun"
                for place, (gone, kept) in enumerate(pairs):
                    merge(gone, kept, user)
                    yield str(place)

            done = len(work(merge_on, chance, later(round_))) - 1
            left = [state(model, *pair, first) for pair in numbers]
            rounds.append({"done": done, "left": left, "rests": first})
        return rounds

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    client.get(reverse("admin:shows_show_changelist"))  # what is loaded once is loaded

    def whole(number: int) -> str:
        there = [
            Show.objects.filter(pk=number).count(),
            Season.objects.filter(show=number).count(),
            Episode.objects.filter(season__show=number).count(),
            Credit.objects.filter(show=number).count(),
            ExternalId.objects.filter(show=number).count(),
        ]
        noted = Change.objects.filter(
            record_id=number, record_type__model="show", note="Deleted"
        ).count()
        logged = LogEntry.objects.filter(
            object_id=str(number), content_type__model="show", action_flag=DELETION
        ).count()
        if (there, noted, logged) == ([1, 1, EPISODES, EPISODES, 1], 0, 0):
            return "before"
        return "after" if (there, noted, logged) == ([0] * 5, 1, 1) else "torn"

    def full_show() -> Show:
        record = named(Show)
        first = Season.objects.create(show=record, number=1)
        for number in range(1, EPISODES + 1):
            episode = Episode.objects.create(season=first, number=number)
            Credit.objects.create(
                show=record, season=first, episode=episode, person=actor, job="Director"
            )
        ExternalId.objects.create(show=record, service="tvmaze", value=str(record.pk))
        return record

    def deleted() -> list[dict[str, Any]]:
        rounds = []
        for round_ in range(ROUNDS):
            numbers = [full_show().pk for _one in range(PAIRS)]

            def delete_on(numbers: Any = numbers) -> Iterator[str]:
                yield "begun"
                for number in numbers:
                    address = reverse("admin:shows_show_delete", args=[number])
                    assert client.post(address, {"post": "yes"}).status_code == 302
                    yield str(number)

            done = len(work(delete_on, chance, later(round_))) - 1
            rounds.append({"done": done, "left": [whole(number) for number in numbers]})
        return rounds

    return {
        "character": merged(character, one_record.merge),
        "location": merged(location, one_record.merge),
        "network": merged(network, one_record.merge),
        "source": merged(source, merging.merge),
        "show": deleted(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(main(int(sys.argv[1])), sys.stdout)
