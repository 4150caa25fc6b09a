"""Narrowing a search: by show, section, author, source, standing and date."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Section
from articles.search import stories as pages
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import read
from shows.models import Show
from sources.models import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(press, catalog, filming, olv, mcuexchange):
    """One that all choices fit, and one that none does."""
    press.live(
        "Kilgrave films",
        about=[catalog["season"]],
        sources=[[olv, mcuexchange]],
        claims=[filming(standing="rumoured")],
        at=FIRST_DAY,
    )
    comics = Section.objects.create(name="Comics", slug="comics")
    Show.objects.create(name="Daredevil", slug="daredevil")
    press.live("Kilgrave reads", section=comics, at=timezone.now() - timedelta(days=3))
    call_command("reindex", verbosity=0)


def found(client, **narrow: str) -> list[str]:
    response = client.get("/search/", {"q": "kilgrave", **narrow})
    assert response.status_code == 200
    return sorted(row.card.headline for row in response.context["stories"].rows)


@pytest.mark.parametrize(
    "narrow",
    [
        {"show": "jessica-jones"},
        {"section": "tv"},
        {"source": "on-location-vacations"},
        {"source": "mcuexchange"},
        {"standing": "rumoured"},
        {"when": "2017"},
        {"show": "jessica-jones", "author": "marguerite-lunn", "when": "2017"},
    ],
)
def test_a_choice_leaves_what_fits_it(client, stories, narrow):
    assert found(client, **narrow) == ["Kilgrave films"]


@pytest.mark.parametrize("when", ["week", "month", "year"])
def test_a_span_goes_back_from_now(client, stories, when):
    assert found(client, when=when) == ["Kilgrave reads"]


@pytest.mark.parametrize(
    "narrow",
    [
        {"show": "daredevil"},
        {"show": "nobody-knows"},
        {"show": "\x00"},
        {"section": "'"},
        {"author": "x" * 9000},
        {"source": "§"},
        {"standing": "sure"},
        {"when": "1066"},
        {"when": "99999"},
        {"show": "jessica-jones", "section": "comics"},
    ],
)
def test_what_nobody_knows_finds_nothing_and_offers_all_stories(client, stories, narrow):
    assert found(client, **narrow) == []
    page = read(client.get("/search/", {"q": "kilgrave", **narrow}))
    assert page.links(".empty") == [("search all stories", "?q=kilgrave")]


def test_a_source_that_only_drafts_name_is_unknown(client, stories, press, olv):
    secret = Source.objects.create(name="Zanzibar Wire", slug="zanzibar-wire")
    press.draft("Kilgrave draft", sources=[[secret]])
    call_command("reindex", verbosity=0)
    html = client.get("/search/?q=kilgrave&source=zanzibar-wire").content.decode()
    assert "Zanzibar Wire" not in html


def test_a_year_ends_where_the_newsrooms_year_does(client, press):
    new_year = datetime(2018, 1, 1, tzinfo=timezone.get_current_timezone())
    press.live("Kilgrave on the last second", at=new_year - timedelta(seconds=1))
    press.live("Kilgrave on the first", at=new_year)
    call_command("reindex", verbosity=0)
    assert found(client, when="2017") == ["Kilgrave on the last second"]
    assert found(client, when="2018") == ["Kilgrave on the first"]


def test_only_what_would_find_something_is_offered(client, stories):
    page = read(client.get("/search/?q=kilgrave&show=jessica-jones"))
    options = {
        select["name"]: [option["value"] for option in select.all("option")]
        for select in page.all(".narrowing select")
    }
    years = options.pop("when")
    assert options == {
        "show": ["", "jessica-jones"],
        "section": ["", "tv"],
        "author": ["", "marguerite-lunn"],
        "source": ["", "on-location-vacations"],
        "standing": ["", "rumoured", "reported", "confirmed", "denied"],
    }
    assert years[:4] == ["", "week", "month", "year"]
    assert (years[4], years[-1]) == (str(timezone.localdate().year), "2017")


def test_choices_stay_in_the_addresses(client, stories):
    page = read(client.get("/search/?q=kilgrave&when=2017&order=newest&show=jessica-jones"))
    chosen = [option["value"] for option in page.all(".narrowing option[selected]")]
    assert chosen == ["jessica-jones", "2017"]
    kept = {(i["name"], i["value"]) for i in page.all(".searchbox input[type=hidden]")}
    assert kept == {("show", "jessica-jones"), ("when", "2017")}
    hidden = {(i["name"], i["value"]) for i in page.all(".narrowing input[type=hidden]")}
    assert hidden == {("q", "kilgrave"), ("order", "newest")}
    assert page.links(".narrowing") == [("All stories", "?q=kilgrave")]


def test_pages_and_orders_keep_the_choices(client, stories, press, monkeypatch):
    monkeypatch.setattr(pages, "SHOWN", 1)
    page = read(client.get("/search/?q=kilgrave&author=marguerite-lunn"))
    ((words, address),) = page.links(".pager")
    assert words == "More stories"
    assert address.startswith("?q=kilgrave&author=marguerite-lunn&after=")
    response = client.get(f"/search/{address}")
    assert [row.card.headline for row in response.context["stories"].rows] == ["Kilgrave films"]
