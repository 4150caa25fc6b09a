"""Filming locations and what was filmed there, at the desk."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shows.admin.doubles import WithDoubles
from shows.admin.records import EntryAdmin
from shows.admin.rows import LongRows, RowInline
from shows.models import Location, LocationUse


class LocationUseInline(RowInline):
    model = LocationUse
    formset = LongRows
    verbose_name = _("season")
    heading = _("Filmed here")
    same = ("location", "season", "episode")
    autocomplete_fields = ["location", "season", "episode"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LocationUse]:
        related = ["location", "season__show", "episode"]
        return super().get_queryset(request).select_related(*related)


class PlaceInline(LocationUseInline):
    """The other way round: the places of a season."""

    verbose_name = _("place")
    heading = _("Where it was filmed")


@admin.register(Location)
class LocationAdmin(WithDoubles, EntryAdmin):
    rests = "uses"
    line = F("city")
    list_display = ["name", "address", "district", "city", "country"]
    search_fields = ["name", "aliases", "address", "district", "city"]
    fields = [
        "name",
        "slug",
        "aliases",
        "address",
        ("district", "city", "country"),
        ("latitude", "longitude"),
        "picture",
        "description",
    ]
    autocomplete_fields = ["picture"]
    inlines = [LocationUseInline]
