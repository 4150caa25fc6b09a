"""The whole test suite, on SQLite and PostgreSQL and in a real browser. It says what it leaves out.

Arguments go to pytest. PostgreSQL is the server that DATABASE_URL names, or else a temporary one.
With GEEKFEED_COMPLETE=1, what would be left out is a failure instead.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
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

    codes = run_on("SQLite", "sqlite://:memory:", chromium, arguments)
    if has_postgres:
        with postgres_url(server, binaries) as url:
            codes += run_on("PostgreSQL", url, chromium, arguments)

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


def run_on(database: str, url: str, chromium: str | None, arguments: list[str]) -> list[int]:
    """Run the suite on one database; return pytest's exit codes."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", dest="marks")
    options, rest = parser.parse_known_args(arguments)

    def run(title: str, marks: str, *extra: str) -> int:
        wanted = f"({options.marks}) and {marks}" if options.marks else marks
        return pytest(f"{title} on {database}", [*extra, "-m", wanted, *rest], url, chromium)

    # Two processes are quicker for the whole suite, and in the way of a chosen few (-x, --pdb).
    processes = () if rest else ("-n", "2")
    codes = [run("Tests", "not browser", *processes)]
    if chromium:
        # Apart from the others: the browser's event loop must not run beneath them.
        codes.append(run("Tests in a browser", "browser", *processes))
    return codes


def pytest(title: str, arguments: list[str], url: str, chromium: str | None) -> int:
    print(f"\n{title}", flush=True)
    environment = {**os.environ, **ENVIRONMENT, "DATABASE_URL": url}
    if chromium:
        environment["CHROMIUM"] = chromium
    command = [sys.executable, "-m", "pytest", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
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
