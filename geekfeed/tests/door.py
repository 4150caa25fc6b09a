"""Who may come to the server that tests with a browser ask."""

import threading
from collections.abc import Iterator
from contextlib import closing
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest


class Door:
    """Stands before the live server, which runs in this process: open while a test runs, and shut
    once it ends, so that nothing is written while the tables are emptied."""

    LONGEST = 60.0  # seconds in which a busy machine answers what it was asked

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._is_open = False
        self._inside: list[str] = []

    def before(self, app: WSGIApplication) -> WSGIApplication:
        """``app``, asked only while the door is open."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
            path = environ["PATH_INFO"]
            with self._changed:
                if not self._is_open:
                    start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
                    yield b"The door is shut: it is open for tests that take page or new_page."
                    return
                self._inside.append(path)
            try:
                with closing(app(environ, start_response)) as response:
                    yield from response
            finally:
                with self._changed:
                    self._inside.remove(path)
                    self._changed.notify_all()

        return answer

    def open(self) -> None:
        with self._changed:
            self._is_open = True

    def shut(self) -> None:
        """Refuse whoever comes from now on, and return once everybody inside has been answered."""
        with self._changed:
            self._is_open = False
            if not self._changed.wait_for(lambda: not self._inside, self.LONGEST):
                pytest.fail(f"Still being answered: {', '.join(self._inside)}", pytrace=False)
