"""Episodes at the desk."""

import re

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shows.admin.credit import CreditInline
from shows.admin.external import ExternalIdInline
from shows.admin.records import RecordAdmin
from shows.admin.rows import LongRows, RowInline, Sheet
from shows.models import Credit, Episode, LocationUse, Season


class EpisodeRows(LongRows):
    """Numbered anew at will: an episode that was left out is put in, and all after it move up."""

    shows_last = True

    def _held_until_saved(self) -> list[BaseForm]:
        return []

    def save_existing_objects(self, commit: bool = True) -> list[Episode]:
        leaving = set(map(id, self.deleted_forms))
        moving = [
            form.instance.pk
            for form in self.initial_forms
            if form.instance.pk and (id(form) in leaving or "number" in form.changed_data)
        ]
        if commit:
            Episode.objects.filter(pk__in=moving).update(number=None)
        return super().save_existing_objects(commit)


class EpisodeInline(Sheet, RowInline):
    """A sheet of a season's episodes: typed line by line, or pasted from a spreadsheet."""

    model = Episode
    formset = EpisodeRows
    same = ("number",)
    extra = 3
    fields = ["number", "title", "aired_on", "runtime"]
    show_change_link = True


@admin.register(Episode)
class EpisodeAdmin(RecordAdmin):
    fields = ["season", "number", "title", ("aired_on", "runtime"), "summary", "still"]
    list_display = ["title", "season", "number", "aired_on"]
    list_select_related = ["season__show"]
    search_fields = ["season__show__name", "season__number", "number", "title"]
    search_help_text = _("The show's name, the season's and the episode's number, the title.")
    autocomplete_fields = ["season", "still"]
    ordering = ["-pk"]
    inlines = [CreditInline, ExternalIdInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Episode]:
        return super().get_queryset(request).select_related("season__show")

    def save_model(self, request: HttpRequest, obj: Episode, form: BaseForm, change: bool) -> None:
        """It may move to another season, and what is said of it goes with it."""
        seasons = {obj.season_id, form.initial.get("season")}
        super().save_model(request, obj, form, change)
        if change and "season" in form.changed_data:
            Credit.objects.filter(episode=obj).update(season=obj.season, show=obj.season.show)
            LocationUse.objects.filter(episode=obj).update(season=obj.season)
        Season.objects.filter(pk__in=seasons - {None}).keep_first_days()

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Episode) -> None:
        super().delete_model(request, obj)
        _lost(Season.objects.filter(pk=obj.season_id))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Episode]) -> None:
        seasons = list(queryset.order_by().values_list("season", flat=True))
        super().delete_queryset(request, queryset)
        _lost(Season.objects.filter(pk__in=seasons))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Episode], search_term: str
    ) -> tuple[QuerySet[Episode], bool]:
        return super().get_search_results(request, queryset, bare(search_term))


def _lost(seasons: QuerySet[Season]) -> None:
    """Episodes: what a season says in calendars, "all 13 episodes", has changed, and perhaps when
    it begins."""
    seasons.keep_first_days()
    seasons.update(changed_at=timezone.now())


def bare(search_term: str) -> str:
    """Without the words that only say what a number is: "jessica jones, season 2"."""
    return re.sub(r"(?i)\b(season|episode)\b|,", " ", search_term)
