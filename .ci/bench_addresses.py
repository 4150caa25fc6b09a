"""Says which pages of the site that the environment names are measured: prints JSON, a list of
kinds with their addresses and with how many queries the first of these asks. Of most kinds there
are many different pages, so that nothing that is kept of one of them helps with the next."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

MOST = 200  # pages of a kind
# fmt: off
WORDS = [
    "season", "filming", "casting", "premiere", "trailer", "returns", "rumour", "finale", "network",
    "crew", "director", "episode", "announced", "streets", "writers", "costume", "score", "camera",
    "location", "renewed",
]
# fmt: on


def main() -> None:
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    kinds = []
    for name, addresses in pages().items():
        client.get(addresses[-1])  # whatever is kept for all of them is there
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(addresses[0])
        kinds.append({"name": name, "addresses": addresses, "queries": len(asked)})
    json.dump(kinds, sys.stdout)


def pages() -> dict[str, list[str]]:
    from articles.models import Article, Citation, Coverage, Section, TopicLink
    from authors.models import Author
    from shows.models import Season, Show
    from sources.models import Source

    def of(rows: Any) -> list[str]:
        return _spread([row.get_absolute_url() for row in rows])

    topics = TopicLink.objects.live().select_related("tag")
    cited = Citation.objects.live().values("tag")
    covered = Coverage.objects.live().values("show")
    return {
        "front": ["/"],
        "story": of(Article.objects.live().only("slug", "month").order_by("pk")),
        "show": of(Show.objects.filter(pk__in=covered).order_by("pk")),
        "season": of(Season.objects.filter(show__in=covered).select_related("show").order_by("pk")),
        "section": of(Section.objects.order_by("pk")),
        "topic": of({link.tag_id: link.tag for link in topics}.values()),
        "author": of(Author.objects.order_by("pk")),
        "source": of(Source.objects.filter(pk__in=cited).order_by("pk")),
        "search": [f"/search/?q={word}" for word in WORDS],
        "board": ["/production/"],
    }


def _spread(addresses: Iterable[str]) -> list[str]:
    """At most so many, from the first to the last."""
    found = list(dict.fromkeys(addresses))
    return found[:: max(1, len(found) // MOST)][:MOST]


if __name__ == "__main__":
    main()
