"""The list of stories: what it asks, what a line of it says, and what can be done with several."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from articles.admin import bulk, desk_search, filters, lines
from articles.admin.access import is_editor
from articles.admin.leafing import LAST, Condition, Order, Question
from articles.models import Article
from articles.search.engine import engine

PAGE = 50
MOST_CHOICES = 1000  # that the choosers of stories count
NEWEST = Order("changed_at")
BEGUN = Order()  # that of what a search finds
# By the value of `order` in the address. Only what an index carries.
ORDERS = {
    "oldest": NEWEST.turned,
    "out": Order("live_at"),
    "first": Order("live_at", descending=False),
}
ALL_HAVE_A_MOMENT = ("scheduled", "live")  # the tabs that can be ordered by it


class Leafed(ChangeList):
    """A list that is leafed through (articles/admin/leafing.py): one page of it, narrowed by tabs
    (the first filter) and menus (the others). It counts nothing, so it costs the same among a
    hundred rows and among a hundred thousand."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        lookups = super().get_filters_params(params)
        return {name: v for name, v in lookups.items() if name not in ("after", "before", "order")}

    def get_queryset(self, request: HttpRequest, *args: Any) -> QuerySet:
        """What the account may see. Which of it the page has, `get_results` asks."""
        self.filter_specs, self.has_filters, others, _d, self.has_active_filters = self.get_filters(
            request
        )
        if others:
            raise IncorrectLookupParameters(others)
        return self.root_queryset

    def get_results(self, request: HttpRequest) -> None:
        self.user = request.user
        question = self.question(request)
        self.order = question.order
        page = question.leaf(
            self.list_per_page, after=request.GET.get("after"), before=request.GET.get("before")
        )
        self.newer = self.get_query_string({"before": page.newer}) if page.newer else ""
        self.older = self.get_query_string({"after": page.older}) if page.older else ""
        self.result_list = self.read(page.numbers)
        self.result_count = len(self.result_list)
        self.full_result_count = None
        self.show_admin_actions = bool(self.result_list)
        self.multi_page = bool(page.newer or page.older)
        self.can_show_all, self.paginator = False, None

    def question(self, request: HttpRequest) -> Question:
        """Which rows it has."""
        raise NotImplementedError

    def read(self, numbers: Sequence[int]) -> list[Any]:
        """The rows with these numbers, in this order."""
        raise NotImplementedError

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        """Whatever else is chosen, it begins with the first page."""
        query = {"after": None, "before": None} | (new_params or {})
        return super().get_query_string(query, remove)

    @cached_property
    def tabs(self) -> list[filters.Entry]:
        return self.filter_specs[0].menu(self._without_order)

    @cached_property
    def menus(self) -> list[tuple[filters.Filter, list[filters.Entry]]]:
        return [(one, one.menu(self.get_query_string)) for one in self.filter_specs[1:]]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a tab keeps rows from the list."""
        return bool(self.query) or any(one.is_active for one in self.filter_specs[1:])

    @property
    def whole(self) -> str:
        """The address of the tab without anything else."""
        names = [one.parameter_name for one in self.filter_specs[1:]]
        return self.get_query_string(dict.fromkeys([*names, SEARCH_VAR]))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form beside the list has to send along."""
        left_out = ("after", "before", SEARCH_VAR)
        return [(name, value) for name, value in self.params.items() if name not in left_out]

    @property
    def tab(self) -> str | None:
        return self.filter_specs[0].value()

    def conditions(self) -> list[Condition]:
        """What the tab and the menus ask for."""
        return [one.condition for one in self.filter_specs if one.condition is not None]

    def columns(self, order: Order) -> dict[str, Any]:
        """What the index of the order begins with. PostgreSQL puts rows without a moment first in
        it."""
        moments = {"live_at", "told_at"}
        columns = {f"{order.column}__isnull": False} if order.column in moments else {}
        for one in self.filter_specs:
            columns |= one.columns
        return columns

    def _without_order(self, query: dict[str, Any]) -> str:
        return self.get_query_string(query | {"order": None})


class StoryList(Leafed):
    """The stories."""

    result_list: list[Article]

    def question(self, request: HttpRequest) -> Question:
        order = self._order(request.GET.get("order", ""))
        meant = desk_search.meant(self.query)
        return Question(
            self.root_queryset,
            is_editor(request),
            self.columns(order),
            self.conditions() + ([meant.condition] if meant.condition is not None else []),
            replace(BEGUN, descending=order.descending) if meant.words else order,
            meant.words,
        )

    def read(self, numbers: Sequence[int]) -> list[Article]:
        return lines.read(numbers)

    @cached_property
    def lines(self) -> list[lines.Line]:
        return lines.lines_of(self.result_list, self.user)

    @property
    def by_change(self) -> str:
        """The address of the list ordered by change, the other way round if it is. What words find
        has an order of its own."""
        if self.order.column == BEGUN.column:
            return ""
        return self.get_query_string({"order": "oldest" if self.order == NEWEST else None})

    @property
    def by_moment(self) -> str:
        """The same for when stories go out, where all have such a moment."""
        if self.tab not in ALL_HAVE_A_MOMENT or self.order.column == BEGUN.column:
            return ""
        return self.get_query_string({"order": "first" if self.order == ORDERS["out"] else "out"})

    def _order(self, name: str) -> Order:
        order = ORDERS.get(name, NEWEST)
        fits = order.column == "changed_at" or self.tab in ALL_HAVE_A_MOMENT
        if (name and name not in ORDERS) or not fits:
            raise IncorrectLookupParameters(name)
        return order


class NewestPaginator(Paginator):
    """For the choosers of stories: counts no further than anybody scrolls."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by().values("pk")[:MOST_CHOICES].count()


class StoryListing:
    """The part of the stories' admin that is their list."""

    list_filter = filters.FILTERS
    list_per_page = PAGE
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = NewestPaginator
    search_fields = ["headline"]

    def get_urls(self) -> list[URLPattern]:
        return [*filters.urls(self.admin_site.admin_view), *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryList

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return bulk.actions_for(request)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        return bulk.carry_out(request, queryset, self)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """For the choosers of stories: what the list's own search finds."""
        meant = desk_search.meant(search_term)
        found = (
            queryset.filter(meant.condition.found or meant.condition.test)
            if meant.condition
            else queryset
        )
        if meant.words:
            found = found.filter(pk__in=engine().having(meant.words, 0, LAST))
        return found.defer("body"), False
