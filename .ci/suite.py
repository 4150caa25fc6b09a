"""The whole test suite, on SQLite and PostgreSQL and in a real browser. It says what it leaves out.

A test that uses no database says the same on both of them, and is run once, with SQLite's. So is a
test of how a page looks and behaves in a browser: there PostgreSQL has the journeys, whole jobs as
people do them (docs/decisions/0023-in-a-browser-postgresql-has-the-journeys.md).

Arguments go to pytest. PostgreSQL is the server that DATABASE_URL names, or else a temporary one.
With GEEKFEED_COMPLETE=1, what would be left out is a failure instead.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from chromium import find_chromium
from postgres import PostgresError, find_binaries, temporary_postgres

ROOT = Path(__file__).resolve().parent.parent
# Settings as at home; the key is given so that none is made and kept.
ENVIRONMENT = {"DEBUG": "true", "SECRET_KEY": "known-to-all-and-for-tests-only"}
POSTGRES_SCHEMES = ("postgres://", "postgresql://", "psql://", "pgsql://")

# pytest's exit codes
PASSED = 0
FAILED = 1
NOTHING_COLLECTED = 5

NO_POSTGRES = "Left out: PostgreSQL. Install its server (Debian: postgresql) or set DATABASE_URL."
NO_CHROMIUM = "Left out: tests in a browser. Install Chromium (Debian: chromium) or set CHROMIUM."


def main(arguments: list[str]) -> int:
    # However the suite is stopped, it stops the server that it has started.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    chromium = find_chromium()
    server = os.environ.get("DATABASE_URL", "")
    binaries = find_binaries()
    has_postgres = server.startswith(POSTGRES_SCHEMES) or binaries is not None

    left_out = []
    if not has_postgres:
        left_out.append(NO_POSTGRES)
    if not chromium:
        left_out.append(NO_CHROMIUM)
    if left_out and os.environ.get("GEEKFEED_COMPLETE") == "1":
        print("\n".join([*left_out, "GEEKFEED_COMPLETE=1 asks for everything: nothing was run."]))
        return FAILED

    codes = run_on_sqlite(chromium, arguments)
    if has_postgres:
        with postgres_url(server, binaries) as url:
            codes += run_on_postgres(url, chromium, arguments)

    for line in left_out:
        print(line)
    return verdict(codes)


@contextlib.contextmanager
def postgres_url(server: str, binaries: Path | None) -> Iterator[str]:
    """Give the URL of the server that the environment names, or of one started for these tests."""
    if server.startswith(POSTGRES_SCHEMES):
        yield server
    else:
        with temporary_postgres(binaries) as url:
            yield url


def run_on_sqlite(chromium: str | None, arguments: list[str]) -> list[int]:
    """Run every test; return pytest's exit codes."""
    with tempfile.TemporaryDirectory(prefix="geekfeed-tests-") as folder:
        database = ("sqlite://:memory:", f"{folder}/migrated.sqlite3")
        return run_on("SQLite", ("not browser", "browser"), database, chromium, arguments)


def run_on_postgres(url: str, chromium: str | None, arguments: list[str]) -> list[int]:
    """Run every test that depends on the database; return pytest's exit codes."""
    database = (url, "test_geekfeed_migrated")
    marks = ("not browser and database", "browser and journey")
    return run_on("PostgreSQL", marks, database, chromium, arguments)


def run_on(
    title: str,
    marks: tuple[str, str],
    database: tuple[str, str],
    chromium: str | None,
    arguments: list[str],
) -> list[int]:
    """Run the tests with the first of these marks, then, in a browser, those with the second;
    return pytest's exit codes.

    ``database`` is its URL, and the name under which one with all migrations is made and copied.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", dest="marks")
    options, rest = parser.parse_known_args(arguments)
    url, migrated = database
    apart, in_browser = marks
    environment = {"DATABASE_URL": url} | ({"CHROMIUM": chromium} if chromium else {})

    def pytest(of: str, marks: str, *extra: str) -> int:
        print(f"\n{of} on {title}", flush=True)
        wanted = f"({options.marks}) and {marks}" if options.marks else marks
        return run(["-m", "pytest", *extra, "-m", wanted, *rest], environment)

    def all_of_it(*extra: str) -> list[int]:
        codes = [pytest("Tests", apart, *extra)]
        if chromium:
            # Apart from the others: the browser's event loop must not run beneath them.
            codes.append(pytest("Tests in a browser", in_browser, *extra))
        return codes

    # Two processes are quicker for the whole suite, and in the way of a chosen few (-x, --pdb).
    if rest:
        return all_of_it()
    if failure := run([".ci/migrated.py", migrated], environment):
        return [failure]
    environment["GEEKFEED_MIGRATED"] = migrated
    try:
        # Dealt out in their order: the tests that empty every table come last, and none that
        # stands on what the migrations wrote may come to a process after them.
        return all_of_it("-n", "2", "--dist", "load")
    finally:
        run([".ci/migrated.py", "--drop", migrated], environment)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run Python, which stops when we are stopped; return its exit code."""
    environment = {**os.environ, **ENVIRONMENT, **environment}
    # Every process would compile the same 400 files otherwise.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Ctrl-C has reached pytest too; it closes its browser and drops its database.
            process.wait()
            raise
        except SystemExit:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise


def verdict(codes: list[int]) -> int:
    """Return the first failure among pytest's exit codes; a choice may be empty in some runs."""
    failures = [code for code in codes if code not in (PASSED, NOTHING_COLLECTED)]
    if failures:
        return failures[0]
    return PASSED if PASSED in codes else NOTHING_COLLECTED


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
