"""Kills processes that merge and delete records of the catalog, and looks at what is left.

Run by test_crash_catalog.py, as crash.py is by test_crash.py. Prints one JSON object: of every
record whether it is wholly as before, wholly merged or deleted, or torn.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from typing import Any

import django

from articles.tests.crash import rounds, work

ROUNDS = 8
STORIES = 2  # that name each of the two records
RECORDS = 3  # that are merged, or deleted, one after the other


def later(round_: int) -> float:
    """Later and later, whatever the machine: some are killed before the end, some after."""
    return 0.05 * 1.9 ** (round_ % ROUNDS)


def until_both(told: list[dict[str, Any]]) -> Iterator[int]:
    """Rounds, until one came before the end and one after it."""
    return rounds(
        ROUNDS, lambda: {"before", "after"} <= {state for one in told for state in one["left"]}
    )


def main(seed: int) -> dict[str, Any]:
    from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
    from django.contrib.admin.models import DELETION, LogEntry
    from django.test import Client
    from django.urls import reverse

    from articles import one_record, outcomes, workflow
    from articles.models import Article, Byline, Claim, Mention, Outcome, Section
    from authors.models import Author, User
    from shows import ledger
    from shows.models import Change, Character, Credit, FormerAddress, Person, Season, Show

    chance = random.Random(seed)
    user = User.objects.create_superuser("crash")
    section = Section.objects.create(name="TV", slug="tv")
    author = Author.objects.create(name="Ann", slug="ann")
    show = Show.objects.create(name="Show", slug="show")
    season = Season.objects.create(show=show, number=1)
    role = Character.objects.create(name="Role", slug="role")
    made = iter(range(1_000_000))

    def person(is_named: bool = True) -> Person:
        number = next(made)
        found = Person.objects.create(name=f"Person {number}", slug=f"person-{number}")
        Credit.objects.create(show=show, season=season, person=found, character=role)
        for _story in range(STORIES if is_named else 0):
            number = next(made)
            slug = f"story-{number}"
            story = Article.objects.create(
                headline="Story", slug=slug, section=section, body="<p>Body</p>"
            )
            Byline.objects.create(article=story, author=author)
            standing = ["rumoured", "confirmed"][number % 2]
            facts = {"show": show, "person": found, "character": role, "standing": standing}
            Claim.objects.create(article=story, says="Cast", kind="casting", **facts)
            Mention.objects.create(article=story, person=found)
            workflow.publish(story, user)
        return found

    def state(gone: int, kept: int) -> str:
        def there(number: int) -> tuple[int, ...]:
            rows = (Claim, Mention, Credit)
            counts = [model.objects.filter(person=number).count() for model in rows]
            return (*counts, FormerAddress.objects.filter(person=number).count())

        about = there(kept), Change.objects.filter(record_id=kept, through="merge").count()
        if Person.objects.filter(pk=gone).exists():
            before = (STORIES, STORIES, 1, 0)
            return "before" if (there(gone), *about) == (before, before, 0) else "torn"
        after = (2 * STORIES, 2 * STORIES, 1, 1)
        return "after" if about == (after, 1) else "torn"

    def is_settled() -> bool:
        """What became of claims is what the ledger says of what is there."""
        claims = list(Claim.objects.filter(live_at__isnull=False).select_related("citation"))
        rows = outcomes._worked_out(claims)
        anew = sorted((*outcomes._says(row), row.claim_id, row.at) for row in rows)
        kept = [(*outcomes._says(row), row.claim_id, row.at) for row in Outcome.objects.all()]
        named = all(claim.fact == ledger.fact_key(claim) for claim in claims)
        return named and sorted(kept) == anew

    told: dict[str, Any] = {"merge": [], "delete": [], "delete_all": []}
    for round_ in until_both(told["merge"]):
        pairs = [(person(), person()) for _pair in range(RECORDS)]
        numbers = [(gone.pk, kept.pk) for gone, kept in pairs]

        def merge_on(pairs: Any = pairs) -> Iterator[str]:
            yield "begun"
            for place, (gone, kept) in enumerate(pairs):
                one_record.merge(gone, kept, user)
                yield str(place)

        done = len(work(merge_on, chance, later(round_))) - 1
        left = [state(*pair) for pair in numbers]
        told["merge"].append({"done": done, "left": left, "settled": is_settled()})

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    client.get(reverse("admin:shows_person_changelist"))  # what is loaded once is loaded

    def whole(people: list[tuple[int, str]]) -> str:
        numbers = [number for number, _name in people]
        there = Person.objects.filter(pk__in=numbers).count()
        credits_ = Credit.objects.filter(person__in=numbers).count()
        noted = Change.objects.filter(record_id__in=numbers, note="Deleted").count()
        texts = [str(number) for number in numbers]
        logged = LogEntry.objects.filter(object_id__in=texts, action_flag=DELETION).count()
        if (there, credits_, noted, logged) == (len(people), len(people), 0, 0):
            return "before"
        return "after" if (there, credits_, noted, logged) == (0, 0, *[len(people)] * 2) else "torn"

    for round_ in until_both(told["delete"]):
        people = [(one.pk, one.name) for one in (person(False) for _one in range(RECORDS))]

        def delete_on(people: Any = people) -> Iterator[str]:
            yield "begun"
            for number, _name in people:
                address = reverse("admin:shows_person_delete", args=[number])
                assert client.post(address, {"post": "yes"}).status_code == 302
                yield str(number)

        done = len(work(delete_on, chance, later(round_))) - 1
        told["delete"].append({"done": done, "left": [whole([one]) for one in people]})

    # The step between what is logged and what is deleted is short.
    for round_ in range(42):
        people = [(one.pk, one.name) for one in (person(False) for _one in range(RECORDS))]

        def delete_all_on(people: Any = people) -> Iterator[str]:
            yield "begun"
            chosen = {ACTION_CHECKBOX_NAME: [number for number, _name in people]}
            data = chosen | {"action": "delete_selected", "post": "yes"}
            answer = client.post(reverse("admin:shows_person_changelist"), data)
            assert answer.status_code == 302
            yield "done"

        done = len(work(delete_all_on, chance, later(round_ % 3))) - 1
        told["delete_all"].append({"done": done, "left": [whole(people)]})
    return told


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(main(int(sys.argv[1])), sys.stdout)
