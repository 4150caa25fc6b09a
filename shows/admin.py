"""The catalog at the desk."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.desk import DeskAdmin, DeskTabularInline
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    ExternalId,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
)

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RecordForm(forms.ModelForm):
    """Says what is wrong once: the database's rules speak only where the model's own did not."""

    def _post_clean(self) -> None:
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints
        if self.errors:
            return
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as error:
            self._update_errors(error)


class Records:
    """What the catalog's forms have in common, rows included."""

    form = RecordForm
    formfield_overrides = {
        models.DateField: {"widget": DAY},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Seasons and episodes are named with what they belong to, without asking once for each."""
        if db_field.related_model is Season:
            kwargs["queryset"] = Season.objects.select_related("show")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EntryAdmin(Records, DeskAdmin):
    """A named record with an address and other names."""

    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "aliases"]
    list_display = ["name", "slug"]
    show_full_result_count = False


class SeasonInline(Records, DeskTabularInline):
    model = Season
    extra = 0
    fields = ["number", "premiere_on", "premiere_precision", "episode_order"]
    show_change_link = True


class ExternalIdInline(Records, DeskTabularInline):
    model = ExternalId
    extra = 0


class EpisodeInline(Records, DeskTabularInline):
    model = Episode
    extra = 0
    fields = ["number", "title", "aired_on", "runtime"]
    show_change_link = True


class CriticScoreInline(Records, DeskTabularInline):
    model = CriticScore
    extra = 0


class LocationUseInline(Records, DeskTabularInline):
    model = LocationUse
    extra = 0
    autocomplete_fields = ["location", "season", "episode"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LocationUse]:
        related = ["location", "season__show", "episode"]
        return super().get_queryset(request).select_related(*related)


class CreditInline(Records, DeskTabularInline):
    """Credits for a whole show or season; those for single episodes have their own list."""

    model = Credit
    extra = 0
    fields = ["person", "character", "job", "season", "position"]
    autocomplete_fields = ["person", "character", "season"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        related = ["person", "character", "show", "season__show"]
        return super().get_queryset(request).of_no_episode().select_related(*related)


class ShowForm(RecordForm):
    shelf_position = forms.IntegerField(
        label=_("Place on the shelf"),
        required=False,
        min_value=1,
        max_value=12,
        help_text=_("1 to 12, from the left, at the top of every page. Empty: not on the shelf."),
    )

    class Meta:
        model = Show
        fields = [
            "name",
            "slug",
            "full_name",
            "aliases",
            "tagline",
            "status",
            "network",
            "franchise",
            "based_on",
            "leads_to",
            "accent",
            "shelf_position",
            "poster",
            "backdrop",
        ]
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}


@admin.register(Show)
class ShowAdmin(EntryAdmin):
    form = ShowForm
    fieldsets = [
        (None, {"fields": ["name", "slug", "full_name", "aliases", "tagline"]}),
        (_("What it is"), {"fields": ["status", "network", "franchise", "based_on", "leads_to"]}),
        (_("How it looks"), {"fields": ["accent", "shelf_position", "poster", "backdrop"]}),
    ]
    list_display = ["name", "status", "network", "franchise", "shelf_position"]
    list_filter = ["status", "network", "franchise"]
    list_select_related = ["network", "franchise"]
    search_fields = ["name", "full_name", "aliases"]
    autocomplete_fields = ["network", "franchise", "leads_to", "poster", "backdrop"]
    inlines = [SeasonInline, CreditInline, ExternalIdInline]


@admin.register(Season)
class SeasonAdmin(Records, DeskAdmin):
    """Found by its show and number: "jessica jones 2"."""

    fields = [
        "show",
        "number",
        ("premiere_on", "premiere_precision"),
        "episode_order",
        "summary",
    ]
    list_display = ["__str__", "premiere_on", "premiere_precision", "episode_order"]
    list_select_related = ["show"]
    search_fields = ["show__name", "number"]
    search_help_text = _("The show's name, the season's number, or both.")
    autocomplete_fields = ["show"]
    inlines = [EpisodeInline, CriticScoreInline, LocationUseInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        return super().get_queryset(request).select_related("show")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Season], search_term: str
    ) -> tuple[QuerySet[Season], bool]:
        return super().get_search_results(request, queryset, bare(search_term))


@admin.register(Episode)
class EpisodeAdmin(Records, DeskAdmin):
    list_display = ["title", "season", "number", "aired_on"]
    list_select_related = ["season__show"]
    search_fields = ["season__show__name", "season__number", "number", "title"]
    search_help_text = _("The show's name, the season's and the episode's number, the title.")
    autocomplete_fields = ["season"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Episode]:
        return super().get_queryset(request).select_related("season__show")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Episode], search_term: str
    ) -> tuple[QuerySet[Episode], bool]:
        return super().get_search_results(request, queryset, bare(search_term))


def bare(search_term: str) -> str:
    """Without the words that only say what a number is: "jessica jones, season 2"."""
    return re.sub(r"(?i)\b(season|episode)\b|,", " ", search_term)


@admin.register(Credit)
class CreditAdmin(Records, DeskAdmin):
    list_display = ["person", "character", "job", "show", "season", "episode"]
    list_select_related = ["person", "character", "show", "season__show", "episode"]
    search_fields = ["person__name", "character__name", "job", "show__name"]
    autocomplete_fields = ["person", "character", "show", "season", "episode"]
    show_full_result_count = False


@admin.register(Person)
class PersonAdmin(EntryAdmin):
    autocomplete_fields = ["portrait"]


@admin.register(Character)
class CharacterAdmin(EntryAdmin):
    autocomplete_fields = ["portrait"]


@admin.register(Location)
class LocationAdmin(EntryAdmin):
    list_display = ["name", "address", "district", "city", "country"]
    search_fields = ["name", "aliases", "address", "district", "city"]
    fields = [
        "name",
        "slug",
        "aliases",
        "address",
        ("district", "city", "country"),
        ("latitude", "longitude"),
        "description",
    ]
    inlines = [LocationUseInline]


@admin.register(Network)
class NetworkAdmin(EntryAdmin):
    pass


@admin.register(Franchise)
class FranchiseAdmin(EntryAdmin):
    pass
