"""The demo newsroom, served by what `make run` starts, for tools that look at its pages."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tools import Missing

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300  # seconds until the server has to answer: the first start draws the demo's pictures


@contextlib.contextmanager
def demo_served(kept: Path) -> Iterator[str]:
    """Its address. It has a port and a database of its own; that, its pictures and its log stay in
    the folder `kept`. Raises Missing where it does not start."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    kept.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{kept / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(kept / "media"),
        "SITE_URL": address,
        "PYTHONUNBUFFERED": "1",
    }
    log = kept / "server.log"
    with log.open("wb") as written:
        made = subprocess.Popen(
            ["make", "run", f"PORT={port}", "DUE_EVERY=3600"],  # noqa: S607 - the one we run in
            cwd=ROOT,
            env=environment,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
        try:
            if not _answers(f"{address}/health/", made):
                raise Missing(f"The server did not start: {log} says why.")
            yield address
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(made.pid, signal.SIGTERM)
            made.wait()


def fetch(address: str) -> tuple[str, bytes]:
    """The content type of what is there, and the content."""
    with urllib.request.urlopen(address) as response:  # noqa: S310 - our own server
        return response.headers.get_content_type(), response.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str, process: subprocess.Popen) -> bool:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            fetch(address)
            return True
        time.sleep(0.5)
    return False
