"""The tabs above the list of claims and the menus beside it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.admin import filters
from articles.admin.filters import Filter, Options
from articles.admin.leafing import Condition
from articles.adopting import can_be_adopted
from articles.models import Adoption, Citation, Outcome, Via
from articles.querysets import readers_may_see
from shows.ledger import OPEN, Kind, Standing
from shows.outcomes import SETTLED

MOST_WORDS = 8


def live() -> Condition:
    return Condition(readers_may_see())


def saying(typed: str) -> Condition | None:
    """The claims whose own sentence has all that was typed, word by word."""
    words = typed.replace("\x00", " ").split()[:MOST_WORDS]
    test = Q()
    for word in words:
        test &= Q(says__icontains=word)
    return Condition(test) if words else None


def adoptable(user: AbstractBaseUser) -> Condition:
    return Condition(can_be_adopted())


def adopted(user: AbstractBaseUser) -> Condition:
    rows = Adoption.objects.standing()
    return Condition(
        Q(Exists(rows.filter(claim_id=OuterRef("key")))),
        Q(key__in=rows.order_by().values("claim_id")),
    )


def settled(user: AbstractBaseUser) -> Condition:
    rows = Outcome.objects.live().filter(verdict__in=SETTLED)
    return Condition(
        Q(Exists(rows.filter(claim=OuterRef("pk")))),
        Q(pk__in=rows.order_by().values("claim")),
    )


def still_open(user: AbstractBaseUser) -> Condition:
    return Condition(Q(standing__in=OPEN) & ~settled(user).test)


class CatalogTabs(Options):
    """What the catalog has, or could have, from claims."""

    title = _("catalog")
    parameter_name = "catalog"
    anything = _("Everything")
    options = {
        "could": (_("For the catalog"), adoptable),
        "has": (_("In the catalog"), adopted),
    }


class OutcomeFilter(Options):
    title = _("What became of it")
    parameter_name = "became"
    anything = _("Open or not")
    options = {
        "open": (_("Still open"), still_open),
        "settled": (_("Settled since"), settled),
    }


class ColumnFilter(Filter):
    """A column that an index of the list begins with."""

    choices: Iterable[tuple[str, Any]] = ()

    def entries(self) -> Iterable[tuple[str, Any]]:
        return self.choices

    def choose(self, value: str) -> None:
        if value not in dict(self.choices):
            raise IncorrectLookupParameters(value)
        self.columns = {self.parameter_name: value}


class KindFilter(ColumnFilter):
    title = _("Kind")
    parameter_name = "kind"
    anything = _("Any kind")
    choices = Kind.choices


class StandingFilter(ColumnFilter):
    title = _("How sure")
    parameter_name = "standing"
    anything = _("Any standing")
    choices = Standing.choices


class ShowFilter(filters.ShowFilter):
    """The claims about a show or a season of it."""

    def choose(self, value: str) -> None:
        super().choose(value)
        self.columns = {"show": self.record.pk}

    def condition_for(self, record: Any) -> None:
        return None


class SourceFilter(filters.SourceFilter):
    """The claims that rest on a source, first or by hearsay."""

    def condition_for(self, record: Any) -> Condition:
        first = Citation.objects.filter(tag=record)
        later = Via.objects.filter(source=record)
        numbers = first.order_by().values("pk").union(later.order_by().values("citation"))
        test = Q(Exists(first.filter(pk=OuterRef("citation")))) | Q(
            Exists(later.filter(citation=OuterRef("citation")))
        )
        return Condition(test, Q(citation__in=numbers))


FILTERS = [CatalogTabs, KindFilter, StandingFilter, OutcomeFilter, ShowFilter, SourceFilter]
