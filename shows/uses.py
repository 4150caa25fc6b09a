"""What rests on records of the catalog: looked at before any of them is deleted.

The rooms above hand in their own questions (`ask`), as stories and claims rest on the catalog, and
the catalog knows neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from shows.models import (
    Character,
    Credit,
    Episode,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
    ViewingStep,
)

MOST = 10  # of one kind that are named

# What is deleted, by its model: a show with its seasons and their episodes.
Scope = Mapping[type[Model], QuerySet]


@dataclass(frozen=True)
class Example:
    """One thing that rests on a record: what it is called, its page at the desk, a word beside."""

    name: str
    address: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Use:
    """Everything of one kind that rests on records: `keeps` says whether they must stay because of
    it, or whether it goes with them."""

    label: str
    count: int
    keeps: bool
    examples: list[Example] = field(default_factory=list)
    told: str = ""

    @property
    def more(self) -> int:
        return self.count - len(self.examples)


Question = Callable[[Scope, AbstractBaseUser | None], list[Use]]
_questions: list[Question] = []


def ask(question: Question) -> None:
    """From now on this is asked, too."""
    if question not in _questions:
        _questions.append(question)


def of(rows: QuerySet, user: AbstractBaseUser | None = None) -> list[Use]:
    """What rests on some records of one model, those that keep them first. A bounded number of
    queries, whatever rests on them."""
    scope = scope_of(rows)
    found = [use for question in (_own, *_questions) for use in question(scope, user)]
    return sorted((use for use in found if use.count), key=lambda use: not use.keeps)


def keeping(rows: QuerySet, user: AbstractBaseUser | None = None) -> list[Use]:
    """The uses because of which they must stay."""
    return [use for use in of(rows, user) if use.keeps]


def scope_of(rows: QuerySet) -> Scope:
    """The records with those that are theirs alone."""
    model = rows.model
    numbers = rows.order_by().values("pk")
    scope: dict[type[Model], QuerySet] = {model: model._base_manager.filter(pk__in=numbers)}
    if model is Show:
        scope[Season] = Season.objects.filter(show__in=numbers).order_by()
    if model in (Show, Season):
        seasons = scope[Season].values("pk")
        scope[Episode] = Episode.objects.filter(season__in=seasons).order_by()
    return scope


def hold(scope: Scope) -> None:
    """Nothing can come to rest on them until the transaction ends."""
    for rows in scope.values():
        list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def named(scope: Scope, *models: type[Model]) -> Q:
    """The rows that name one of the records by the foreign key called as its model is."""
    found = Q(pk__in=[])
    for model in models:
        if model in scope:
            found |= Q(**{f"{model._meta.model_name}__in": scope[model].values("pk")})
    return found


def use(
    label: str, rows: QuerySet, keeps: bool, name: Callable[[Any], Example], told: str = ""
) -> Use:
    """Counted, and the first few of them named."""
    count = rows.count()
    examples = [name(row) for row in rows[:MOST]] if count else []
    return Use(label, count, keeps, examples, told)


def page_of(record: Model) -> str:
    """Its page at the desk; empty where it has none."""
    try:
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
        return reverse(name, args=[record.pk])
    except NoReverseMatch:
        return ""


def _own(scope: Scope, user: AbstractBaseUser | None) -> list[Use]:
    """What the catalog itself says of them."""
    found = []
    for owner in (Network, Franchise):
        if owner in scope:
            shows = Show.objects.filter(named(scope, owner))
            found.append(use(_("Shows"), shows, True, _record))
    if Show in scope:
        found.append(use(_("Seasons"), scope[Season].select_related("show"), False, _record))
    if Show not in scope and Season in scope:
        found.append(use(_("Episodes"), scope[Episode], False, _record))
    if {Person, Character, Show, Season, Episode} & set(scope):
        related = ["person", "character", "show", "season__show"]
        credits_ = Credit.objects.filter(named(scope, Person, Character, Show, Season, Episode))
        # The part of a credit cannot be taken out of it.
        keeps = Character in scope
        found.append(use(_("Credits"), credits_.select_related(*related), keeps, _credit))
    if {Location, Season, Episode} & set(scope):
        uses = LocationUse.objects.filter(named(scope, Location, Season, Episode))
        uses = uses.select_related("location", "season__show").order_by("pk")
        found.append(use(_("Places of filming"), uses, False, _location_use))
    if Season in scope:
        steps = ViewingStep.objects.filter(named(scope, Season)).select_related("franchise")
        found.append(
            use(_("Viewing orders"), steps.order_by("pk"), False, lambda s: _record(s.franchise))
        )
    return found


def _record(record: Model) -> Example:
    return Example(str(record), page_of(record))


def _credit(credit: Credit) -> Example:
    return Example(str(credit), page_of(credit), str(credit.season or credit.show))


def _location_use(row: LocationUse) -> Example:
    return Example(str(row), page_of(row.location))
