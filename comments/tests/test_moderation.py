"""The verbs of whoever looks after the conversation."""

import pytest

from articles.models import Article
from comments import moderation, posting
from comments.models import Act, Comment, Conversation
from comments.posting import Words
from comments.rights import Refused
from comments.signals import comment_changed
from comments.tests.talk import person, say


@pytest.fixture
def story(press):
    return press.live("Production Starts")


@pytest.fixture
def comment(story):
    return say(story, "Go small.")


def count(story):
    return Article.objects.get(pk=story.pk).comment_count


def test_what_is_removed_leaves_a_trace_and_its_answers_stay(story, comment):
    answer = say(story, "I agree.", answers=comment)
    moderation.remove(comment, None, "It insults somebody.")
    assert list(Comment.objects.threads(story).values_list("state", flat=True)) == ["removed"]
    assert list(Comment.objects.first_answers([comment.pk], 5)) == [answer]
    assert count(story) == 1
    act = Act.objects.get(verb="remove")
    assert (act.comment, act.commenter, act.why) == (comment, comment.by, "It insults somebody.")


def test_what_no_reader_has_had_is_removed_without_a_trace(story, settings):
    settings.COMMENTS_HOLD_FIRST = True
    spam = posting.post(story, person("Spammer"), Words("Buy signs."))
    moderation.remove(spam, None, "It advertises something.")
    assert list(Comment.objects.threads(story)) == []
    assert moderation.restore(spam, None).state == "shown"
    moderation.hold(spam, None)
    moderation.remove(spam, None)
    assert list(Comment.objects.threads(story)) == [spam]


def test_each_verb_leads_from_its_states_and_from_no_other(story, comment):
    moves = {"approve": "held", "hold": "shown", "remove": "shown held", "restore": "removed"}
    ends = {"approve": "shown", "hold": "held", "remove": "removed", "restore": "shown"}
    for verb, begins in moves.items():
        for state in Comment.State.values:
            Comment.objects.filter(pk=comment.pk).update(state=state)
            acts = Act.objects.count()
            if state in begins.split():
                assert getattr(moderation, verb)(comment, None).state == ends[verb]
                assert Act.objects.count() == acts + 1
                continue
            with pytest.raises(Refused, match="by now"):
                getattr(moderation, verb)(comment, None)
            comment.refresh_from_db()
            assert (comment.state, Act.objects.count()) == (state, acts)


def test_counts_follow_every_verb(story, comment):
    answer = say(story, "I agree.", answers=comment)
    told = []
    for verb in (moderation.hold, moderation.approve, moderation.remove, moderation.restore):
        verb(answer, None)
        told.append((count(story), Comment.objects.get(pk=comment.pk).replies))
    assert told == [(1, 0), (2, 1), (1, 0), (2, 1)]


def test_one_comment_is_pinned_and_no_longer_than_it_is_shown(story, comment, editor):
    other = say(story, "Look here.")
    moderation.pin(comment, editor)
    moderation.pin(other, editor)
    assert Conversation.objects.get(story=story).pinned == other
    moderation.hold(other, editor)
    assert Conversation.objects.get(story=story).pinned is None
    with pytest.raises(Refused, match="Pin a comment that is shown"):
        moderation.pin(other, editor)
    with pytest.raises(Refused, match="not pinned"):
        moderation.unpin(comment, editor)


def test_an_answer_is_not_pinned(story, comment):
    with pytest.raises(Refused, match="answers no other one"):
        moderation.pin(say(story, "I agree.", answers=comment), None)


def test_a_lock_is_taken_off_again(story, comment):
    moderation.lock(comment, None)
    moderation.unlock(comment, None)
    assert posting.post(story, comment.by, Words("I agree."), answers=comment).thread == comment


def test_a_policy_that_there_is_not_is_refused(story, editor):
    with pytest.raises(Refused, match="Choose"):
        moderation.decide(story, editor, "shouting")
    assert not Conversation.objects.exists()


def test_only_moderators_moderate(story, comment, writer, settings):
    with pytest.raises(Refused, match="Only editors"):
        moderation.remove(comment, writer)
    settings.WRITERS_MODERATE = True
    with pytest.raises(Refused, match="Only editors"):
        moderation.remove(comment, writer)
    Article.objects.filter(pk=story.pk).update(created_by=writer)
    assert moderation.remove(comment, writer).state == "removed"


def test_what_was_done_is_announced_after_the_commit(
    story, comment, editor, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, **told):
        heard.append((told["verb"], told["comment"].state, told["user"], told["why"]))

    comment_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            moderation.remove(comment, editor, "Spam.")
            assert heard == []
    finally:
        comment_changed.disconnect(hear)
    assert heard == [("remove", "removed", editor, "Spam.")]


def test_the_newest_comment_does_not_lose_its_place_by_being_held(story, comment):
    """It stands where it stood: the time at which it was said is the writer's."""
    later = say(story, "Later.")
    moderation.hold(comment, None)
    moderation.approve(comment, None)
    assert list(Comment.objects.threads(story).order_by("posted_at", "pk")) == [comment, later]
