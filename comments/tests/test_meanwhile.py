"""A story changes while somebody writes about it: what they say stands where the story is, or comes
back to them."""

import pytest
from django.test import Client

from articles import redirects, workflow
from articles.models import Article, Correction
from articles.tests.versions import fresh
from comments import moderation
from comments.models import Comment
from comments.tests.talk import person, say, send
from comments.tests.test_kept_pages import browser_of, said
from geekfeed.tests.reading import parse, read

WORDS = "My long thoughts about it."
GONE = "What this is about is gone, so it has not been posted."


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def priya(db):
    return browser_of(person("Priya R."))


def form_of(client: Client, story: Article) -> str:
    """Where the form on the story's page is sent, as somebody has it open."""
    return read(client.get(story.get_absolute_url())).one("form.say")["action"]


def typed(answer) -> str:
    return parse(answer.text).one("#typed").text


def test_a_story_that_moves_takes_along_what_is_being_written(client, story, priya):
    was = story.get_absolute_url()
    before = say(story, "Before.")
    form = form_of(priya, story)
    Article.objects.filter(pk=story.pk).update(slug="it-starts")
    now = fresh(story).get_absolute_url()
    redirects.moved(was, now)
    answer = send(priya, form, text=WORDS)
    after = Comment.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, f"{now}#comment-{after.pk}")
    for path in ("", "comments/"):
        moved = client.get(f"{was}{path}")
        assert (moved.status_code, moved["Location"]) == (301, f"{now}{path}")
        assert said(client, f"{now}{path}") == ["Before.", WORDS]
    for comment in (before, after):
        page = read(client.get(f"/comments/{comment.pk}/"))
        assert page.links("h1") == [("Production Starts", now)]


def test_a_story_that_is_corrected_keeps_what_was_and_is_being_said(client, story, priya, editor):
    say(story, "Before.")
    form = form_of(priya, story)
    workflow.correct(fresh(story), editor, Correction.Kind.CORRECTION, "It was a Tuesday.")
    assert send(priya, form, text=WORDS).status_code == 302
    page = read(client.get(story.get_absolute_url()))
    assert page.texts(".comment-text") == ["Before.", WORDS]
    assert "It was a Tuesday." in page.one("main").text
    assert fresh(story).comment_count == 2


def test_what_is_written_under_a_story_that_is_withdrawn_comes_back(client, story, priya, editor):
    say(story, "Before.")
    form = form_of(priya, story)
    workflow.withdraw(fresh(story), editor, "It was wrong.")
    answer = send(priya, form, text=WORDS)
    assert (answer.status_code, typed(answer)) == (404, WORDS)
    assert parse(answer.text).texts("h1") == [GONE]
    assert Comment.objects.count() == 1
    workflow.restore(fresh(story), editor)
    workflow.publish(fresh(story), editor)
    assert send(priya, form, text=WORDS).status_code == 302
    assert said(client, story.get_absolute_url()) == ["Before.", WORDS]


def test_a_story_that_readers_never_had_answers_as_one_that_there_is_not(press, priya):
    draft = press.draft("Secret")
    there, nowhere = (
        send(priya, f"/comments/on/{number}/", text=WORDS) for number in (draft.pk, 10**9)
    )
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


def test_what_is_written_comes_back_where_comments_are_off_by_now(story, priya, settings):
    form = form_of(priya, story)
    settings.COMMENTS = "off"
    answer = send(priya, form, text=WORDS)
    assert (answer.status_code, typed(answer)) == (404, WORDS)


def test_the_page_s_own_script_is_told_in_a_line(story, priya, editor):
    form = form_of(priya, story)
    workflow.withdraw(fresh(story), editor, "It was wrong.")
    ours = {"Sec-Fetch-Site": "same-origin", "X-Fragment": "1"}
    answer = priya.post(form, {"text": WORDS}, headers=ours)
    assert answer.status_code == 404
    assert parse(answer.text).one(".form__error").text == GONE


def test_a_better_wording_comes_back_from_a_story_that_is_withdrawn(story, editor):
    somebody = person("Priya R.")
    made, client = say(story, "Before.", somebody), browser_of(somebody)
    workflow.withdraw(fresh(story), editor, "It was wrong.")
    answer = send(client, f"/comments/{made.pk}/edit/", text=WORDS)
    assert (answer.status_code, typed(answer)) == (404, WORDS)


@pytest.mark.parametrize("verb", ["hold", "remove"])
def test_an_answer_to_what_is_gone_comes_back_and_can_be_posted_by_itself(story, priya, verb):
    thread = say(story, "A thread.")
    form = form_of(priya, story)
    getattr(moderation, verb)(thread, None)
    answer = send(priya, form, text=WORDS, answers=str(thread.pk))
    page = parse(answer.text)
    assert (answer.status_code, page.one("#say-text").text) == (409, WORDS)
    assert page.texts(".form__error") == [
        "The comment that you answered is gone. You can still post yours by itself."
    ]


def test_an_answer_in_a_thread_that_was_closed_comes_back(story, priya):
    thread = say(story, "A thread.")
    moderation.lock(thread, None)
    answer = send(priya, form_of(priya, story), text=WORDS, answers=str(thread.pk))
    page = parse(answer.text)
    assert (answer.status_code, page.one("#say-text").text) == (409, WORDS)
    assert page.texts(".form__error") == [
        "A moderator has closed this thread. Nothing can be added to it."
    ]
