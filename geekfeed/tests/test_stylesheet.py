"""The one stylesheet: what is in it, how it is named, and how it is sent."""

import gzip
import re

import brotli
import pytest

from geekfeed import chrome, stylesheet
from geekfeed.tests.reading import read
from shows.models import Show

PAGES = ["/", "/shows/", "/search/", "/production/"]


@pytest.fixture
def own_files(monkeypatch, settings, tmp_path):
    """A folder like static/css that a test can write to, read as while the site is worked on."""
    settings.DEBUG = True
    monkeypatch.setattr(stylesheet, "FOLDER", tmp_path)
    (tmp_path / "components").mkdir()
    for name in (*stylesheet.FIRST, *stylesheet.LAST):
        (tmp_path / f"{name}.css").write_text(f"/* {name} */\n#{name} {{\n  x: y;\n}}\n")
    return tmp_path


@pytest.mark.parametrize("address", PAGES)
def test_a_page_waits_for_one_stylesheet_and_nothing_else(client, db, address):
    page = read(client.get(address))
    assert [link["href"] for link in page.all("link[rel=stylesheet]")] == [
        chrome.current().stylesheet
    ]
    assert [script for script in page.all("script[src]") if "defer" not in script] == []


def test_every_file_is_in_it_once(db):
    sheet = client_text()
    for file in (stylesheet.FOLDER / "components").glob("*.css"):
        assert sheet.count(stylesheet.squeezed(file.read_text())) == 1, file


def test_no_file_is_left_out():
    own_link = {"desk", "preview", "styleguide"}
    files = {file.stem for file in stylesheet.FOLDER.glob("*.css")}
    assert files == {*stylesheet.FIRST, *stylesheet.LAST} | own_link


def test_files_come_in_the_order_of_the_cascade_and_components_by_name(own_files):
    for name in ("b", "b-words", "a"):
        (own_files / "components" / f"{name}.css").write_text(f"#{name} {{}}")
    order = [*stylesheet.FIRST, "a", "b", "b-words", *stylesheet.LAST, "show"]
    assert re.findall(r"#([\w-]+)", stylesheet.text("#show {}")) == order


def test_what_only_people_read_is_left_out(own_files):
    assert stylesheet.text("").startswith("#layers { x: y; } #tokens { x: y; }")


def test_fonts_are_named_as_static_files_are(db):
    fonts = re.findall(r'url\("([^"#]+)"\)', client_text())
    faces = ("anybody", "piazzolla", "piazzolla-italic")
    assert fonts == [
        f"/static/fonts/{face}-{part}.woff2" for face in faces for part in ("common", "rare")
    ]


def test_its_address_is_another_one_when_a_file_changes(client, db, own_files):
    before = chrome.current().stylesheet
    (own_files / "base.css").write_text("body { color: red; }")
    after = chrome.current().stylesheet
    assert after != before
    assert "color: red" in client.get(after).content.decode()


def test_its_address_is_another_one_when_a_show_changes_its_colour(
    client, jessica_jones, django_capture_on_commit_callbacks
):
    before = chrome.current().stylesheet
    with django_capture_on_commit_callbacks(execute=True):
        show = Show.objects.get()
        show.accent = "#b8860b"
        show.save()
    assert chrome.current().stylesheet != before


def test_it_is_kept_for_good_under_its_name_alone(client, db):
    named = client.get(chrome.current().stylesheet)
    assert named["Cache-Control"] == "public, max-age=31536000, immutable"
    assert named["Content-Type"] == "text/css"
    assert client.get("/styles/former.css")["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpacked"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_it_is_compressed_as_well_as_the_browser_understands(
    client, jessica_jones, accepted, encoding, unpacked
):
    address = chrome.current().stylesheet
    answer = client.get(address, headers={"accept-encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer["Vary"] == "Accept-Encoding"
    assert unpacked(answer.content).decode() == client_text()


def test_it_is_a_small_part_of_what_a_page_may_weigh(client, db):
    answer = client.get(chrome.current().stylesheet, headers={"accept-encoding": "br"})
    assert len(answer.content) < 20_000


def client_text():
    return stylesheet.text(chrome.current().colours)


def test_the_desk_has_the_shows_colours_from_the_same_place(client, editor, jessica_jones):
    client.force_login(editor)
    address = chrome.current().colours_url
    links = [link["href"] for link in read(client.get("/admin/")).all("link[rel=stylesheet]")]
    assert address in links
    answer = client.get(address)
    assert "jessica-jones" in answer.content.decode()
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
