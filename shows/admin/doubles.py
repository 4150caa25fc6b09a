"""The desk's pages of records that may be the same: merge them, or say that they are two."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geekfeed.lib.desk import is_number
from shows import doubles

PAGE = 50  # groups


@dataclass(frozen=True)
class Group:
    """Records that may be the same. `stays` is the one with most credits or uses."""

    records: list[Any]
    stays: Any


class WithDoubles:
    """For the admins of people, characters, locations and networks: `rests` is the relation that
    says how much the catalog makes of a record."""

    rests = "credits"
    change_list_template = "admin/shows/change_list.html"

    def get_urls(self) -> list[Any]:
        name = f"shows_{self.opts.model_name}_doubles"
        page = self.admin_site.admin_view(self.doubles_view)
        return [path("doubles/", page, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        told = {"may_merge": self._may_merge(request)} | (extra_context or {})
        return super().changelist_view(request, told)

    def _may_merge(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @method_decorator([never_cache, require_http_methods(["GET", "HEAD", "POST"])])
    def doubles_view(self, request: HttpRequest) -> HttpResponse:
        if not self._may_merge(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._are_two(request)
        found = doubles.found(self.model)
        groups = self._groups(found[:PAGE])
        context = self.admin_site.each_context(request) | {
            "title": _("May be the same: %(records)s") % {"records": self.opts.verbose_name_plural},
            "opts": self.opts,
            "kind": self.opts.model_name,
            "groups": groups,
            "more": max(0, len(found) - PAGE),
        }
        return TemplateResponse(request, "admin/shows/doubles.html", context)

    def _are_two(self, request: HttpRequest) -> HttpResponse:
        numbers = [int(one) for one in request.POST.getlist("record") if is_number(one)]
        if doubles.are_two(self.model, numbers, request.user):
            messages.success(request, _("Remembered: they only share a name."))
        else:
            messages.error(request, _("They are not there any more. Look at the list again."))
        return redirect(f"admin:shows_{self.opts.model_name}_doubles")

    def _groups(self, found: list[tuple[int, ...]]) -> list[Group]:
        """One query for all records, with how much rests on each."""
        numbers = {number for group in found for number in group}
        rows = self.model._meta.get_field(self.rests).related_model._base_manager
        mine = rows.filter(**{self.opts.model_name: OuterRef("pk")}).order_by()
        count = mine.values(self.opts.model_name).annotate(times=Count("pk")).values("times")
        records = self.model._default_manager.annotate(rests=Coalesce(Subquery(count), 0))
        if self.opts.model_name != "location":
            records = records.prefetch_related("external_ids")
        by_number: dict[int, Model] = records.in_bulk(numbers)
        groups = []
        for group in found:
            there = [by_number[number] for number in group if number in by_number]
            if len(there) > 1:
                stays = max(there, key=lambda record: (record.rests, -record.pk))
                groups.append(Group(there, stays))
        return groups
