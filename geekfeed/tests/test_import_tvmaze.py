"""`manage.py import_tvmaze`: where it reads, what it says, what is there when it is stopped."""

import json
from datetime import UTC, date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.models.signals import post_save, pre_save

from articles import workflow
from articles.models import Article
from geekfeed import chrome
from shows.models import Change, ExternalId, Season, Show
from shows.tests.telling import FOLDER, LANTERN, TIDE, lantern, part
from shows.tvmaze import asking
from shows.tvmaze.asking import NotFound
from shows.tvmaze.reading import NotAShow


def run(*arguments, **options):
    """What the command says, and how it ends: the words of its refusal."""
    output, refusal = StringIO(), ""
    try:
        call_command("import_tvmaze", *map(str, arguments), stdout=output, **options)
    except CommandError as error:
        refusal = str(error)
    return output.getvalue(), refusal


def table(output):
    """The figures by kind: created, updated, unchanged, skipped, left."""
    rows = [line.split() for line in output.partition("created")[2].splitlines()[1:8]]
    return {kind: [int(figure) for figure in figures] for kind, *figures in rows}


def stored(tmp_path, told, name="show.json"):
    path = tmp_path / name
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


# -- Files -------------------------------------------------------------------------------------


def test_a_file_is_brought_in_and_the_figures_are_told(db):
    output, refusal = run(LANTERN)
    assert refusal == ""
    assert table(output) == {
        "shows": [1, 0, 0, 0, 0],
        "seasons": [3, 0, 0, 0, 0],
        "episodes": [9, 0, 0, 0, 0],
        "networks": [1, 0, 0, 0, 0],
        "people": [3, 0, 0, 0, 0],
        "characters": [3, 0, 0, 0, 0],
        "credits": [6, 0, 0, 0, 0],
    }
    assert output.endswith(
        "Pictures are not fetched: the rights to them are not TVmaze's to give.\n"
        "Data from TVmaze, licence CC BY-SA 4.0: https://www.tvmaze.com/\n"
    )


def test_a_folder_is_all_the_files_in_it_each_once(db):
    output, refusal = run(FOLDER, LANTERN, TIDE)
    assert (refusal, table(output)["shows"]) == ("", [2, 0, 0, 0, 0])


def test_what_is_left_and_what_is_odd_is_told_under_the_show(db, tmp_path):
    run(LANTERN)
    Season.objects.filter(number=1).update(premiere_on=date(2015, 11, 21))
    output, _refusal = run(stored(tmp_path, lantern() | {"status": "Asleep"}))
    assert output.splitlines()[:3] == [
        "Lantern Street",
        "  Season 1 premiere: the desk has 21 November 2015, TVmaze says 20 November 2015: left",
        "  Lantern Street: the status “Asleep” is not known here",
    ]


def test_of_many_lines_the_first_are_shown_unless_one_asks_for_all(db, tmp_path):
    told = lantern()
    told["_embedded"]["episodes"] += [{"id": 7_000_000 + n} for n in range(30)]
    path = stored(tmp_path, told)
    assert "… and 10 more (--verbosity 2 shows all)" in run(path)[0]
    assert "more (" not in run(path, verbosity=2)[0]
    assert run(path, verbosity=0) == ("", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html>", "This is not JSON: line 1, column 1, Expecting value."),
        ("[1, 2]", "This is JSON, but no show of TVmaze: one has a number and a name."),
        ('{"id": 7}', "This is JSON, but no show of TVmaze: one has a number and a name."),
        ("", "This is not JSON: line 1, column 1, Expecting value."),
    ],
)
def test_what_cannot_be_read_is_told_and_the_others_are_done(db, tmp_path, content, words):
    path = stored(tmp_path, content)
    output, refusal = run(path, LANTERN)
    assert refusal.startswith(f"{path}: {words}")
    assert table(output)["shows"] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize("argument", ["nothere.json", "nothere", "-0", "0", "\x00", "x" * 5000])
def test_what_is_neither_a_number_nor_a_file_is_told(db, argument):
    with pytest.raises(NotFound, match="There is no file"):
        list(asking.numbers_and_files(argument))


def test_an_empty_folder_is_told(db, tmp_path):
    assert "no folder of that name with .json files" in run(tmp_path)[1]


def test_another_page_of_tvmaze_is_told():
    with pytest.raises(NotFound, match="no show's page"):
        list(asking.numbers_and_files("https://www.tvmaze.com/people/5/somebody"))


@pytest.mark.parametrize(
    "argument",
    ["1370", "https://www.tvmaze.com/shows/1370/marvels-jessica-jones", "tvmaze.com/shows/1370",
     "http://api.tvmaze.com/shows/1370?embed=cast", "HTTPS://WWW.TVMAZE.COM/shows/1370#x"],
)  # fmt: skip
def test_a_show_is_named_by_its_number_or_its_page(argument):
    assert list(asking.numbers_and_files(argument)) == ["1370"]


# -- Rehearsing, stopping ----------------------------------------------------------------------


def test_a_rehearsal_tells_the_same_and_changes_nothing(db):
    rehearsed, _refusal = run(LANTERN, dry_run=True)
    assert not Show.objects.exists()
    assert not ExternalId.objects.exists()
    done, _refusal = run(LANTERN)
    assert rehearsed.replace("This was a rehearsal: nothing was changed.\n", "") == done
    assert rehearsed != done


def test_whoever_stops_it_finds_the_show_as_it_was(db):
    run(LANTERN)

    def stop(**kwargs):
        raise KeyboardInterrupt

    post_save.connect(stop, sender=Show)
    try:
        with pytest.raises(CommandError, match="show that was at work is as it was") as stopped:
            call_command("import_tvmaze", str(LANTERN), str(TIDE), stdout=StringIO())
    finally:
        post_save.disconnect(stop, sender=Show)
    assert stopped.value.returncode == 130
    assert list(Show.objects.values_list("name", flat=True)) == ["Lantern Street"]


def test_somebody_watching_sees_a_bar_that_grows(db):
    class Screen(StringIO):
        def isatty(self):
            return True

    screen = Screen()
    call_command("import_tvmaze", str(LANTERN), stdout=StringIO(), stderr=screen)
    assert f"\r{'█' * 40} 1 of 1 shows" in screen.getvalue()


@pytest.mark.parametrize("times", [1, 2])
def test_whoever_is_in_the_way_is_waited_for_once(db, times):
    """As PostgreSQL ends one of two transactions that wait for each other."""
    left = [times]

    def deadlock(**kwargs):
        if left[0]:
            left[0] -= 1
            raise OperationalError("deadlock detected")

    pre_save.connect(deadlock, sender=Show)
    try:
        _output, refusal = run(LANTERN)
    finally:
        pre_save.disconnect(deadlock, sender=Show)
    assert Show.objects.count() == 2 - times
    assert refusal == ("", f"{LANTERN}: Somebody else changed “Lantern Street” at the same moment: "
                       "nothing was written. Try again.")[times - 1]  # fmt: skip


# -- What the rooms above hear -----------------------------------------------------------------


def test_a_story_that_waits_for_a_season_follows_its_premiere(press, tmp_path, settings):
    told = lantern()
    part(told, "seasons", 2)["premiereDate"] = "2090-03-08"
    run(stored(tmp_path, told))
    story = press.draft(embargo_season=Season.objects.get(number=3))
    workflow.schedule(story, None, datetime(2090, 3, 9, 12, tzinfo=UTC))
    before = Article.objects.get(pk=story.pk).live_at
    part(told, "seasons", 2)["premiereDate"] = "2090-06-08"
    run(stored(tmp_path, told), dry_run=True)
    assert Article.objects.get(pk=story.pk).live_at == before
    run(stored(tmp_path, told))
    assert Article.objects.get(pk=story.pk).live_at.date() >= date(2090, 6, 8)
    assert Change.objects.filter(fields__has_key="premiere").count() == 1


def test_the_colours_of_all_shows_are_made_anew(db, django_capture_on_commit_callbacks):
    before = chrome.current().digest
    with django_capture_on_commit_callbacks(execute=True):
        run(LANTERN)
    assert chrome.current().digest != before


# -- Asking TVmaze -----------------------------------------------------------------------------


@pytest.fixture
def tvmaze(monkeypatch):
    """A host that answers as TVmaze's API does; `pages` has its answers by path."""
    pages = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body, *there = pages.get(unquote(self.path), (404, b'{"status": 404}'))
            self.send_response(status)
            for address in there:
                self.send_header("Location", address)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    monkeypatch.setattr(asking, "EVERY", 0.0)
    yield pages, {"api": f"http://127.0.0.1:{server.server_port}", "allowed": ["127.0.0.0/8"]}
    server.shutdown()
    server.server_close()


def test_a_show_is_asked_for_with_all_that_belongs_to_it_and_its_specials(tvmaze):
    pages, door = tvmaze
    told = lantern()
    special = part(told, "episodes", 4)
    pages[f"/shows/90001?{asking.PARTS}"] = (200, json.dumps(told).encode())
    pages["/shows/90001/episodes?specials=1"] = (200, json.dumps([special]).encode())
    told["_embedded"]["episodes"] = [special]
    assert asking.ask("90001", **door) == told


def test_a_number_that_leads_on_is_followed_with_all_that_was_asked_for(tvmaze):
    pages, door = tvmaze
    told = lantern()
    bare = {name: value for name, value in told.items() if name != "_embedded"}
    pages[f"/shows/7?{asking.PARTS}"] = (301, b"", "/shows/90001")
    pages["/shows/90001"] = (200, json.dumps(bare).encode())
    pages[f"/shows/90001?{asking.PARTS}"] = (200, json.dumps(told).encode())
    pages["/shows/90001/episodes?specials=1"] = (
        200,
        json.dumps(told["_embedded"]["episodes"]).encode(),
    )
    assert asking.ask("7", **door) == told


def test_a_number_that_tvmaze_does_not_have_is_told(tvmaze):
    _pages, door = tvmaze
    with pytest.raises(NotFound, match=r"^TVmaze has no show with the number 7\.$"):
        asking.ask("7", **door)


def test_an_answer_that_is_no_json_is_told(tvmaze):
    pages, door = tvmaze
    pages[f"/shows/7?{asking.PARTS}"] = (200, b"Down for maintenance")
    with pytest.raises(NotAShow, match="This is not JSON"):
        asking.ask("7", **door)


@pytest.fixture
def asked(tvmaze, monkeypatch):
    """The same host, asked by the command."""
    pages, door = tvmaze
    monkeypatch.setattr(asking, "ask", partial(asking.ask, **door))

    def answers(told):
        number, episodes = told["id"], told["_embedded"]["episodes"]
        pages[f"/shows/{number}?{asking.PARTS}"] = (200, json.dumps(told).encode())
        pages[f"/shows/{number}/episodes?specials=1"] = (200, json.dumps(episodes).encode())

    return answers


def test_all_that_is_known_is_asked_for_anew(db, asked):
    run(LANTERN, TIDE)
    asked(lantern() | {"status": "Ended"})
    output, refusal = run(known=True)
    assert table(output)["shows"] == [0, 1, 0, 0, 0]
    assert refusal == (
        "90002: TVmaze has no show with the number 90002. “The Tide Office” stays here as it is."
    )


def test_a_number_that_leads_on_is_the_show_that_it_was(db, asked, tvmaze):
    run(LANTERN)
    asked(lantern() | {"id": 7})
    tvmaze[0][f"/shows/90001?{asking.PARTS}"] = (301, b"", f"/shows/7?{asking.PARTS}")
    output, refusal = run("90001")
    assert (refusal, table(output)["shows"]) == ("", [0, 0, 1, 0, 0])


def test_who_says_no_show_is_told_what_to_say(db):
    assert run()[1].startswith("Say which show: its number at TVmaze, ")


def test_what_cannot_be_reached_is_told_and_the_others_are_done(db, tvmaze, monkeypatch):
    monkeypatch.setattr(asking, "API", tvmaze[1]["api"])
    output, refusal = run("7", LANTERN)
    assert refusal == "7: 127.0.0.1 is not an address of the public Internet."
    assert table(output)["shows"] == [1, 0, 0, 0, 0]
