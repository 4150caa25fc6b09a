"""Asking for letters: with each comment, by a box that nobody has ticked beforehand."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from comments import letters
from comments.models import Comment
from comments.tests.talk import say, send
from geekfeed.tests.reading import count_queries, read


@pytest.fixture
def story(press: Any, settings: Any) -> Article:
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


def box(client: Client, address: str) -> list[bool]:
    """Whether the box is ticked, of each form that has one."""
    boxes = read(client.get(address)).all("input[name=notify]")
    return ["checked" in one for one in boxes]


def wish(story: Article, client: Client, **typed: str) -> bool:
    send(client, f"/comments/on/{story.pk}/", name="Ada", email="a@x.example", text="Hm.", **typed)
    return Comment.objects.get().wants_answers


def test_nobody_has_ticked_it_beforehand(client, story):
    assert box(client, story.get_absolute_url()) == [False]
    assert box(client, f"/comments/on/{story.pk}/") == [False]


def test_it_is_remembered_with_the_comment(client, story):
    assert wish(story, client, notify="on") is True


def test_whoever_leaves_it_gets_no_letters(client, story):
    assert wish(story, client) is False


def test_it_stays_ticked_while_something_is_wrong(client, story):
    answer = send(client, f"/comments/on/{story.pk}/", text="", notify="on")
    assert 'name="notify" checked' in answer.content.decode()


def test_it_can_be_changed_with_the_comment(client, story):
    wish(story, client, notify="on")
    made = Comment.objects.get()
    send(client, f"/comments/confirm/{letters.token_of(made)}/")
    address = f"/comments/{made.pk}/edit/"
    assert box(client, address) == [True]
    send(client, address, text="Hm!")
    made.refresh_from_db()
    assert (made.text, made.wants_answers) == ("Hm!", False)
    assert box(client, address) == [False]


def test_an_account_without_an_address_is_not_asked(client, story, editor):
    client.force_login(editor)
    assert box(client, story.get_absolute_url()) == []
    send(client, f"/comments/on/{story.pk}/", text="Hm.", notify="on")
    assert Comment.objects.get().wants_answers is False
    editor.email = "dee@news.example"
    editor.save()
    assert box(client, story.get_absolute_url()) == [False]


def test_whether_somebody_is_asked_costs_no_question(client, story, editor):
    client.force_login(editor)
    say(story)
    without = count_queries(client, story.get_absolute_url())
    editor.email = "dee@news.example"
    editor.save()
    assert count_queries(client, story.get_absolute_url()) == without
