"""Addresses for new records: from the name, and nobody else's."""

from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import NamedTuple

from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils.text import slugify

from shows.models import FormerAddress
from shows.models.entry import Entry
from shows.tvmaze.book import among

LONGEST = 100  # the column has room for a number behind it
TRIES = 9
RESERVED = {"feed"}  # every list has one: /shows/feed/ is nobody's name


class Wanted(NamedTuple):
    """A new record and its number at TVmaze. `endings` may stand behind its name where that alone
    is taken; `otherwise` takes its place where it has no letters that an address can have."""

    record: Entry
    key: str
    endings: Sequence[str] = ()
    otherwise: str = ""

    def ways(self) -> list[str]:
        base = slugify(self.record.name)[:LONGEST].strip("-_") or self.otherwise
        base = base or f"{self.record._meta.model_name}-{slugify(self.key)}"
        numbers = map(str, range(2, TRIES + 1))
        further = (*self.endings, *numbers, slugify(self.key))
        return [base, *(f"{base}-{ending}" for ending in further)]


def give_slugs(wanted: Sequence[Wanted]) -> None:
    """Set the slugs of new records of one kind."""
    if not wanted:
        return
    model = type(wanted[0].record)
    ways = {one.key: one.ways() for one in wanted}
    slugs = [slug for some in ways.values() for slug in some]
    former = FormerAddress.objects.filter(**{f"{model._meta.model_name}__isnull": False})
    taken = {row.slug for row in among(model.objects.only("slug"), "slug", slugs)}
    taken |= {row.slug for row in among(former.only("slug"), "slug", slugs)}
    for record, key, _endings, _otherwise in wanted:
        for slug in chain(ways[key], _further(model, ways[key][0], taken)):
            record.slug = slug
            if slug not in taken and _leads_to(record):
                break
        taken.add(record.slug)


def _further(model: type[Entry], base: str, taken: set[str]) -> Iterable[str]:
    for number in count(TRIES + 1):
        slug = f"{base}-{number}"
        if slug not in taken and not model.objects.filter(slug=slug).exists():
            yield slug


def _leads_to(record: Entry) -> bool:
    """Whether the address is the record's own page, and no other route's."""
    if record.slug in RESERVED:
        return False
    try:
        match = resolve(record.get_absolute_url())
    except NoReverseMatch:
        return True  # such records have no page
    except Resolver404:
        return False
    return match.kwargs.get("slug") == record.slug
