"""The HTML that is kept of comments, made anew."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import posting
from comments.models import Comment
from comments.tests.talk import person, say
from shows.models import Show


@pytest.fixture
def story(press, jessica_jones):
    return press.live("Production Starts", about=[jessica_jones])


def remade() -> str:
    told = StringIO()
    call_command("remake_comments", stdout=told)
    return told.getvalue()


def test_what_readers_get_is_made_anew_from_what_was_typed(story, press):
    show = Show.objects.get()
    covered = say(story, "||S1E8: It was **her**.||")
    say(story, "Plain.")
    gone, elsewhere = say(story, "Gone."), say(press.live("Another"), "*There*.")
    posting.delete(gone, gone.by)
    kept = {comment.pk: comment.html for comment in Comment.objects.all()}
    assert f'data-spoils="{show.pk}.1.8"' in kept[covered.pk]
    Comment.objects.filter(pk__in=[covered.pk, elsewhere.pk]).update(html="<p>Of old.</p>")
    assert remade() == "Looked at the comments of 2 stories; 2 came out otherwise.\n"
    assert {comment.pk: comment.html for comment in Comment.objects.all()} == kept


def test_a_page_that_is_kept_is_made_anew_with_it(
    story, client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE = True
    with django_capture_on_commit_callbacks(execute=True):
        made = say(story, "*Here*.", person())
    Comment.objects.filter(pk=made.pk).update(html="<p>Of old.</p>")
    address = story.get_absolute_url()
    for _visit in range(3):  # it is kept from the second one on
        assert "Of old." in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        remade()
    assert "<em>Here</em>" in client.get(address).content.decode()


def test_a_comment_more_is_no_query_more(story, django_assert_num_queries):
    priya = person()
    say(story, "One.", priya)
    with CaptureQueriesContext(connection) as one:
        remade()
    for number in range(3):
        say(story, f"Number {number}.", priya)
    with django_assert_num_queries(len(one)):
        remade()


def test_a_site_without_comments_has_nothing_to_do(db):
    assert remade() == "Looked at the comments of 0 stories; 0 came out otherwise.\n"
