"""Writes filled stories into the database, in batches, and lets the search know them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, models, transaction
from django.utils import timezone

from articles import outcomes
from articles.models import (
    Article,
    Byline,
    Citation,
    Claim,
    Correction,
    Coverage,
    Note,
    Revision,
    SearchEntry,
    Telling,
    TopicLink,
    Via,
    WorkingCopy,
)
from articles.search import index
from authors.models import User
from geekfeed.demo import read as demo
from geekfeed.fill.catalog import gather
from geekfeed.fill.story import Fate, Filled, Status, Teller
from geekfeed.fill.text import phrases

BATCH = 500
SPAN_A_DAY = 30  # stories
# The newest stories, of which half are still in hand: so many of all, but never more than three
# weeks of them.
RECENT = 0.05
IN_HAND = 600
OURS = r"-[0-9]{7}$"  # how the addresses of filled stories end
# Columns that the database's clock would write otherwise.
CLOCKED = (
    (Article, "created_at"),
    (Article, "changed_at"),
    (Revision, "at"),
    (Note, "at"),
    (WorkingCopy, "saved_at"),
)


def real_stories() -> bool:
    """Whether the site has a story that is neither the demo's nor filled in."""
    others = Article.objects.exclude(slug__in=demo.slugs()).exclude(slug__regex=OURS)
    return others.exists() or Article.objects.filter(slug__isnull=True).exists()


def fill(
    count: int, seed: int = 1, report: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Write so many stories more. The same seed in the same site tells the same stories.

    `report` is told after each batch how many are written, of how many. Each batch is whole: an
    error or Ctrl-C leaves the ones before it.
    """
    chance = Random(seed)  # noqa: S311 - dice for stories, not for secrets
    first = Article.objects.aggregate(last=models.Max("pk"))["last"] or 0
    with transaction.atomic():
        _somebody_to_edit()
        catalog = gather(first + count, chance)
    keys = Random(f"{seed} {first}")  # noqa: S311
    teller = Teller(catalog, chance, keys)
    now = timezone.now().replace(second=0, microsecond=0)
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        stories = [
            teller.tell(first + n + 1, (n + 1) / count, _fate(chance, count - n, count, now))
            for n in numbers
        ]
        with transaction.atomic(), _moments_as_given():
            _write(stories)
        report(numbers.stop, count)
    _settle_down()


def _somebody_to_edit() -> None:
    """An account that nobody can sign in with, where there is none that may publish."""
    if not any(u.has_perm("articles.publish_article") for u in User.objects.filter(is_staff=True)):
        account = User.objects.create_user("fill", password=None, is_staff=True)
        account.groups.set(Group.objects.filter(name="Editors"))


def _fate(chance: Random, age: int, count: int, now: datetime) -> Fate:
    """What became of the story that is the …th newest of so many."""

    def later(moment: datetime, most: timedelta) -> datetime:
        return min(moment + most * chance.random(), now)

    at = now - timedelta(days=age / SPAN_A_DAY, minutes=chance.randint(0, 600))
    begun = at - timedelta(hours=chance.randint(1, 60))
    is_recent = age <= min(count * RECENT, IN_HAND)
    dice = chance.random()
    if is_recent and dice > 0.88:
        return Fate(Status.IN_REVIEW, begun, at, turns=(("submit", at, ""),))
    if is_recent and dice > 0.76:
        out = now + timedelta(hours=chance.randint(1, 400))
        return Fate(
            Status.SCHEDULED, begun, at, live_at=out, planned_for=out, turns=(("schedule", at, ""),)
        )
    # Half of the drafts are recent; the others were given up, each in its time.
    if dice < (0.315 if is_recent else 0.015):
        return _draft(chance, begun, at, now)
    if dice > 0.99:
        gone = later(at, timedelta(days=20))
        turns = (("publish", at, ""), ("withdraw", gone, "The source took it back."))
        return Fate(Status.WITHDRAWN, begun, gone, turns=turns)
    if dice > 0.97:
        edited = later(at, timedelta(days=400))
        turns = (("publish", at, ""), ("correct", edited, ""))
        return Fate(Status.LIVE, begun, edited, live_at=at, edited_at=edited, turns=turns)
    if dice > 0.964:
        changed = later(at, timedelta(days=60))
        turns = (("publish", at, ""),)
        return Fate(Status.LIVE, begun, changed, live_at=at, turns=turns, is_being_changed=True)
    turns = (("submit", begun, ""), ("publish", at, "")) if dice > 0.7 else (("publish", at, ""),)
    return Fate(Status.LIVE, begun, at, live_at=at, turns=turns)


def _draft(chance: Random, begun: datetime, at: datetime, now: datetime) -> Fate:
    planned = now + timedelta(hours=chance.randint(1, 500)) if chance.random() < 0.3 else None
    turns: tuple[tuple[str, datetime, str], ...] = ()
    if chance.random() < 0.2:
        why = chance.choice(phrases()["text"]["notes"])
        turns = (("submit", begun, ""), ("send_back", at, why))
    return Fate(Status.DRAFT, begun, at, planned_for=planned, turns=turns)


@contextmanager
def _moments_as_given() -> Iterator[None]:
    """Let these rows have happened when they say they did."""
    fields = [model._meta.get_field(name) for model, name in CLOCKED]
    before = [(field.auto_now, field.auto_now_add) for field in fields]
    try:
        for field in fields:
            field.auto_now = field.auto_now_add = False
        yield
    finally:
        for field, (auto_now, auto_now_add) in zip(fields, before, strict=True):
            field.auto_now, field.auto_now_add = auto_now, auto_now_add


def _write(stories: list[Filled]) -> None:
    def all_of(name: str) -> list[Any]:
        return [row for story in stories for row in getattr(story, name)]

    Article.objects.bulk_create(story.article for story in stories)
    Byline.objects.bulk_create(all_of("bylines"))
    Coverage.objects.bulk_create(all_of("coverage"))
    Citation.objects.bulk_create(all_of("citations"))
    Via.objects.bulk_create(hop for s in stories for hops in s.hops.values() for hop in hops)
    Claim.objects.bulk_create(all_of("claims"))
    Telling.objects.bulk_create(Telling.of(claim) for claim in all_of("claims") if claim.told_at)
    TopicLink.objects.bulk_create(all_of("topics"))
    Correction.objects.bulk_create(all_of("corrections"))
    Note.objects.bulk_create(all_of("notes"))
    copies = [story.copy for story in stories if story.copy]
    for story in stories:
        state = story.state()
        for revision in story.revisions:
            revision.state = state
        if story.copy:
            is_live = story.fate.is_being_changed
            story.copy.state, story.copy.base = _typed(state, is_live), state if is_live else {}
    Revision.objects.bulk_create(all_of("revisions"))
    WorkingCopy.objects.bulk_create(copies)
    WorkingCopy.shows.through.objects.bulk_create(
        WorkingCopy.shows.through(workingcopy_id=story.copy.pk, show_id=row.show_id)
        for story in stories
        if story.copy
        for row in story.coverage
    )
    index.write_new([(story.article, _entry(story)) for story in stories])


def _typed(state: Any, is_live: bool) -> Any:
    """What the working copy says: of a live story, something else."""
    if not is_live:
        return state
    told = {"standfirst": ["Updated: " + state["fields"]["standfirst"][0]]}
    return state | {"fields": state["fields"] | told}


def _entry(story: Filled) -> SearchEntry:
    """What the search knows of it, without asking the database for what is in hand."""
    for citation in story.citations:
        citation._prefetched_objects_cache = {"hops": story.hops[citation.key]}
    story.article._prefetched_objects_cache = {
        "bylines": story.bylines,
        "coverage": story.coverage,
        "claims": story.claims,
        "citations": story.citations,
        "topic_links": story.topics,
    }
    return index.entry(story.article)


def _settle_down() -> None:
    """Claims are judged once all of them are there.

    PostgreSQL plans by what it knows of its tables, and it counts them only now and then."""
    outcomes.settle_all()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Inside somebody's transaction it may look, and not tidy.
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")
