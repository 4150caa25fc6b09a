"""A story's comments as feeds: valid, covered where the page covers, and sent anew if changed."""

import json
from typing import Any

import feedparser
import pytest
from django.test import Client

from articles import workflow
from articles.models import Article
from articles.tests.feed_rules import check
from comments import moderation, posting
from comments.models import Comment, Commenter, Conversation
from comments.posting import Words
from comments.tests.talk import person, say
from geekfeed.tests.reading import count_queries, read

FORMS = ("feed/", "feed/atom/", "feed/json/")
EACH = pytest.mark.parametrize("form", FORMS)
SECRET = "Zanzibar"


@pytest.fixture
def story(press: Any) -> Article:
    return press.live("Production <Starts>")


def address(story: Article, form: str) -> str:
    return f"{story.get_absolute_url()}comments/{form}"


def entries(client: Client, story: Article, form: str) -> list[tuple[str, str, str, str]]:
    """Of each entry its title, its writer, its words and its address."""
    answer = client.get(address(story, form))
    assert answer.status_code == 200
    assert check(answer.content, f"http://127.0.0.1:8000{address(story, form)}") == []
    if form == "feed/json/":
        feed = json.loads(answer.content)
        return [
            (one["title"], one["authors"][0]["name"], one["content_html"].strip(), one["url"])
            for one in feed["items"]
        ]
    feed = feedparser.parse(answer.content, sanitize_html=False)
    assert not feed.bozo
    return [(one.title, one.author, one.summary, one.link) for one in feed.entries]


@EACH
def test_the_newest_comments_come_first(client, story, form):
    first = say(story, "Signs *went* up.", person("Tom & Co"))
    second = say(story, "I saw them.", person("Priya R."), answers=first)
    host = "http://127.0.0.1:8000"
    assert entries(client, story, form) == [
        (
            "Priya R. on “Production <Starts>”",
            "Priya R.",
            "<p>I saw them.</p>",
            f"{host}/comments/{second.pk}/#comment-{second.pk}",
        ),
        (
            "Tom & Co on “Production <Starts>”",
            "Tom & Co",
            "<p>Signs <em>went</em> up.</p>",
            f"{host}/comments/{first.pk}/#comment-{first.pk}",
        ),
    ]


@EACH
def test_what_readers_do_not_see_is_in_no_feed(client, story, form, settings):
    settings.COMMENTS = "held"
    posting.post(story, person(), Words(SECRET))
    posting.post(story, posting.stranger("X", "x@example.com"), Words(SECRET), is_known=False)
    moderation.remove(say(story, f"{SECRET} 1"), None)
    taken_back = say(story, f"{SECRET} 2")
    posting.delete(taken_back, taken_back.by)
    assert entries(client, story, form) == []


@EACH
def test_what_is_covered_is_a_line_that_leads_to_the_page(client, story, form):
    whole = say(story, f"{SECRET} 1")
    part = say(story, f"{SECRET} 2")
    Comment.objects.filter(pk=whole.pk).update(is_spoiler=True)
    under = f"<summary></summary><p>{SECRET}</p><blockquote><p>{SECRET}</p></blockquote>"
    cover = f'<details class="spoiler" data-spoils="1.1.8">{under}</details>'
    Comment.objects.filter(pk=part.pk).update(html=f"<p>Before.</p>{cover}<p>After.</p>")
    line = (
        '<p><a href="http://127.0.0.1:8000/comments/{}/">'
        "[A spoiler. It can be uncovered on the page.]</a></p>"
    )
    assert [words for _title, _who, words, _url in entries(client, story, form)] == [
        f"<p>Before.</p>{line.format(part.pk)}<p>After.</p>",
        line.format(whole.pk),
    ]
    assert SECRET not in client.get(address(story, form)).content.decode()


CHANGES = {
    "said": lambda story, comment: say(story, "More."),
    "removed": lambda story, comment: moderation.remove(comment, None),
    "edited": lambda story, comment: posting.edit(comment, comment.by, Words("Better.")),
    "covered": lambda story, comment: Comment.objects.update(is_spoiler=True),
    "renamed": lambda story, comment: Commenter.objects.update(name="Thomas"),
    "headline": lambda story, comment: Article.objects.update(headline="Production Ends"),
}


@EACH
@pytest.mark.parametrize("change", CHANGES)
def test_who_has_it_already_is_told_so_until_something_changes(
    client, story, form, change, settings
):
    settings.COMMENTS_HOLD_FIRST = False
    comment = say(story, by=person("Tom"))
    before = client.get(address(story, form))
    again = {"If-None-Match": before["ETag"]}
    answer = client.get(address(story, form), headers=again)
    assert (answer.status_code, answer["ETag"]) == (304, before["ETag"])
    CHANGES[change](story, comment)
    assert client.get(address(story, form), headers=again).status_code == 200


@EACH
def test_an_empty_feed_stays_the_same(client, story, form):
    before = client.get(address(story, form))
    again = {"If-None-Match": before["ETag"]}
    assert client.get(address(story, form), headers=again).status_code == 304
    assert entries(client, story, form) == []


@EACH
def test_a_feed_costs_the_same_whatever_is_in_it(client, story, form):
    say(story)
    one = count_queries(client, address(story, form))
    say(story)
    say(story)
    assert count_queries(client, address(story, form)) == one == 3


@EACH
def test_stories_that_readers_may_not_see_have_no_feed(client, press, story, form):
    assert client.get(address(press.scheduled(), form)).status_code == 404
    assert client.get(address(press.withdrawn(), form)).status_code == 410
    elsewhere = address(story, form).replace("/2017/04/", "/2016/01/")
    assert client.get(elsewhere)["Location"] == address(story, form)
    Conversation.objects.create(story=story, policy="off")
    assert client.get(address(story, form)).status_code == 404
    assert client.post(address(story, form)).status_code == 405


def test_the_page_of_all_comments_names_its_feed(client, story):
    page = read(client.get(address(story, "")))
    feeds = [link["href"] for link in page.all("link[type=application/atom+xml]")]
    assert address(story, "feed/atom/") in feeds
    assert ("Follow these comments as a feed", address(story, "feed/")) in page.links()


def test_a_feed_sets_no_cookie_and_asks_for_none(client, story):
    for form in FORMS:
        answer = client.get(address(story, form))
        assert (len(answer.cookies), answer.get("Vary", "")) == (0, "Accept-Encoding")


def test_the_withdrawn_story_is_gone_from_its_feed_at_once(client, story):
    say(story)
    before = client.get(address(story, "feed/"))
    workflow.withdraw(Article.objects.get(pk=story.pk), None)
    again = client.get(address(story, "feed/"), headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 410
