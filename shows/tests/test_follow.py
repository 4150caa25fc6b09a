"""The box with the ways to follow a show."""

import pytest
from django.template import Context, Template

from geekfeed.tests.reading import parse, read
from shows.models import Franchise


def box(record):
    written = Template("{% load follow %}{% follow record %}").render(Context({"record": record}))
    return parse(written)


def test_a_show_can_be_followed_from_its_page(client, jessica_jones, settings):
    settings.SITE_URL = "https://geekfeed.example"
    found = read(client.get("/shows/jessica-jones/")).one(".follow")
    calendar = "https://geekfeed.example/shows/jessica-jones/calendar.ics"
    assert found.one("h2").text == "Follow this show"
    assert found.one("input")["value"] == calendar
    assert found.links()[:2] == [
        ("Subscribe: Jessica Jones", "webcal://geekfeed.example/shows/jessica-jones/calendar.ics"),
        ("Calendar file", calendar),
    ]
    assert client.get("/shows/jessica-jones/calendar.ics").status_code == 200


def test_so_it_can_from_the_page_of_a_season(client, season_2):
    found = read(client.get("/shows/jessica-jones/season-2/")).one(".follow")
    assert found.one("h2").text == "Follow this show"
    assert found.one("input")["value"].endswith("/shows/jessica-jones/calendar.ics")


@pytest.mark.django_db
def test_so_can_a_franchise_and_the_site(settings):
    franchise = box(Franchise.objects.create(name="Marvel", slug="marvel"))
    assert franchise.one("h2").text == "Follow this franchise"
    assert franchise.one("input")["value"] == f"{settings.SITE_URL}/franchises/marvel/calendar.ics"
    site = box(None)
    assert site.one("h2").text == "Follow the calendar"
    assert site.links() == [
        ("Subscribe: GeekFeed", "webcal://127.0.0.1:8000/calendar.ics"),
        ("Calendar file", "http://127.0.0.1:8000/calendar.ics"),
        ("RSS feed", "/feed/"),
    ]


def test_the_address_in_the_box_has_a_name(jessica_jones):
    found = box(jessica_jones)
    assert found.one("label")["for"] == found.one("input")["id"]
    assert "readonly" in found.one("input")
