"""Addresses that records of the catalog had, at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.desk import FormerAddresses
from shows.models import FormerAddress
from shows.models.former import RECORDS


@admin.register(FormerAddress)
class FormerAddressAdmin(FormerAddresses):
    may_look = "shows.change_show"
    list_display = ["slug", "leads_to", "hits", "hit_at", "at"]
    list_select_related = RECORDS
    search_fields = ["slug"]

    @admin.display(description=_("leads to"))
    def leads_to(self, former: FormerAddress) -> str:
        """The page's address: two records may share a name."""
        record = next(filter(None, (getattr(former, name) for name in RECORDS)))
        return record.get_absolute_url()
