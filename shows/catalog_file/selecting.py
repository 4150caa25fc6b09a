"""Which records belong to some shows: all that is part of them or that they name."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from shows.catalog_file.form import KINDS, Kind

OF_SHOWS = {
    "franchise": ("shows", "viewing_order__season__show"),
    "network": ("shows",),
    "person": ("credits__show",),
    "character": ("credits__show",),
    "location": ("uses__season__show",),
    "show": ("pk",),
    "season": ("show",),
    "premiere": ("season__show",),
    "episode": ("season__show",),
    "credit": ("show",),
    "filming": ("season__show",),
    "score": ("season__show",),
    "viewing": ("season__show",),
}
WITH_NUMBERS = ("network", "person", "character", "show", "season", "episode")


def selected(kind: Kind, shows: QuerySet | None) -> QuerySet:
    """All records of the kind or, where shows are given, those that belong to them."""
    every = kind.model._default_manager.all()
    if shows is None:
        return every
    if kind.slug == "external_id":
        return every.filter(
            _any(
                (name, selected(KINDS[name], shows).order_by().values("pk"))
                for name in WITH_NUMBERS
            )
        )
    wanted = shows.order_by().values("pk")
    # In a query of its own: a person with ten credits is still one.
    some = every.filter(_any((path, wanted) for path in OF_SHOWS[kind.slug]))
    return every.filter(pk__in=some.order_by().values("pk"))


def _any(among: Iterable[tuple[str, QuerySet]]) -> Q:
    """Names one of the records at one of the paths."""
    return Q(*((f"{path}__in", records) for path, records in among), _connector=Q.OR)
