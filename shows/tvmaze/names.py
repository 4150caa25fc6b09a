"""People and characters: which record is meant by a name that TVmaze gives."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from shows.models import Character, Person
from shows.tvmaze.book import Book, among
from shows.tvmaze.fields import ENTRY, fill, settle
from shows.tvmaze.report import CREATED, UNCHANGED, UPDATED, Report
from shows.tvmaze.slugs import Wanted, give_slugs
from shows.tvmaze.told import ToldName

MODELS = {"person": Person, "character": Character}


def write_names(
    kind: str,
    told: Mapping[str, ToldName],
    wanted: Collection[str],
    here: Mapping[int, Any],
    book: Book,
    report: Report,
) -> dict[str, Any]:
    """The records by TVmaze's numbers. Of those that are not in the catalog only the `wanted` ones
    are made. `here` are the records that are credited in this show, by their own numbers.

    A name proves nothing: many people share one. A record without a number is taken for the one
    that is meant only where it is credited in this very show and nobody else is called so. Two that
    the desk made one are one, whichever of their numbers TVmaze names.
    """
    model = MODELS[kind]
    known = book.find(kind, told)
    merged = book.merged(kind, (key for key in told if key not in known))
    there = known.keys() | merged.keys()
    found: dict[str, Any] = {}
    missing = [one for key, one in told.items() if key not in there and key in wanted]
    same: dict[str, list[Any]] = {}
    for record in among(model.objects.order_by("pk"), "name", (one.name for one in missing)):
        same.setdefault(record.name, []).append(here.get(record.pk, record))
    ids = book.ids_of(kind, [*here.values(), *(one for rows in same.values() for one in rows)])
    taken: set[int] = set()
    new = []
    for one in missing:
        called_so = {
            record.pk: record
            for record in (*here.values(), *same.get(one.name, []))
            if one.name in record.names
        }
        unknown = [r for pk, r in called_so.items() if pk not in ids and pk not in taken]
        if len(called_so) == 1 and len(unknown) == 1 and unknown[0].pk in here:
            found[one.key] = unknown[0]
            taken.add(unknown[0].pk)
            continue
        record = model()
        new.append((one, record, fill(record, ENTRY, {"name": one.name})))
        # TVmaze joins people, too: somebody of that name here whom it does not name any more.
        former = [r for pk, r in called_so.items() if pk in here and _is_unnamed(pk, ids, told)]
        if unknown or former:
            report.notes.append(_maybe(one, [*unknown, *former]))
    give_slugs([Wanted(record, one.key) for one, record, _given in new])
    model.objects.bulk_create([record for _one, record, _given in new])
    for one, record, given in new:
        book.keep(kind, record, one.key, given, None)
        found[one.key] = record
    report.count(kind, CREATED, len(new))
    _settle(kind, told, known, found, {record.pk for _one, record, _given in new}, book, report)
    report.count(kind, UNCHANGED, len(merged))
    return found | merged


def _settle(
    kind: str,
    told: Mapping[str, ToldName],
    known: Mapping[str, Any],
    found: dict[str, Any],
    new: Collection[int],
    book: Book,
    report: Report,
) -> None:
    """What is said of the records that were there; they are added to `found`."""
    found |= {key: getattr(row, kind) for key, row in known.items()}
    changed = []
    for key, record in found.items():
        if record.pk in new:
            continue
        row = known.get(key)
        settled = settle(record, ENTRY, {"name": told[key].name}, row.given if row else {})
        for left in settled.left:
            report.leave(kind, record.name, *left)
        if settled.changed:
            changed.append(record)
            book.note(record, settled.changed)
        book.keep(kind, record, key, settled.given, row)
        report.count(kind, UPDATED if settled.changed else UNCHANGED)
    book.update(changed, ["name"])


def _is_unnamed(pk: int, ids: Mapping[int, Any], told: Collection[str]) -> bool:
    return pk in ids and ids[pk].value not in told


def _maybe(one: ToldName, others: Collection[Any]) -> str:
    urls = ", ".join(record.get_absolute_url() for record in others)
    return _("“%(name)s” may be the same as %(urls)s: merge them if so") % {
        "name": one.name,
        "urls": urls,
    }
