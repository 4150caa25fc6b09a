"""Keeps the names by which the search finds the catalog's records equal to what they are called.

Of each name there is a row for each of its words, with the name turned so that this word stands
first, as in the index of a book: "krysten ritter" and "ritter", a seam, "krysten". Whatever
somebody types begins such a row, and rows that begin alike stand together in the order in which
they are shown. The row of a record's own name, unturned, begins with a mark: those are shown first.

Rows are written in the transaction that writes the record. They say nothing of who may see it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from articles.models import SearchName
from articles.models.search_name import LONGEST
from articles.search.words import without_apostrophes, words
from geekfeed.lib import announced
from geekfeed.lib.batches import batches
from shows.models import Character, Location, Person, Show
from sources.models import Source

BATCH = 1000  # records
TOGETHER = 500  # numbers in one question
OWN = "^"  # before a record's own name
SEAM = "\n"  # between the end of a turned name and its beginning; before every space in order

Kind = SearchName.Kind
MODELS: dict[int, type[Model]] = {
    Kind.SHOW: Show,
    Kind.PERSON: Person,
    Kind.CHARACTER: Character,
    Kind.LOCATION: Location,
    Kind.SOURCE: Source,
}
# By what readers find them. A source's other names are the desk's.
READ: dict[int, Callable[[Any], Sequence[str]]] = {
    Kind.SHOW: lambda show: [*show.names, show.full_name],
    Kind.PERSON: lambda person: person.names,
    Kind.CHARACTER: lambda character: character.names,
    Kind.LOCATION: lambda location: location.names,
    Kind.SOURCE: lambda source: [source.name],
}
KINDS = {model: kind for kind, model in MODELS.items()}


def texts(names: Sequence[str]) -> set[str]:
    """What the rows of a record say; its own name is the first. There is always one with a mark,
    though the name may have no word to find it by. "D'Onofrio" is found as Donofrio, too."""
    own, *others = names
    others += [name for name in map(without_apostrophes, names) if name not in names]
    first, *turned = _turned(own) or [""]
    found = {OWN + first, *turned}
    found.update(text for name in others for text in _turned(name))
    return {text[:LONGEST] for text in found}


def _turned(name: str) -> list[str]:
    said = words(name)
    whole = " ".join(said)
    found, at = [], 0
    for word in said:
        found.append(whole if at == 0 else f"{whole[at:]}{SEAM}{whole[: at - 1]}"[:LONGEST])
        at += len(word) + 1
    return found


def follow(sender: Any, instance: Model, update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver of `post_save`. What is loaded raw brings its rows along, or lacks records yet."""
    is_named = update_fields is None or announced.NAMES.intersection(update_fields)
    if is_named and not kwargs.get("raw"):
        write(KINDS[sender], [instance.pk])


def follow_many(sender: Any, numbers: Sequence[int], **kwargs: Any) -> None:
    """Receiver of `names_written`."""
    if sender in KINDS:
        for batch in batches(numbers, TOGETHER):
            write(KINDS[sender], batch)


def forget(sender: Any, instance: Model, **kwargs: Any) -> None:
    """Receiver of `post_delete`."""
    SearchName.objects.filter(kind=KINDS[sender], number=instance.pk).delete()


def write(kind: int, numbers: Sequence[int]) -> None:
    """The rows of these records, as they are in the database now; none of those that are gone."""
    _write(kind, _records(kind).filter(pk__in=numbers), Q(number__in=numbers))


def rebuild(report: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Write the rows of all records anew; only what is wrong is touched. Returns how many records
    there are. `report` is told after each batch how many are done, of how many."""
    total = sum(model._default_manager.count() for model in MODELS.values())
    done = 0
    for kind, model in MODELS.items():
        for first, last, count in _slices(model):
            with transaction.atomic():
                # The lock keeps anybody from renaming a record between our reading and writing.
                some = _records(kind).filter(pk__gt=first, pk__lte=last)
                some = some.select_for_update(no_key=True)
                _write(kind, some, Q(number__gt=first, number__lte=last))
            done += count
            report(done, max(done, total))
    return done


def is_whole() -> bool:
    """Whether as many records have rows as there are."""
    return all(
        SearchName.objects.filter(kind=kind, text__gte=OWN, text__lt=f"{OWN}\U0010ffff").count()
        == model._default_manager.count()
        for kind, model in MODELS.items()
    )


def _records(kind: int) -> QuerySet:
    fields = announced.NAMES & {field.name for field in MODELS[kind]._meta.fields}
    return MODELS[kind]._default_manager.only(*fields).order_by()


def _slices(model: type[Model]) -> Iterator[tuple[int, int, int]]:
    """Numbers, after the first and up to the last, and how many records have them. The last slice
    has no records, and may have rows of some that are gone."""
    last = 0
    later = model._default_manager.order_by("pk").values_list("pk", flat=True)
    while numbers := list(later.filter(pk__gt=last)[:BATCH]):
        yield last, numbers[-1], len(numbers)
        last = numbers[-1]
    yield last, 2**63 - 1, 0


def _write(kind: int, records: QuerySet, theirs: Q) -> None:
    # Known first: what is written between the two readings is not taken for a leftover.
    known = {
        (number, text): row
        for row, number, text in SearchName.objects.filter(theirs, kind=kind).values_list(
            "pk", "number", "text"
        )
    }
    wanted = {(record.pk, text) for record in records for text in texts(READ[kind](record))}
    for gone in batches((known[key] for key in known.keys() - wanted), TOGETHER):
        SearchName.objects.filter(pk__in=gone).delete()
    SearchName.objects.bulk_create(
        (SearchName(kind=kind, number=n, text=text) for n, text in sorted(wanted - known.keys())),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
