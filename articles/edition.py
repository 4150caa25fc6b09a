"""What readers' pages rest on, as stamps: what was made under one may be shown for as long as it is
still that.

The stamp that all of them rest on is the edition. It ends when anything is written that pages show
(geekfeed/lib/written.py), and when the clock brings out a story, takes one off its place on the
front page, or begins a new day. Which one it is, is asked of the database each time, so every
server process has the new one at its next request.

What changes often and is shown on few pages has a stamp of its own, under a name that these pages
declare (geekfeed/lib/shared_page.py) and that is renewed by whoever writes it:

    with edition.unchanged():  # the edition goes on
        Article.objects.filter(pk=story.pk).update(comment_count=count)
        edition.renew(f"comments:{story.pk}")
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from functools import cache as once
from typing import TypeVar
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Article, FrontPageSlot, Revision, Stamp
from geekfeed.lib import written
from geekfeed.lib.composed import Composed, now

EDITION = "edition"
COMMENTS = "comments"  # how many there are under any story
# Whose tables pages show, all but these: what the desk types, notes and remembers, what leads from
# a former address to a page, and what the search and the accounts are kept in.
ROOMS = ("articles", "shows", "authors", "sources", "images")
UNSEEN = {
    "articles": {
        "CalendarKey",
        "Note",
        "Presence",
        "PreviewLink",
        "Redirect",
        "SearchEntry",
        "SearchName",
        "SearchPlace",
        "SearchWord",
        "SetAside",
        "Stamp",
        "Telling",
        "WorkingCopy",
        "WorkingCopy_shows",
    },
    "shows": {"Change", "Distinct", "FormerAddress", "FormerNumber"},
    "authors": {"User", "User_groups", "User_user_permissions"},
    "sources": {"Former"},
    "images": {"Making"},
}
KEPT_FOR = 24 * 3600  # seconds; the key names the edition, so nothing old is ever found
Made = TypeVar("Made")
unchanged = written.quietly


class _Written(threading.local):
    """Turns of this thread's transactions: a commit of many statements is one renewal."""

    last = 0
    renewed = 0


_written = _Written()


def kept(
    name: str, make: Callable[[], Made], *rests_on: str, marks: Mapping[str, str] | None = None
) -> Made:
    """What `make` gives, made once for each edition and language, and for each stamp of what else
    it rests on. One query, unless the stamps are in hand: `marks`."""
    if marks is None:
        marks = stamps(rests_on)
    if settings.DEBUG or not marks:  # at home, templates change as well
        return make()
    marked = ":".join(marks[what] for what in (EDITION, *rests_on))
    key = f"edition:{name}:{marked}:{get_language()}"
    made = cache.get(key)
    if made is None:
        made = make()
        cache.set(key, made, KEPT_FOR)
    return made


def current() -> str:
    """Which edition it is; "" while no story is live."""
    return stamps().get(EDITION, "")


def stamps(names: Iterable[str] = ()) -> dict[str, str]:
    """The stamps of these names, "" for one that was never renewed, and of the edition. One query.
    Empty while no story is live: nothing is kept then.

    The clock brings out a story as the newest of those that are live: until then it is not. The
    last revision is in it, too: a verb leaves one in its own transaction, so that nothing is shown
    any more that was withdrawn, although nobody has been told of it yet.
    """
    found = {row.name: row for row in ROWS(EDITION, *sorted({*names} - {EDITION}))}
    edition = found.get(EDITION)
    if edition is None or edition.newest is None:
        return {}
    clock = (edition.newest, edition.revision, edition.leaving, timezone.localdate())
    return {name: str(found[name].stamp) if name in found else "" for name in names} | {
        EDITION: ":".join(map(str, (edition.stamp, *clock)))
    }


def renew(name: str) -> None:
    """What pages rest on under that name has changed, once the transaction is through."""
    transaction.on_commit(lambda: _renew(name), robust=True)


def follow(table: str) -> None:
    """Listens to what is written: a table that pages show makes a new edition."""
    if table in _shown():
        turn = _written.last = _written.last + 1
        # Who writes is not to fail by it. (Django wants the name of what does: no partial() has.)
        transaction.on_commit(lambda: _end(turn), robust=True)


def is_shown(model: type[Model]) -> bool:
    """Whether readers' pages show rows of the model, which is of one of the rooms."""
    options = model._meta
    return options.object_name not in UNSEEN[options.app_label]


def _rows(*names: str) -> QuerySet[Stamp]:
    leaving = FrontPageSlot.objects.filter(until__gt=now()).order_by("until", "pk")
    return Stamp.objects.filter(name__in=names).annotate(
        newest=Subquery(Article.objects.live().newest_first().values("pk")[:1]),
        revision=Subquery(Revision.objects.order_by("-pk").values("pk")[:1]),
        leaving=Subquery(leaving.values("pk")[:1]),
    )


ROWS = Composed(_rows)


@once
def _shown() -> frozenset[str]:
    """The names of the tables."""
    models = (
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
    )
    return frozenset(model._meta.db_table for model in models if is_shown(model))


def _end(turn: int) -> None:
    """Whatever this thread has written by now is through, or was taken back."""
    if turn > _written.renewed:
        _written.renewed = _written.last
        _renew(EDITION)


def _renew(name: str) -> None:
    if not Stamp.objects.filter(pk=name).update(stamp=uuid4()):
        Stamp.objects.bulk_create([Stamp(name=name, stamp=uuid4())], ignore_conflicts=True)
