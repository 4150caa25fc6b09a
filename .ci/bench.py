"""The benchmarks: what a request costs the processor, in multiples of a bare Django view.

The site has 20,000 stories on PostgreSQL and is served by gunicorn as in production, with nothing
in front that keeps pages, and with PAGE_CACHE=false: pages are made for each request. A second
server, which keeps them, says what a page costs that is kept. What counts is the processor's time
of all processes of the server, the database's included; bare view and pages are measured in turns,
and the median of the turns counts. Nothing is asserted: the tests hold numbers of queries.
"""

import argparse
import contextlib
import json
import re
import signal
import statistics
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import bench_growth
import brotli
import psycopg2
from bench_serving import Server, parent_of, serving
from bench_site import ENVIRONMENT, create, manage, prepare, run
from postgres import PostgresError, find_binaries, temporary_postgres

STORIES = 20_000
REQUESTS = 30  # of each page in a turn, each for another one as far as there are others
BARE_REQUESTS = 1_000
KEPT = ("front", "story")  # measured as they are kept, too
WARM = 50  # requests for the last pages of a kind: sixteen threads each prepare their questions
KEPT_PAGES, WARM_UP = 5, 20  # of each kind; times that each is asked for before: once is not enough
SIZED = 10  # pages of each kind of which the size is taken
# Measured on another machine, in the same way; docs/operating.md says how.
OTHERS = {
    "story": {"WordPress": 95, "Ghost": 54, "Wagtail": 46},
    "front": {"WordPress": 109, "Ghost": 113, "Wagtail": 170},
}
PRODUCTION = ENVIRONMENT | {
    "DEBUG": "false",
    "DJANGO_SETTINGS_MODULE": "bench_settings",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "http://127.0.0.1",
    "PYTHONPATH": ".ci",
}


def main(arguments: list[str]) -> int:
    if "--growth" in arguments:
        return bench_growth.main([one for one in arguments if one != "--growth"])
    options = parsed(arguments)
    with database(options.database) as url:
        prepare(url, options.stories)
        manage(url, "collectstatic", "--no-input", "--verbosity", "0", environment=PRODUCTION)
        kinds = addresses(url, options.only)
        environment = PRODUCTION | {"DATABASE_URL": url}
        keeping = environment | {"PAGE_CACHE": "true"}
        with (
            serving("bench_bare", {}) as bare,
            serving("geekfeed.wsgi", environment, postmaster(url)) as site,
            serving("geekfeed.wsgi", keeping, postmaster(url)) as hall,
        ):
            least = measure(kinds, site, hall, bare, options.turns)
            print("\n".join(table(kinds, least, options.stories)))
            for kind in kinds:
                if kind["name"] == "story":
                    print(weight(site, kind["addresses"][0]))
    return 0


def addresses(url: str, only: list[str] | None) -> list[dict[str, Any]]:
    """What is measured: for each kind of page its `name`, `addresses` and `queries`."""
    command = [sys.executable, ".ci/bench_addresses.py"]
    kinds = json.loads(run(command, url, PRODUCTION, capture_output=True).stdout)
    for kind in [kind for kind in kinds if kind["name"] in KEPT]:
        pages = kind["addresses"][:KEPT_PAGES]
        kinds.append({"name": f"{kind['name']}-kept", "addresses": pages, "queries": 1})
    return [kind for kind in kinds if not only or kind["name"] in only]


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=STORIES, help="how many the site has")
    parser.add_argument("--turns", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--only", nargs="+", help="the kinds of pages, by their names in the table")
    parser.add_argument("--database", help="a PostgreSQL server's on this machine; it is kept")
    parser.add_argument("--growth", action="store_true", help="how costs grow with the site")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def database(kept: str | None) -> Iterator[str]:
    """The URL of one that is there already, or of one that is gone with the block."""
    if kept:
        yield kept
        return
    binaries = find_binaries()
    if binaries is None:
        raise PostgresError("PostgreSQL is not here. Install its server (Debian: postgresql).")
    with temporary_postgres(binaries) as server:
        yield create(server, "bench")


def postmaster(url: str) -> int:
    """The process that has started the one that answers us."""
    with contextlib.closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        # Let it do now what it would do by itself some time during the measurement.
        connection.cursor().execute("VACUUM ANALYZE")
        return parent_of(connection.info.backend_pid)


def measure(
    kinds: list[dict[str, Any]], site: Server, hall: Server, bare: Server, turns: int
) -> float:
    """Give each kind its `seconds` for one request, and how large its pages are, plain and
    compressed, in `bytes` and `brotli`. What `hall` keeps it gives out compressed, as browsers ask
    for it. Returns the seconds of the bare view."""
    for kind in kinds:
        pages = [site.get(path) for path in kind["addresses"][:SIZED]]
        kind["bytes"] = statistics.median(map(len, pages))
        kind["brotli"] = statistics.median(len(compressed(page)) for page in pages)
        kind["turns"] = []
        if is_kept(kind):
            hall.cost(kind["addresses"] * WARM_UP, "br")
        else:
            site.cost(list(islice(cycle(reversed(kind["addresses"])), WARM)))
    bare.cost(["/bare/"] * BARE_REQUESTS)
    least = []
    for turn in range(turns):
        least.append(bare.cost(["/bare/"] * BARE_REQUESTS))
        for kind in kinds:
            pages = cycle(kind["addresses"])
            if is_kept(kind):
                kind["turns"].append(hall.cost(list(islice(pages, BARE_REQUESTS)), "br"))
                continue
            asked = islice(pages, turn * REQUESTS, (turn + 1) * REQUESTS)
            kind["turns"].append(site.cost(list(asked)))
    for kind in kinds:
        kind["seconds"] = statistics.median(kind.pop("turns"))
    return statistics.median(least)


def is_kept(kind: dict[str, Any]) -> bool:
    return kind["name"].endswith("-kept")


def table(kinds: list[dict[str, Any]], least: float, stories: int) -> Iterator[str]:
    yield f"The processor's time for one request: {stories:,} stories, PostgreSQL, gunicorn"
    yield f"A bare Django view: {least * 1000:.3f} ms"
    others = sorted({name for row in OTHERS.values() for name in row})
    heads = "".join(f"{name:>12}" for name in others)
    yield f"{'page':11}{'ms':>8}{'× bare':>9}{'queries':>9}{'bytes':>10}{'brotli':>9}{heads}"
    for kind in kinds:
        cells = "".join(f"{OTHERS.get(kind['name'], {}).get(name, ''):>12}" for name in others)
        yield (
            f"{kind['name']:11}{kind['seconds'] * 1000:>8.2f}{kind['seconds'] / least:>9.1f}"
            f"{kind['queries']:>9}{kind['bytes']:>10,.0f}{kind['brotli']:>9,.0f}{cells}"
        )


def weight(site: Server, path: str) -> str:
    """What a first visit to a page loads beside pictures and fonts."""
    page = site.get(path).decode()
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    scripts = re.findall(r'<script src="([^"]+)"', page)
    loaded = sum(len(site.get(address, "br")) for address in [*styles, *scripts])
    total = (len(compressed(page.encode())) + loaded) / 1000
    return (
        f"A story with its {len(styles)} stylesheets and {len(scripts)} scripts: {total:.1f} kB "
        "compressed"
    )


def compressed(page: bytes) -> bytes:
    """As a web server in front compresses what is made for each request."""
    return brotli.compress(page, quality=5)


if __name__ == "__main__":
    # Whoever ends the benchmark ends its servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
