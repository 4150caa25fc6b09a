"""What frames pages is written once, and marks on each where its reader is."""

import pytest

from articles.models import Section
from geekfeed.tests.reading import read
from shows.models import Show


@pytest.fixture
def marked(client):
    """The links of the frame that a page marks: what they say, and how they are marked."""

    def links(address):
        page = read(client.get(address))
        places = [*page.all("header [aria-current]"), *page.all("footer [aria-current]")]
        return [(link.text, link["aria-current"]) for link in places]

    return links


@pytest.fixture
def shelf(jessica_jones):
    jessica_jones.shelf_position = 1
    jessica_jones.save()


def test_a_page_that_the_frame_leads_to_is_marked_in_head_and_foot(marked, press):
    press.live()
    assert marked("/") == [("Latest", "page")] * 2
    assert marked("/tv/") == [("TV", "page")] * 2
    assert marked("/archive/") == [("Archive", "page")]
    assert marked("/") == [("Latest", "page")] * 2


def test_a_story_marks_its_section_and_its_show(marked, press, shelf, jessica_jones):
    story = press.live(about=[jessica_jones])
    other = press.live(about=[Show.objects.create(name="Elsewhere", slug="elsewhere")])
    address = story.get_absolute_url()
    assert marked(address) == [("TV", "true"), ("Jessica Jones", "true")]
    assert marked(other.get_absolute_url()) == [("TV", "true")]
    assert marked(address) == [("TV", "true"), ("Jessica Jones", "true")]


def test_a_show_s_own_page_is_marked_on_the_shelf(marked, press, shelf, jessica_jones):
    press.live(about=[jessica_jones])
    assert marked(jessica_jones.get_absolute_url()) == [("Jessica Jones", "page")]


def test_a_section_that_is_renamed_has_its_new_name_on_every_page(
    marked, press, django_capture_on_commit_callbacks
):
    address = press.live().get_absolute_url()
    assert marked(address) == [("TV", "true")]
    with django_capture_on_commit_callbacks(execute=True):
        section = Section.objects.get()
        section.name = "Television"
        section.save()
    assert marked(address) == [("Television", "true")]


def test_only_a_page_with_a_feed_of_its_own_has_it_at_its_foot(client, press, jessica_jones):
    address = press.live(about=[jessica_jones]).get_absolute_url()

    def feeds(page):
        found = read(client.get(page)).all("footer a")
        return [link.text for link in found if link.text.startswith("RSS")]

    assert feeds(jessica_jones.get_absolute_url()) == ["RSS feed: Jessica Jones", "RSS feed"]
    assert feeds(address) == ["RSS feed"]


def test_the_foot_and_whoever_asks_for_an_address_lead_to_the_page_on_privacy(
    client, press, settings
):
    story = press.live()
    page = "https://news.example/privacy"

    def ways(address):
        said = read(client.get(address))
        links = [*said.all("form a"), *said.all("footer a")]
        return [(link.text, link["href"]) for link in links if "Privacy" in link.text]

    settings.PRIVACY_URL = ""
    assert ways(story.get_absolute_url()) == []
    settings.PRIVACY_URL = page
    assert ways(story.get_absolute_url()) == [("Privacy", page)] * 2
    assert ways("/comments/hello/") == [("Privacy", page)] * 2
    assert ways("/") == [("Privacy", page)]
