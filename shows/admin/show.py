"""Shows at the desk."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from shows.admin.credit import ShowCreditInline
from shows.admin.external import ExternalIdInline
from shows.admin.records import EntryAdmin, RecordForm
from shows.admin.rows import RowInline, Sheet
from shows.models import Season, Show


class SeasonInline(Sheet, RowInline):
    model = Season
    same = ("number",)
    fields = ["number", "premiere_on", "premiere_precision", "episode_order", "release"]
    show_change_link = True


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
        fields: list[str] = []  # the admin below names them
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}


@admin.register(Show)
class ShowAdmin(EntryAdmin):
    form = ShowForm
    fieldsets = [
        (None, {"fields": ["name", "slug", "full_name", "aliases", "tagline", "summary"]}),
        (
            _("What it is"),
            {"fields": ["status", "network", "franchise", "based_on", "leads_to", "homepage"]},
        ),
        (_("How it looks"), {"fields": ["accent", "shelf_position", "poster", "backdrop"]}),
    ]
    list_display = ["name", "status", "network", "franchise", "shelf_position"]
    list_filter = ["status"]
    list_select_related = ["network", "franchise"]
    search_fields = ["name", "full_name", "aliases", "network__name", "franchise__name"]
    autocomplete_fields = ["network", "franchise", "leads_to", "poster", "backdrop"]
    inlines = [SeasonInline, ShowCreditInline, ExternalIdInline]
