"""Who is told that there is something new, tried on a server of this machine."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.test import override_settings
from django.utils import timezone

from articles import announcing, tasks, workflow
from articles.models import Article, Section
from authors.models import Author
from geekfeed.lib.pace import Patience
from geekfeed.tests.cast import FIRST_DAY

SITE = "http://127.0.0.1:8000"
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Host:
    """Answers each request with the next of its `answers`, or takes it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.answers: list[int] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length).decode()
                host.asked.append((self.path, self.headers["Content-Type"], body))
                self.send_response(host.answers.pop(0) if host.answers else 202)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def host(monkeypatch, settings) -> Iterator[Host]:
    monkeypatch.setattr(announcing, "ALLOWED", ("127.0.0.0/8",))
    monkeypatch.setattr(announcing, "PATIENCE", Patience(attempts=2, first=0.01))
    made = Host()
    settings.WEBSUB_HUB = made.url("/hub")
    settings.INDEXNOW_KEY = "0123456789abcdef"
    settings.INDEXNOW_ENDPOINT = made.url("/indexnow")
    yield made
    made.server.shutdown()
    made.server.server_close()


def queued() -> list[tuple[str, list[int]]]:
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", "args_kwargs")
    return [(path.rpartition(".")[2], told["args"]) for path, told in rows]


def test_the_hub_is_told_of_every_feed_that_the_story_is_in(press, season_2, olv, host, settings):
    settings.INDEXNOW_KEY = ""
    story = press.live(about=[season_2], sources=[[olv]], topics=["filming"], at=timezone.now())
    assert announcing.announce(story) == []
    ((path, kind, body),) = host.asked
    assert (path, kind) == ("/hub", "application/x-www-form-urlencoded")
    told = parse_qs(body)
    pages = ["", "tv/", "shows/jessica-jones/", "authors/marguerite-lunn/", "topics/filming/"]
    pages += ["sources/on-location-vacations/"]
    assert told == {
        "hub.mode": ["publish"],
        "hub.url": [
            f"{SITE}/{page}feed/{form}" for page in pages for form in ("", "atom/", "json/")
        ],
    }


def test_feeds_name_the_hub_where_they_have_one(client, press, host, settings):
    press.live()
    hub = settings.WEBSUB_HUB
    for form in ("", "atom/", "json/"):
        answer = client.get(f"/feed/{form}")
        own = f"{SITE}/feed/{form}"
        assert answer["Link"] == f'<{hub}>; rel="hub", <{own}>; rel="self"'
        assert hub in answer.content.decode()
    settings.WEBSUB_HUB = ""
    answer = client.get("/feed/")
    assert "Link" not in answer
    assert b'rel="hub"' not in answer.content


def test_search_engines_are_told_of_the_story_and_can_see_that_it_is_us(
    client, press, host, settings
):
    settings.WEBSUB_HUB = ""
    story = press.live(at=timezone.now())
    assert announcing.announce(story) == []
    ((path, kind, body),) = host.asked
    assert (path, kind) == ("/indexnow", "application/json; charset=utf-8")
    assert json.loads(body) == {
        "host": "127.0.0.1:8000",
        "key": "0123456789abcdef",
        "keyLocation": f"{SITE}/indexnow.txt",
        "urlList": [SITE + story.get_absolute_url()],
    }
    assert client.get("/indexnow.txt").content == b"0123456789abcdef"


def test_a_story_of_another_site_is_theirs_to_announce(press, host, settings):
    settings.WEBSUB_HUB = ""
    story = press.live(canonical_url="https://elsewhere.example/story/", at=timezone.now())
    assert announcing.announce(story) == []
    assert host.asked == []


def test_nobody_is_told_anything_unless_the_settings_say_so(client, press, host, settings):
    settings.WEBSUB_HUB = settings.INDEXNOW_KEY = ""
    assert not announcing.is_wanted()
    assert announcing.announce(press.live(at=timezone.now())) == []
    assert host.asked == []
    assert client.get("/indexnow.txt").status_code == 404


def test_a_host_that_is_busy_is_asked_again_and_one_that_refuses_is_named(
    press, host, settings, caplog
):
    settings.INDEXNOW_KEY = ""
    story = press.live(at=timezone.now())
    host.answers = [503]
    assert announcing.announce(story) == []
    assert len(host.asked) == 2
    host.answers = [403]
    assert announcing.announce(story) == ["127.0.0.1 answered with an error (403)."]
    assert "127.0.0.1 answered with an error (403)." in caplog.messages


def test_what_was_meant_for_one_host_is_not_given_to_another(press, host, settings):
    settings.INDEXNOW_KEY = ""
    host.answers = [307]
    failures = announcing.announce(press.live(at=timezone.now()))
    assert failures == ["127.0.0.1 answered with an error (307)."]
    assert [path for path, *_rest in host.asked] == ["/hub"]


def test_one_that_fails_does_not_keep_it_from_the_other(press, host, settings):
    settings.WEBSUB_HUB = "http://10.0.0.1/hub"
    failures = announcing.announce(press.live(at=timezone.now()))
    assert failures == ["10.0.0.1 is not an address of the public Internet."]
    assert [path for path, *_rest in host.asked] == ["/indexnow"]


# -- When ----------------------------------------------------------------------------------------


@override_settings(TASKS=WORKER)
def test_the_worker_is_asked_when_readers_have_something_else(
    press, editor, host, django_capture_on_commit_callbacks
):
    def after(act, *arguments: object) -> list[str]:
        before = len(queued())
        with django_capture_on_commit_callbacks(execute=True):
            act(*arguments)
        return [name for name, _arguments in queued()[before:] if name == "announce"]

    story = press.draft()
    assert after(workflow.edit, story, editor) == []
    assert after(workflow.submit, story, editor) == []
    assert after(workflow.publish, story, editor) == ["announce"]
    assert after(workflow.edit, story, editor) == ["announce"]
    assert after(workflow.correct, story, editor, "update", "More.") == ["announce"]
    assert after(workflow.withdraw, story, editor) == ["announce"]
    assert after(workflow.restore, story, editor) == []
    later = timezone.now() + timedelta(days=1)
    assert after(workflow.schedule, press.draft(), editor, later) == []
    assert after(workflow.publish, press.draft(), editor, FIRST_DAY) == []


def test_without_a_worker_nobody_waits_for_other_hosts(
    press, editor, host, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(press.draft(), editor)
    assert host.asked == []


def test_what_is_not_out_by_then_is_not_named(press, host):
    for state in ("draft", "in_review", "scheduled"):
        assert tasks.announce.func(getattr(press, state)().pk) == []
    assert tasks.announce.func(999_999) == []
    assert host.asked == []
    withdrawn = press.withdrawn()
    assert tasks.announce.func(withdrawn.pk) == []
    assert [path for path, *_rest in host.asked] == ["/hub", "/indexnow"]


def test_the_hub_is_told_of_every_feed_that_the_story_has_left(
    press, season_2, olv, mcuexchange, editor
):
    story = press.live(about=[season_2], sources=[[olv]], topics=["filming", "crew"])
    other = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    story.section = Section.objects.create(name="Movies", slug="movies")
    story.save()
    story.coverage.all().delete()
    story.bylines.update(author=other)
    story.citations.update(tag=mcuexchange)
    story.topics.remove("filming")
    workflow.edit(Article.objects.get(), editor)
    told = announcing.feeds_of(Article.objects.select_related("section").get())
    pages = ["", "movies/", "authors/dee-okafor/", "topics/crew/", "sources/mcuexchange/"]
    left = ["tv/", "shows/jessica-jones/", "authors/marguerite-lunn/", "topics/filming/"]
    left += ["sources/on-location-vacations/"]
    wanted = [f"{SITE}/{page}feed/" for page in (*pages, *left)]
    assert sorted(feed for feed in told if feed.endswith("/feed/")) == sorted(wanted)
    assert len(told) == 3 * len(wanted)


def test_it_costs_the_same_however_much_is_told(
    press, season_2, olv, mcuexchange, host, django_assert_num_queries
):
    press.live(about=[season_2], topics=["a"], sources=[[olv]], at=timezone.now())
    sources = [[olv], [mcuexchange]]
    press.live(about=[season_2], topics=["b", "c", "d"], sources=sources, at=timezone.now())
    for story in Article.objects.select_related("section"):
        with django_assert_num_queries(5):
            announcing.feeds_of(story)
        workflow.edit(Article.objects.get(pk=story.pk), None)  # now it was other than it is
        with django_assert_num_queries(10):
            announcing.feeds_of(story)
