"""The sites that the benchmarks measure: the demo and as much more as is wanted, in a database."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
# The demo newsroom, which the sites begin with, is for DEBUG only.
ENVIRONMENT = {
    "DEBUG": "true",
    "SECRET_KEY": "known-to-all-and-for-benchmarks-only-0123456789-abcdef",
    "DJANGO_SETTINGS_MODULE": "geekfeed.settings",
    "MEDIA_ROOT": str(KEPT / "media"),
    "PAGE_CACHE": "false",  # what a page costs that has to be made
}
COUNT = """
from articles.models import Article
from shows.models import Show
print(Show.objects.count(), Article.objects.count())
"""


def prepare(url: str, stories: int, shows: int = 0) -> None:
    """The tables, the demo, and as many stories and shows as are wanted."""
    manage(url, "migrate", "--verbosity", "0")
    counted = manage(url, "shell", "--no-imports", "-c", COUNT, capture_output=True).stdout
    has_shows, has_stories = map(int, counted.split())
    if not has_stories:
        manage(url, "demo", capture_output=True)
    missing = {"shows": shows - has_shows, "articles": stories - has_stories}
    for what, count in missing.items():
        if count > 0:
            print(f"Writing {count:,} {what} …", flush=True)
            manage(url, "fill", f"--{what}", str(count), "--verbosity", "0")


def create(server: str, name: str) -> str:
    """An empty database on a PostgreSQL server, of which any database's URL is known; gives its
    own."""
    base = server.rpartition("/")[0]
    with contextlib.closing(psycopg2.connect(f"{base}/postgres")) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
    return f"{base}/{name}"


def manage(url: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess:
    return run([sys.executable, "manage.py", *arguments], url, **options)


def run(
    command: list[str], url: str, environment: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess:
    """Ends the benchmark, with what the program said, where one fails."""
    environment = os.environ | ENVIRONMENT | {"DATABASE_URL": url} | (environment or {})
    result = subprocess.run(command, cwd=ROOT, env=environment, text=True, **options)
    if result.returncode:
        raise SystemExit(result.stderr or result.returncode)
    return result
