"""Kept pages and what is said under them: whoever comes next sees it, and no other page is made
anew for it."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comments import moderation, posting
from comments.models import Comment
from comments.posting import Words
from comments.tests.talk import browser_of, person, say, send
from geekfeed.tests.reading import Element, read


@pytest.fixture(autouse=True)
def hall(settings):
    settings.PAGE_CACHE = True
    settings.COMMENTS_HOLD_FIRST = False


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def story(press):
    return press.live("Production Starts")


@pytest.fixture
def other(press, story):
    return press.live("Another story")


@pytest.fixture
def priya(db):
    return person("Priya R.")


@pytest.fixture
def comment(story, priya, committed):
    with committed():
        say(story, "First.", priya)
        return say(story, "Second.", priya)


def write(client: Client, story: Article, text: str, **typed: str) -> HttpResponse:
    return send(client, f"/comments/on/{story.pk}/", text=text, **typed)


def pages_of(story: Article) -> list[str]:
    return [story.get_absolute_url(), f"{story.get_absolute_url()}comments/"]


def is_kept(client: Client, path: str) -> bool:
    """It costs the question whether it is still true, and no more."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked) == 1


def keep(client: Client, *paths: str) -> None:
    """As they are after two visits."""
    for path in paths * 2:
        client.get(path)
    assert {path: is_kept(client, path) for path in paths} == dict.fromkeys(paths, True)


def test_a_comment_has_the_front_page_ask_for_its_stories_and_nothing_else(
    client, press, filming, priya, committed
):
    story = press.live("Filming", claims=[filming()])

    def costs() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert read(client.get("/")).one("#front-ledger").text == "The ledger"
        return len(asked)

    costs()
    press.live("Another story")
    edition = costs()
    with committed():
        say(story, "First.", priya)
    assert (edition, costs()) == (12, 7)


def said(client: Client, path: str) -> list[str]:
    return read(client.get(path)).texts(".comment-text")


def told(client: Client, path: str = "/") -> dict[str, bool]:
    """Whether its card says that there is one comment."""
    cards = read(client.get(path)).all(".teaser")
    return {card.one("h3").text: "1 comment" in card.text for card in cards}


# -- What is said ----------------------------------------------------------------------------------


def test_what_is_posted_is_on_every_page_for_whoever_comes_next(
    client, story, other, priya, press, committed
):
    press.live("The splash")
    keep(client, *pages_of(story), *pages_of(other), "/")
    with committed():
        assert write(browser_of(priya), story, "I was there.").status_code == 302
    assert [is_kept(client, page) for page in pages_of(other)] == [True, True]
    assert [said(client, page) for page in pages_of(story)] == [["I was there."]] * 2
    assert told(client) == {story.headline: True, other.headline: False}
    keep(client, *pages_of(story), *pages_of(other), "/")
    assert said(client, pages_of(story)[0]) == ["I was there."]


def test_what_waits_is_on_no_page(client, story, committed):
    keep(client, *pages_of(story))
    with committed():
        write(Client(), story, "I was there.", name="Ann", email="ann@x.example")
    assert [said(client, page) for page in pages_of(story)] == [[], []]


def test_what_is_refused_leaves_all_pages_as_they_are(client, story, priya, committed):
    with committed():
        moderation.decide(story, None, "closed")
    keep(client, *pages_of(story), "/")
    with committed():
        assert write(browser_of(priya), story, "Late.").status_code == 409
    assert [is_kept(client, page) for page in (*pages_of(story), "/")] == [True] * 3


def test_the_own_page_of_a_comment_has_an_answer_at_once(client, comment, priya, committed):
    path = comment.get_absolute_url()
    keep(client, path)
    with committed():
        write(browser_of(priya), comment.story, "I agree.", answers=str(comment.pk))
    assert said(client, path) == ["Second.", "I agree."]


# -- What is done with it --------------------------------------------------------------------------

# What is done to the second of two comments, and how a page shows it.
DONE = {
    "remove": (
        lambda comment: moderation.remove(comment, None),
        lambda page: page.texts(".comment--gone") == ["Removed by a moderator."],
    ),
    "hold": (
        lambda comment: moderation.hold(comment, None),
        lambda page: page.texts(".comment-text") == ["First."],
    ),
    "lock": (
        lambda comment: moderation.lock(comment, None),
        lambda page: len(page.all("a[data-answers]")) == 1,
    ),
    "pin": (
        lambda comment: moderation.pin(comment, None),
        lambda page: page.texts(".comment-text") == ["Second.", "First."],
    ),
    "cover": (
        lambda comment: moderation.cover(comment, None),
        lambda page: len(page.all("details.spoiler")) == 1,
    ),
    "close": (
        lambda comment: moderation.decide(comment.story, None, "closed"),
        lambda page: page.all("#say") == [] and "are closed" in page.one("#comments").text,
    ),
    "edit": (
        lambda comment: posting.edit(comment, comment.by, Words("Better.")),
        lambda page: page.texts(".comment-text") == ["First.", "Better."],
    ),
    "delete": (
        lambda comment: posting.delete(comment, comment.by),
        lambda page: page.texts(".comment-text") == ["First."],
    ),
    "like": (
        lambda comment: posting.like(comment, person("A friend")),
        lambda page: page.texts(".like b") == ["1"],
    ),
}


def seen(page: Element) -> list[str]:
    """Which of these a page shows."""
    return [verb for verb, (_do, shows) in DONE.items() if shows(page)]


@pytest.mark.parametrize("verb", [verb for verb in DONE if verb != "close"])
def test_whatever_is_done_is_seen_by_whoever_comes_next(
    client, story, other, comment, committed, verb
):
    do, shows = DONE[verb]
    keep(client, *pages_of(story), *pages_of(other))
    assert [seen(read(client.get(page))) for page in pages_of(story)] == [[], []]
    with committed():
        do(comment)
    assert [is_kept(client, page) for page in pages_of(other)] == [True, True]
    assert [shows(read(client.get(page))) for page in pages_of(story)] == [True, True]
    keep(client, *pages_of(story))


def test_a_conversation_that_is_closed_is_closed_for_whoever_comes_next(
    client, story, other, comment, committed
):
    do, shows = DONE["close"]
    keep(client, *pages_of(story), *pages_of(other))
    with committed():
        do(comment)
    assert [is_kept(client, page) for page in pages_of(other)] == [True, True]
    assert shows(read(client.get(story.get_absolute_url())))
    assert read(client.get(f"{story.get_absolute_url()}comments/")).all("#say") == []


@pytest.mark.parametrize("verb", ["lock", "pin", "like", "edit"])
def test_what_changes_no_count_leaves_the_front_page(client, comment, committed, verb):
    keep(client, "/")
    with committed():
        DONE[verb][0](comment)
    assert is_kept(client, "/")


@pytest.mark.parametrize("verb", ["remove", "hold", "delete"])
def test_what_is_taken_from_a_page_is_counted_no_more(client, comment, press, committed, verb):
    press.live("The splash")
    keep(client, "/")
    with committed():
        DONE[verb][0](comment)
    assert told(client) == {comment.story.headline: True}
    assert Comment.objects.live().count() == 1
