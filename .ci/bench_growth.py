"""How what pages cost grows with the site (`make bench ARGS=--growth`).

Nothing is asserted: what must not grow, the tests hold as numbers of queries. The sites are kept in
var/bench, so that only the first run has to fill them.
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from bench_site import KEPT, create, prepare, run
from postgres import PostgresError, find_binaries, temporary_postgres

# The sites that are measured where no others are asked for.
STORIES = [1_000, 100_000]
SHOWS = [0, 5_000]


class Site(NamedTuple):
    """How many stories and how many shows it has, beside the demo's."""

    stories: int
    shows: int

    @property
    def name(self) -> str:
        return f"stories_{self.stories}_shows_{self.shows}"


def main(arguments: list[str]) -> int:
    options = parsed(arguments)
    results = {}
    with databases(options.on, options.fresh) as url_of:
        for site in options.sites:
            url = url_of(site.name)
            prepare(url, site.stories, site.shows)
            results[site] = measure(url, options.turns)
    print("\n".join(table(results, options.on)))
    print("\n" + "\n".join(reading_table(read_drafts(options.turns))))
    return 0


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=--growth", description=__doc__)
    parser.add_argument("--stories", type=int, nargs="+", help="the sizes of the sites")
    parser.add_argument("--shows", type=int, nargs="+", help="how many shows each of them has")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--turns", type=int, default=15, help="how often each page is measured")
    parser.add_argument("--fresh", action="store_true", help="fill the sites anew")
    options = parser.parse_args(arguments)
    stories, shows = options.stories, options.shows
    if stories is None:
        stories, shows = STORIES, shows or SHOWS
    shows = shows or [0]
    if len(shows) == 1:
        shows *= len(stories)
    if len(shows) != len(stories):
        parser.error("Give one number of shows for all sites, or as many as there are of stories.")
    options.sites = [Site(*pair) for pair in zip(stories, shows, strict=True)]
    return options


@contextlib.contextmanager
def databases(kind: str, fresh: bool) -> Iterator:
    """Give a function from a site's name to the URL of its database."""
    KEPT.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":

        def kept(name: str) -> str:
            file = KEPT / f"{name}.sqlite3"
            if fresh:
                for old in (file, *KEPT.glob(f"{file.name}-*")):
                    old.unlink(missing_ok=True)
            return f"sqlite:///{file}"

        yield kept
        return
    binaries = find_binaries()
    if binaries is None:
        raise PostgresError("PostgreSQL is not here. Install its server (Debian: postgresql).")
    with temporary_postgres(binaries) as url:
        yield partial(create, url)


def measure(url: str, turns: int) -> dict[str, float]:
    command = [sys.executable, ".ci/bench_pages.py", str(turns)]
    return json.loads(run(command, url, capture_output=True).stdout)


def read_drafts(turns: int) -> dict[str, float]:
    """Names in the catalog → milliseconds of reading a draft. Needs no database."""
    command = [sys.executable, ".ci/bench_reading.py", str(turns)]
    return json.loads(run(command, "sqlite://:memory:", capture_output=True).stdout)


def table(results: dict[Site, dict[str, float]], database: str) -> Iterator[str]:
    """Lines: a page, its multiple in each site, and how much the last is of the first."""
    first, last = min(results), max(results)
    bare = ", ".join(f"{result['bare'] * 1000:.2f}" for result in results.values())
    yield f"Multiples of a bare Django view ({bare} ms here), on {database}"
    for what in ("shows", "stories"):
        heads = "".join(f"{getattr(site, what):>12,}" for site in results)
        yield f"{what:24}{heads}" + (f"{'growth':>10}" if what == "stories" else "")
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
