"""Seasons and what critics made of them, at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shows.admin.episode import EpisodeInline, bare
from shows.admin.external import ExternalIdInline
from shows.admin.location import LocationUseInline
from shows.admin.records import RecordAdmin
from shows.admin.rows import PartInline, RowInline
from shows.models import CountryPremiere, CriticScore, Season


class CountryPremiereInline(PartInline):
    model = CountryPremiere
    fields = ["country", "premiere_on", "premiere_precision"]


class CriticScoreInline(RowInline):
    model = CriticScore
    fields = ["service", "value", "reviews", "noted_on"]


@admin.register(Season)
class SeasonAdmin(RecordAdmin):
    """Found by its show and number: "jessica jones 2"."""

    fields = [
        "show",
        "number",
        ("premiere_on", "premiere_precision"),
        ("episode_order", "release"),
        "summary",
        "poster",
    ]
    list_display = ["__str__", "premiere_on", "premiere_precision", "episode_order"]
    list_select_related = ["show"]
    search_fields = ["show__name", "number"]
    search_help_text = _("The show's name, the season's number, or both.")
    autocomplete_fields = ["show", "poster"]
    inlines = [
        EpisodeInline,
        CountryPremiereInline,
        CriticScoreInline,
        LocationUseInline,
        ExternalIdInline,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        return super().get_queryset(request).select_related("show")

    def save_related(
        self, request: HttpRequest, form: BaseForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        Season.objects.filter(pk=form.instance.pk).keep_first_days()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Season], search_term: str
    ) -> tuple[QuerySet[Season], bool]:
        return super().get_search_results(request, queryset, bare(search_term))
