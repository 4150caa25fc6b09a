"""A service that tells spam from comments, tried on a server of this machine."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from urllib.parse import parse_qs

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from comments import banning, posting
from comments.letters import token_of
from comments.models import Comment
from comments.posting import Words
from comments.rights import Refused
from comments.screening import outside
from comments.tests.talk import browser_of, person, send

SILENT = "The spam check has not answered."


class Service:
    """Answers with `says`, after `seconds`, and keeps what is true `meanwhile`."""

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.says, self.status, self.seconds = "false", 200, 0.0
        self.meanwhile: Callable[[], object] = lambda: None
        self.seen: list[object] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.asked.append(parse_qs(body, keep_blank_values=True))
                service.seen.append(service.meanwhile())
                time.sleep(service.seconds)
                answer = service.says.encode()
                self.send_response(service.status)
                self.send_header("Content-Type", "text/plain;charset=utf-8")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()


@pytest.fixture
def service(monkeypatch, settings) -> Iterator[Service]:
    monkeypatch.setattr(outside, "ALLOWED", ("127.0.0.0/8",))
    made = Service()
    settings.AKISMET_KEY = "0123456789ab"
    settings.AKISMET_ENDPOINT = f"http://127.0.0.1:{made.server.server_port}/1.1/comment-check"
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


def suspicion(story, somebody=None, text="Signs went up & down.") -> str:
    return outside.suspicion(story, somebody or person("Tom"), text, "203.0.113.7")


def test_it_is_told_what_a_moderator_would_look_at(story, service):
    assert suspicion(story) == ""
    assert service.asked == [
        {
            "api_key": ["0123456789ab"],
            "blog": ["http://127.0.0.1:8000"],
            "blog_lang": ["en"],
            "blog_charset": ["UTF-8"],
            "permalink": [f"http://127.0.0.1:8000{story.get_absolute_url()}"],
            "comment_type": ["comment"],
            "comment_author": ["Tom"],
            "comment_author_email": ["reader1@example.com"],
            "comment_content": ["Signs went up & down."],
            "user_ip": ["203.0.113.7"],
        }
    ]


@pytest.mark.parametrize(
    ("says", "status", "why"),
    [
        ("false", 200, ""),
        ("true", 200, "The spam check takes it for spam."),
        ("invalid", 200, SILENT),
        ("", 200, SILENT),
        ("true" * 1000, 200, SILENT),
        ("false", 503, SILENT),
        ("false", 302, SILENT),
    ],
)
def test_what_it_says_decides_and_what_it_does_not_say_is_held(story, service, says, status, why):
    service.says, service.status = says, status
    assert suspicion(story) == why


def test_it_has_three_seconds(story, service, monkeypatch):
    assert outside.SECONDS == 3.0
    monkeypatch.setattr(outside, "SECONDS", 0.2)
    service.seconds = 0.5
    assert suspicion(story) == SILENT


def test_a_service_that_is_not_there_holds(story, service):
    service.server.shutdown()
    service.server.server_close()
    assert suspicion(story) == SILENT


def test_it_is_asked_about_nothing_that_would_not_appear(story, service, editor, settings):
    assert suspicion(story, person("Ed", user=editor)) == ""
    assert suspicion(story, text="https://a.example https://b.example https://c.example") == ""
    settings.COMMENTS_HOLD_FIRST = True
    assert suspicion(story) == ""
    settings.AKISMET_KEY, settings.COMMENTS_HOLD_FIRST = "", False
    assert suspicion(story) == ""
    assert service.asked == []


def test_whoever_is_banned_is_refused_without_it(story, service):
    tom = person("Tom")
    banning.ban("person", str(tom.pk), None)
    with pytest.raises(Refused):
        suspicion(story, tom)
    assert service.asked == []


def test_a_comment_that_is_taken_for_spam_waits(story, service):
    service.says = "true"
    answer = send(browser_of(person()), f"/comments/on/{story.pk}/", text="Signs.")
    assert answer.status_code == 302
    made = Comment.objects.get()
    assert (made.state, made.held_because) == ("held", "The spam check takes it for spam.")


def test_a_stranger_s_comment_is_looked_at_when_it_is_confirmed(story, service, client):
    stranger = posting.stranger("Tom", "tom@example.com")
    made = posting.post(story, stranger, Words("Signs."), is_known=False)
    assert service.asked == []
    service.says = "true"
    assert send(client, f"/comments/confirm/{token_of(made)}/").status_code == 302
    made.refresh_from_db()
    assert (made.state, len(service.asked)) == ("held", 1)


def test_whoever_presses_again_does_not_ask_again(story, service, client):
    stranger = posting.stranger("Tom", "tom@example.com")
    made = posting.post(story, stranger, Words("Signs."), is_known=False)
    for _again in range(3):
        assert send(client, f"/comments/confirm/{token_of(made)}/").status_code == 302
    assert len(service.asked) == 1


def test_a_change_is_looked_at_too(story, service):
    client = browser_of(priya := person())
    made = posting.post(story, priya, Words("Signs."))
    service.says = "true"
    assert send(client, f"/comments/{made.pk}/edit/", text="Buy signs.").status_code == 302
    made.refresh_from_db()
    assert (made.text, made.state) == ("Buy signs.", "held")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_is_held_while_it_thinks(story, service):
    """It is asked before the verb begins: whatever others do with the story goes on."""
    ours = connections["default"]
    service.meanwhile = lambda: ours.in_atomic_block
    send(browser_of(person()), f"/comments/on/{story.pk}/", text="Signs.")
    assert (service.seen, Comment.objects.get().state) == ([False], "shown")


def tried() -> str:
    out = StringIO()
    call_command("try_spam_check", stdout=out)
    return out.getvalue().strip()


def answering(service, *answers: str) -> None:
    """One after the other."""
    left = list(answers)
    service.meanwhile = lambda: setattr(service, "says", left.pop(0))


def test_it_is_tried_without_a_comment(service):
    answering(service, "false", "true")
    assert tried() == "The spam check works: it knows spam, and lets others through."
    none, spam = service.asked
    assert (none["user_role"], spam.get("user_role")) == (["administrator"], None)
    assert spam["comment_author_email"] == ["akismet-guaranteed-spam@example.com"]
    assert {asked["is_test"][0] for asked in service.asked} == {"1"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["true"], "takes for spam what surely is none"),
        (["false", "false"], "lets through what Akismet would surely take for spam"),
    ],
)
def test_a_service_that_answers_wrongly_has_not_passed(service, answers, words):
    answering(service, *answers)
    with pytest.raises(CommandError, match=words):
        tried()


def test_whoever_tries_it_is_told_what_is_wrong(service, settings):
    service.says = "invalid"
    with pytest.raises(CommandError, match=r"'invalid'.+ does not know the key in AKISMET_KEY"):
        tried()
    service.server.shutdown()
    service.server.server_close()
    with pytest.raises(CommandError, match=r"has not answered: .+every comment waits"):
        tried()
    settings.AKISMET_KEY = ""
    with pytest.raises(CommandError, match="set AKISMET_KEY"):
        tried()
