"""Measures the pages of the site that the environment names: prints JSON, page → multiple.

A multiple says how often Django could have run a view that only says "ok", through the same
middleware, in the time that the page takes. Both are measured in turns, so that a busy machine
slows both; the median of the turns counts.
"""

import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django
from django.conf import settings

BARE = "/bare/"
LIST = "/admin/articles/article/"
WARM_UP = 3


def main(turns: int) -> None:
    warnings.filterwarnings("ignore", "No directory at")  # no static files are gathered for this
    django.setup()
    from django.test import override_settings

    with override_settings(
        DEBUG=False,  # it would keep a list of all queries
        ROOT_URLCONF="bench_urls",
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        json.dump(measured(pages(), turns), sys.stdout)


def measured(asks: dict[str, Callable[[], Any]], turns: int) -> dict[str, float]:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    asks = {BARE: lambda: client.get(BARE), **asks}
    seconds: dict[str, list[float]] = {name: [] for name in asks}
    for turn in range(WARM_UP + turns):
        for name, ask in asks.items():
            begin = time.perf_counter()
            answer = ask()
            taken = time.perf_counter() - begin
            if answer.status_code != 200:
                raise SystemExit(f"“{name}” answers {answer.status_code}.")
            if turn >= WARM_UP:
                seconds[name].append(taken)
    bare = statistics.median(seconds.pop(BARE))
    return {name: statistics.median(taken) / bare for name, taken in seconds.items()} | {
        "bare": bare
    }


def pages() -> dict[str, Callable[[], Any]]:
    """What is measured, by the name it has in the table."""
    from django.db.models import Count
    from django.test import Client

    from articles.models import Article, Citation, Coverage
    from shows.models import Person, Season

    def most(rows: Any, name: str) -> str:
        counted = rows.objects.order_by().values_list(name).annotate(uses=Count("pk"))
        return counted.order_by("-uses", name).first()[0]

    reader, desk = (Client(headers={"host": "127.0.0.1"}) for _ in range(2))
    desk.force_login(_editor())
    show, source = most(Coverage, "show__slug"), most(Citation, "tag__slug")
    live = Article.objects.live().newest_first()[0]
    draft = Article.objects.filter(status="draft").order_by("-changed_at")[0]
    read = {
        "front page": "/",
        "a story": live.get_absolute_url(),
        "a show": f"/shows/{show}/",
        "a show's stories": f"/shows/{show}/stories/",
        "a season": Season.objects.filter(show__slug=show).earliest("number").get_absolute_url(),
        "a person": Person.objects.earliest("pk").get_absolute_url(),
        "production board": "/production/",
        "all shows": "/shows/",
        "a source": f"/sources/{source}/",
        "search, a common word": "/search/?q=season",
    }
    write = {
        "desk: all stories": LIST,
        "desk: drafts": f"{LIST}?state=draft",
        "desk: one show": f"{LIST}?show={show}",
        "desk: one source": f"{LIST}?source={source}",
        "desk: sent back": f"{LIST}?state=sent_back",
        "desk: a common word": f"{LIST}?q=season",
        "desk: writing page": f"{LIST}{draft.pk}/change/",
    }
    return {
        **{name: lambda address=address: reader.get(address) for name, address in read.items()},
        **{name: lambda address=address: desk.get(address) for name, address in write.items()},
        "desk: autosave": _autosave(desk, draft.pk),
    }


def _editor() -> Any:
    from django.contrib.auth.models import Group

    from authors.models import User

    account, is_new = User.objects.get_or_create(username="bench", defaults={"is_staff": True})
    if is_new:
        account.groups.set(Group.objects.filter(name="Editors"))
    return account


def _autosave(desk: Any, number: int) -> Callable[[], Any]:
    """Each time the standfirst says something else."""
    from django.http import QueryDict

    from articles import pending, state
    from articles.models import Article

    turn = 0

    def keep() -> Any:
        return desk.post(
            f"{LIST}{number}/keep/", prepared.urlencode(), "application/x-www-form-urlencoded"
        )

    def ask() -> Any:
        nonlocal turn
        turn += 1
        prepared["standfirst"] = f"Turn {turn}"
        return keep()

    story = Article.objects.select_related("working_copy").get(pk=number)
    base = pending.pending(story)
    prepared: QueryDict = state.unpack(base, story)
    prepared["base"] = json.dumps(base)
    return ask


if __name__ == "__main__":
    main(int(sys.argv[1]))
