"""The catalog becomes a file, a thousand records at a time, in an order that stays the same."""

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from geekfeed.lib.sentences import quoted
from shows.catalog_file.form import COLUMNS, KIND, KINDS, LISTS
from shows.catalog_file.other_names import joined
from shows.catalog_file.reading import SUFFIXES
from shows.catalog_file.selecting import selected
from shows.models import Show

WORDS = {"slug", "country", "service"}
AT_ONCE = 1_000


class NotExported(Exception):
    """Nothing was written; its text says why."""


def export(path: Path, slugs: Iterable[str] = ()) -> int:
    """Write the whole catalog, or these shows with all that belongs to them, and return how many
    records that is. The file is replaced once all of it has been written. Raises NotExported."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise NotExported(_("“%(name)s” ends in neither .csv nor .json.") % {"name": path.name})
    with _as_of_now():
        shows = _shows(set(slugs))
        _can_be_named(shows)
        try:
            return _replace(path, suffix, _records(shows))
        except OSError as error:
            sentence = _("“%(name)s” cannot be written: %(why)s.")
            raise NotExported(sentence % {"name": path, "why": error.strerror}) from None


@contextmanager
def _as_of_now() -> Iterator[None]:
    """One state of the catalog, whatever is saved meanwhile. SQLite's transactions are so."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _shows(slugs: set[str]) -> QuerySet | None:
    """None: the whole catalog."""
    if not slugs:
        return None
    shows = Show.objects.filter(slug__in=slugs)
    missing = slugs - set(shows.values_list("slug", flat=True))
    if missing:
        sentence = _("There is no show %(slugs)s. Write the last part of its page’s address.")
        raise NotExported(sentence % {"slugs": ", ".join(map(quoted, sorted(missing)))})
    return shows


def _can_be_named(shows: QuerySet | None) -> None:
    """Specials are named by their titles and days."""
    specials = selected(KINDS["episode"], shows).filter(number__isnull=True)
    same = specials.values("season__show__slug", "season__number", "title", "aired_on")
    counted = same.annotate(times=Count("pk")).order_by("season__show__slug", "season__number")
    if twice := counted.filter(Q(times__gt=1) | Q(title="")).first():
        sentence = _(
            "%(show)s, season %(season)d, has a special “%(title)s” that cannot be told from "
            "others. Give each special a title and a day of its own at the desk."
        )
        told = {"show": twice["season__show__slug"], "season": twice["season__number"]}
        raise NotExported(sentence % (told | {"title": twice["title"]}))


def _records(shows: QuerySet | None) -> Iterator[dict[str, Any]]:
    for kind in KINDS.values():
        columns = kind.columns.values()
        paths = tuple(dict.fromkeys(path for column in columns for path in column.read_from))
        rows = selected(kind, shows).order_by(*map(_in_order, kind.order), "pk")
        for values in rows.values_list(*paths).iterator(chunk_size=AT_ONCE):
            said = dict(zip(paths, values, strict=True))
            yield {KIND: kind.slug} | {
                column.name: column.write(*(said[path] for path in column.read_from))
                for column in columns
            }


def _in_order(path: str) -> OrderBy:
    """Databases differ in how they sort words, and in where they put what is empty."""
    if path.rpartition("__")[2] in WORDS:
        collation = "C" if connection.vendor == "postgresql" else "BINARY"
        return Collate(path, collation).asc(nulls_last=True)
    return F(path).asc(nulls_last=True)


def _replace(path: Path, suffix: str, records: Iterator[dict[str, Any]]) -> int:
    """What is there under that name stays until all has been written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            count = (_write_csv if suffix == ".csv" else _write_json)(file, records)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count


def _write_csv(file: IO[str], records: Iterator[dict[str, Any]]) -> int:
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    count = 0
    for record in records:
        count += 1
        writer.writerow(record | {name: joined(record[name]) for name in LISTS & record.keys()})
    return count


def _write_json(file: IO[str], records: Iterator[dict[str, Any]]) -> int:
    """One record on each line."""
    count = 0
    file.write("[")
    for record in records:
        file.write(",\n" if count else "\n")
        json.dump(record, file, ensure_ascii=False)
        count += 1
    file.write("\n]\n")
    return count
