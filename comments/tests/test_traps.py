"""What programs fall into that fill in every form."""

import time

import pytest

from comments.models import Comment
from comments.tests.talk import OURS, send
from comments.traps import QUICKEST, made_at
from geekfeed.tests.reading import Element, parse

WHO = {"name": "Tom", "email": "tom@example.com"}
CAUGHT = "This was sent faster than people type. Look at it, and send it again."


@pytest.fixture
def story(press):
    return press.live("Production Starts")


def page(answer) -> Element:
    return parse(answer.content.decode())


def errors(answer) -> list[str]:
    return page(answer).texts(".form__error")


def test_a_form_is_sent_no_sooner_than_it_can_be_filled_in(story, client, monkeypatch):
    address, now = f"/comments/on/{story.pk}/", time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    young, old = (made_at(int(now) - age) for age in (QUICKEST - 1, QUICKEST))
    answer = send(client, address, text="Signs.", made=young, **WHO)
    assert (answer.status_code, errors(answer)) == (422, [CAUGHT])
    assert page(answer).one("#say-text").text == "Signs."
    assert send(client, address, text="Signs.", made=old, **WHO).status_code == 302


@pytest.mark.parametrize(
    "forge",
    [
        lambda made: "",
        lambda made: "1",
        lambda made: "1:forged",
        lambda made: f"{made}x",
        lambda made: made.replace("1", "2", 1),
    ],
)
def test_a_form_that_is_none_of_ours_comes_back_as_one_that_is(story, client, forge):
    made = forge(made_at(1))
    answer = send(client, f"/comments/on/{story.pk}/", text="Signs.", made=made, **WHO)
    assert (answer.status_code, errors(answer), Comment.objects.count()) == (422, [CAUGHT], 0)


def test_what_nobody_sees_nobody_fills_in(story, client):
    address = f"/comments/on/{story.pk}/"
    answer = send(client, address, text="Signs.", website="https://spam.example", **WHO)
    assert (answer.status_code, errors(answer), Comment.objects.count()) == (422, [CAUGHT], 0)
    field = page(answer).one("[name=website]")
    assert field.attributes == {"name": "website", "tabindex": "-1", "autocomplete": "off"}
    answer = send(client, "/comments/hello/", website="https://spam.example", **WHO)
    assert (answer.status_code, errors(answer)) == (422, [CAUGHT])


def test_a_form_that_comes_back_can_be_sent_again_in_a_while(story, client, monkeypatch):
    address, now = f"/comments/on/{story.pk}/", time.time()
    answer = client.post(address, {"text": "Signs.", **WHO}, headers=OURS)
    made = page(answer).one("[name=made]")["value"]
    monkeypatch.setattr(time, "time", lambda: now + QUICKEST + 1)
    assert send(client, address, text="Signs.", made=made, **WHO).status_code == 302


def test_a_page_s_form_says_when_it_was_made(story, client, monkeypatch):
    for moment in (1_500_000_000, 1_600_000_000):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        answer = client.get(story.get_absolute_url())
        assert page(answer).one("#say [name=made]")["value"] == made_at(moment)
