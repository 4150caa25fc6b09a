"""What nobody else may learn, and no cookie before one is needed: tried on every page, feed and
letter of a conversation that could give something away."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site
from django.core import mail, signing
from django.http import HttpResponse
from django.test import Client, override_settings

from articles.models import Article
from comments import letters, moderation, people, posting, reporting, views
from comments.models import Comment, Commenter
from comments.posting import Words
from comments.subscribing import address_to_stop
from comments.tests.talk import person, say, send
from geekfeed.tests.reading import read

MAIL, NETWORK = "zed@zanzibar.example", "203.0.113.77"
SECRETS = (MAIL, MAIL.partition("@")[0] + "%40", "zanzibar", NETWORK)


@pytest.fixture
def story(press: Any, settings: Any) -> Article:
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def zed(db: None) -> Commenter:
    return person("Zed", email=MAIL)


@pytest.fixture
def other(db: None) -> Commenter:
    return person("Tom")


@pytest.fixture
def talk(
    story: Article, zed: Commenter, other: Commenter, django_capture_on_commit_callbacks: Any
) -> list[Comment]:
    """What somebody said, in every state, beside what another one said, with the letters that were
    written about it."""

    def said(text: str, **facts: Any) -> Comment:
        return posting.post(story, zed, Words(text, **facts), network=NETWORK)

    with django_capture_on_commit_callbacks(execute=True):
        theirs = posting.post(story, other, Words("Signs.", wants_answers=True))
        shown = said("I saw them.")
        said("It was her.", is_spoiler=True)
        answer = posting.post(story, zed, Words("Yes."), answers=theirs, network=NETWORK)
        say(story, "No.", other, answers=shown)
        moderation.hold(said("Held."), None)
        moderation.remove(said("Removed."), None, "Off topic")
        taken_back = said("Deleted.")
        say(story, "Why?", other, answers=taken_back)
        posting.delete(taken_back, zed)
        posting.like(theirs, zed)
        moderation.pin(shown, None)
        reporting.report(theirs, "other", "Off topic", by=zed, network=NETWORK)
        reporting.report(shown, "spam", network=NETWORK)
        posting.post(story, zed, Words("Waits."), is_known=False, network=NETWORK)
    assert {comment.state for comment in Comment.objects.all()} == set(Comment.State.values)
    return [theirs, shown, answer]


def addresses(story: Article) -> Iterator[str]:
    """Every page that is there for readers of a conversation, and those around it."""
    page = story.get_absolute_url()
    yield from ("/", page, f"{page}comments/", "/tv/", "/search/?q=starts", "/authors/")
    yield from (f"{page}comments/?order={order}" for order in ("newest", "best"))
    yield from (f"{page}comments/feed/{form}" for form in ("", "atom/", "json/"))
    yield from ("/feed/", "/feed/json/", "/sitemap.xml", "/comments/hello/", "/health/")
    yield f"/comments/on/{story.pk}/"
    for comment in Comment.objects.select_related("by"):
        yield f"/comments/{comment.pk}/"
        yield f"/comments/{comment.pk}/edit/"
        yield f"/comments/{comment.pk}/report/"
        yield f"/comments/{comment.pk}/delete/"
        yield f"/comments/on/{story.pk}/?answers={comment.pk}"
        yield f"/comments/confirm/{letters.token_of(comment)}/"
        yield f"/comments/sent/{signing.dumps(comment.pk, salt=views.SENT)}/"
        yield address_to_stop(comment.by, comment.begins).removeprefix(site.SITE_URL)


def whole(answer: HttpResponse) -> str:
    """All of an answer: its headers, its cookies, its words."""
    return f"{answer.headers} {answer.cookies} {answer.content.decode()}".casefold()


def known(person: Commenter) -> Client:
    """The browser of somebody who has confirmed their address."""
    client, response = Client(), HttpResponse()
    people.remember(response, person)
    client.cookies[people.COOKIE] = response.cookies[people.COOKIE].value
    return client


@pytest.mark.parametrize("reader", ["a stranger", "another one", "they themselves"])
def test_no_answer_has_an_address_in_it(talk, story, zed, other, caplog, reader):
    caplog.set_level(logging.INFO)
    clients = {"a stranger": Client(), "another one": known(other), "they themselves": known(zed)}
    leaks, seen = {}, []
    for address in addresses(story):
        answer = clients[reader].get(address)
        seen.append(answer.status_code)
        leaks |= {(address, word): 1 for word in SECRETS if word in whole(answer)}
    assert leaks == {}
    # What a moderator has decided about its own writer is told that it cannot be changed.
    decided = {409} if reader == "they themselves" else set()
    assert {200, 404} <= set(seen) <= {200, 302, 403, 404} | decided
    assert [word for word in SECRETS if word in caplog.text] == []


def test_no_letter_to_another_one_has_their_address_in_it(talk, zed, other):
    letters_to = {letter.to[0] for letter in mail.outbox}
    assert letters_to == {MAIL, other.email}
    theirs = [letter for letter in mail.outbox if letter.to == [other.email]]
    text = "".join(letter.message().as_string() for letter in theirs)
    assert [word for word in SECRETS if word in text.casefold()] == []
    assert len(theirs) == 1


def test_whoever_commented_from_a_page_of_ours_is_on_it_by_name_alone(client, talk, story):
    page = read(client.get(f"{story.get_absolute_url()}comments/"))
    assert set(page.texts(".comment__name")) == {"Zed", "Tom"}


# -- Cookies ---------------------------------------------------------------------------------------


def test_reading_sets_no_cookie_and_no_page_differs_by_one(client, talk, story):
    for address in addresses(story):
        answer = client.get(address)
        assert len(answer.cookies) == 0, address
        assert "cookie" not in answer.get("Vary", "").casefold(), address


def test_the_first_cookie_is_that_of_whoever_confirms(client, story):
    typed = {"name": "Ada", "email": "ada@example.com", "text": "Signs went up."}
    sent = send(client, f"/comments/on/{story.pk}/", **typed)
    made = Comment.objects.get()
    confirm = f"/comments/confirm/{letters.token_of(made)}/"
    asked = [
        sent,
        client.get(sent["Location"]),
        send(client, f"/comments/on/{story.pk}/", **typed | {"text": ""}),
        send(client, "/comments/hello/", name="Bea", email="bea@example.com"),
        send(client, f"/comments/{made.pk}/like/"),
        client.get(confirm),
    ]
    assert [dict(answer.cookies) for answer in asked] == [{}] * 6
    answer = send(client, confirm)
    assert list(answer.cookies) == [people.COOKIE]
    cookie = answer.cookies[people.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31536000)
    assert "private" in answer["Cache-Control"]


def test_the_cookie_is_for_https_alone_where_the_site_is(client, story):
    made = posting.post(story, posting.stranger("Ada", "a@x.example"), Words("Hm."), is_known=False)
    with override_settings(HTTPS=True):
        answer = send(client, f"/comments/confirm/{letters.token_of(made)}/")
    assert answer.cookies[people.COOKIE]["secure"] is True


def test_what_is_made_for_somebody_is_kept_by_no_cache_of_others(talk, story, zed):
    client = known(zed)
    for address in (story.get_absolute_url(), f"{story.get_absolute_url()}comments/"):
        assert "private" in client.get(address).get("Cache-Control", ""), address
    assert "private" not in Client().get(story.get_absolute_url()).get("Cache-Control", "")


def test_whoever_says_goodbye_has_no_cookie_left(zed):
    client = known(zed)
    send(client, "/comments/goodbye/")
    assert client.cookies[people.COOKIE].value == ""
    assert list(client.get("/comments/hello/").cookies) == []
