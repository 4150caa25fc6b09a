"""Rows that belong to exactly one of several kinds of records."""

from collections.abc import Iterable

from django.db.models import Q


def exactly_one(names: Iterable[str]) -> Q:
    """A check: of these foreign keys, one is filled and all others are empty."""
    names = tuple(names)
    return Q(
        *(Q(**{f"{name}__isnull": name != chosen for name in names}) for chosen in names),
        _connector=Q.OR,
    )
