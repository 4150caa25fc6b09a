"""Credits at the desk: of a show, a season or an episode, and in a list of their own."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shows.admin.records import RecordAdmin
from shows.admin.rows import LongRows, Ordered, RowInline
from shows.models import Credit, Episode, Season


class CreditRows(LongRows):
    """A credit of an episode is one of its season, too, and one of a season is one of its show."""

    def _construct_form(self, i: int, **kwargs: Any) -> BaseForm:
        form = super()._construct_form(i, **kwargs)
        self._put_in_place(form.instance)
        return form

    def save_new(self, form: BaseForm, commit: bool = True) -> Credit:
        self._put_in_place(form.instance)  # what it belongs to may be as new
        return super().save_new(form, commit)

    def _put_in_place(self, credit: Credit) -> None:
        record = self.instance
        if isinstance(record, Episode) and record.season_id:
            credit.season, credit.show = record.season, record.season.show
        elif isinstance(record, Season) and record.show_id:
            credit.show = record.show


class CreditInline(Ordered, RowInline):
    model = Credit
    formset = CreditRows
    heading = _("Cast and crew")
    same = ("person", "character", "job", "season")
    fields = ["position", "person", "character", "job"]
    autocomplete_fields = ["person", "character", "season"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        related = ["person", "character", "show", "season__show"]
        return super().get_queryset(request).select_related(*related)


class SeasonCreditInline(CreditInline):
    """For the whole season; those for single episodes stand in their forms."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        return super().get_queryset(request).of_no_episode()


class ShowCreditInline(SeasonCreditInline):
    """For the whole show or a season of it."""

    fields = [*CreditInline.fields, "season"]


@admin.register(Credit)
class CreditAdmin(RecordAdmin):
    fields = ["person", "show", "season", "episode", "character", "job", "position"]
    list_display = ["person", "character", "job", "show", "season", "episode"]
    list_select_related = ["person", "character", "show", "season__show", "episode"]
    ordering = ["-pk"]
    search_fields = ["person__name", "character__name", "job", "show__name"]
    autocomplete_fields = ["person", "character", "show", "season", "episode"]
