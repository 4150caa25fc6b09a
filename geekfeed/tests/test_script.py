"""The one script: what is in it, how it is named, and how it is sent."""

import brotli
import pytest

from geekfeed import script
from geekfeed.tests.reading import read


@pytest.fixture
def own_files(monkeypatch, settings, tmp_path):
    """A folder like static/js/reader that a test can write to, read as while the site is worked
    on."""
    settings.DEBUG = True
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    for name in script.PARTS:
        (tmp_path / f"{name}.js").write_text(f'/* {name} */\nsay("{name}");\n')
    return tmp_path


@pytest.mark.parametrize("address", ["/", "/shows/", "/search/", "/offline/"])
def test_a_page_brings_one_script_which_it_does_not_wait_for(client, db, address):
    (found,) = read(client.get(address)).all("script[src]")
    assert (found["src"], "defer" in found) == (script.address(), True)


def test_so_does_a_story_with_its_conversation(client, press):
    page = read(client.get(press.live(body="<p>x</p>").get_absolute_url()))
    assert [found["src"] for found in page.all("script[src]")] == [script.address()]


def test_no_file_is_left_out():
    assert sorted(script.PARTS) == sorted(file.stem for file in script.FOLDER.glob("*.js"))


def test_files_run_in_the_order_that_is_named_without_what_only_people_read(own_files):
    assert script.text() == "\n".join(f'say("{name}");' for name in script.PARTS)


def test_what_runs_is_left_as_it_is(own_files):
    (own_files / f"{script.PARTS[0]}.js").write_text(
        'const a = "http://b"; // why\n'
        "  /* one\n     two */ \n"
        "  // three\n\n"
        "  /* four */ const c = /\\/*/;\n"
        "/* five */\n"
        "end();\n"
    )
    assert script.text().splitlines()[:4] == [
        'const a = "http://b"; // why',
        "/* four */ const c = /\\/*/;",
        "end();",
        f'say("{script.PARTS[1]}");',
    ]


def test_no_text_of_ours_goes_over_several_lines():
    for file in script.FOLDER.glob("*.js"):
        assert all(line.count("`") % 2 == 0 for line in file.read_text().splitlines()), file


def test_its_address_is_another_one_when_a_file_changes(client, db, own_files):
    before = script.address()
    (own_files / f"{script.PARTS[0]}.js").write_text("changed();")
    after = script.address()
    assert after != before
    assert client.get(after).content.decode().startswith("changed();")


def test_it_is_kept_for_good_under_its_name_alone(client, db):
    named = client.get(script.address())
    assert named["Cache-Control"] == "public, max-age=31536000, immutable"
    assert named["Content-Type"] == "text/javascript"
    assert client.get("/scripts/former.js")["Cache-Control"] == "public, max-age=60"


def test_it_is_small(client, db):
    answer = client.get(script.address(), headers={"accept-encoding": "br"})
    assert brotli.decompress(answer.content).decode() == script.text()
    assert len(answer.content) < 6_000
