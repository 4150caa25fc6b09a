"""The feeds: what a program reads of the latest stories, and when it has to ask again."""

from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from articles import feeds, workflow
from articles.models import Article, Byline
from articles.tests.versions import typed
from authors.models import Author
from geekfeed.tests.cast import FIRST_DAY, Press
from geekfeed.tests.reading import count_queries, read

RSS, ATOM = "/feed/", "/feed/atom/"
NAMES = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}


def parsed(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return fromstring(answer.content)  # noqa: S314 - our own


def items(client: Client, address: str) -> list[dict[str, Any]]:
    """The entries of either feed by the same names."""
    root = parsed(client, address)
    if address == RSS:
        return [
            {
                "title": item.findtext("title"),
                "link": item.findtext("link"),
                "id": item.findtext("guid"),
                "text": item.findtext("description"),
                "updated": item.findtext("a:updated", namespaces=NAMES),
                "authors": [author.text for author in item.findall("dc:creator", NAMES)],
                "section": item.findtext("category"),
            }
            for item in root.findall("channel/item")
        ]
    return [
        {
            "title": entry.findtext("a:title", namespaces=NAMES),
            "link": entry.find("a:link", NAMES).get("href"),
            "id": entry.findtext("a:id", namespaces=NAMES),
            "text": entry.findtext("a:summary", namespaces=NAMES),
            "updated": entry.findtext("a:updated", namespaces=NAMES),
            "authors": [name.text for name in entry.findall("a:author/a:name", NAMES)],
            "section": entry.find("a:category", NAMES).get("term"),
        }
        for entry in root.findall("a:entry", NAMES)
    ]


BOTH = pytest.mark.parametrize("address", [RSS, ATOM])


@BOTH
def test_an_entry_says_what_the_story_is_about_who_wrote_it_and_where_it_stands(
    client, press, settings, address
):
    story = press.draft(
        "Production Starts", standfirst="A crew is there.", body="<p>All of it.</p>"
    )
    other = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    Byline.objects.create(article=story, author=other, position=1)
    workflow.publish(story, None, at=FIRST_DAY)
    assert items(client, address) == [
        {
            "title": "Production Starts",
            "link": settings.SITE_URL + story.get_absolute_url(),
            "id": f"tag:127.0.0.1,2017-04:story/{story.pk}",
            "text": "<p>A crew is there.</p>",
            "updated": "2017-04-10T14:05:00-04:00",
            "authors": ["Marguerite Lunn", "Dee Okafor"],
            "section": "TV",
        }
    ]


@BOTH
def test_every_notice_is_stated_dated_and_typed_and_moves_the_date(client, press, address):
    story = press.live(standfirst="A crew is there.", at=FIRST_DAY)
    workflow.correct(story, None, "clarification", "The front only.", at=FIRST_DAY)
    workflow.correct(
        story, None, "correction", "Not <i>Ohio</i>.", at=FIRST_DAY + timedelta(days=1)
    )
    (entry,) = items(client, address)
    assert entry["updated"] == "2017-04-11T14:05:00-04:00"
    assert entry["text"].split("\n") == [
        "<p>A crew is there.</p><p><strong>Clarification, 10 April 2017</strong></p>"
        "<p>The front only.</p>",
        "<p><strong>Correction, 11 April 2017</strong></p><p>Not &lt;i&gt;Ohio&lt;/i&gt;.</p>",
    ]


@BOTH
def test_an_entry_keeps_its_name_under_another_headline_and_address(client, press, address):
    story = press.live("Production Starts")
    before = items(client, address)[0]["id"]
    Article.objects.filter(pk=story.pk).update(headline="Another", slug="another")
    after = items(client, address)[0]
    assert (after["title"], after["id"]) == ("Another", before)


@BOTH
def test_without_a_standfirst_it_says_how_the_text_begins(client, press, address):
    press.live(body=f"<p>One <em>two</em> &amp; three.</p><p>{'word ' * 80}</p>")
    text = strip_tags(items(client, address)[0]["text"])
    assert text.startswith("One two &amp; three. word word")
    assert len(text.split()) == 50


@BOTH
def test_whatever_is_typed_it_is_well_formed(client, press, address):
    hostile = "<b>A & B</b> ]]> \x0b\x08\x1f\ufffe\ud7ff \U0001f600 &amp; \"'"
    story = press.live("x", standfirst=hostile)
    Article.objects.filter(pk=story.pk).update(headline=hostile)
    Author.objects.update(name=hostile)
    workflow.correct(Article.objects.get(), None, "correction", hostile)
    (entry,) = items(client, address)
    shown = "<b>A & B</b> ]]> \ud7ff \U0001f600 &amp; \"'"
    assert (entry["title"], entry["authors"]) == (shown, [shown])
    assert "<b>" not in entry["text"]
    assert entry["text"].count("&lt;b&gt;A &amp; B&lt;/b&gt;") == 2


@BOTH
def test_the_latest_come_first_and_only_live_ones(client, press, monkeypatch, address):
    monkeypatch.setattr(feeds, "MOST", 2)
    for headline in ("One", "Two", "Three"):
        press.live(headline)
    for state in ("draft", "in_review", "scheduled", "withdrawn"):
        getattr(press, state)(state)
    assert [entry["title"] for entry in items(client, address)] == ["Three", "Two"]


def test_each_feed_names_itself_and_the_site(client, press, settings):
    rss, atom = parsed(client, RSS).find("channel"), parsed(client, ATOM)
    assert rss.findtext("title") == atom.findtext("a:title", namespaces=NAMES) == "GeekFeed"
    assert rss.findtext("link") == f"{settings.SITE_URL}/"
    assert rss.find("a:link", NAMES).get("href") == f"{settings.SITE_URL}/feed/"
    links = {link.get("rel"): link.get("href") for link in atom.findall("a:link", NAMES)}
    assert links == {
        "alternate": f"{settings.SITE_URL}/",
        "self": f"{settings.SITE_URL}/feed/atom/",
    }
    assert client.get(RSS)["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert client.get(ATOM)["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_every_page_names_both(client, press):
    page = read(client.get(press.live().get_absolute_url()))
    named = [(link["type"], link["href"]) for link in page.all("link[rel=alternate]")]
    assert named == [("application/rss+xml", RSS), ("application/atom+xml", ATOM)]
    assert ("RSS feed", RSS) in page.links(".footer")


# -- Asking again --------------------------------------------------------------------------------


def again(client: Client, address: str, before: Any, header: str) -> int:
    """The status of the answer to somebody who has what was sent `before`."""
    named = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
    return client.get(address, headers={header: before[named[header]]}).status_code


EITHER = pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])


@BOTH
@EITHER
def test_who_has_it_already_is_told_so_without_reading_the_stories(
    client, press, django_assert_num_queries, address, header
):
    press.live()
    before = client.get(address)
    with django_assert_num_queries(2):
        assert again(client, address, before, header) == 304


@BOTH
@EITHER
@pytest.mark.parametrize("act", ["publish", "correct", "withdraw", "by the clock"])
def test_who_has_an_older_one_gets_the_new_one(client, press, monkeypatch, address, header, act):
    press.live(at=FIRST_DAY - timedelta(days=1))
    story = press.live()
    waiting = press.scheduled()
    before = client.get(address)
    if act == "publish":
        press.live(at=timezone.now())
    elif act == "correct":
        workflow.correct(story, None, "update", "More.")
    elif act == "withdraw":
        workflow.withdraw(story, None)
    else:
        later = waiting.live_at + timedelta(seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: later)
    assert again(client, address, before, header) == 200


@BOTH
@EITHER
def test_who_has_heard_of_a_withdrawal_need_not_hear_of_it_again(client, press, address, header):
    press.live()
    press.withdrawn()
    assert again(client, address, client.get(address), header) == 304


def test_a_feed_without_stories_is_one(client, db):
    assert items(client, RSS) == items(client, ATOM) == []
    assert "Last-Modified" not in client.get(RSS)


@BOTH
def test_pages_are_only_read(client, press, address):
    assert client.post(address).status_code == 405


@BOTH
def test_three_of_everything_cost_what_one_costs(client, press: Press, address):
    def more(*numbers: int) -> None:
        for number in numbers:
            story = press.draft()
            for other in range(number):
                slug = f"a-{number}-{other}"
                Byline.objects.create(
                    article=story,
                    author=Author.objects.create(name=slug, slug=slug),
                    position=other,
                )
            workflow.publish(story, None)
            for _ in range(number):
                workflow.correct(story, None, "update", "More.")

    more(1)
    one = count_queries(client, address)
    more(2, 3)
    assert (one, count_queries(client, address)) == (5, 5)


def test_what_happens_at_the_desk_does_not_show_in_a_feed(client, press, editor):
    story = press.live()
    before = client.get("/feed/")["ETag"]
    typed(Article.objects.get(pk=story.pk), editor, headline="Not yet")
    workflow.submit(Article.objects.get(pk=story.pk), editor)
    assert client.get("/feed/")["ETag"] == before
    workflow.publish(Article.objects.get(pk=story.pk), editor)
    assert client.get("/feed/")["ETag"] != before
