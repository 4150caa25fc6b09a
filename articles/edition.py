"""What is made once for each edition: parts of pages that look at very many stories and say the
same to everybody until something changes.

An edition ends when an editor or an import changes something (articles/apps.py connects that), and
when the clock brings out a story or a new day. Which one it is, is asked of the database each time,
so every server process has the new one at its next request.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Article, Edition, Revision, Section
from authors.models import Author
from images.models import Image
from shows.models import Character, Location, Person, Season, Show
from sources.models import Source

# Beside the stories: what they name.
RECORDS = (Show, Season, Person, Character, Location, Source, Image, Section, Author)
KEPT_FOR = 24 * 3600  # seconds; the key names the edition, so nothing old is ever found
Made = TypeVar("Made")


def kept(name: str, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once for each edition and language. One query."""
    current = _current()
    if settings.DEBUG or not current:  # at home, templates change as well
        return make()
    key = f"edition:{name}:{current}:{get_language()}"
    made = cache.get(key)
    if made is None:
        made = make()
        cache.set(key, made, KEPT_FOR)
    return made


def follow(**kwargs: Any) -> None:
    """A signal receiver: something that pages say has changed, once the transaction is through."""
    transaction.on_commit(_renew)


def _current() -> str:
    """The clock brings out a story as the newest of those that are live: until then it is not.

    The last revision is in it, too: a verb leaves one in its own transaction, so that nothing is
    shown any more that was withdrawn, although nobody has been told of it yet. "" while no story is
    live.
    """
    stamp = Subquery(Edition.objects.values("stamp")[:1])
    last = Subquery(Revision.objects.order_by("-pk").values("pk")[:1])
    newest = Article.objects.live().newest_first().values_list("pk", stamp, last).first()
    return ":".join(map(str, (*newest, timezone.localdate()))) if newest else ""


def _renew() -> None:
    if not Edition.objects.filter(pk=1).update(stamp=uuid4()):
        Edition.objects.bulk_create([Edition(pk=1, stamp=uuid4())], ignore_conflicts=True)
