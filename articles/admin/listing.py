"""The list of stories: its filters and columns, and a cost that does not grow."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
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


class StoryListing:
    """The part of the stories' admin that is their list."""

    list_display = ["state", "story", "by", "when", "changed"]
    list_display_links = ["story"]
    list_filter = [StateFilter, ShowFilter, "section"]
    list_select_related = ["section"]
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = NewestPaginator
    search_fields = ["headline"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryList

    @admin.display(description=gettext_lazy("state"))
    def state(self, article: Article) -> SafeString:
        state = article.state
        return format_html('<span class="state {}">{}</span>', state, Article.Status(state).label)

    @admin.display(description=gettext_lazy("story"))
    def story(self, article: Article) -> SafeString:
        show = ""
        if article.show_slug:
            show = format_html(
                '<span class="show" data-show="{}">{}</span> ', article.show_slug, article.show_name
            )
        return format_html("{} <small>{}{}</small>", article.headline, show, article.section)

    @admin.display(description=gettext_lazy("by"), empty_value="")
    def by(self, article: Article) -> str:
        return article.first_author

    @admin.display(description=gettext_lazy("when"), ordering="live_at", empty_value="")
    def when(self, article: Article) -> str:
        if not article.live_at:
            return ""
        words = _("since %(moment)s") if article.is_live else _("goes out %(moment)s")
        return words % {"moment": short(article.live_at)}

    @admin.display(description=gettext_lazy("changed"), ordering="changed_at")
    def changed(self, article: Article) -> str:
        return short(article.changed_at)


def short(moment: datetime) -> str:
    """As exact as a glance needs: "14:05" today, "9 Apr 14:05" this year, else the day."""
    moment, today = timezone.localtime(moment), timezone.localdate()
    if moment.date() == today:
        return date_format(moment, "H:i")
    return date_format(moment, "j M H:i" if moment.year == today.year else "j M Y")
