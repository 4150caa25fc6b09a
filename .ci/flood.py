"""A flood of comments: many people post at the same moment, for some seconds, on SQLite and on
PostgreSQL. Then the database is read, and whatever is not as it should be is said.

Each site is served by gunicorn as in production, with two processes. Every poster sends forms as a
browser does, known by a cookie and from a network of their own, but for ten who share one. Some
answer others, and some press the button twice. Then it is quieter: strangers read one story as fast
as it comes, while somebody comments on it each second. What must hold:

- no answer is an error, and no connection breaks;
- each text that was taken stands in the database once, and nothing else does;
- what is counted, under stories and in threads, is what stands there;
- nobody, and no network, has got more in than their limits allow (docs/operating.md);
- whoever reads sees all that was posted before they asked, and most get a page that was kept.

How fast it was is printed and is no reason to fail.
"""

import argparse
import collections
import contextlib
import http.client
import json
import random
import re
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from bench_serving import Server, serving
from bench_site import ENVIRONMENT, create, manage, run
from postgres import PostgresError, find_binaries, temporary_postgres

ONE_NETWORK = 10  # posters who share one
STORIES = 5
READERS = 10
WRITERS = 10  # while they read, one each second
TWICE, ANSWER, READ, BY_SCRIPT = 0.15, 0.4, 0.2, 0.5  # of what is sent
BREATH = 0.2  # seconds that a poster waits who was told that it is too much
GLANCE = 0.02  # seconds between two pages that somebody reads
PATIENCE = 120  # seconds for an answer
TAKEN, TOO_MUCH = (201, 302), 429
TOLD = 20  # of what is wrong, in lines
COMMENT = re.compile(r"comment-(\d+)")
COUNT = re.compile(r'<h2 id="talk">([\d,]+) comments?</h2>')
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
SITE = ENVIRONMENT | {
    "DEBUG": "false",
    "DJANGO_SETTINGS_MODULE": "flood_settings",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "http://127.0.0.1",
    "PYTHONPATH": ".ci",
    "PAGE_CACHE": "true",
    "BEHIND_PROXY": "true",
    "COMMENTS_HOLD_FIRST": "false",
    "LOG_LEVEL": "ERROR",  # that something is too much is said often, and is counted here
}


@dataclass
class Sent:
    """A form that was sent, and what came of it: a status, 0 where the connection broke."""

    text: str
    person: int
    network: str
    began: float  # seconds since 1970
    status: int = 0
    seconds: float = 0.0


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Reading(NamedTuple):
    """Of a page that was read: its number, which a kept one has from when it was made."""

    page: str
    seconds: float


@dataclass
class Flood:
    """What all know who take part. `comments` are those that can be answered, by story."""

    server: Server
    made: str
    seconds: int
    begin: threading.Barrier
    over: threading.Event = field(default_factory=threading.Event)
    sent: list[Sent] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    failures: collections.Counter = field(default_factory=collections.Counter)
    comments: dict[int, list[str]] = field(default_factory=lambda: collections.defaultdict(list))

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> Answer | None:
        """None where the connection broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, PATIENCE)
        headers |= {"Sec-Fetch-Site": "same-origin", "Connection": "close"}
        try:
            with contextlib.closing(connection):
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                return Answer(answer.status, answer.headers, answer.read().decode())
        except (OSError, http.client.HTTPException) as error:
            self.failures[f"broken connection: {error!r}"] += 1
            return None


class Poster(threading.Thread):
    """Somebody who writes and writes."""

    def __init__(self, flood: Flood, place: int, told: dict[str, Any], stories: list[dict]) -> None:
        super().__init__(daemon=True)
        self.flood, self.stories = flood, stories
        self.person = told["person"]
        own = f"10.1.{place // 250}.{place % 250 + 1}"
        self.network = "10.0.0.1" if place < ONE_NETWORK else own
        self.known = {"Cookie": f"commenter={told['cookie']}", "X-Forwarded-For": self.network}
        self.chance = random.Random(place)  # noqa: S311 - the same flood each time
        self.place, self.number = place, 0

    def run(self) -> None:
        self.read(self.stories[0]["path"])  # and every process is warm
        self.flood.begin.wait()
        ends = time.monotonic() + self.flood.seconds
        while time.monotonic() < ends:
            story = self.chance.choice(self.stories)
            form = self.form(story["number"])
            times = 2 if self.chance.random() < TWICE else 1
            others = [
                threading.Thread(target=self.send, args=[story["number"], form], daemon=True)
                for _ in range(times - 1)
            ]
            for other in others:
                other.start()
            status = self.send(story["number"], form)
            for other in others:
                other.join()
            if status == TOO_MUCH:
                time.sleep(BREATH)
            if self.chance.random() < READ:
                self.read(story["path"])

    def form(self, story: int) -> dict[str, str]:
        """No two texts are like each other."""
        self.number += 1
        words = ["".join(self.chance.choices(SYLLABLES, k=3)) for _ in range(12)]
        form = {"text": f"{self.place} {self.number} {' '.join(words)}.", "made": self.flood.made}
        if (comments := self.flood.comments[story]) and self.chance.random() < ANSWER:
            form["answers"] = self.chance.choice(comments)
        return form

    def send(self, story: int, form: dict[str, str]) -> int:
        one = Sent(form["text"], self.person, self.network, time.time())
        headers = self.known | {"Content-Type": "application/x-www-form-urlencoded"}
        if random.random() < BY_SCRIPT:  # noqa: S311
            headers["X-Fragment"] = "1"
        begun = time.monotonic()
        answer = self.flood.ask("POST", f"/comments/on/{story}/", headers, urlencode(form))
        one.seconds = time.monotonic() - begun
        if answer is not None:
            one.status = answer.status
            said = answer.headers.get("Location", "") + answer.text
            if one.status in TAKEN and (found := COMMENT.search(said)):
                self.flood.comments[story].append(found[1])
        self.flood.sent.append(one)
        return one.status

    def read(self, path: str) -> None:
        answer = self.flood.ask("GET", path, self.known.copy())
        if answer is not None and answer.status != 200:
            self.flood.failures[f"{path} answers {answer.status}"] += 1


class Reader(threading.Thread):
    """A stranger who reads one story again and again, until it is over."""

    def __init__(self, flood: Flood, place: int, story: dict) -> None:
        super().__init__(daemon=True)
        self.flood, self.network, self.story = flood, f"10.2.0.{place + 1}", story

    def run(self) -> None:
        while not self.flood.over.wait(GLANCE):
            self.read()

    def read(self) -> None:
        posted = len({*self.flood.comments[self.story["number"]]})  # some were sent twice
        begun = time.monotonic()
        answer = self.flood.ask("GET", self.story["path"], {"X-Forwarded-For": self.network})
        if answer is None:
            return
        shown = COUNT.search(answer.text)
        if answer.status != 200:
            self.flood.failures[f"{self.story['path']} answers {answer.status}"] += 1
        elif (int(shown[1].replace(",", "")) if shown else 0) < posted:
            self.flood.failures["A reader did not see what had been posted"] += 1
        else:
            reading = Reading(answer.headers["X-Made"], time.monotonic() - begun)
            self.flood.readings.append(reading)


def main(arguments: list[str]) -> int:
    options = parsed(arguments)
    limits = {
        "COMMENTS_A_MINUTE": str(options.person),
        "COMMENTS_FROM_NETWORK_A_MINUTE": str(options.network),
    }
    wrong = []
    with tempfile.TemporaryDirectory(prefix="geekfeed-flood-") as folder:
        manage("sqlite://:memory:", "collectstatic", "--no-input", "-v", "0", environment=SITE)
        for name in options.on:
            with database(name, folder) as url:
                environment = SITE | limits | {"DATABASE_URL": url}
                wrong += [f"{name}: {what}" for what in flooded(name, environment, options)]
    print("\n".join(wrong[:TOLD]) or "Each comment stands where it should, once and counted.")
    if len(wrong) > TOLD:
        print(f"And {len(wrong) - TOLD} things more.")
    return 1 if wrong else 0


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make flood", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=20, help="how long, on each database")
    parser.add_argument("--posters", type=int, default=30, help="how many post at once")
    parser.add_argument("--person", type=int, default=10, help="what one may post in a minute")
    parser.add_argument("--network", type=int, default=50, help="what one network may")
    both = ["sqlite", "postgresql"]
    parser.add_argument("--on", nargs="+", choices=both, default=both, help="the databases")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def database(name: str, folder: str) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder}/flood.sqlite3"
        return
    binaries = find_binaries()
    if binaries is None:
        raise PostgresError("PostgreSQL is not here. Install its server (Debian: postgresql).")
    with temporary_postgres(binaries) as server:
        yield create(server, "flood")


def flooded(name: str, environment: dict[str, str], options: argparse.Namespace) -> list[str]:
    """What is wrong on a site that is flooded."""
    url = environment["DATABASE_URL"]
    manage(url, "migrate", "--verbosity", "0", environment=environment)
    told = site(environment, "prepare", str(options.posters + WRITERS), str(STORIES))
    with serving("geekfeed.wsgi", environment) as server:
        begin = threading.Barrier(options.posters + 1)
        flood = Flood(server, told["made"], options.seconds, begin)
        everybody = [
            Poster(flood, place, one, told["stories"]) for place, one in enumerate(told["people"])
        ]
        posters, writers = everybody[: options.posters], everybody[options.posters :]
        for poster in posters:
            poster.start()
        begin.wait()
        begun = time.monotonic()
        for poster in posters:
            poster.join()
        print(figures(name, flood.sent, time.monotonic() - begun), flush=True)
        read_meanwhile(flood, told["stories"][0], writers)
        print(pages_read(flood.readings), flush=True)
    sent = json.dumps([asdict(one) | {"taken": one.status in TAKEN} for one in flood.sent])
    return [*problems(flood), *site(environment, "verify", input=sent)]


def read_meanwhile(flood: Flood, story: dict, writers: list[Poster]) -> None:
    readers = [Reader(flood, place, story) for place in range(READERS)]
    for reader in readers:
        reader.start()
    for writer in writers:
        writer.send(story["number"], writer.form(story["number"]))
        time.sleep(1)
    flood.over.set()
    for reader in readers:
        reader.join()


def site(environment: dict[str, str], *arguments: str, **options: Any) -> Any:
    """What .ci/flood_site.py says."""
    command = [sys.executable, ".ci/flood_site.py", *arguments]
    url = environment["DATABASE_URL"]
    return json.loads(run(command, url, environment, capture_output=True, **options).stdout)


def figures(name: str, sent: list[Sent], seconds: float) -> str:
    statuses = collections.Counter(one.status for one in sent)
    taken = [one.seconds for one in sent if one.status in TAKEN]
    each = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    return (
        f"{name}: {len(sent)} requests in {seconds:.0f} s, {len(sent) / seconds:.0f} a second: "
        f"{each}. {len(taken)} were posted, {len(taken) / seconds:.0f} a second; {within(taken)}."
    )


def pages_read(readings: list[Reading]) -> str:
    kept = kept_pages(readings)
    seconds = [one.seconds for one in readings]
    return (
        f"  Then one story was read {len(readings)} times, {kept} times as a page that was kept, "
        f"while {WRITERS} comments were posted under it; {within(seconds)}."
    )


def kept_pages(readings: list[Reading]) -> int:
    """How many had been made for somebody before."""
    return len(readings) - len({one.page for one in readings})


def within(seconds: list[float]) -> str:
    spread = statistics.quantiles(seconds, n=20) if len(seconds) > 1 else [0] * 19
    half, most = (round(1000 * spread[place]) for place in (9, 18))
    return f"half of them within {half} ms, 95 of 100 within {most} ms"


def problems(flood: Flood) -> Iterator[str]:
    """What was answered and should not have been."""
    for what, count in flood.failures.items():
        yield f"{what} ({count} times)"
    for status, count in sorted(collections.Counter(one.status for one in flood.sent).items()):
        if status and status not in (*TAKEN, TOO_MUCH):
            yield f"{count} forms were answered with {status}."
    if not any(one.status in TAKEN for one in flood.sent):
        yield "Nothing was posted at all."
    if 2 * kept_pages(flood.readings) < len(flood.readings):
        yield "Most pages were made for whoever read them."


if __name__ == "__main__":
    # Whoever ends the flood ends its servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
