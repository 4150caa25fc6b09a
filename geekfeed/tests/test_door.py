"""The door before the live server lets nobody in between two tests."""

import threading

import pytest

from geekfeed.tests.door import Door


@pytest.fixture
def door() -> Door:
    return Door()


def ask(door, app, path="/"):
    """The answer's status and body, once somebody reads it."""
    said = []
    body = door.before(app)({"PATH_INFO": path}, lambda status, headers: said.append(status))
    return said, body


class Answer(list):
    is_closed = False

    def close(self) -> None:
        self.is_closed = True


def two(environ, start_response):
    return Answer([b"One.", b"Two."])


def test_it_lets_in_while_it_is_open_only(door):
    answer = Answer([b"Yes."])

    def app(environ, start_response):
        start_response("200 OK", [])
        return answer

    said, body = ask(door, app)
    assert (b"".join(body).startswith(b"The door is shut"), said) == (
        True,
        ["503 Service Unavailable"],
    )
    assert answer.is_closed is False
    door.open()
    said, body = ask(door, app)
    assert (list(body), said, answer.is_closed) == ([b"Yes."], ["200 OK"], True)


def test_it_is_shut_once_whoever_is_inside_has_been_answered(door):
    inside, may_go, order = threading.Event(), threading.Event(), []

    def app(environ, start_response):
        inside.set()
        may_go.wait(10)
        order.append("answered")
        return Answer([b""])

    door.open()
    asking = threading.Thread(target=lambda: list(ask(door, app)[1]))
    asking.start()
    inside.wait(10)
    shutting = threading.Thread(target=lambda: (door.shut(), order.append("shut")))
    shutting.start()
    shutting.join(0.2)
    assert shutting.is_alive()
    may_go.set()
    asking.join(10)
    shutting.join(10)
    assert order == ["answered", "shut"]


def test_whoever_goes_away_or_fails_is_not_waited_for(door):
    door.open()
    body = ask(door, two)[1]
    assert next(body) == b"One."
    body.close()

    def fail(environ, start_response):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        list(ask(door, fail)[1])
    door.shut()


def test_a_test_whose_server_does_not_answer_fails_and_says_what_was_asked(door, monkeypatch):
    monkeypatch.setattr(Door, "LONGEST", 0.01)
    door.open()
    body = ask(door, two, "/slow/")[1]
    next(body)
    with pytest.raises(pytest.fail.Exception, match="Still being answered: /slow/"):
        door.shut()
