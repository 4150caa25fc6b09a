"""The list of stories: its filters, its order, and pages that cost the same however many there are."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Byline
from articles.querysets import card_annotations
from shows.models import Show

MOST = 1000


class NewestPaginator(Paginator):
    """Counts no further than it leads: the first thousand rows. What is older, a search finds."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by().values("pk")[:MOST].count()


class StoryList(ChangeList):
    def get_queryset(self, *args: Any, **kwargs: Any) -> QuerySet[Article]:
        rows = super().get_queryset(*args, **kwargs)
        return rows.defer("body").annotate(**card_annotations(OuterRef("pk")))

    @property
    def newer(self) -> str:
        """The query string of the page before this one, empty on the first."""
        return self._page(self.page_num - 1)

    @property
    def older(self) -> str:
        return self._page(self.page_num + 1)

    @property
    def is_cut(self) -> bool:
        return self.result_count >= MOST

    def _page(self, number: int) -> str:
        if not 1 <= number <= self.paginator.num_pages:
            return ""
        return self.get_query_string({PAGE_VAR: number})


class StateFilter(admin.SimpleListFilter):
    """The tabs above the list. "Live" is what readers see, by the clock."""

    title = gettext_lazy("state")
    parameter_name = "state"
    template = "admin/articles/article/state_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.user = request.user
        return [
            ("mine", _("Mine")),
            ("draft", _("Drafts")),
            ("in_review", _("In review")),
            ("scheduled", _("Scheduled")),
            ("live", _("Live")),
            ("withdrawn", _("Withdrawn")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "mine":
                bylines = Byline.objects.filter(author__user=request.user)
                return queryset.filter(
                    Q(created_by=request.user) | Q(pk__in=bylines.values("article_id"))
                )
            case "scheduled":
                return queryset.scheduled()
            case "live":
                return queryset.live()
            case "draft" | "in_review" | "withdrawn" as status:
                return queryset.filter(status=status)
        return queryset

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        tabs = super().choices(changelist)
        yield next(tabs) | {"display": _("Everything"), "mark": ""}
        for (value, _label), tab in zip(self.lookup_choices, tabs, strict=True):
            yield tab | {"mark": "" if value == "mine" else value}


class ShowFilter(admin.SimpleListFilter):
    title = gettext_lazy("show")
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in Show.objects.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        known = {value for value, _name in self.lookup_choices}
        if self.value() in known:
            return queryset.filter(coverage__show=self.value())
        return queryset
