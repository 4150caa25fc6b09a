"""Who it is that reads, and when that is written down."""

import pytest

from articles.newsroom import name_of
from articles.tests.desk import at_desk
from comments import people
from comments.models import Comment, Commenter
from comments.tests.talk import say, send
from geekfeed.tests.reading import read


@pytest.fixture
def story(press):
    return press.live("Production Starts")


def test_an_account_that_only_reads_is_written_down_nowhere(story, editor):
    desk = at_desk(editor)
    say(story, "Hello.")
    assert read(desk.get(story.get_absolute_url())).one(".say .note bdi").text == name_of(editor)
    assert read(desk.get("/comments/hello/")).one("h1 bdi").text == name_of(editor)
    assert not Commenter.objects.filter(user=editor).exists()


def test_an_account_is_written_down_once_it_does_something(story, editor):
    desk = at_desk(editor)
    made = say(story, "Hello.")
    assert send(desk, f"/comments/{made.pk}/like/").status_code == 302
    assert send(desk, f"/comments/{made.pk}/report/", reason="spam").status_code == 302
    assert send(desk, f"/comments/on/{story.pk}/", text="From the desk.").status_code == 302
    row = Commenter.objects.get(user=editor)
    assert (row.likes.count(), row.reports.count(), row.comments.get().state) == (1, 1, "shown")


def test_whoever_has_another_name_by_now_says_so_with_their_next_comment(story, editor):
    desk = at_desk(editor)
    send(desk, f"/comments/on/{story.pk}/", text="One.")
    editor.first_name, editor.last_name = "Misty", "Knight-Rider"
    editor.save()
    page = read(desk.get(story.get_absolute_url()))
    assert page.one(".say .note bdi").text == "Misty Knight-Rider"
    assert str(Comment.objects.get().by) != "Misty Knight-Rider"
    send(desk, f"/comments/on/{story.pk}/", text="Two.")
    assert {str(comment.by) for comment in Comment.objects.all()} == {"Misty Knight-Rider"}


def test_an_account_that_left_the_newsroom_is_nobody(editor):
    editor.is_staff = False
    assert people.of_account(editor) is None
