"""What is said again, with few words changed, and how many links it may have."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation, posting
from comments.models import Comment
from comments.posting import Words
from comments.tests.talk import person

LONG = "Buy the best followers for your page, cheap and at once, from people who care about it."
AGAIN = "Nearly the same was said within a day, by the same person or network."


@pytest.fixture
def stories(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return [press.live(f"Story {number}") for number in range(4)]


def said(story, somebody, text, network=None):
    made = posting.post(story, somebody, Words(text), network=network)
    return made.state, made.held_because


def test_the_same_under_another_story_is_held(stories):
    priya = person()
    assert said(stories[0], priya, LONG) == ("shown", "")
    assert said(stories[1], priya, LONG.replace("cheap", "cheaply")) == ("held", AGAIN)
    assert said(stories[1], priya, "Something else that is about as long.") == (
        "shown",
        "",
    )


def test_another_person_at_the_same_network_says_the_same_thing(stories):
    assert said(stories[0], person(), LONG, "203.0.113.7") == ("shown", "")
    assert said(stories[1], person("Tom"), LONG, "203.0.113.7") == ("held", AGAIN)
    assert said(stories[1], person("Ada"), LONG, "203.0.113.8") == ("shown", "")


def test_a_few_words_may_be_said_three_times_a_day(stories):
    priya = person()
    states = [said(story, priya, "Great episode!")[0] for story in stories]
    assert states == ["shown", "shown", "shown", "held"]


def test_what_was_said_a_day_ago_is_forgotten(stories):
    priya = person()
    said(stories[0], priya, LONG)
    Comment.objects.update(posted_at=timezone.now() - timedelta(hours=24, seconds=1))
    assert said(stories[1], priya, LONG) == ("shown", "")


def test_what_its_writer_took_back_can_be_said_elsewhere_and_what_was_removed_cannot(stories):
    priya = person()
    posting.delete(posting.post(stories[0], priya, Words(LONG)), priya)
    made = posting.post(stories[1], priya, Words(LONG))
    assert made.state == "shown"
    moderation.remove(made, None)
    assert said(stories[2], priya, LONG) == ("held", AGAIN)


def test_what_nobody_confirmed_was_said_by_nobody(stories):
    stranger = posting.stranger("Tom", "tom@exmaple.com")
    posting.post(stories[0], stranger, Words(LONG), is_known=False, network="203.0.113.7")
    assert said(stories[0], person("Tom"), LONG, "203.0.113.7") == ("shown", "")


def test_a_comment_that_is_changed_is_not_like_itself(stories):
    priya = person()
    made = posting.post(stories[0], priya, Words(LONG))
    made = posting.edit(made, priya, Words(f"{LONG} Really."))
    assert made.state == "shown"


def test_more_than_two_links_are_looked_at(stories, settings):
    priya = person()
    link = "https://news.example/{}"
    two, three = (" ".join(link.format(n) for n in range(count)) for count in (2, 3))
    assert said(stories[0], priya, f"See {two}.") == ("shown", "")
    assert said(stories[1], priya, f"And {three}.") == ("held", "It has 3 links.")
    settings.COMMENTS_LINKS = 0
    assert said(stories[2], priya, "Only https://news.example/9") == ("held", "It has 1 link.")
