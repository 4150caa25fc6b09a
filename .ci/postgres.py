"""A PostgreSQL server of one's own: started in a temporary folder, gone with the `with` block."""

import contextlib
import locale
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START_SECONDS = 60
STOP_SECONDS = 20

# Tests throw their data away, so nothing needs to survive a power cut.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class PostgresError(Exception):
    """The server's programs are there and do not work; the message ends with their own words."""


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs on this machine, or None."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
        reverse=True,
    )
    on_path = shutil.which("pg_ctl")
    candidates = debian + ([Path(on_path).resolve().parent] if on_path else [])
    return next(
        (
            folder
            for folder in candidates
            if all((folder / n).exists() for n in ("initdb", "postgres"))
        ),
        None,
    )


@contextlib.contextmanager
def temporary_postgres(binaries: Path) -> Iterator[str]:
    """Start a server with the programs in ``binaries``; give its URL as Django's database."""
    # Another user runs the server when we are root, and would not reach a private TMPDIR.
    parent = "/tmp" if os.geteuid() == 0 else None  # noqa: S108 - the folder in it is private
    with tempfile.TemporaryDirectory(prefix="geekfeed-postgres-", dir=parent) as name:
        folder = Path(name)
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        options = _ordinary_user(folder)
        _create_cluster(binaries, folder, options)
        with _server(binaries, folder, options) as port:
            yield f"postgres://geekfeed:{password}@127.0.0.1:{port}/geekfeed"


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """Return how to run a program beside ``folder``: PostgreSQL refuses to be run by root."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    options: dict[str, Any] = {"cwd": folder, "env": environment}
    if os.geteuid() == 0:
        try:
            account = pwd.getpwnam("postgres")
        except KeyError:
            account = pwd.getpwnam("nobody")
        for path in (folder, *folder.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return options


def _create_cluster(binaries: Path, folder: Path, options: dict[str, Any]) -> None:
    command = [binaries / "initdb", "--pgdata", folder / "data", "--encoding", "UTF8"]
    command += ["--locale", _utf8_locale(), "--no-sync", "--username", "geekfeed"]
    # A password, because everybody on this machine can knock at the port.
    command += ["--auth", "scram-sha-256", "--pwfile", folder / "password"]
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode:
        raise PostgresError(f"{command[0]} failed:\n{result.stdout}{result.stderr}")


def _utf8_locale() -> str:
    """Return a locale that knows letters beyond ASCII, as production's does."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"


@contextlib.contextmanager
def _server(binaries: Path, folder: Path, options: dict[str, Any]) -> Iterator[int]:
    port = _free_port()
    command = [binaries / "postgres", "-D", folder / "data", "-p", str(port)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    log = folder / "log"
    with log.open("w") as output:
        # In a session of its own, so that Ctrl-C reaches the tests and not their database.
        server = subprocess.Popen(
            command, stdout=output, stderr=output, start_new_session=True, **options
        )
    try:
        _wait_until_ready(server, folder / "data" / "postmaster.pid", log)
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # "fast shutdown": open sessions are closed
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(server: subprocess.Popen, pid_file: Path, log: Path) -> None:
    """Wait for the word that the server writes at the end of its PID file, as pg_ctl does."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        if pid_file.exists() and pid_file.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise PostgresError(f"PostgreSQL did not start:\n{log.read_text()}")
