"""Records made of a question's rows, by what was found out about the question beforehand.

Django finds out for every question, and in part for every row, which columns are which record's
fields, and gives each of them to the record by itself. Of a composed question it is known, so its
records are filled at once.

Nobody who listens to records being made (`pre_init`, `post_init`) is told of them. Django's own
listener measures pictures whose rows do not say how large they are; these always do.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]


class Reader:
    """Makes a record of one model, with those that are joined to it, out of a row."""

    @classmethod
    def of(cls, compiler: SQLCompiler) -> "Reader":
        """For the rows of a question whose SQL it has written."""
        return cls(compiler.klass_info, compiler.select, compiler.annotation_col_map)

    def __init__(
        self, info: dict[str, Any], select: Sequence[Any], beside: dict[str, int] | None = None
    ) -> None:
        """`info` and `select` are a compiler's, `beside` columns that are no fields, by name."""
        self.model: type[Model] = info["model"]
        has_own_init = self.model.__init__ is not Model.__init__
        if has_own_init or self.model.from_db.__func__ is not Model.from_db.__func__:
            raise TypeError(f"{self.model.__name__} is made in a way of its own")
        for name in beside or ():
            if hasattr(type(getattr(self.model, name, None)), "__set__"):
                raise TypeError(f"{self.model.__name__}.{name} is set in a way of its own")
        columns = {select[index][0].target.attname: index for index in info["select_fields"]}
        columns |= beside or {}
        self.names = tuple(columns)
        self.values = _picking(list(columns.values()))
        self.key = columns[self.model._meta.pk.attname]
        self.joined = [
            _Joined(Reader(one, select), one["local_setter"], one["remote_setter"])
            for one in info.get("related_klass_infos", ())
        ]

    def record(self, row: Row) -> Model:
        record = self.model.__new__(self.model)
        record._state = state = ModelState()
        state.db = DEFAULT_DB_ALIAS
        state.adding = False
        record.__dict__.update(zip(self.names, self.values(row), strict=True))
        for joined in self.joined:
            joined.add(record, row)
        return record


class _Joined(NamedTuple):
    reader: Reader
    tell: Callable[[Model, Model | None], None]  # the record which one it has
    tell_back: Callable[[Model, Model], None]  # that one, where it can have only this record

    def add(self, record: Model, row: Row) -> None:
        if row[self.reader.key] is None:
            self.tell(record, None)
            return
        other = self.reader.record(row)
        self.tell(record, other)
        self.tell_back(other, record)


def _picking(indexes: list[int]) -> Callable[[Row], Row]:
    first, last = indexes[0], indexes[-1] + 1
    if indexes == list(range(first, last)):
        return itemgetter(slice(first, last))
    return itemgetter(*indexes)
