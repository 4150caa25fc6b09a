"""What the server says about reading without a network."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from articles.tests.desk import at_desk
from geekfeed.tests.reading import read
from shows.models import Show

WORKER = "/service-worker.js"


def worker(client: Client) -> str:
    response = client.get(WORKER)
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600"
    return response.content.decode()


def version(client: Client) -> str:
    return re.search(r'VERSION = "(\w+)"', worker(client))[1]


def test_pages_start_the_worker_and_its_page_is_not_to_be_found(client, press):
    (starts,) = read(client.get("/")).all("script[data-worker]")
    assert starts["data-worker"] == WORKER
    page = read(client.get("/offline/"))
    assert page.meta("robots") == "noindex"
    assert page.all("link[rel=canonical]") == []


def test_the_version_changes_with_what_pages_are_framed_by_and_with_nothing_else(client, press):
    before = version(client)
    press.live()
    assert version(client) == before
    Show.objects.create(name="Luke Cage", slug="luke-cage", accent="#b8860b", shelf_position=3)
    cache.clear()
    assert version(client) != before


def test_switched_off_there_is_only_a_farewell(client, press, settings):
    settings.OFFLINE_READING = False
    page = read(client.get("/"))
    assert page.all("script[data-worker]") == page.all(".kept") == []
    assert client.get("/offline/").status_code == 404
    said = worker(client)
    assert "unregister()" in said
    assert "VERSION" not in said


@pytest.mark.parametrize("address", ["/", "/shows/", "/search/?q=x", "/nothing-here/"])
def test_what_somebody_signed_in_is_given_is_for_them_alone(client, press, editor, address):
    assert "private" not in client.get(address).get("Cache-Control", "")
    assert "private" in at_desk(editor).get(address)["Cache-Control"]


def test_files_are_anybody_s_whoever_asks(editor, press):
    assert at_desk(editor).get(WORKER)["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("address", [WORKER, "/manifest.webmanifest", "/search/suggestions/?q=x"])
def test_what_takes_a_cookie_away_is_for_nobody_else(client, press, settings, address):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"  # no key at all
    answer = client.get(address)
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    parts = answer["Cache-Control"].split(", ")
    assert ("private" in parts, "public" in parts) == (True, False)
