"""The benchmarks: what pages cost in multiples of a bare Django view, in sites of different sizes.

Nothing is asserted: what must not grow, the tests hold as numbers of queries. The sites are kept in
var/bench, so that only the first run has to fill them.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from postgres import PostgresError, find_binaries, temporary_postgres

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
ENVIRONMENT = {
    "DEBUG": "true",
    "SECRET_KEY": "known-to-all-and-for-benchmarks-only",
    "DJANGO_SETTINGS_MODULE": "geekfeed.settings",
    "MEDIA_ROOT": str(KEPT / "media"),
}


def main(arguments: list[str]) -> int:
    options = parsed(arguments)
    results = {}
    with databases(options.on, options.fresh) as url_of:
        for size in options.stories:
            url = url_of(size)
            prepare(size, url)
            results[size] = measure(url, options.turns)
    print("\n".join(table(results, options.on)))
    print("\n" + "\n".join(reading_table(read_drafts(options.turns))))
    return 0


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--stories", type=int, nargs="+", default=[1_000, 100_000], help="the sizes of the sites"
    )
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--turns", type=int, default=15, help="how often each page is measured")
    parser.add_argument("--fresh", action="store_true", help="fill the sites anew")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def databases(kind: str, fresh: bool) -> Iterator:
    """Give a function from a size to the URL of its database."""
    KEPT.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":

        def of_size(size: int) -> str:
            file = KEPT / f"{size}.sqlite3"
            if fresh:
                for name in (file, *KEPT.glob(f"{file.name}-*")):
                    name.unlink(missing_ok=True)
            return f"sqlite:///{file}"

        yield of_size
        return
    binaries = find_binaries()
    if binaries is None:
        raise PostgresError("PostgreSQL is not here. Install its server (Debian: postgresql).")
    with temporary_postgres(binaries) as url:

        def made(size: int) -> str:
            manage(url, "shell", "--no-imports", "-c", CREATE.format(size=size))
            return f"{url.rpartition('/')[0]}/stories_{size}"

        yield made


CREATE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute('CREATE DATABASE stories_{size}')
"""
COUNT = "from articles.models import Article; print(Article.objects.count())"


def prepare(size: int, url: str) -> None:
    """The tables, and as many stories as are wanted."""
    manage(url, "migrate", "--verbosity", "0")
    there = int(manage(url, "shell", "--no-imports", "-c", COUNT, capture_output=True).stdout)
    if there < size:
        print(f"Writing {size - there:,} stories …", flush=True)
        manage(url, "fill", "--articles", str(size - there), "--verbosity", "0")


def measure(url: str, turns: int) -> dict[str, float]:
    command = [sys.executable, ".ci/bench_pages.py", str(turns)]
    return json.loads(run(command, url, capture_output=True).stdout)


def read_drafts(turns: int) -> dict[str, float]:
    """Names in the catalog → milliseconds of reading a draft. Needs no database."""
    command = [sys.executable, ".ci/bench_reading.py", str(turns)]
    return json.loads(run(command, "sqlite://:memory:", capture_output=True).stdout)


def manage(url: str, *arguments: str, **options: bool) -> subprocess.CompletedProcess:
    return run([sys.executable, "manage.py", *arguments], url, **options)


def run(command: list[str], url: str, **options: bool) -> subprocess.CompletedProcess:
    environment = {**os.environ, **ENVIRONMENT, "DATABASE_URL": url}
    result = subprocess.run(command, cwd=ROOT, env=environment, text=True, **options)
    if result.returncode:
        raise SystemExit(result.stderr or result.returncode)
    return result


def table(results: dict[int, dict[str, float]], database: str) -> Iterator[str]:
    """Lines: a page, its multiple in each site, and how much the last is of the first."""
    first, last = min(results), max(results)
    bare = ", ".join(f"{result['bare'] * 1000:.2f}" for result in results.values())
    yield f"Multiples of a bare Django view ({bare} ms here), on {database}"
    heads = "".join(f"{f'{size:,}':>12}" for size in results)
    yield f"{'stories':24}{heads}{'growth':>10}"
    for page in results[first]:
        if page != "bare":
            cells = "".join(f"{result[page]:>12.1f}" for result in results.values())
            growth = results[last][page] / results[first][page]
            yield f"{page:24}{cells}{growth:>10.2f}"


def reading_table(result: dict[str, float]) -> Iterator[str]:
    """Lines: what it takes to read a draft, by the names in the catalog, and how much more of the
    last catalog than of the first."""
    yield "Milliseconds of the processor to read a draft of 2,000 words"
    heads = "".join(f"{int(size):>12,}" for size in result)
    yield f"{'names in the catalog':24}{heads}{'growth':>10}"
    cells = "".join(f"{taken:>12.1f}" for taken in result.values())
    first, *_others, last = result.values()
    yield f"{'reading a draft':24}{cells}{last / first:>10.2f}"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
