"""What a page's own script gets, which comments a known reader likes, and counts elsewhere."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import posting
from comments.models import Comment
from comments.posting import Words
from comments.tests.talk import browser_of
from comments.traps import made_at
from geekfeed.tests.reading import parse, read

HERE = {"Sec-Fetch-Site": "same-origin", "X-Fragment": "1"}


@pytest.fixture
def story(press, jessica_jones, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("A crew in the street", about=[jessica_jones])


def reader(name: str):
    person = posting.stranger(name, f"{name}@x.example")
    posting.make_known(person)
    person.refresh_from_db()
    return person


def send(client, story, **data):
    return client.post(f"/comments/on/{story.pk}/", {"made": made_at(0), **data}, headers=HERE)


def test_a_comment_that_is_shown_comes_back_with_the_count(story):
    answer = send(browser_of(reader("odile")), story, text="I was there.")
    page = parse(answer.content.decode())
    assert (answer.status_code, page.one("[data-posted]")["data-posted"]) == (201, "shown")
    assert page.one("h2").text == "1 comment"
    assert page.one("li .comment")["id"] == f"comment-{Comment.objects.get().pk}"
    assert page.all("main") == []


def test_a_stranger_s_comment_does_not_come_back(story, client):
    answer = send(client, story, text="I was there.", name="Odile", email="o@x.example")
    page = parse(answer.content.decode())
    assert page.one("[data-posted]")["data-posted"] == "unconfirmed"
    assert page.all("li") == []
    assert "I was there." not in answer.content.decode()


def test_what_is_wrong_comes_back_as_the_form(story, client):
    answer = send(client, story, text="", name="Odile", email="nowhere")
    page = parse(answer.content.decode())
    assert answer.status_code == 422
    assert [one["id"] for one in page.all(".form__error")] == ["say-email-error", "say-text-error"]
    assert page.all("main") == []


def test_a_story_that_takes_no_comments_says_so_in_a_line(story, client, settings):
    settings.COMMENTS = "closed"
    answer = send(client, story, text="Late.")
    page = parse(answer.content.decode())
    assert answer.status_code == 409
    assert page.one(".form__error").text == "Comments on this story are closed."


def test_a_page_of_another_site_gets_no_part_of_ours(story, client):
    headers = HERE | {"Sec-Fetch-Site": "cross-site"}
    answer = client.post(f"/comments/on/{story.pk}/", {"text": "x"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_a_known_reader_sees_what_they_like_for_one_query_more(story, many):
    odile, priya = reader("odile"), reader("priya")
    for number in range(many):
        posting.like(posting.post(story, odile, Words(f"Number {number}.")), priya)
    posting.post(story, odile, Words("Not this one."))
    client = browser_of(priya)
    client.get(story.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = read(client.get(story.get_absolute_url()))
    likes = [query for query in asked.captured_queries if "comments_like" in query["sql"]]
    assert len(likes) == 1
    pressed = [one["aria-pressed"] for one in page.all(".like button")]
    assert pressed == ["true"] * many + ["false"]


def test_a_stranger_s_page_asks_for_no_likes(story, client):
    posting.post(story, reader("odile"), Words("Hm."))
    with CaptureQueriesContext(connection) as asked:
        page = read(client.get(story.get_absolute_url()))
    assert [q for q in asked.captured_queries if "comments_like" in q["sql"]] == []
    assert ["aria-pressed" in one for one in page.all(".like button")] == [False]


def test_nobody_is_asked_whether_they_like_their_own(story):
    odile = reader("odile")
    posting.like(posting.post(story, odile, Words("Mine.")), reader("priya"))
    page = read(browser_of(odile).get(story.get_absolute_url()))
    assert page.all(".like") == []
    assert page.one(".comment__likes").text == "1 like"


def test_cards_and_the_story_tell_how_many_comments_there_are(story, press, client, settings):
    silent = press.live("Nobody says anything")
    for text in ("One.", "Two."):
        posting.post(story, reader("odile"), Words(text))
    cards = read(client.get("/tv/")).all(".teaser")
    told = {card.one("h3").text: "2 comments" in card.text for card in cards}
    assert told == {story.headline: True, silent.headline: False}
    told = {}
    for one in (story, silent):
        links = read(client.get(one.get_absolute_url())).all(".byline p a")
        told[one.headline] = [link.text for link in links if link["href"] == "#comments"]
    assert told == {story.headline: ["2 comments"], silent.headline: []}
    settings.COMMENTS = "off"
    assert "2 comments" not in client.get("/tv/").content.decode()


@pytest.mark.parametrize("has_claim", [False, True])
def test_the_splash_tells_how_many_comments_there_are(
    story, press, client, filming, settings, has_claim
):
    lead = press.live("The splash", claims=[filming()] if has_claim else [])

    def told():
        """In words, and at the cost of how many queries."""
        caches["default"].clear()  # what is kept of the front page; nothing is committed here
        with CaptureQueriesContext(connection) as asked:
            page = read(client.get("/"))
        return page.one(".splash .meta").text, len(asked)

    silent, cost = told()
    for text in ("One.", "Two."):
        posting.post(lead, reader("odile"), Words(text))
    assert told() == (f"{silent} 2 comments", cost)
    settings.COMMENTS = "off"
    assert told() == (silent, cost)
