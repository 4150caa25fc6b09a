"""Networks and franchises at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from shows.admin.doubles import WithDoubles
from shows.admin.external import ExternalIdInline
from shows.admin.records import EntryAdmin
from shows.admin.rows import Ordered, PartInline
from shows.models import Franchise, Network, ViewingStep


@admin.register(Network)
class NetworkAdmin(WithDoubles, EntryAdmin):
    rests = "shows"
    fields = ["name", "slug", "aliases", "homepage", "country"]
    inlines = [ExternalIdInline]


class ViewingStepInline(Ordered, PartInline):
    model = ViewingStep
    same = ("season",)
    fields = ["position", "season", "note"]
    autocomplete_fields = ["season"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ViewingStep]:
        return super().get_queryset(request).select_related("season__show")


@admin.register(Franchise)
class FranchiseAdmin(EntryAdmin):
    fields = ["name", "slug", "aliases", "description"]
    inlines = [ViewingStepInline]
