"""What a browser is told to install the site as an app."""

from django.contrib.staticfiles import finders
from PIL import Image

from geekfeed.manifest import PAPER
from geekfeed.tests.reading import read


def manifest(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    return response.json()


def test_every_page_names_it(client, press):
    assert read(client.get("/")).one("link[rel=manifest]")["href"] == "/manifest.webmanifest"


def test_it_says_what_an_installation_asks_for(client, settings):
    settings.SITE_NAME = "The Daily Panel"
    told = manifest(client)
    assert (told["name"], told["short_name"]) == ("The Daily Panel", "The Daily Panel")
    assert (told["id"], told["start_url"], told["scope"]) == ("/", "/", "/")
    assert (told["display"], told["lang"], told["dir"]) == ("standalone", "en", "ltr")
    assert told["background_color"] == told["theme_color"] == PAPER


def test_its_colour_is_that_of_the_pages_by_day(client, press):
    by_day = [
        meta["content"]
        for meta in read(client.get("/")).all("meta[name=theme-color]")
        if meta["data-theme"] == "light"
    ]
    assert by_day == [PAPER]


def test_its_icons_are_there_in_the_sizes_that_it_says(client):
    icons = manifest(client)["icons"]
    assert [(icon["sizes"], icon.get("purpose")) for icon in icons] == [
        ("any", None),
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon in icons[1:]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as file:
            assert (f"{file.width}x{file.height}", file.format) == (icon["sizes"], "PNG")


def test_its_shortcuts_lead_to_pages(client, press):
    addresses = [shortcut["url"] for shortcut in manifest(client)["shortcuts"]]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
