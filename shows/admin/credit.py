"""Credits at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from geekfeed.lib.desk import DeskAdmin, DeskTabularInline
from shows.admin.records import Records
from shows.models import Credit


class CreditInline(Records, DeskTabularInline):
    """Credits for a whole show or season; those for single episodes have their own list."""

    model = Credit
    extra = 0
    fields = ["person", "character", "job", "season", "position"]
    autocomplete_fields = ["person", "character", "season"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        related = ["person", "character", "show", "season__show"]
        return super().get_queryset(request).of_no_episode().select_related(*related)


@admin.register(Credit)
class CreditAdmin(Records, DeskAdmin):
    list_display = ["person", "character", "job", "show", "season", "episode"]
    list_select_related = ["person", "character", "show", "season__show", "episode"]
    search_fields = ["person__name", "character__name", "job", "show__name"]
    autocomplete_fields = ["person", "character", "show", "season", "episode"]
    show_full_result_count = False
