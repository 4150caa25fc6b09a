"""Questions that are composed once and asked many times, each time with other values.

Django writes a queryset's SQL anew whenever it is asked, and for a wide one that takes the
processor several times what it takes to answer it. A page that is read all day asks the same
questions with other numbers: those are written once, with samples where the values belong, and
asked with the values in the samples' places.

    of_show = Composed(lambda show: Claim.objects.live().filter(show=show).with_records())
    of_show(42)

What a question says of "now" comes from `now()`, which is a sample as well while it is composed. A
question that takes the clock from elsewhere would keep the time at which it was composed; it is
refused, as is every other one whose values are not all found again. What cannot be noticed: a
number that was taken from a clock (the year), and a choice that a value makes between two
questions. What is prefetched is composed when there is a first row for it.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from copy import copy
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple, NoReturn

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import ForeignKey, Model, Prefetch, QuerySet
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from geekfeed.lib import prepared
from geekfeed.lib.records import Reader

Value = int | str | datetime | Sequence[int]
Place = tuple[int | None, int]  # which value, None for the time; which one of a list
NOW: Place = (None, 0)
Slot = tuple[Place | None, Any]  # where a parameter's value is, or else what it always is
# A question is composed with two sets of samples and must say the same but for these: whatever was
# derived from a sample, or from a clock, differs between them as well and is found out by that.
SAMPLES = (
    (datetime(8111, 1, 1, tzinfo=UTC), 8_111_000_000_000),
    (datetime(9222, 1, 1, tzinfo=UTC), 9_222_000_000_000),
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # so begins what SQLite is told of days and moments

_apart = count(0, 1_000_000_000)  # no question takes another one's sample for its own
_now: ContextVar[datetime | None] = ContextVar("now", default=None)


class NotComposable(TypeError):
    """A question that cannot be asked again with other values; the message says why."""


def now() -> datetime:
    """The time, in whatever may be part of a composed question."""
    return _now.get() or timezone.now()


class Composed:
    """A question in the form of a function that makes a queryset out of keys (or other numbers of
    64 bits), texts, moments and lists of keys. What it prefetches by foreign keys is composed with
    it."""

    def __init__(self, ask: Callable[..., QuerySet]) -> None:
        self.ask = ask
        self.samples_from = next(_apart)
        self.plans: dict[Any, _Plan] = {}

    def __call__(self, *values: Value) -> list[Any]:
        """The rows that the queryset has with these values."""
        if any(_is_list(value) and not value for value in values):
            return list(self.ask(*values))  # Django knows what is in no list
        return self._plan(values).rows(values)

    def first(self, *values: Value) -> Any:
        """The first row, or None. That it wants no more, the question says itself."""
        return next(iter(self(*values)), None)

    def sql(self, *values: Value) -> tuple[str, list[Any]]:
        """Its SQL and the parameters, to be a part of a larger question."""
        plan = self._plan(values)
        return plan.sql, plan.parameters(values)

    def _plan(self, values: Sequence[Value]) -> "_Plan":
        key = (connections[DEFAULT_DB_ALIAS].vendor, *map(_shape, values))
        if key not in self.plans:  # two threads at once may both write it, and write the same
            self.plans[key] = _Plan(*(self._composed(values, *sample) for sample in SAMPLES))
        return self.plans[key]

    def _composed(self, values: Sequence[Value], moment: datetime, number: int) -> "_Composition":
        number += self.samples_from
        samples = [_sample(value, which, moment, number) for which, value in enumerate(values)]
        places: dict[Any, Place] = {moment: NOW}
        for which, sample in enumerate(samples):
            items = sample if _is_list(sample) else [sample]
            places |= {item: (which, index) for index, item in enumerate(items)}
        token = _now.set(moment)
        try:
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse_to_ask):
                return _Composition(self.ask(*samples), places)
        finally:
            _now.reset(token)


class _Composition(NamedTuple):
    queryset: QuerySet  # with samples for values
    places: dict[Any, Place]


class _Plan:
    """A question as SQL, and what reads its rows."""

    def __init__(self, one: _Composition, other: _Composition) -> None:
        self.model = one.queryset.model
        self.compiler = one.queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self.sql, parameters = self.compiler.as_sql()
            again, others = other.queryset.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        except EmptyResultSet as error:
            raise NotComposable("It finds nothing: samples have 64 bits, ask by keys") from error
        if again != self.sql:
            self._refuse("Another value makes another question")
        at_one, at_other = _told(one.places), _told(other.places)
        slots: list[Slot] = []
        for first, second in zip(parameters, others, strict=True):
            place = at_one.get(first)
            if place != at_other.get(second) or (place is None and first != second):
                self._refuse(f"{first!r} is derived from a value or from the clock")
            if place is None and (isinstance(first, date) or DAY.match(str(first))):
                self._refuse(f"{first!r} may be of the day on which this was composed")
            slots.append((place, first))
        if set(at_one.values()) - {NOW, *(place for place, _ in slots)}:
            self._refuse("It leaves out a value")
        self.slots = self._without_fixed(slots)
        lookups = (made.queryset._prefetch_related_lookups for made in (one, other))
        self.relations = [Related(self.model, *pair) for pair in zip(*lookups, strict=True)]
        self.compiler.connection = None  # of this thread: it would stay open as long as the plan
        self.here = threading.local()  # what reads rows has a connection, and that a thread

    def _refuse(self, why: str) -> NoReturn:
        raise NotComposable(f"{why}: {self.sql}")

    def _without_fixed(self, slots: list[Slot]) -> list[Slot]:
        """PostgreSQL is told what never changes in the SQL itself: what it plans once and for all
        is the better for knowing it."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor != "postgresql":
            return slots
        written = tuple(
            "%s" if place else connection.ops.compose_sql("%s", [fixed]).replace("%", "%%")
            for place, fixed in slots
        )
        self.sql = self.sql.replace("%%", "%%%%") % written
        return [(place, fixed) for place, fixed in slots if place]

    def rows(self, values: Sequence[Value]) -> list[Any]:
        parameters = self.parameters(values)
        rows = prepared.asked(self.sql, parameters, lambda sql: self._read(sql, parameters))
        for relation in self.relations:
            relation.read(rows)
        return rows

    def _read(self, sql: str, parameters: list[Any]) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        compiler, converters = self._converting(connection)
        if converters:
            rows = compiler.apply_converters(rows, converters)
        return [self.reader.record(row) for row in rows]

    @cached_property
    def reader(self) -> Reader:
        """Not every question has records: some are a part of another one."""
        return Reader.of(self.compiler)

    def _converting(self, connection: BaseDatabaseWrapper) -> tuple[SQLCompiler, dict[int, Any]]:
        """What turns this thread's database's values into Python's, looked up once."""
        if getattr(self.here, "connection", None) is not connection:
            compiler = copy(self.compiler)
            compiler.connection = self.here.connection = connection
            columns = [column for column, *_ in compiler.select]
            self.here.converting = compiler, compiler.get_converters(columns)
        return self.here.converting

    def parameters(self, values: Sequence[Value]) -> list[Any]:
        adapt = connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value
        moment = now()

        def value(place: Place) -> Any:
            which, index = place
            if which is None:
                return adapt(moment)
            found = values[which]
            if _is_list(found):  # one that is shorter than its room says its last number again
                return found[min(index, len(found) - 1)]
            return adapt(found) if isinstance(found, datetime) else found

        return [fixed if place is None else value(place) for place, fixed in self.slots]


class Related:
    """What is prefetched for rows of a model: "bylines", or "citation__hops" where the citation has
    been joined. Where it asks for the time, it is made twice, once for each of SAMPLES."""

    def __init__(
        self, model: type[Model], look: Prefetch | str, other: Prefetch | str | None = None
    ) -> None:
        first, second = (
            one if isinstance(one, Prefetch) else Prefetch(one) for one in (look, other or look)
        )
        *self.path, self.name = first.prefetch_through.split("__")
        for step in self.path:
            model = model._meta.get_field(step).related_model
        descriptor = getattr(model, self.name, None)
        if type(descriptor) is not ReverseManyToOneDescriptor:  # many to many is a kind of it
            raise NotComposable(f"{model.__name__}.{self.name} is not read by a foreign key")
        self.field: ForeignKey = descriptor.field
        self.list_name = first.to_attr if first.to_attr != self.name else None
        # Each was made with samples of its own; which are wanted, the time says.
        default = self.field.model._default_manager.all()
        made = {
            moment: default if look.queryset is None else look.queryset
            for (moment, _), look in zip(SAMPLES, (first, second), strict=True)
        }
        self.ask = Composed(lambda keys: made[now()].filter(**{f"{self.field.name}__in": keys}))

    def read(self, rows: Sequence[Model]) -> None:
        """Gives each of the rows its own, in one query; none where nothing can have any."""
        owners = [owner for row in rows if (owner := self._owner(row)) is not None]
        if not owners:
            return
        by_key = {owner.pk: owner for owner in owners}
        found = defaultdict(list)
        for row in self.ask(list(by_key)):
            key = getattr(row, self.field.attname)
            found[key].append(row)
            if not self.field.is_cached(row):
                self.field.set_cached_value(row, by_key[key])
        for owner in owners:
            if self.list_name:
                setattr(owner, self.list_name, found[owner.pk])
            else:
                in_hand = _InHand(self.field.model, found[owner.pk])
                prefetched = owner.__dict__.setdefault("_prefetched_objects_cache", {})
                prefetched[self.field.remote_field.cache_name] = in_hand

    def _owner(self, row: Model) -> Model | None:
        for step in self.path:
            row = getattr(row, step)
            if row is None:
                return None
        return row


class _InHand(QuerySet):
    """Related rows that were read already. They were chosen by numbers, so the question itself
    would be about all rows: it is not asked again, changed, or made a part of another."""

    def __init__(self, model: type[Model], rows: list[Model]) -> None:
        super().__init__(model)
        self._result_cache = rows

    @property
    def query(self) -> NoReturn:
        raise NotComposable(f"These {self.model._meta.verbose_name_plural} are in hand: use all().")


def _refuse_to_ask(*args: Any) -> NoReturn:
    raise NotComposable("It asks the database while it is composed, about samples")


def _told(places: dict[Any, Place]) -> dict[Any, Place]:
    """The samples as the database is told them."""
    adapt = connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value
    return {
        adapt(sample) if isinstance(sample, datetime) else sample: place
        for sample, place in places.items()
    }


def _is_list(value: Value) -> bool:
    return isinstance(value, list | tuple)


def _shape(value: Value) -> Any:
    """Values of one shape are asked by one plan."""
    if _is_list(value) and all(type(item) is int for item in value):
        return _room(value)
    if isinstance(value, int | str | datetime) and not isinstance(value, bool):
        return type(value)
    raise NotComposable(f"{value!r} is no number, text, moment or list of numbers")


def _room(value: Sequence[int]) -> int:
    """A list is asked for in the place of one of the next power of two: few plans serve all."""
    return 1 << (len(value) - 1).bit_length()


def _sample(value: Value, which: int, moment: datetime, number: int) -> Value:
    """Something that is in no database, in place of one of the same type."""
    if isinstance(value, str):
        return f"\ue000{number}-{which}"
    if isinstance(value, datetime):
        return moment.replace(day=2 + which)
    start = number + 1_000_000 * which
    return list(range(start, start + _room(value))) if _is_list(value) else start
