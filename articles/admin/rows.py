"""The rows of a story in its form, in the order in which they stand there."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.row_forms import (
    MOST_ROWS,
    OUR_OWN,
    BylineFormSet,
    CitationForm,
    CitationFormSet,
    ClaimForm,
    ClaimFormSet,
    CoverageFormSet,
    RelatedStoryForm,
    RelatedStoryFormSet,
    RowForm,
)
from articles.models import (
    Article,
    Byline,
    Citation,
    Claim,
    Correction,
    Coverage,
    RelatedStory,
)
from geekfeed.lib.desk import DeskStackedInline
from images.models import Image
from shows.models import Character, Location, Person, Season
from sources.models import Source

ADDED_IN_PASSING = (Source, Image, Person, Character, Location)


class Choosing:
    """How the desk's forms of a story let people choose other records."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """New sources, pictures and people can be added in passing; everything else that could be
        done to a record belongs on its own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
            field.widget.can_add_related &= db_field.related_model in ADDED_IN_PASSING
        return field

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.related_model is Article:
            kwargs["queryset"] = Article.objects.visible_to(request.user)
        if db_field.related_model is Season:
            kwargs["queryset"] = Season.objects.select_related("show")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RowInline(Choosing, DeskStackedInline):
    form = RowForm
    extra = 0
    max_num = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        """A few bytes may ask for any number of rows; more than these are not even looked at."""
        return super().get_formset(request, obj, absolute_max=MOST_ROWS + 20, **kwargs)

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """A new story begins with an empty row of what nearly every story has."""
        return self.extra if obj is None else 0


class BylineInline(RowInline):
    model = Byline
    formset = BylineFormSet
    extra = 1
    fields = [("author", "position"), "role"]
    autocomplete_fields = ["author"]
    verbose_name = _("author")
    verbose_name_plural = _("by")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("author")


class CoverageInline(RowInline):
    model = Coverage
    formset = CoverageFormSet
    extra = 1
    fields = [("show", "position"), "season"]
    autocomplete_fields = ["show", "season"]
    verbose_name = _("show")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("show", "season__show")


class CitationInline(RowInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    extra = 1
    fields = [("tag", "position"), "via", "url", "note"]
    autocomplete_fields = ["tag"]
    verbose_name = _("source")
    verbose_name_plural = _("sources")

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        """What rested on a source that goes is looked at in the same submission, by the claims."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.hand_clean_DELETE = lambda form: None
        return formset

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_chain()

    @admin.display(description=_("via"), empty_value="")
    def via(self, citation: Citation) -> str:
        """For those who may only look."""
        return ", ".join(str(hop) for hop in citation.hops.all())


class ClaimInline(RowInline):
    model = Claim
    form = ClaimForm
    formset = ClaimFormSet
    fields = [
        "says",
        ("kind", "standing"),
        ("show", "season"),
        ("person", "character"),
        ("location", "position"),
        ("date_on", "date_precision"),
        "detail",
        "rests_on",
    ]
    autocomplete_fields = ["show", "season", "person", "character", "location"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_records().select_related("citation__tag")

    @admin.display(description=_("rests on"))
    def rests_on(self, claim: Claim) -> str:
        """For those who may only look."""
        return str(claim.citation or OUR_OWN)


class RelatedStoryInline(RowInline):
    model = RelatedStory
    form = RelatedStoryForm
    formset = RelatedStoryFormSet
    fk_name = "article"
    fields = [("related", "position")]
    autocomplete_fields = ["related"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Other people's hidden stories are not given away by standing beside one that is live."""
        rows = super().get_queryset(request).select_related("related")
        return rows.filter(related__in=Article.objects.visible_to(request.user))


class CorrectionInline(DeskStackedInline):
    """Notices that readers see. New ones are made by the verb; a slip in one can be mended here."""

    model = Correction
    extra = 0
    can_delete = False
    fields = [("kind", "at"), "text"]

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False


ROWS = [
    BylineInline,
    CoverageInline,
    CitationInline,
    ClaimInline,
    RelatedStoryInline,
    CorrectionInline,
]
