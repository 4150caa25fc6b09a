"""Deleting records of the catalog at the desk: only what nothing rests on, and after a look at what
goes with it."""

from typing import Any

from django.contrib.auth import get_permission_codename
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shows import history, uses
from shows.models import Change, Credit, Episode, Season, Show

# What goes with a record and has a permission of its own.
GO_ALONG: dict[type[Model], list[type[Model]]] = {
    Show: [Season, Episode, Credit],
    Season: [Episode, Credit],
}
MERGED = ("person", "character", "location", "network")


class Deletion:
    """For the admins of records. The views are Django's own; what they show and refuse is ours."""

    delete_confirmation_template = "admin/shows/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/shows/delete_selected_confirmation.html"

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """The uses of the records: those that go with them, and those that keep them."""
        numbers = [obj.pk for obj in objs]
        rows = self.model._base_manager.filter(pk__in=numbers)
        if request.method == "POST" and request.POST.get("post"):
            uses.hold(uses.scope_of(rows))
        found = uses.of(rows, request.user)
        going = [use for use in found if not use.keeps]
        return going, {}, self._lacking(request), [use for use in found if use.keeps]

    def _lacking(self, request: HttpRequest) -> set[str]:
        kinds = [self.model, *GO_ALONG.get(self.model, [])]
        return {
            str(kind._meta.verbose_name)
            for kind in kinds
            if not request.user.has_perm(f"shows.{get_permission_codename('delete', kind._meta)}")
        }

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        mergeable = self.opts.model_name in MERGED
        told = {"merge": mergeable} | (extra_context or {})
        return super().delete_view(request, object_id, told)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An action is carried out wholly or not at all, its line in the log included."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        number = obj.pk
        obj.delete()
        history.note(obj, Change.Through.DESK, request.user, note=_("Deleted"), number=number)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        records = list(queryset)
        self.model._base_manager.filter(pk__in=[record.pk for record in records]).delete()
        for record in records:
            history.note(record, Change.Through.DESK, request.user, note=_("Deleted"))
