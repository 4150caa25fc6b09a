"""When a program that has read a feed has to read it again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article, Revision
from articles.tests.versions import typed
from authors.models import Author
from geekfeed.tests.cast import FIRST_DAY, picture
from images import uploads
from images.models import Image
from images.tests.files import flat

FEEDS = ["/feed/", "/feed/atom/", "/feed/json/", "/authors/marguerite-lunn/feed/"]
EACH = pytest.mark.parametrize("address", [FEEDS[0], FEEDS[3]])  # forms share the answer
EITHER = pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])


def first(client: Client, address: str) -> Any:
    """What was sent when all that there is was long ago."""
    Revision.objects.update(at=FIRST_DAY)
    Author.objects.update(changed_at=FIRST_DAY)
    Image.objects.update(changed_at=FIRST_DAY)
    return client.get(address)


def again(client: Client, address: str, before: Any, header: str) -> int:
    """The status of the answer to somebody who has what was sent `before`."""
    named = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
    answer = client.get(address, headers={header: before[named[header]]})
    if answer.status_code == 304:
        assert answer["ETag"] == before["ETag"]
    return answer.status_code


@EACH
@EITHER
def test_who_has_it_already_is_told_so_without_reading_the_stories(
    client, press, django_assert_num_queries, address, header
):
    press.live()
    before = first(client, address)
    with django_assert_num_queries(4 + address.startswith("/authors/")):
        assert again(client, address, before, header) == 304


@EACH
@EITHER
@pytest.mark.parametrize(
    "act", ["publish", "correct", "withdraw", "rename", "picture", "by the clock"]
)
def test_who_has_an_older_one_gets_the_new_one(client, press, monkeypatch, address, header, act):
    press.live(at=FIRST_DAY - timedelta(days=1))
    story = press.live(lead_image=picture())
    waiting = press.scheduled()
    before = first(client, address)
    if act == "publish":
        press.live(at=timezone.now())
    elif act == "correct":
        workflow.correct(story, None, "update", "More.")
    elif act == "withdraw":
        workflow.withdraw(story, None)
    elif act == "rename":
        press.author.name = "Marguerite Moon"
        press.author.save()
    elif act == "picture":
        uploads.save(story.lead_image, flat(300, 200))
    else:
        later = waiting.live_at + timedelta(seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: later)
    assert again(client, address, before, header) == 200


@EITHER
def test_a_story_that_leaves_an_author_leaves_the_author_s_feed(client, press, editor, header):
    story = press.live()
    address = "/authors/marguerite-lunn/feed/"
    before = first(client, address)
    other = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    story.bylines.update(author=other)
    workflow.edit(Article.objects.get(), editor)
    assert again(client, address, before, header) == 200
    assert b"<item>" not in client.get(address).content


@EACH
@EITHER
def test_who_has_heard_of_a_withdrawal_need_not_hear_of_it_again(client, press, address, header):
    press.live()
    press.withdrawn()
    before = first(client, address)
    assert again(client, address, before, header) == 304


def test_what_changes_in_the_second_in_which_it_was_asked_for_is_not_missed(client, press):
    """The header counts whole seconds, so that in the present one it says nothing."""
    story = press.live()
    Revision.objects.update(at=timezone.now() + timedelta(seconds=1))
    assert "Last-Modified" not in client.get("/feed/")
    Revision.objects.update(at=FIRST_DAY)
    Author.objects.update(changed_at=None)
    assert client.get("/feed/")["Last-Modified"] == "Mon, 10 Apr 2017 18:06:00 GMT"
    assert story.live_at > FIRST_DAY


def test_the_same_feed_in_another_form_or_length_has_another_name(client, press, settings):
    press.live()
    names = [client.get(address)["ETag"] for address in FEEDS]
    settings.FEED_FULL_TEXT = True
    names += [client.get(address)["ETag"] for address in FEEDS]
    assert len(set(names)) == 8


def test_what_happens_at_the_desk_does_not_show_in_a_feed(client, press, editor):
    story = press.live()
    before = first(client, "/feed/")

    def told() -> tuple[str, str]:
        answer = client.get("/feed/")
        return answer["ETag"], answer.get("Last-Modified", "now")

    typed(Article.objects.get(pk=story.pk), editor, headline="Not yet")
    workflow.submit(Article.objects.get(pk=story.pk), editor)
    assert told() == (before["ETag"], before["Last-Modified"])
    workflow.publish(Article.objects.get(pk=story.pk), editor)
    assert told()[0] != before["ETag"]
    assert told()[1] != before["Last-Modified"]
