"""Two verbs at one moment: neither overlooks the other, so that what is kept is what both say.

On SQLite only one of them writes at a time anyway; on PostgreSQL they are kept apart by locks.
"""

import copy
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from articles import outcomes, workflow
from articles import state as states
from articles.models import Article, Claim, Outcome, TrackRecord
from articles.tests.versions import fresh
from articles.tests.versions import kept as typed_in
from geekfeed.tests.cast import FIRST_DAY
from shows.models import Show

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PREMIERE = {"says": "Season 2 premieres", "kind": "premiere"}


@pytest.fixture(autouse=True)
def two_writers(db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time.")


@pytest.fixture
def daredevil():
    return Show.objects.create(name="Daredevil", slug="daredevil", accent="#701bb4")


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> None:
    """The second begins when the first has done its work and not yet committed it."""
    is_done, failed = threading.Event(), []

    def begin() -> None:
        try:
            with transaction.atomic():
                first()
                is_done.set()
                time.sleep(0.5)
        except Exception as error:
            failed.append(error)
            is_done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=begin)
    thread.start()
    is_done.wait(20)
    second()
    thread.join()
    assert failed == []


def kept():
    return (
        sorted(Outcome.objects.values_list("claim", "verdict", "by", "at", "until")),
        sorted(Claim.objects.values_list("pk", "fact", "repeats")),
        sorted(TrackRecord.objects.values_list()),
    )


def assert_nothing_was_overlooked():
    now = kept()
    outcomes.settle_all()
    assert now == kept()


@pytest.fixture
def official(press, olv, season_2):
    about = {"show": season_2.show, "season": season_2, "standing": "confirmed"}
    story = press.live(at=FIRST_DAY + timedelta(days=5), sources=[[olv]], claims=[PREMIERE | about])
    return story.claims.get()


@pytest.fixture
def report(press, season_2):
    """A draft that reports what is official, as of before that."""
    about = {"show": season_2.show, "season": season_2, "standing": "reported"}
    return press.draft(claims=[PREMIERE | about])


def publish(story: Article) -> None:
    workflow.publish(fresh(story), None, at=FIRST_DAY + timedelta(days=1))


def test_changes_keep_to_themselves_also_what_the_story_spoke_of_before(
    official, report, daredevil, editor
):
    story = official.article
    mine = copy.deepcopy(states.read(story))
    mine["rows"]["claims"][0] |= {"show": [str(daredevil.pk)], "season": [""]}
    typed_in(story, editor, mine)
    at_once(lambda: workflow.publish(fresh(story), editor), lambda: publish(report))
    assert Claim.objects.get(key=official.key).show == daredevil
    assert_nothing_was_overlooked()


def test_so_do_rows_that_were_changed_by_other_means(official, report, daredevil, editor):
    def edit():
        Claim.objects.filter(pk=official.pk).update(show=daredevil, season=None)
        workflow.edit(fresh(official.article), editor)

    at_once(edit, lambda: publish(report))
    assert_nothing_was_overlooked()


def test_what_is_withdrawn_meanwhile_settles_nothing(official, report, editor):
    at_once(lambda: workflow.withdraw(fresh(official.article), editor), lambda: publish(report))
    assert not Outcome.objects.exists()
    assert_nothing_was_overlooked()


def test_two_stories_on_one_word_are_both_counted(press, olv, season_2, daredevil, editor):
    def draft(show):
        claim = {"says": "So it is", "kind": "other", "standing": "reported", "show": show}
        return press.draft(sources=[[olv]], claims=[claim])

    one, other = draft(season_2.show), draft(daredevil)
    press.live(sources=[[olv]], claims=[{"says": "It was", "kind": "other", "show": daredevil}])
    at_once(
        lambda: workflow.publish(fresh(one), editor),
        lambda: workflow.publish(fresh(other), editor),
    )
    assert TrackRecord.objects.get(source=olv).still_open == 3
