"""Keyset paging: the next page starts after the last row seen, so page 5,000 costs as page 1.

A page is asked for by a token that holds the sort values of the row before it, its place. Tokens
are written strictly and read strictly: one that was not made here is no page (404).
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Q, QuerySet
from django.http import Http404, HttpRequest

from geekfeed.lib.composed import Composed, Value

Row = TypeVar("Row")
LONGEST_TOKEN = 1000  # a name of 120 letters of any alphabet, and a number


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows in order, whether they are the first, and the token of the page after them."""

    rows: Sequence[Row]
    is_first: bool
    next_token: str | None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def paginate(
    queryset: QuerySet[Row], request: HttpRequest, *, order: Sequence[str], size: int = 20
) -> Page[Row]:
    """One page of a queryset, by the request's `after` token.

    `order` names the sort keys as for `order_by()`, all in one direction and the last one unique:
    columns, or what the query works out for each row.
    Raises Http404 for a token that was not made here or has nothing after it.
    """
    descending = order[0].startswith("-")
    names = [key.lstrip("-") for key in order]

    def read(after: list[Any] | None, most: int) -> list[Row]:
        rows = queryset.order_by(*order)
        if after is not None:
            rows = rows.filter(beyond(names, after, descending))
        return list(rows[:most])

    return leaf(
        request, fields(queryset, names), read, place=lambda row: _place(row, names), size=size
    )


class Listing(Generic[Row]):
    """A list whose first page, which most readers want, is asked for by a composed question.

    `rows` makes the queryset out of the values that `page` is given (geekfeed/lib/composed.py),
    `order` is as for `paginate()`.
    """

    def __init__(
        self, rows: Callable[..., QuerySet[Row]], *, order: Sequence[str], size: int = 20
    ) -> None:
        self.rows, self.order, self.size = rows, order, size
        self.first = Composed(lambda *values: rows(*values).order_by(*order)[: size + 1])

    def page(self, request: HttpRequest, *values: Value) -> Page[Row]:
        """Raises Http404 as `paginate()` does."""
        if "after" in request.GET:
            return paginate(self.rows(*values), request, order=self.order, size=self.size)
        return self.first_page(*values)

    def first_page(self, *values: Value) -> Page[Row]:
        """Where the list stands on the page of something else, and goes on elsewhere."""
        names = [key.lstrip("-") for key in self.order]
        return _page(self.first(*values), lambda row: _place(row, names), self.size, is_first=True)


def leaf(
    request: HttpRequest,
    kinds: Sequence[Field],
    read: Callable[[list[Any] | None, int], Sequence[Row]],
    *,
    place: Callable[[Row], Sequence[Any]],
    size: int = 20,
) -> Page[Row]:
    """One page of what `read` finds in order after a place, at most so many rows; None is the
    beginning. `kinds` are the fields of a place's values, `place` says where a row stands.

    Raises Http404 as `paginate()` does.
    """
    written = request.GET.get("after")
    after = None if written is None else read_token(written, kinds)
    rows = read(after, size + 1)
    if after is not None and not rows:
        raise Http404("There is nothing after this page.")
    return _page(rows, place, size, is_first=after is None)


def _page(
    rows: Sequence[Row], place: Callable[[Row], Sequence[Any]], size: int, *, is_first: bool
) -> Page[Row]:
    """Of rows of which one more was asked for."""
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, is_first, token(place(rows[-1])) if more else None)


def beyond(names: list[str], values: list[Any], descending: bool) -> Q:
    """Rows after `values`. The first clause alone bounds an index; the others settle its ties."""
    beyond = "lt" if descending else "gt"
    first = Q(**{f"{names[0]}__{beyond}e": values[0]})
    after = Q()
    for depth, name in enumerate(names):
        tie = {names[i]: values[i] for i in range(depth)}
        after |= Q(**tie, **{f"{name}__{beyond}": values[depth]})
    return first & after


def _place(row: Any, names: list[str]) -> list[Any]:
    values = []
    for name in names:
        value: Any = row
        for part in name.split("__"):
            value = getattr(value, part)
        values.append(value)
    return values


def token(place: Sequence[Any]) -> str:
    """Moments as full ISO text: JSON encoders cut microseconds, and a tie would repeat."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in place]
    packed = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_token(written: str, kinds: Sequence[Field]) -> list[Any]:
    """The place that a token names. Raises Http404 for one that was not made here."""
    try:
        if len(written) > LONGEST_TOKEN:
            raise ValueError("too long")
        padded = written + "=" * (-len(written) % 4)
        plain = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(plain, list) or len(plain) != len(kinds):
            raise ValueError("wrong number of values")
        values = [_value(kind, value) for kind, value in zip(kinds, plain, strict=True)]
        if token(values) != written:
            raise ValueError("written otherwise than here")
    except (TypeError, ValueError, RecursionError, ValidationError, OverflowError) as error:
        raise Http404("There is no such page.") from error
    return values


def _value(field: Field, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("not a value of a sort key")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError("no row has this number")
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("no text holds a NUL")
    value = field.to_python(value)
    if isinstance(value, datetime) and value.utcoffset() != timedelta(0):
        raise ValueError("moments are written in UTC here")
    return value


def fields(queryset: QuerySet[Any], names: Sequence[str]) -> list[Field]:
    """What the sort keys of a queryset are."""
    return [_field(queryset, name) for name in names]


def _field(queryset: QuerySet[Any], name: str) -> Field:
    if name in queryset.query.annotations:
        return queryset.query.annotations[name].output_field
    model = queryset.model
    *path, last = name.split("__")
    for part in path:
        model = model._meta.get_field(part).related_model
    return model._meta.pk if last == "pk" else model._meta.get_field(last)
