"""Measures the reading of a draft against catalogs of different sizes: prints JSON, names → ms.

The draft has 2,000 words and names what each catalog knows; both are made from numbers, always the
same. What counts is the processor's time, so that a busy machine does not matter much.
"""

import json
import statistics
import sys
import time
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

SIZES = (1_000, 10_000, 100_000)
WORDS = 2_000
KINDS = ("show", "person", "character", "location", "source")
SYLLABLES = [
    "bar", "cal", "den", "far", "gol", "hem", "jor", "kel", "lim", "mor", "nas", "pel", "quin",
    "ros", "sal", "tor", "ves", "win", "yor", "zan",
]  # fmt: skip
# Of five sentences one is news, and the others go on about it.
NEWS = (
    "According to {source} (via {other}), production on {show} season 2 has begun at {location}.",
    "{person} will play {character} in {show}, {source} reports.",
    "{show} returns in 2018, and {person} told {other} that season two is a different story.",
    "{source} has learned that {show} was renewed for a third season on Monday.",
)
TALK = (
    "Nobody in the room had expected the lift to stop between two floors for so long.",
    "It was raining when the lorries came, and the catering table had been put under a bridge.",
    "The camera stays on {character} for a minute that feels like ten, because nothing moves.",
    "“We wanted the corridor to look tired,” {person} said, and pointed at a lamp without a bulb.",
    "What the map leaves out is the noise, which begins at six and has an opinion about everybody.",
    "There is a scene in {show} that explains all of this in a single look across a table.",
)


def main(turns: int) -> None:
    django.setup()
    json.dump({str(size): measured(size, turns) for size in SIZES}, sys.stdout)


def measured(size: int, turns: int) -> float:
    from articles.reading import read
    from articles.reading.catalog import Catalog

    names = list(_names(size))
    shows = [thing.number for _name, thing in names if thing.kind == "show"]
    catalog = Catalog.of(names, seasons={(show, 2): show for show in shows})
    draft = _draft(names)
    taken = []
    for turn in range(turns + 2):
        begin = time.process_time()
        found = read(draft, catalog)
        if turn >= 2:
            taken.append(time.process_time() - begin)
    if not (found.citations and found.claims and found.names):
        raise SystemExit("Nothing was read.")
    return statistics.median(taken) * 1_000


def _names(size: int):
    """Names of two words, each once: "Barcal Denfar"."""
    from articles.reading import Named

    chance = Random(size)  # noqa: S311
    seen = set()
    for number in count(1):
        if len(seen) == size:
            return
        first, last = (
            "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).title()
            for _ in "ab"
        )
        if (name := f"{first} {last}") not in seen:
            seen.add(name)
            yield name, Named(KINDS[number % len(KINDS)], number, name)


def _draft(names):
    from articles.reading import Draft

    chance = Random(WORDS)  # noqa: S311
    by_kind = {kind: [name for name, thing in names if thing.kind == kind][:60] for kind in KINDS}
    paragraphs, words = [], 0
    while words < WORDS:
        sentences = []
        for templates in (NEWS, TALK, TALK, TALK, TALK):
            facts = {kind: chance.choice(by_kind[kind]) for kind in KINDS}
            facts["other"] = chance.choice(by_kind["source"])
            sentences.append(chance.choice(templates).format(**facts))
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Draft("A day at the bridge", "", body, (), date(2017, 4, 10))


if __name__ == "__main__":
    main(int(sys.argv[1]))
