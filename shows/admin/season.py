"""Seasons and what critics made of them, at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shows.admin.credit import SeasonCreditInline
from shows.admin.episode import EpisodeInline, bare
from shows.admin.external import ExternalIdInline
from shows.admin.location import PlaceInline
from shows.admin.records import RecordAdmin
from shows.admin.rows import PartInline, RowInline
from shows.models import CountryPremiere, CriticScore, Season


class CountryPremiereInline(PartInline):
    model = CountryPremiere
    same = ("country",)
    fields = ["country", "premiere_on", "premiere_precision"]


class CriticScoreInline(RowInline):
    model = CriticScore
    same = ("service", "noted_on")
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
    list_display = ["__str__", "premiere_as_known", "episode_order", "release"]
    list_select_related = ["show"]
    search_fields = ["show__name", "number"]
    search_help_text = _("The show's name, the season's number, or both.")
    autocomplete_fields = ["show", "poster"]
    inlines = [
        EpisodeInline,
        SeasonCreditInline,
        CountryPremiereInline,
        CriticScoreInline,
        PlaceInline,
        ExternalIdInline,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        return super().get_queryset(request).select_related("show")

    @admin.display(description=_("premiere"), ordering="premiere_on")
    def premiere_as_known(self, season: Season) -> str:
        """No day that nobody said."""
        return str(season.premiere or "–")

    def get_readonly_fields(self, request: HttpRequest, obj: Season | None = None) -> list[str]:
        """What is said of a season is said of its show: credits, claims, what was filmed where."""
        return ["show"] if obj else []

    def save_related(
        self, request: HttpRequest, form: BaseForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        Season.objects.filter(pk=form.instance.pk).keep_first_days()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Season], search_term: str
    ) -> tuple[QuerySet[Season], bool]:
        return super().get_search_results(request, queryset, bare(search_term))
