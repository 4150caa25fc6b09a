"""The tabs above the list of stories and the menus beside it.

Each is one parameter of the address; they combine. A value that no filter offers leads back to the
whole list, whatever it is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, F, Model, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.admin import conditions
from articles.admin.leafing import Condition
from articles.models import Article, Byline, Citation, Coverage, Section
from authors.models import Author
from shows.ledger import Standing
from shows.models import Show
from sources.models import Source

LISTED = 8  # records in a menu; the others are found by typing
COUNTED = 500  # link rows made last: by them it is known what is used most these days
SUGGESTED = 12
LONGEST = 200  # characters of a value or a search term

Status = Article.Status


class Entry(NamedTuple):
    """One value of a filter as a menu offers it; the value "" stands for no filter."""

    value: str
    label: Any
    is_chosen: bool = False
    query: str = ""


class Filter(admin.SimpleListFilter):
    """One parameter of the list. What it asks of the stories is `condition`, and `columns`: equal
    columns that the indexes of the list begin with."""

    anything: Any = ""  # what the menu calls no choice
    columns: Mapping[str, Any] = {}
    condition: Condition | None = None
    chooser = ""  # where names are asked for that the menu does not list

    def __init__(self, request: HttpRequest, params: dict[str, Any], *args: Any) -> None:
        self.request = request
        super().__init__(request, params, *args)
        if (value := self.value()) is not None:
            self.choose(value)

    def choose(self, value: str) -> None:
        """Set `condition` or `columns`. Raises IncorrectLookupParameters: it is not offered."""
        raise NotImplementedError

    def entries(self) -> Iterable[tuple[str, Any]]:
        """What the menu offers: values and labels."""
        raise NotImplementedError

    def lookups(self, *args: Any) -> list[Any]:
        """Offered when the page is written, not when the filter is made."""
        return []

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The list asks for the conditions itself."""
        return queryset

    @property
    def is_active(self) -> bool:
        return self.value() is not None

    def menu(self, query: Callable[[dict[str, Any]], str]) -> list[Entry]:
        """All entries with their addresses, the one without a choice first. What is chosen is there
        even if it is not among those that are listed."""
        chosen, name = self.value(), self.parameter_name
        entries = list(self.entries())
        if chosen is not None and chosen not in {value for value, _label in entries}:
            entries.insert(0, (chosen, self.chosen_label))
        return [
            Entry("", self.anything, chosen is None, query({name: None})),
            *(Entry(v, label, v == chosen, query({name: v})) for v, label in entries),
        ]

    @cached_property
    def chosen_label(self) -> Any:
        return dict(self.entries()).get(self.value(), self.value())


class Options(Filter):
    """A filter with a fixed set of values, each with its label and its condition."""

    options: Mapping[str, tuple[Any, Callable[[AbstractBaseUser], Condition]]] = {}

    def choose(self, value: str) -> None:
        if value not in self.options:
            raise IncorrectLookupParameters(value)
        self.condition = self.options[value][1](self.request.user)

    def entries(self) -> Iterable[tuple[str, Any]]:
        return [(value, label) for value, (label, _condition) in self.options.items()]


class Tabs(Filter):
    """Where a story stands. "Live" is what readers see, by the clock."""

    title = _("state")
    parameter_name = "state"
    anything = _("Everything")
    labels = {
        "mine": _("Mine"),
        "draft": _("Drafts"),
        "sent_back": _("Sent back"),
        "in_review": _("In review"),
        "scheduled": _("Scheduled"),
        "live": _("Live"),
        "changes": _("Live with changes"),
        "withdrawn": _("Withdrawn"),
    }

    def entries(self) -> Iterable[tuple[str, Any]]:
        return self.labels.items()

    def choose(self, value: str) -> None:
        user = self.request.user
        match value:
            case "mine":
                self.condition = conditions.own(user)
            case "draft" | "withdrawn":
                self.columns = {"status": value}
            case "sent_back":
                self.condition = conditions.of_whom_it_concerns(conditions.sent_back(), user)
            case "in_review":
                self.condition = conditions.of_whom_it_concerns(conditions.in_review(), user)
            case "scheduled":
                self.columns = {"status": value}
                self.condition = conditions.scheduled()
            case "live":
                self.condition = conditions.live()
            case "changes":
                self.condition = conditions.of_whom_it_concerns(conditions.with_changes(), user)
            case _:
                raise IncorrectLookupParameters(value)


class RecordFilter(Filter):
    """Stories that a record of the catalog belongs to, named by its address.

    Where there are few, the menu has them all. Where there are many, it has those that are used
    most these days, and the others are found by typing.
    """

    model: type[Model]

    def choose(self, value: str) -> None:
        if "\x00" in value or len(value) > LONGEST or not self.has_output():
            raise IncorrectLookupParameters(value)
        named = self.model._default_manager.filter(Q(slug=value) | Q(name__iexact=value))
        # What somebody typed without a script is a name; two records may have the same.
        found = sorted(named.order_by("pk")[:2], key=lambda record: record.slug != value)
        if not found:
            raise IncorrectLookupParameters(value)
        self.record = found[0]
        self.used_parameters[self.parameter_name] = self.record.slug
        self.condition = self.condition_for(self.record)

    def condition_for(self, record: Any) -> Condition:
        raise NotImplementedError

    def has_output(self) -> bool:
        return self.request.user.has_perm(
            f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"
        )

    @cached_property
    def few(self) -> list[tuple[str, str]] | None:
        rows = self.model._default_manager.order_by("name", "pk").values_list("slug", "name")
        found = list(rows[: LISTED + 1])
        return found if len(found) <= LISTED else None

    def entries(self) -> Iterable[tuple[str, Any]]:
        return self.few if self.few is not None else self.most_used()

    def most_used(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    @property
    def chooser(self) -> str:
        if self.few is not None:
            return ""
        return reverse("admin:articles_article_choose", args=[self.parameter_name])

    @cached_property
    def chosen_label(self) -> str:
        return self.record.name


def _most_used(rows: type[Model], column: str) -> list[tuple[str, str]]:
    """Counted here: PostgreSQL would rather read all rows than join so few of them."""
    last = rows.objects.order_by("-pk").values_list(column, flat=True)[:COUNTED]
    numbers = [number for number, _uses in Counter(last).most_common(LISTED)]
    records = rows._meta.get_field(column).related_model.objects.in_bulk(numbers)
    return [(records[number].slug, records[number].name) for number in numbers]


class ShowFilter(RecordFilter):
    title = _("Show")
    parameter_name = "show"
    anything = _("Any show")
    model = Show

    def condition_for(self, record: Any) -> Condition:
        return conditions.linked(Coverage.objects.filter(show=record))

    def most_used(self) -> list[tuple[str, str]]:
        """As editors put them on the shelf."""
        first = Show.objects.order_by(F("shelf_position").asc(nulls_last=True), "name", "pk")
        return list(first.values_list("slug", "name")[:LISTED])


class AuthorFilter(RecordFilter):
    title = _("Author")
    parameter_name = "author"
    anything = _("Anybody")
    model = Author

    def condition_for(self, record: Any) -> Condition:
        return conditions.linked(Byline.objects.filter(author=record))

    def most_used(self) -> list[tuple[str, str]]:
        return _most_used(Byline, "author")


class SourceFilter(RecordFilter):
    """The source said it first, or it came through it."""

    title = _("Source")
    parameter_name = "source"
    anything = _("Any source")
    model = Source

    def condition_for(self, record: Any) -> Condition:
        return conditions.resting_on([record.pk])

    def most_used(self) -> list[tuple[str, str]]:
        return _most_used(Citation, "tag")


class SectionFilter(RecordFilter):
    """There are never many sections: the menu has them all, as the site's own has them."""

    title = _("Section")
    parameter_name = "section"
    anything = _("Any section")
    model = Section

    def condition_for(self, record: Any) -> Condition:
        return conditions.column("section", record.pk)

    @cached_property
    def few(self) -> list[tuple[str, str]]:
        return list(Section.objects.values_list("slug", "name"))


class StandingFilter(Options):
    title = _("Claims")
    parameter_name = "standing"
    anything = _("Any standing")
    options = {
        value: (label, lambda user, value=value: conditions.claiming(value))
        for value, label in Standing.choices
    }


class NeedsFilter(Options):
    """What a story on its way to readers lacks, and what was noted beside any story."""

    title = _("Needs")
    parameter_name = "needs"
    anything = _("Nothing in particular")
    options = {
        "picture": (_("A picture"), lambda user: conditions.without_picture()),
        "source": (_("A source"), lambda user: conditions.without(Citation, "content_object")),
        "byline": (_("A byline"), lambda user: conditions.without(Byline)),
        "notes": (
            _("An answer to a note"),
            lambda user: conditions.of_whom_it_concerns(conditions.with_open_notes(), user),
        ),
    }


class ChangedFilter(Options):
    """By the newsroom's clock; weeks begin on Monday."""

    title = _("Changed")
    parameter_name = "changed"
    anything = _("Any time")
    options = {
        "today": (_("Today"), lambda user: _since(_midnight())),
        "week": (
            _("This week"),
            lambda user: _since(_midnight() - timedelta(_midnight().weekday())),
        ),
        "month": (_("This month"), lambda user: _since(_midnight().replace(day=1))),
    }


FILTERS = [
    Tabs,
    ShowFilter,
    SectionFilter,
    AuthorFilter,
    SourceFilter,
    StandingFilter,
    NeedsFilter,
    ChangedFilter,
]
CHOOSERS = {one.parameter_name: one.model for one in (ShowFilter, AuthorFilter, SourceFilter)}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("choose/<slug:kind>/", wrap(choose), name="articles_article_choose")]


def choose(request: HttpRequest, kind: str) -> JsonResponse:
    """Names that contain `?term=`, those that begin with it first, with their addresses."""
    model = CHOOSERS.get(kind)
    if model is None or not request.user.has_perm(f"{model._meta.app_label}.view_{kind}"):
        raise Http404("There is nothing to choose from.")
    term = request.GET.get("term", "").replace("\x00", "").strip()[:LONGEST]
    found = model._default_manager.filter(name__icontains=term) if term else model.objects.none()
    begins = Case(When(name__istartswith=term, then=Value(0)), default=Value(1))
    rows = found.order_by(begins, "name", "pk").values("slug", "name")
    return JsonResponse({"names": list(rows[:SUGGESTED])})


def _since(moment: datetime) -> Condition:
    return conditions.changed_since(moment)


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
