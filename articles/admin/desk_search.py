"""What somebody means who types into the box above the list of stories.

The address of a story, or the last part of it: that story. A web address or a host: the stories
that rest on the source there. Anything else: the stories that have all of the words, drafts too.
"""

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q

from articles.admin import conditions
from articles.admin.leafing import Condition
from articles.models import Article
from articles.search import parse
from articles.search.query import Term
from sources.models import Source

LONGEST = 500  # characters; pasted addresses are long
MOST_SOURCES = 20  # that share a host
SLUG = re.compile(r"[-\w]{1,200}")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


class Meaning(NamedTuple):
    """A condition that stories have to meet, words that they have to have, or neither."""

    condition: Condition | None = None
    words: Sequence[Term] = ()


def meant(typed: str) -> Meaning:
    """At most two queries, whatever was typed."""
    typed = " ".join(typed.replace("\x00", " ").split())[:LONGEST]
    host, path = _taken_apart(typed)
    if not host and (story := _story(path)):
        return Meaning(conditions.column("pk", story))
    if host and (sources := _sources_at(host)):
        return Meaning(conditions.resting_on(sources))
    query = parse(typed)
    if typed and (query.is_common or not query.terms):
        return Meaning(Condition(Q(pk__in=[])))
    # The desk looks for what has a minus before it, too.
    return Meaning(words=(*query.terms, *query.without))


def _taken_apart(typed: str) -> tuple[str, str]:
    """The host and the path of an address. Ours has no host, and neither has what is none."""
    has_host = "://" in typed or not typed.startswith("/")
    try:
        parts = urlsplit(typed if "://" in typed or not has_host else f"//{typed}")
        host = _bare(parts.hostname)
    except ValueError:
        return "", ""
    if not has_host or host == _bare(urlsplit(settings.SITE_URL).hostname):
        return "", unquote(parts.path)
    return (host, parts.path) if HOST.fullmatch(host) else ("", typed)


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _story(path: str) -> int | None:
    """The story with that address, or with its last part."""
    slug = path.rstrip("/").rpartition("/")[2]
    if not SLUG.fullmatch(slug):
        return None
    return Article.objects.filter(slug=slug).values_list("pk", flat=True).first()


def _sources_at(host: str) -> list[int]:
    """Those whose domain it is or is part of, and those whose homepage is there."""
    labels = host.split(".")
    domains = [".".join(labels[place:]) for place in range(len(labels) - 1)]
    homes = [f"{scheme}://{www}{host}" for scheme in ("https", "http") for www in ("", "www.")]
    at_home = reduce(or_, (Q(homepage=h) | Q(homepage__startswith=f"{h}/") for h in homes))
    found = Source.objects.filter(
        at_home | Q(pk__in=Source.objects.filter(domains__name__in=domains))
    )
    return list(found.order_by("pk").values_list("pk", flat=True)[:MOST_SOURCES])
