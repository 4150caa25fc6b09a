"""Where addresses lead that have no page any more, and how often somebody followed them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.access import is_editor
from articles.models import Redirect
from geekfeed.lib.desk import DeskAdmin


class Followed(admin.SimpleListFilter):
    title = _("followed")
    parameter_name = "followed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("At least once")), ("no", _("Never"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(hits__gt=0) if self.value() == "yes" else queryset.filter(hits=0)


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    """A section, topic or author with another address leaves one by itself; editors add others."""

    fields = ["path", "to", "with_below", "hits", "hit_at", "at"]
    readonly_fields = ["hits", "hit_at", "at"]
    list_display = ["path", "to", "hits", "hit_at", "at"]
    list_filter = [Followed]
    search_fields = ["path", "to"]
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_editor(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_editor(request)

    def _keeps_addresses(self, request: HttpRequest, obj: Redirect | None = None) -> bool:
        return is_editor(request)

    has_view_permission = has_change_permission = has_delete_permission = _keeps_addresses

    def get_fields(self, request: HttpRequest, obj: Redirect | None = None) -> list[str]:
        return self.fields if obj else ["path", "to", "with_below"]
