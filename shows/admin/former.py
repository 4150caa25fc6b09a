"""Addresses that records of the catalog had, and how often somebody still follows them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.desk import DeskAdmin
from shows.models import FormerAddress
from shows.models.former import RECORDS


@admin.register(FormerAddress)
class FormerAddressAdmin(DeskAdmin):
    """To be looked at: renaming and merging write them (shows/renaming.py)."""

    list_display = ["slug", "leads_to", "hits", "hit_at", "at"]
    list_display_links = None
    list_select_related = RECORDS
    search_fields = ["slug"]
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("shows.change_show")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("leads to"))
    def leads_to(self, former: FormerAddress) -> str:
        """The page's address: two records may share a name."""
        record = next(filter(None, (getattr(former, name) for name in RECORDS)))
        return record.get_absolute_url()
