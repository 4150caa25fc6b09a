"""Serves a site with gunicorn as docs/operating.md says, asks it for pages, and reads off what the
processor did for them."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from pathlib import Path

from bench_site import ROOT

WORKERS = 2
START_SECONDS = 60
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A site that is being served. `processes` are those whose work counts, each with all that it
    has started: gunicorn, and the database server, if there is one."""

    def __init__(self, port: int, processes: Iterable[int]) -> None:
        self.port = port
        self.processes = list(processes)

    def get(self, path: str, encoding: str = "identity") -> bytes:
        """As a web server in front does: over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            headers = {"Accept-Encoding": encoding, "Connection": "close"}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answers {answer.status}.")
        return body

    def cost(self, paths: list[str], encoding: str = "identity") -> float:
        """Seconds of the processor for one request, on average over these."""
        before = processor_seconds(self.processes)
        for path in paths:
            self.get(path, encoding)
        return (processor_seconds(self.processes) - before) / len(paths)


@contextlib.contextmanager
def serving(application: str, environment: dict[str, str], *others: int) -> Iterator[Server]:
    """Serve a WSGI application until the end of the block. The work of `others` counts, too."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "8", "--workers", str(WORKERS)]
    command += ["--log-level", "warning", "--pythonpath", f"{ROOT},{ROOT / '.ci'}"]
    environment = {**os.environ, **environment}
    gunicorn = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        _wait_until_ready(gunicorn, port)
        yield Server(port, [gunicorn.pid, *others])
    finally:
        gunicorn.send_signal(signal.SIGTERM)
        try:
            gunicorn.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(gunicorn.pid, signal.SIGKILL)
            gunicorn.wait()


def processor_seconds(processes: Iterable[int]) -> float:
    """What these processes, their children and grandchildren have used of the processor so far."""
    used, children = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            # The second field is a name in brackets, with whatever signs in it.
            fields = file.read_text().rpartition(")")[2].split()
            number, parent = int(file.parent.name), int(fields[1])
            # Its own time, and that of its children that have ended.
            used[number] = sum(map(int, fields[11:15])) / TICK
            children.setdefault(parent, []).append(number)
    total, left = 0.0, list(processes)
    while left:
        number = left.pop()
        total += used.get(number, 0)
        left += children.get(number, [])
    return total


def parent_of(process: int) -> int:
    return int(re.search(r"^PPid:\s*(\d+)", Path(f"/proc/{process}/status").read_text(), re.M)[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(gunicorn: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and gunicorn.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start.")
