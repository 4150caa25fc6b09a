"""Whatever is typed into an address gets a page or a clear refusal, never a failure."""

import pytest
from django.urls import reverse

from articles import workflow
from shows.models import Franchise, Network

BAD_WORDS = [
    "nothing-here",
    "a" * 10_000,
    "%00",
    "a%00b",
    "%C3%A9",
    "%FF%FE",
    "..",
    "%2e%2e%2f",
    "-",
    "a b",
    "'",
    "%22",
    "<script>",
    "{{7*7}}",
]
SLUGGED = [
    "/topics/{}/",
    "/shows/{}/",
    "/shows/{}/stories/",
    "/shows/{}/season-1/",
    "/shows/{}/seen/",
    "/shows/jessica-jones/stories/?season={}",
    "/shows/jessica-jones/stories/?section={}",
    "/shows/jessica-jones/season-2/?from={}",
    "/franchises/{}/",
    "/networks/{}/",
    "/shows/{}/calendar.ics",
    "/franchises/{}/calendar.ics",
    "/shows/{}/feed/",
    "/topics/{}/feed/json/",
    "/sources/{}/feed/atom/",
    "/sitemaps/{}.xml",
    "/2017/04/{}/card-0123456789abcdef.png",
    "/calendar/?franchise={}",
    "/calendar/?month={}",
    "/people/{}/",
    "/people/{}/stories/",
    "/characters/{}/",
    "/characters/{}/stories/",
    "/locations/{}/",
    "/locations/{}/stories/",
    "/authors/{}/",
    "/sources/{}/",
    "/sources/{}/record/",
    "/sources/on-location-vacations/record/?outcome={}",
    "/2017/04/{}/",
    "/2017/04/{}/changes/",
    "/2017/04/{}/comments/",
    "/comments/{}/",
    "/comments/on/{}/",
    "/comments/sent/{}/",
    "/comments/confirm/{}/",
    "/comments/hello/{}/",
    "/corrections/?kind={}",
    "/production/?franchise={}",
    "/production/?network={}",
    "/production/?from={}",
    "/{}/",
]
BAD_PARTS = [
    "/shows/jessica-jones/season-0/",
    "/shows/jessica-jones/season-99/",
    "/shows/jessica-jones/season--1/",
    "/shows/jessica-jones/season-x/",
    "/shows/jessica-jones/season-" + "9" * 30 + "/",
    "/shows/jessica-jones/season-" + "9" * 5000 + "/",
    "/archive/2017/13/",
    "/archive/2017/00/",
    "/archive/0000/01/",
    "/archive/99999/01/",
    "/archive/2017/4/",
    "/archive/9999/12/",
    "/archive/1000/01/",
    "/0000/01/story/",
    "/2017/13/story/",
    "/2017/13/story/changes/",
    "/9999/12/story/",
    "/comments/0/",
    "/comments/99/edit/",
    "/comments/99/delete/",
    "/comments/" + "9" * 30 + "/",
    "/comments/" + "9" * 5000 + "/",
    "/comments/on/99/",
    "/comments/on/" + "9" * 30 + "/",
    "/0000/01/story/comments/",
    "/claims/x/",
    "/claims/%00/",
    "/claims/00000000-0000-0000-0000-000000000000/",
    "/claims/" + "0" * 5000 + "/",
]
BAD_TOKENS = [
    "x",
    "",
    "%00",
    "A" * 10_000,
    "W10",
    "bnVsbA",
    "eyJhIjoxfQ",
    "WzEsMl0",
    "%F0%9F%92%A9",
    "<script>",
]
LISTS = ["front", "show-list", "production", "author-list", "source-list", "corrections", "rumours"]


@pytest.fixture
def something(press, filming, olv):
    claim = filming()
    Franchise.objects.create(name="Marvel", slug="marvel-netflix")
    Network.objects.create(name="Netflix", slug="netflix")
    story = press.live(about=[claim["season"]], sources=[[olv]], claims=[claim], topics=["filming"])
    workflow.correct(story, None, "correction", "It was another corner.")
    return story


@pytest.mark.parametrize("pattern", SLUGGED)
def test_an_unknown_word_in_an_address_is_a_404(client, something, pattern):
    answers = {word: client.get(pattern.format(word)).status_code for word in BAD_WORDS}
    assert answers == dict.fromkeys(answers, 404)


@pytest.mark.parametrize("address", BAD_PARTS, ids=lambda address: address[:40])
def test_a_number_or_month_that_cannot_be_is_a_404(client, something, address):
    assert client.get(address).status_code == 404


def pages(story) -> list[str]:
    return [reverse(name) for name in LISTS] + [
        "/tv/",
        "/topics/filming/",
        "/archive/2017/04/",
        "/shows/jessica-jones/stories/",
        "/franchises/marvel-netflix/",
        "/networks/netflix/",
        "/people/krysten-ritter/",
        "/people/krysten-ritter/stories/",
        "/characters/jessica/",
        "/characters/jessica/stories/",
        "/locations/west-101st-street/",
        "/locations/west-101st-street/stories/",
        "/authors/marguerite-lunn/",
        "/sources/on-location-vacations/",
        "/sources/on-location-vacations/record/",
    ]


@pytest.mark.parametrize("token", BAD_TOKENS, ids=lambda token: token[:12])
def test_a_page_token_that_was_not_made_here_is_a_404(client, something, token):
    answers = {page: client.get(f"{page}?after={token}").status_code for page in pages(something)}
    assert answers == dict.fromkeys(answers, 404)


def test_parameters_that_a_page_does_not_know_change_nothing(client, something):
    for page in pages(something):
        assert client.get(f"{page}?utm_source=x&page=%00&q=%00").status_code == 200


def test_a_story_under_another_month_leads_to_its_own_address(client, something):
    response = client.get(f"/2016/01/{something.slug}/")
    assert (response.status_code, response["Location"]) == (301, something.get_absolute_url())


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client, something, method):
    answers = {page: getattr(client, method)(page).status_code for page in pages(something)}
    assert answers == dict.fromkeys(answers, 405)


def test_an_address_that_is_not_known_gets_a_helpful_page(client, something):
    response = client.get("/nothing/of/the/kind/")
    assert response.status_code == 404
    assert "/search/" in response.content.decode()
