"""The maps: what is on them and what is not, held to the rules for such files."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from articles import workflow
from articles.models import Article, Section
from articles.shared_picture import shared_picture
from articles.sitemaps import shelves
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import count_queries
from shows.models import Franchise, Network, Person

SITE = "http://127.0.0.1:8000"
SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
STORIES = "/sitemaps/stories-2017-04.xml"


def parsed(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    root = etree.fromstring(answer.content)
    etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd")).assertValid(root)
    return root


def places(client: Client, address: str) -> dict[str, str | None]:
    """Address → when it changed, in the order of the map."""
    return {
        row.findtext("s:loc", namespaces=NAMES): row.findtext("s:lastmod", namespaces=NAMES)
        for row in parsed(client, address)
    }


@pytest.fixture
def everything(press, filming, olv, mcuexchange):
    """A story about one of everything that has a page."""
    claim = filming()
    show = claim["show"]
    show.franchise = Franchise.objects.create(name="Marvel", slug="marvel-netflix")
    show.network = Network.objects.create(name="Netflix", slug="netflix")
    show.save()
    return press.live(
        about=[claim["season"]],
        sources=[[olv, mcuexchange]],
        claims=[claim],
        topics=["filming"],
        lead_image=picture("The number 101", size=(1920, 1080)),
        at=FIRST_DAY,
    )


def test_the_index_names_every_map_that_has_something_on_it(client, everything):
    kinds = ["shows", "seasons", "topics", "authors", "sources", "people", "characters"]
    kinds += ["locations", "franchises", "networks"]
    assert places(client, "/sitemap.xml") == {
        f"{SITE}/sitemaps/lists.xml": None,
        **{f"{SITE}/sitemaps/{kind}-1.xml": None for kind in kinds},
        f"{SITE}{STORIES}": "2017-04-10T18:05:00+00:00",
    }


def test_together_they_name_every_page_of_the_site_once(client, everything):
    found = [
        place
        for one in places(client, "/sitemap.xml")
        for place in places(client, one.removeprefix(SITE))
    ]
    paths = ["/", "/shows/", "/production/", "/authors/", "/sources/", "/archive/"]
    paths += ["/corrections/", "/rumours/", "/calendar/", "/tv/", "/shows/jessica-jones/"]
    paths += ["/shows/jessica-jones/season-2/", "/topics/filming/", "/authors/marguerite-lunn/"]
    paths += ["/sources/on-location-vacations/", "/sources/mcuexchange/"]
    paths += ["/people/krysten-ritter/", "/characters/jessica/", "/locations/west-101st-street/"]
    paths += ["/franchises/marvel-netflix/", "/networks/netflix/"]
    assert found == [SITE + path for path in [*paths, everything.get_absolute_url()]]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_a_story_comes_with_its_picture_and_its_last_change(client, everything):
    workflow.correct(everything, None, "update", "More.", at=FIRST_DAY + timedelta(days=1))
    (row,) = parsed(client, STORIES)
    assert [child.text or child[0].text for child in row] == [
        SITE + everything.get_absolute_url(),
        "2017-04-11T18:05:00+00:00",
        shared_picture(everything.lead_image).url,
    ]
    assert places(client, "/sitemap.xml")[f"{SITE}{STORIES}"] == "2017-04-11T18:05:00+00:00"


def test_pages_with_stories_changed_when_the_newest_appeared(client, everything, press):
    season = everything.coverage.first().season
    press.live(about=[season], topics=["filming"], at=FIRST_DAY + timedelta(days=3))
    day = "2017-04-13T18:05:00+00:00"
    assert places(client, "/sitemaps/lists.xml")[f"{SITE}/tv/"] == day
    for kind in ("shows", "seasons", "topics", "authors"):
        assert list(places(client, f"/sitemaps/{kind}-1.xml").values()) == [day]


def test_what_readers_may_not_see_is_on_no_map(client, press):
    for state in ("draft", "in_review", "scheduled", "withdrawn"):
        getattr(press, state)(topics=[f"topic of a {state}"])
    assert list(places(client, "/sitemap.xml")) == [
        f"{SITE}/sitemaps/lists.xml",
        f"{SITE}/sitemaps/authors-1.xml",
    ]
    for address in (STORIES, "/sitemaps/topics-1.xml", "/sitemaps/sources-1.xml"):
        assert client.get(address).status_code == 404


def test_a_story_of_another_site_is_on_no_map(client, press):
    Article.objects.filter(pk=press.live(at=timezone.now()).pk).update(
        canonical_url="https://elsewhere.example/story/"
    )
    assert client.get(f"/sitemaps/stories-{timezone.localdate():%Y-%m}.xml").status_code == 404
    assert len(parsed(client, "/news-sitemap.xml")) == 0


def test_a_month_is_not_on_the_index_before_its_first_story_is_out(client, press):
    press.scheduled()
    press.live(at=FIRST_DAY)
    maps = places(client, "/sitemap.xml")
    assert [place for place in maps if "stories" in place] == [f"{SITE}{STORIES}"]


def test_kinds_are_cut_into_slices_of_their_numbers(client, db, monkeypatch):
    monkeypatch.setattr(shelves, "SLICE", 2)
    people = [Person.objects.create(name=f"P {n}", slug=f"p-{n}") for n in range(6)]
    first = people[0].pk
    wanted = {(person.pk + 1) // 2 for person in people}
    named = [place for place in places(client, "/sitemap.xml") if "people" in place]
    assert {int(place.rpartition("-")[2].removesuffix(".xml")) for place in named} >= wanted
    found = [place for n in sorted(wanted) for place in places(client, f"/sitemaps/people-{n}.xml")]
    assert found == [f"{SITE}/people/p-{n}/" for n in range(6)]
    assert first >= 1


# -- News ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "told"), [("en-gb", "en"), ("pt-br", "pt"), ("zh-hant", "zh-tw"), ("de", "de")]
)
def test_the_language_of_the_news_is_said_as_google_wants_it(client, press, settings, code, told):
    settings.LANGUAGE_CODE = code
    press.live(at=timezone.now())
    (row,) = parsed(client, "/news-sitemap.xml")
    path = "news:news/news:publication/news:language"
    assert row.findtext(path, namespaces=NAMES) == told


def test_the_news_are_those_of_two_days(client, press, settings):
    settings.SITE_NAME = "Geek & Feed"
    now = timezone.now()
    press.live("Too old", at=now - timedelta(days=2, seconds=1))
    story = press.live("A <b> & \x0b C", at=now - timedelta(hours=47))
    new = press.live("New", at=now - timedelta(hours=1))
    press.scheduled()
    rows = [
        (
            row.findtext("s:loc", namespaces=NAMES),
            row.findtext("news:news/news:publication/news:name", namespaces=NAMES),
            row.findtext("news:news/news:publication/news:language", namespaces=NAMES),
            row.findtext("news:news/news:publication_date", namespaces=NAMES),
            row.findtext("news:news/news:title", namespaces=NAMES),
        )
        for row in parsed(client, "/news-sitemap.xml")
    ]
    assert rows == [
        (
            SITE + one.get_absolute_url(),
            "Geek & Feed",
            "en",
            one.live_at.isoformat(timespec="seconds"),
            headline,
        )
        for one, headline in ((new, "New"), (story, "A <b> &  C"))
    ]


def test_no_more_news_than_are_taken_in(client, press, monkeypatch):
    assert shelves.MOST_NEWS == 1000
    monkeypatch.setattr(shelves, "MOST_NEWS", 2)
    for minutes in (3, 2, 1):
        press.live(f"{minutes} ago", at=timezone.now() - timedelta(minutes=minutes))
    titles = parsed(client, "/news-sitemap.xml").xpath("//news:title/text()", namespaces=NAMES)
    assert titles == ["1 ago", "2 ago"]


# -- Robots, costs and bad input -----------------------------------------------------------------


def test_robots_are_told_what_is_closed_and_where_the_maps_are(client, db):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/?",
        "Disallow: /search/suggestions/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/news-sitemap.xml",
    ]


def test_an_empty_site_has_maps(client, db):
    assert list(places(client, "/sitemap.xml")) == [f"{SITE}/sitemaps/lists.xml"]
    assert len(places(client, "/sitemaps/lists.xml")) == len(shelves.LISTS)
    assert len(parsed(client, "/news-sitemap.xml")) == 0


def test_maps_are_no_results_of_a_search(client, db):
    answer = client.get("/sitemap.xml")
    assert (answer["Content-Type"], answer["X-Robots-Tag"]) == (
        "application/xml; charset=utf-8",
        "noindex",
    )


@pytest.mark.parametrize(
    "name",
    [
        "stories-2017-13", "stories-2017-00", "stories-0000-01", "stories-9999-12", "stories-x",
        "shows-0", "shows-2", "shows--1", "shows-999999999", "shows-" + "9" * 5000, "x-1",
        "users-1", "lists-1", "%00", "shows-1%00",
    ],
)  # fmt: skip
def test_what_is_no_map_is_a_404(client, everything, name):
    assert client.get(f"/sitemaps/{name}.xml").status_code == 404


def test_maps_are_only_read(client, everything):
    addresses = ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt", STORIES]
    addresses += ["/sitemaps/lists.xml", "/sitemaps/shows-1.xml"]
    answers = {address: client.post(address).status_code for address in addresses}
    assert answers == dict.fromkeys(addresses, 405)


def test_three_of_everything_cost_what_one_costs(client, press, everything):
    counts = {
        "/sitemap.xml": 11,
        "/news-sitemap.xml": 1,
        "/sitemaps/lists.xml": 1,
        STORIES: 1,
        **{f"/sitemaps/{kind}-1.xml": 1 for kind in shelves.KINDS},
    }
    assert {address: count_queries(client, address) for address in counts} == counts
    for number in range(2):
        press.live(lead_image=picture(), at=FIRST_DAY + timedelta(days=30 * number))
        Section.objects.create(name=f"S {number}", slug=f"s-{number}")
        Person.objects.create(name=f"P {number}", slug=f"p-{number}")
    assert {address: count_queries(client, address) for address in counts} == counts
