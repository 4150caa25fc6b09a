"""Addresses for new records: from the name, and nobody else's."""

from collections.abc import Iterable, Sequence
from itertools import chain, count

from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils.text import slugify

from shows.models import FormerAddress
from shows.models.entry import Entry
from shows.tvmaze.book import among

LONGEST = 100  # the column has room for a number behind it
TRIES = 9
RESERVED = {"feed"}  # every list has one: /shows/feed/ is nobody's name


def give_slugs(records: Sequence[tuple[Entry, str, Iterable[str]]]) -> None:
    """Set the slugs of new records of one kind. With each comes its number at TVmaze, and what may
    stand behind the name where that alone is taken: a year."""
    if not records:
        return
    model = type(records[0][0])
    ways = {key: _ways(record, key, endings) for record, key, endings in records}
    wanted = [slug for slugs in ways.values() for slug in slugs]
    former = FormerAddress.objects.filter(**{f"{model._meta.model_name}__isnull": False})
    taken = {row.slug for row in among(model.objects.only("slug"), "slug", wanted)}
    taken |= {row.slug for row in among(former.only("slug"), "slug", wanted)}
    for record, key, _endings in records:
        for slug in chain(ways[key], _further(model, ways[key][0], taken)):
            record.slug = slug
            if slug not in taken and _leads_to(record):
                break
        taken.add(record.slug)


def _ways(record: Entry, key: str, endings: Iterable[str]) -> list[str]:
    name = slugify(record.name)[:LONGEST].strip("-_")
    base = name or f"{record._meta.model_name}-{slugify(key)}"
    numbers = map(str, range(2, TRIES + 1))
    return [base, *(f"{base}-{ending}" for ending in (*endings, *numbers, slugify(key)))]


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
