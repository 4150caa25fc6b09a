"""Keyset paging: the next page starts after the last row seen, so page 5,000 costs as page 1.

A page is asked for by a token that holds the sort values of the row before it. Tokens are written
strictly and read strictly: one that was not made here is no page (404).
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

Row = TypeVar("Row", bound=Model)
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
    queryset = queryset.order_by(*order)
    token = request.GET.get("after")
    if token is not None:
        queryset = queryset.filter(_beyond(names, _read(token, queryset, names), descending))
    rows = list(queryset[: size + 1])
    if token is not None and not rows:
        raise Http404("There is nothing after this page.")
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, token is None, _write(rows[-1], names) if more else None)


def _beyond(names: list[str], values: list[Any], descending: bool) -> Q:
    """Rows after `values`. The first clause alone bounds an index; the others settle its ties."""
    beyond = "lt" if descending else "gt"
    first = Q(**{f"{names[0]}__{beyond}e": values[0]})
    after = Q()
    for depth, name in enumerate(names):
        tie = {names[i]: values[i] for i in range(depth)}
        after |= Q(**tie, **{f"{name}__{beyond}": values[depth]})
    return first & after


def _write(row: Model, names: list[str]) -> str:
    values = []
    for name in names:
        value: Any = row
        for part in name.split("__"):
            value = getattr(value, part)
        values.append(value)
    return _packed(values)


def _packed(values: list[Any]) -> str:
    """Moments as full ISO text: JSON encoders cut microseconds, and a tie would repeat."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    packed = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(token: str, queryset: QuerySet[Any], names: list[str]) -> list[Any]:
    try:
        if len(token) > LONGEST_TOKEN:
            raise ValueError("too long")
        padded = token + "=" * (-len(token) % 4)
        plain = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(plain, list) or len(plain) != len(names):
            raise ValueError("wrong number of values")
        values = [_value(_field(queryset, n), v) for n, v in zip(names, plain, strict=True)]
        if _packed(values) != token:
            raise ValueError("written otherwise than here")
    except (TypeError, ValueError, RecursionError, ValidationError, OverflowError) as error:
        raise Http404("There is no such page.") from error
    return values


def _value(field: Any, value: Any) -> Any:
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


def _field(queryset: QuerySet[Any], name: str) -> Any:
    if name in queryset.query.annotations:
        return queryset.query.annotations[name].output_field
    model = queryset.model
    *path, last = name.split("__")
    for part in path:
        model = model._meta.get_field(part).related_model
    return model._meta.pk if last == "pk" else model._meta.get_field(last)
