"""Several people at one moment: each verb sees what the one before it has done, and the counts are
what stands there.

On PostgreSQL verbs are kept apart by the locks of comments/locks.py. SQLite has one writer at a
time, so nothing changes under a verb that has begun; what changes before it begins is tried on
both. That a busy SQLite turns nobody away is seen by `make flood`, as a test's database is in
memory.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from articles import workflow
from articles.models import Article
from comments import moderation, posting, privacy
from comments.models import Act, Comment, Like
from comments.posting import Words
from comments.rights import Refused
from comments.tests.talk import person, say
from comments.tests.test_posting import counts

SECONDS = 20  # after which something is wrong
WAITING = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"

# What becomes of a comment while somebody writes an answer to it, and what they are told.
MEANWHILE = {
    "lock": (lambda comment: moderation.lock(comment, None), "closed this thread"),
    "remove": (lambda comment: moderation.remove(comment, None), "is gone"),
    "hold": (lambda comment: moderation.hold(comment, None), "is gone"),
    "delete": (lambda comment: posting.delete(comment, comment.by), "is gone"),
    "erase": (lambda comment: privacy.erase(comment.by), "is gone"),
}


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def several_writers(db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")


def in_other_threads(*acts: Callable[[], Any]) -> list[Callable[[], Any]]:
    """Begins all of them at one moment. What is returned waits for one of them, and gives what it
    has given; a refusal is given too."""
    together, given = threading.Barrier(len(acts)), {}

    def begin(number: int) -> None:
        try:
            together.wait(SECONDS)
            given[number] = acts[number]()
        except Exception as error:
            given[number] = error
        finally:
            connection.close()

    def result(number: int) -> Any:
        threads[number].join(SECONDS)
        if isinstance(given[number], Exception) and not isinstance(given[number], Refused):
            raise given[number]
        return given[number]

    threads = [threading.Thread(target=begin, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    return [lambda number=number: result(number) for number in range(len(acts))]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    return [result() for result in in_other_threads(*acts)]


def refusals(given: list[Any]) -> int:
    return sum(isinstance(one, Refused) for one in given)


def wait_until_somebody_waits() -> None:
    """For a lock that this transaction has."""
    end = time.monotonic() + SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("Nobody waits for what is held here.")


def assert_that_counts_are_what_stands_there(story: Article) -> None:
    shown = story.comments.filter(state="shown")
    assert counts(story) == shown.count()
    for thread in story.comments.filter(thread=None):
        assert thread.replies == shown.filter(thread=thread).count()


# -- What is answered changes while the answer is written ------------------------------------------


@pytest.mark.parametrize("verb", MEANWHILE)
@pytest.mark.parametrize("is_answer", [False, True], ids=["thread", "answer"])
def test_an_answer_looks_at_what_its_comment_is_now(story, verb, is_answer):
    thread = say(story, "A thread.")
    answered = say(story, "An answer.", answers=thread) if is_answer else thread
    in_hand = Comment.objects.select_related("thread").get(pk=answered.pk)
    change, told = MEANWHILE[verb]
    change(answered)
    before = Comment.objects.count()
    with pytest.raises(Refused, match=told):
        posting.post(story, person(), Words("Too late."), answers=in_hand)
    assert Comment.objects.count() == before
    assert_that_counts_are_what_stands_there(story)


def test_an_answer_to_what_was_put_back_meanwhile_is_taken(story):
    thread = say(story, "A thread.")
    moderation.lock(moderation.hold(thread, None), None)
    in_hand = Comment.objects.get(pk=thread.pk)
    moderation.unlock(moderation.approve(thread, None), None)
    assert posting.post(story, person(), Words("In time."), answers=in_hand).thread == thread


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("verb", MEANWHILE)
def test_an_answer_that_waits_for_a_moderator_sees_what_was_done(story, several_writers, verb):
    thread, somebody = say(story, "A thread."), person()
    in_hand = Comment.objects.get(pk=thread.pk)
    change, told = MEANWHILE[verb]

    def answer():
        return posting.post(story, somebody, Words("Too late."), answers=in_hand)

    with transaction.atomic():
        change(thread)
        (result,) = in_other_threads(answer)
        wait_until_somebody_waits()
    assert told in str(result())
    assert not Comment.objects.filter(by=somebody).exists()
    assert_that_counts_are_what_stands_there(story)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_waits_while_its_story_is_withdrawn_is_refused(story, several_writers, editor):
    somebody = person()
    with transaction.atomic():
        workflow.withdraw(Article.objects.get(pk=story.pk), editor, "It was wrong.")
        (result,) = in_other_threads(lambda: posting.post(story, somebody, Words("Too late.")))
        wait_until_somebody_waits()
    assert "closed" in str(result())
    assert not Comment.objects.exists()


# -- The same at once ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("is_answer", [False, True], ids=["thread", "answer"])
def test_what_somebody_sends_twice_at_once_is_said_once(story, several_writers, is_answer):
    thread, somebody = say(story, "A thread."), person()
    answers = thread if is_answer else None

    def send():
        return posting.post(story, somebody, Words("Go small."), answers=answers)

    given = at_once(*[send] * 6)
    assert given == [Comment.objects.get(by=somebody)] * 6
    assert Act.objects.filter(verb="post", commenter=somebody).count() == 1
    assert counts(story) == 2
    assert_that_counts_are_what_stands_there(story)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_many_say_at_once_is_all_there_and_counted(story, several_writers):
    thread, people = say(story, "A thread."), [person(f"Reader {number}") for number in range(8)]

    def send(somebody):
        return lambda: posting.post(story, somebody, Words("Go small."), answers=thread)

    assert refusals(at_once(*map(send, people))) == 0
    assert counts(story) == 9
    assert Comment.objects.get(pk=thread.pk).replies == 8


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_likes_that_many_give_at_once_are_all_counted(story, several_writers):
    made, people = say(story, "Go small."), [person(f"Reader {number}") for number in range(8)]
    given = at_once(*[lambda one=one: posting.like(made, one) for one in people])
    assert given == [True] * 8
    assert (Like.objects.count(), Comment.objects.get(pk=made.pk).likes) == (8, 8)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_like_that_is_sent_twice_at_once_is_given_and_taken_back(story, several_writers):
    made, somebody = say(story, "Go small."), person()
    given = at_once(*[lambda: posting.like(made, somebody)] * 2)
    assert sorted(given) == [False, True]
    assert (Like.objects.count(), Comment.objects.get(pk=made.pk).likes) == (0, 0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("verb", ["approve", "remove"])
def test_of_two_moderators_who_do_the_same_one_is_first(story, several_writers, verb):
    made = say(story, "Go small.", answers=say(story, "A thread."))
    moderation.hold(made, None)
    acts = Act.objects.count()
    assert refusals(at_once(*[lambda: getattr(moderation, verb)(made, None)] * 2)) == 1
    assert Comment.objects.get(pk=made.pk).state == moderation.FROM[verb][1]
    assert Act.objects.count() == acts + 1
    assert_that_counts_are_what_stands_there(story)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_one_approves_and_another_removes_at_once_is_removed(story, several_writers):
    made = say(story, "Go small.")
    moderation.hold(made, None)
    approved, removed = at_once(
        lambda: moderation.approve(made, None), lambda: moderation.remove(made, None)
    )
    # What is shown can be removed; what was removed is not approved any more.
    assert (removed.state, Comment.objects.get(pk=made.pk).state) == ("removed", "removed")
    verbs = list(Act.objects.order_by("pk").values_list("verb", flat=True))[2:]
    assert verbs == (["remove"] if isinstance(approved, Refused) else ["approve", "remove"])
    assert counts(story) == 0
    assert_that_counts_are_what_stands_there(story)
