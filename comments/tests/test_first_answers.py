"""The first answers of each thread of a page: the same as if all were looked through, and found
without that."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from comments.models import Comment
from comments.page import ANSWERS, FIRST_ANSWERS
from comments.tests.talk import person
from geekfeed.tests.cast import FIRST_DAY

STATES = Comment.State.values


@pytest.fixture
def story(press):
    return press.live("Production Starts")


def comments(story, number, thread=None, **facts):
    """Written at once: some of them at one moment, in states of all kinds."""
    somebody, chance = person(), random.Random(7)
    return Comment.objects.bulk_create(
        Comment(
            **{
                "story": story,
                "by": somebody,
                "thread": thread,
                "digest": f"{thread and thread.pk}-{place}",
                "state": chance.choice(STATES),
                "was_shown": chance.random() < 0.5,
                # As if there were a third level: the trace of what was deleted stays under answers.
                "replies": chance.randrange(2),
                "posted_at": FIRST_DAY + timedelta(seconds=chance.randrange(number // 2)),
            }
            | facts
        )
        for place in range(number)
    )


def stands_on_page(comment):
    has_trace = comment.state == "deleted" and comment.replies > 0
    was_removed = comment.state == "removed" and comment.was_shown
    return comment.state == "shown" or was_removed or has_trace


def first_of(threads, most):
    """By looking through all of them."""
    found = []
    for thread in threads:
        answers = [one for one in Comment.objects.filter(thread=thread) if stands_on_page(one)]
        found += sorted(answers, key=lambda one: (one.posted_at, one.pk))[:most]
    return sorted(found, key=lambda one: (one.posted_at, one.pk))


@pytest.mark.parametrize("most", [1, 3, 5])
@pytest.mark.parametrize("number", [1, 2, 7])
def test_they_are_those_that_stand_first_among_all(story, number, most):
    threads = comments(story, 8)
    for place, thread in enumerate(threads):
        comments(story, 2 + 4 * place, thread)
    wanted = threads[:number]
    expected = first_of(wanted, most)
    assert list(Comment.objects.first_answers([one.pk for one in wanted], most)) == expected
    if most == ANSWERS:
        assert FIRST_ANSWERS([one.pk for one in wanted]) == expected


def test_they_have_ties_traces_and_threads_with_few_among_them(story):
    """What the comparison above stands on."""
    threads = comments(story, 8)
    for place, thread in enumerate(threads):
        comments(story, 2 + 4 * place, thread)
    found = first_of(threads, ANSWERS)
    of_each = [sum(one.thread_id == thread.pk for one in found) for thread in threads]
    assert (min(of_each) < ANSWERS, max(of_each)) == (True, ANSWERS)
    assert {one.state for one in found} == {"shown", "removed", "deleted"}
    assert len({(one.thread_id, one.posted_at) for one in found}) < len(found)


def test_of_no_thread_there_are_none(story):
    comments(story, 4, comments(story, 2)[0])
    assert list(Comment.objects.first_answers([], ANSWERS)) == []
    assert FIRST_ANSWERS([]) == []


@contextmanager
def steps_of_sqlite() -> Iterator[list[int]]:
    """How many instructions its machine carries out, as the only number of a list."""
    steps = [0]

    def one_more():
        steps[0] += 1

    connection.connection.set_progress_handler(one_more, 1)
    try:
        yield steps
    finally:
        connection.connection.set_progress_handler(None, 0)


def test_many_answers_are_no_more_work_than_few(story):
    if connection.vendor != "sqlite":
        pytest.skip("Steps can be counted on SQLite only")
    facts = {"state": "shown", "replies": 0}
    threads = comments(story, 3, **facts)
    work = []
    for thread, number in zip(threads, (20, 200, 2000), strict=True):
        comments(story, number, thread, **facts)
        FIRST_ANSWERS([thread.pk])
        with steps_of_sqlite() as steps:
            assert len(FIRST_ANSWERS([thread.pk])) == ANSWERS
        work.append(steps[0])
    assert work == [work[0]] * 3


def test_postgresql_looks_for_each_and_reads_nothing_else(story):
    if connection.vendor != "postgresql":
        pytest.skip("It is about PostgreSQL's plan")
    facts = {"state": "shown", "replies": 0}
    threads = comments(story, 20, **facts)
    for thread in threads:
        comments(story, 100, thread, **facts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked = Comment.objects.first_answers([thread.pk for thread in threads], ANSWERS)
    lines = asked.explain(analyze=True, timing=False).splitlines()
    looked = [line for line in lines if "using comment_in_thread" in line]
    assert len(looked) == ANSWERS
    assert [line for line in lines if "Seq Scan on comments_comment " in line] == []
    assert [line for line in lines if "Rows Removed by Filter" in line] == []
