"""What becomes of what somebody says: the verbs of whoever comments."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.models import Article
from comments import moderation, posting
from comments.models import Act, Comment, Commenter
from comments.posting import Words
from comments.rights import Refused
from comments.tests.talk import person, say


@pytest.fixture
def story(press):
    return press.live("Production Starts")


@pytest.fixture
def regular(story):
    """Somebody who has been approved before."""
    somebody = person("Priya R.")
    say(story, "I have said something before.", somebody)
    return somebody


def counts(story):
    return Article.objects.get(pk=story.pk).comment_count


def states(story):
    return list(story.comments.order_by("pk").values_list("state", flat=True))


def test_the_first_comment_of_somebody_is_held_and_the_next_one_shown(story):
    somebody = person()
    first = posting.post(story, somebody, Words("Hello."))
    assert (first.state, first.held_because) == (
        "held",
        "This is the first comment by this person.",
    )
    moderation.approve(first, None)
    second = posting.post(story, somebody, Words("Hello again."))
    assert (second.state, second.held_because, counts(story)) == ("shown", "", 2)


def test_a_site_may_let_everybody_speak_at_once(story, settings):
    settings.COMMENTS_HOLD_FIRST = False
    assert posting.post(story, person(), Words("Hello.")).state == "shown"


def test_the_newsroom_is_never_held(story, editor):
    made = posting.post(story, person("Ed", user=editor), Words("From the desk."))
    assert made.state == "shown"


def test_what_a_stranger_says_waits_for_their_address_and_counts_for_nothing(story):
    stranger = posting.stranger("tom from the bus", " Tom@Example.com ")
    assert (stranger.email, stranger.confirmed_at) == ("tom@example.com", None)
    made = posting.post(story, stranger, Words("Four shows."), is_known=False)
    assert (made.state, counts(story)) == ("unconfirmed", 0)
    made = posting.confirm(made)
    assert (made.state, counts(story)) == ("held", 0)
    assert Commenter.objects.get().confirmed_at is not None
    assert posting.confirm(made).state == "held"
    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == ["post", "confirm"]


def test_a_confirmed_name_is_not_taken_over_by_whoever_gives_the_address(story):
    somebody = person("Priya R.", email="priya@example.com")
    assert posting.stranger("Mallory", "priya@example.com").name == "Priya R."
    assert Commenter.objects.get(pk=somebody.pk).name == "Priya R."


def test_one_letter_confirms_one_comment(story):
    stranger = posting.stranger("Priya", "priya@example.com")
    mine = posting.post(story, stranger, Words("Mine."), is_known=False)
    posting.post(story, stranger, Words("Somebody else's, in my name."), is_known=False)
    posting.confirm(mine)
    assert states(story) == ["held", "unconfirmed"]


def test_the_same_words_twice_are_said_once(story, regular):
    once = posting.post(story, regular, Words("Go small."))
    assert posting.post(story, regular, Words("  go   SMALL.")) == once
    assert counts(story) == 2
    other = posting.post(story, regular, Words("Go small."), answers=once)
    assert (other != once, counts(story)) == (True, 3)


def test_what_was_removed_can_be_said_again(story, regular):
    once = posting.post(story, regular, Words("Go small."))
    moderation.remove(once, None)
    assert posting.post(story, regular, Words("Go small.")) != once


def test_answers_stand_in_one_thread_and_say_whom_they_answer(story, regular):
    thread = say(story, "A thread.", regular)
    first = say(story, "An answer.", regular, answers=thread)
    second = say(story, "An answer to that.", regular, answers=first)
    assert (first.thread, first.answers) == (thread, None)
    assert (second.thread, second.answers) == (thread, first)
    thread.refresh_from_db()
    assert thread.replies == 2


@pytest.mark.parametrize("state", ["held", "removed", "deleted", "unconfirmed"])
def test_nobody_answers_what_readers_do_not_see(story, regular, state):
    thread = say(story, "A thread.", regular)
    Comment.objects.filter(pk=thread.pk).update(state=state)
    thread.refresh_from_db()
    with pytest.raises(Refused, match="is gone"):
        posting.post(story, regular, Words("An answer."), answers=thread)


def test_an_answer_stays_on_its_story(story, regular, press):
    elsewhere = say(press.live("Another"), "There.", regular)
    with pytest.raises(Refused, match="is gone"):
        posting.post(story, regular, Words("An answer."), answers=elsewhere)


def test_nothing_is_added_to_a_locked_thread_nor_to_its_answers(story, regular):
    thread = say(story, "A thread.", regular)
    answer = say(story, "An answer.", regular, answers=thread)
    moderation.lock(answer, None)
    for answered in (thread, answer):
        answered.refresh_from_db()
        with pytest.raises(Refused, match="closed this thread"):
            posting.post(story, regular, Words("More."), answers=answered)


def test_it_can_be_changed_for_five_minutes_by_whoever_wrote_it(story, regular):
    made = posting.post(story, regular, Words("Go smal."))
    with pytest.raises(Refused, match="five minutes"):
        posting.edit(made, person("Mallory"), Words("Mine now."))
    made = posting.edit(made, regular, Words("Go **small**."))
    assert (made.html, made.state) == ("<p>Go <strong>small</strong>.</p>", "shown")
    assert made.edited_at is not None
    Comment.objects.filter(pk=made.pk).update(posted_at=timezone.now() - timedelta(minutes=5))
    with pytest.raises(Refused, match="five minutes"):
        posting.edit(made, regular, Words("Too late."))
    assert Comment.objects.get(pk=made.pk).text == "Go **small**."


def test_what_is_deleted_leaves_its_words_nowhere_and_its_answers_where_they_are(story, regular):
    thread = say(story, "A thread.", regular)
    say(story, "An answer.", regular, answers=thread)
    with pytest.raises(Refused, match="not yours"):
        posting.delete(thread, person("Mallory"))
    posting.delete(thread, regular)
    thread.refresh_from_db()
    assert (thread.state, thread.text, thread.html, thread.replies) == ("deleted", "", "", 1)
    assert counts(story) == 2  # the answer, and what was said before
    assert thread in Comment.objects.threads(story)
    with pytest.raises(Refused):
        posting.delete(thread, regular)


def test_what_nobody_answered_goes_without_a_trace(story, regular):
    alone = say(story, "Alone.", regular)
    posting.delete(alone, regular)
    assert alone not in Comment.objects.threads(story)


def test_a_like_is_given_once_and_taken_back(story, regular):
    made, friend = say(story, "Go small.", regular), person("A friend")
    assert posting.like(made, friend) is True
    assert Comment.objects.get(pk=made.pk).likes == 1
    assert posting.like(made, friend) is False
    assert Comment.objects.get(pk=made.pk).likes == 0
    with pytest.raises(Refused, match="your own"):
        posting.like(made, regular)


@pytest.mark.parametrize("policy", ["closed", "off"])
def test_a_story_that_takes_nothing_refuses_and_keeps_what_is_there(story, regular, policy):
    moderation.decide(story, None, policy)
    with pytest.raises(Refused, match="closed"):
        posting.post(story, regular, Words("One more."))
    assert states(story) == ["shown"]


def test_a_story_may_have_each_comment_looked_at(story, regular):
    moderation.decide(story, None, "held")
    assert posting.post(story, regular, Words("One more.")).state == "held"


def test_a_conversation_closes_at_its_moment(story, regular, settings):
    moderation.decide(story, None, "open", timezone.now() + timedelta(minutes=1))
    assert posting.post(story, regular, Words("In time.")).state == "shown"
    moderation.decide(story, None, "open", timezone.now())
    with pytest.raises(Refused, match="closed"):
        posting.post(story, regular, Words("Too late."))


def test_a_site_closes_old_stories(story, press, regular, settings):
    settings.COMMENTS_CLOSE_AFTER = 14
    new = press.live("New", at=timezone.now() - timedelta(days=13, hours=23))
    assert posting.post(new, regular, Words("In time.")).state == "shown"
    with pytest.raises(Refused, match="closed"):
        posting.post(story, regular, Words("Too late."))  # it went out in 2017


def test_an_old_story_that_never_closes_takes_comments(story, regular, settings):
    settings.COMMENTS_CLOSE_AFTER = 14
    moderation.decide(story, None, "open", never_closes=True)
    assert posting.post(story, regular, Words("In time.")).state == "shown"


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_nothing_is_said_under_a_story_that_readers_do_not_have(press, state):
    with pytest.raises(Refused, match="closed"):
        posting.post(getattr(press, state)(), person(), Words("Hello."))


def test_what_was_said_goes_and_comes_with_its_story(story, regular):
    made = say(story, "Still here.", regular)
    workflow.withdraw(story, None)
    assert not Comment.objects.live().exists()
    with pytest.raises(Refused, match="closed"):
        posting.post(story, regular, Words("Is it gone?"))
    workflow.restore(story, None)
    workflow.publish(story, None)
    assert made in Comment.objects.live()


def test_a_stale_story_in_hand_does_not_let_anything_through(story, regular):
    in_hand = Article.objects.get(pk=story.pk)
    workflow.withdraw(story, None)
    with pytest.raises(Refused, match="closed"):
        posting.post(in_hand, regular, Words("Too late."))


def test_a_refusal_leaves_nothing(story, regular):
    moderation.decide(story, None, "closed")
    acts = Act.objects.count()
    with transaction.atomic(), pytest.raises(Refused):
        posting.post(story, regular, Words("One more."))
    assert (Act.objects.count(), counts(story)) == (acts, 1)


def test_the_story_does_not_change_by_what_is_said(story, regular):
    before = Article.objects.filter(pk=story.pk).values("version", "edited_at", "changed_at").get()
    say(story, "One more.", regular)
    after = Article.objects.filter(pk=story.pk).values("version", "edited_at", "changed_at").get()
    assert before == after
