"""Credits at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from shows.admin.records import RecordAdmin
from shows.admin.rows import Ordered, RowInline
from shows.models import Credit


class CreditInline(Ordered, RowInline):
    """Credits for a whole show or season; those for single episodes have their own list."""

    model = Credit
    fields = ["position", "person", "character", "job", "season"]
    autocomplete_fields = ["person", "character", "season"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        related = ["person", "character", "show", "season__show"]
        return super().get_queryset(request).of_no_episode().select_related(*related)


@admin.register(Credit)
class CreditAdmin(RecordAdmin):
    fields = ["person", "show", "season", "episode", "character", "job", "position"]
    list_display = ["person", "character", "job", "show", "season", "episode"]
    list_select_related = ["person", "character", "show", "season__show", "episode"]
    ordering = ["-pk"]
    search_fields = ["person__name", "character__name", "job", "show__name"]
    autocomplete_fields = ["person", "character", "show", "season", "episode"]
