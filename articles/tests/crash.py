"""Kills processes in the middle of their work and looks at what is left.

Run by test_crash.py in a process of its own, with DATABASE_URL naming a database to work in. Each
round forks a worker, which writes into a pipe after each thing that it was told is done, and kills
it at a random moment. Prints one JSON object: what was promised, and what is there.
"""

import copy
import json
import os
import random
import select
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django

ROUNDS = 12
LONGEST = 0.25  # seconds of work before the kill


def work(
    begin: Callable[[], Iterator[str]], chance: random.Random, longest: float = LONGEST
) -> list[str]:
    """Let a forked process work until it is killed. Returns what it said it had done."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    ending, at_work = os.pipe()  # nothing is written there: it closes when the process ends
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            for done in begin():
                os.write(writing, f"{done}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.close(at_work)
    first = os.read(reading, 1)  # it is at work
    select.select([ending], [], [], chance.uniform(0, longest))  # no longer than the work takes
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(ending)
    with os.fdopen(reading, "rb") as pipe:
        told = first + pipe.read()
    return [line for line in told.decode().split("\n")[:-1] if line]


def rounds(least: int, is_enough: Callable[[], bool]) -> Iterator[int]:
    """So many; and on a machine that is too busy to kill in time, some more until it is enough."""
    for round_ in range(5 * least):
        if round_ >= least and is_enough():
            return
        yield round_


def typed(state: dict[str, Any], number: int) -> dict[str, Any]:
    """A state of which every part names the number."""
    made = copy.deepcopy(state)
    made["fields"] |= {
        "headline": [f"Version {number}"],
        "body": [f"<p>Version {number}</p>"],
        "topics": [f"version {number}"],
    }
    made["rows"]["citations"][0]["note"] = [f"Version {number}"]
    made["rows"]["claims"][0]["says"] = [f"Version {number}"]
    return made


def numbers(state: dict[str, Any]) -> list[int]:
    """The number in every part of a state; all the same if the story is whole."""
    parts = [state["fields"][name][0] for name in ("headline", "body", "topics")]
    parts += [row["note"][0] for row in state["rows"]["citations"]]
    parts += [row["says"][0] for row in state["rows"]["claims"]]
    return [int("".join(filter(str.isdigit, part)) or -1) for part in parts]


def main(seed: int) -> dict[str, Any]:
    from django.utils import timezone

    from articles import outcomes, pending, workflow
    from articles import state as states
    from articles.models import (
        Article,
        Byline,
        Citation,
        Claim,
        Outcome,
        Section,
        WorkingCopy,
    )
    from authors.models import Author, User
    from shows.models import Show
    from sources.models import Source

    chance = random.Random(seed)
    user = User.objects.create_superuser("crash")
    section = Section.objects.create(name="TV", slug="tv")
    author = Author.objects.create(name="Ann", slug="ann")
    show = Show.objects.create(name="Show", slug="show")
    source = Source.objects.create(name="Source", slug="source")
    # What each published story settles: an earlier story's rumour, its own claim confirms.
    rumour = Article.objects.create(headline="Rumour", slug="rumour", section=section)
    Byline.objects.create(article=rumour, author=author)
    Article.objects.filter(pk=rumour.pk).update(body="<p>Rumour</p>")
    Claim.objects.create(
        article=rumour, says="It begins", kind="filming_began", standing="rumoured", show=show
    )
    workflow.publish(Article.objects.get(pk=rumour.pk), user)

    def story(name: str) -> Article:
        made = Article.objects.create(headline="Version 0", slug=name, section=section)
        Byline.objects.create(article=made, author=author)
        citation = Citation.objects.create(content_object=made, tag=source)
        Claim.objects.create(
            article=made,
            says="Version 0",
            kind="filming_began",
            standing="confirmed",
            show=show,
            citation=citation,
        )
        state = typed(states.read(made), 0)
        pending.keep(made, user, state, states.read(made))
        return Article.objects.get(pk=made.pk)

    def fresh(pk: int) -> Article:
        return Article.objects.select_related("working_copy").get(pk=pk)

    def keep(pk: int, number: int) -> None:
        now = pending.pending(fresh(pk))
        pending.keep(fresh(pk), user, typed(now, number), now)

    def kept_outcomes() -> list[tuple[Any, ...]]:
        return [(*outcomes._says(row), row.claim_id, row.at) for row in Outcome.objects.all()]

    def outcomes_anew() -> list[tuple[Any, ...]]:
        """What became of claims, as the ledger says of what is there."""
        claims = list(Claim.objects.live_or_scheduled().select_related("citation"))
        rows = outcomes._worked_out(claims)
        return [(*outcomes._says(row), row.claim_id, row.at) for row in rows]

    def is_settled() -> bool:
        return sorted(kept_outcomes()) == sorted(outcomes_anew())

    def look(pk: int) -> dict[str, Any]:
        found = fresh(pk)
        return {
            "rows": numbers(states.read(found)),
            "typed": numbers(pending.pending(found)),
            "status": found.status,
            "has_copy": found.copy is not None,
            "copy_status": found.copy.status if found.copy else "",
            "live": found.live_at is not None,
            "row_moments": sorted(
                {row.live_at == found.live_at for rows in workflow.link_rows(found) for row in rows}
            ),
            "version": found.version,
            "newest_revision": getattr(found.revisions.first(), "version", 0),
        }

    told: dict[str, Any] = {"keep": [], "publish": [], "due": []}
    drafted = story("drafted")
    live = story("live")
    workflow.publish(live, user)
    last = {drafted.pk: 0, live.pk: 0}
    for _round in range(ROUNDS):
        for pk in (drafted.pk, live.pk):

            def keep_on(pk: int = pk) -> Iterator[str]:
                for number in range(last[pk] + 1, last[pk] + 1000):
                    keep(pk, number)
                    yield str(number)

            promised = int((work(keep_on, chance) or [last[pk]])[-1])
            left = look(pk)
            told["keep"].append({"promised": promised, "draft": pk == drafted.pk} | left)
            last[pk] = left["typed"][0]

    published = story("published")
    for _round in range(ROUNDS):

        def publish_on() -> Iterator[str]:
            now = fresh(published.pk)
            begun = pending.pending(now)
            number = numbers(begun)[0]
            for further in range(number + 1, number + 1000):
                keep(published.pk, further)
                yield f"kept {further}"
                workflow.publish(fresh(published.pk), user)
                yield f"published {further}"

        done = work(publish_on, chance)
        promised = [int(line.split()[1]) for line in done if line.startswith("published")]
        told["publish"].append(
            {"promised": promised[-1] if promised else None, "settled": is_settled()}
            | look(published.pk)
        )

    def some_came_before_and_some_after() -> bool:
        ends = {tuple(one["copy_status"] for one in due["halfway"]) for due in told["due"]}
        return len(ends) > 1

    for round_ in rounds(ROUNDS, some_came_before_and_some_after):
        stories = [story(f"due-{round_}-{number}") for number in range(6)]
        soon = timezone.now() + timedelta(days=1)
        for number, due in enumerate(stories):
            if number % 2:
                workflow.publish(due, user)
                keep(due.pk, 1)
            workflow.schedule(fresh(due.pk), user, soon)
        # Later than all that was told before: before it is carried out it changes nothing of that.
        past = timezone.now()
        pks = [due.pk for due in stories]
        for due in Article.objects.filter(pk__in=pks, status="scheduled"):
            Article.objects.filter(pk=due.pk).update(live_at=past)
            for rows in workflow.link_rows(due):
                rows.update(live_at=past)
            due.claims.update(told_at=past)
            due.tellings.update(at=past)
        WorkingCopy.objects.filter(article__in=pks).update(go_out_at=past)

        def carry_out() -> Iterator[str]:
            yield "begun"
            workflow.publish_due()
            yield "done"

        # Later and later, whatever the machine: some are killed before the end, some after.
        work(carry_out, chance, 0.05 * 1.6**round_)
        left = {"halfway": [look(pk) for pk in pks], "settled": is_settled()}
        workflow.publish_due()
        told["due"].append(left | {"after": [look(pk) for pk in pks]})
    return told


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(main(int(sys.argv[1])), sys.stdout)
