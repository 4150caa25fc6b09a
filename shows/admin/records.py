"""What the catalog's forms have in common."""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geekfeed.lib.desk import ChooseOne, DeskAdmin, RecordField, is_number
from geekfeed.lib.paging import paginate
from shows import history, renaming
from shows.admin.deleting import MERGED, Deletion
from shows.admin.meanwhile import Meanwhile
from shows.models import Change, Episode, FormerAddress, Season, Show
from shows.models.entry import Entry
from shows.uses import page_of

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PAGE = 50
# What is added in the form of what it is a part of.
PARTS = (Show, Season, Episode)


class RecordForm(forms.ModelForm):
    """Says what is wrong once: the database's rules speak only where the model's own did not.
    `meanwhile` says what somebody else changed while it was open (shows/admin/meanwhile.py)."""

    look: history.Look | None = None
    meanwhile = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.meanwhile:
            raise ValidationError(self.meanwhile)
        return cleaned

    def clean_slug(self) -> str:
        """Two of one name may well be one; and links to a former address go on leading to whoever
        had it."""
        slug = self.cleaned_data["slug"]
        if "slug" in self.changed_data:
            self._must_be_free(slug)
        taken = FormerAddress.objects.leading_to(self._meta.model, slug)
        if taken is not None and taken.pk != self.instance.pk:
            raise ValidationError(
                _(
                    "Links to this address lead to “%(record)s”, which had it once. Choose "
                    "another one."
                )
                % {"record": taken}
            )
        return slug

    def clean_country(self) -> str:
        return self.cleaned_data["country"].upper()

    def _must_be_free(self, slug: str) -> None:
        model = self._meta.model
        has_it = model._base_manager.filter(slug=slug).exclude(pk=self.instance.pk).first()
        if has_it is None:
            return
        if model._meta.model_name in MERGED:
            said = _(
                "This is the address of {}. Choose another one, or merge the two if they are one."
            )
        else:
            said = _("This is the address of {}. Choose another one.")
        link = format_html('<a href="{}">{}</a>', page_of(has_it), has_it)
        raise ValidationError(format_html(said, link))

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
    """What the catalog's forms have in common, rows included. Records are chosen by name: of a
    large catalog no list would be short enough to choose from."""

    form = RecordForm
    formfield_overrides = {
        models.DateField: {"widget": DAY},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
            kwargs.setdefault("form_class", RecordField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A record that is not there yet can be added in passing; others have their own pages."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
            if db_field.related_model in PARTS:
                field.widget.can_add_related = False
        return field


class RecordAdmin(Records, Meanwhile, Deletion, DeskAdmin):
    """Whatever is saved leaves a line in the record's history, its rows included."""

    show_full_result_count = False
    change_form_template = "admin/shows/change_form.html"

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: BaseForm, change: bool
    ) -> None:
        was = self.model._base_manager.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if was and isinstance(obj, Entry):
            renaming.renamed(obj, was)

    def save_related(
        self, request: HttpRequest, form: BaseForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        now = history.look(form.instance, self._relations(request, form.instance))
        fields = history.differences(form.look or history.Look(), now)
        said = "" if change else _("Added")
        history.note(form.instance, Change.Through.DESK, request.user, fields, said)

    def _relations(self, request: HttpRequest, obj: models.Model) -> list[str]:
        """The relations whose rows stand in the form."""
        models_of_rows = [inline.model for inline in self.get_inline_instances(request, obj)]
        return [
            link.get_accessor_name()
            for link in self.opts.related_objects
            if link.related_model in models_of_rows and not link.hidden
        ]

    @method_decorator([never_cache, require_safe])
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was changed, newest first; what Django's log has from before stands at the end."""
        number = unquote(object_id)
        record = self.get_object(request, number) if is_number(number) else None
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        changes = Change.objects.about(record).select_related("by", "record_type")
        page = paginate(changes, request, order=["-at", "-pk"], size=PAGE)
        context = self.admin_site.each_context(request) | {
            "title": _("History of %(record)s") % {"record": record},
            "opts": self.opts,
            "original": record,
            "page": page,
            "entries": [(change, history.lines(change)) for change in page],
            "log": [] if page.next_token else _log(record),
        }
        context |= extra_context or {}
        return TemplateResponse(request, "admin/shows/history.html", context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any):
        original = context.get("original")
        if original is not None and self.opts.model_name in MERGED:
            context["merge_address"] = reverse(
                "admin:articles_article_merge_record", args=[self.opts.model_name, original.pk]
            )
        return super().render_change_form(request, context, *args, **kwargs)


def _log(record: models.Model) -> list[LogEntry]:
    """What Django's own log has of the time before the history begins."""
    first = Change.objects.about(record).order_by("at", "pk").values_list("at", flat=True).first()
    entries = LogEntry.objects.filter(
        content_type__app_label=record._meta.app_label,
        content_type__model=record._meta.model_name,
        object_id=str(record.pk),
    )
    if first:
        entries = entries.filter(action_time__lt=first)
    return list(entries.select_related("user").order_by("-action_time", "-pk")[:PAGE])


class EntryAdmin(RecordAdmin):
    """A named record with an address and other names."""

    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "aliases"]
    list_display = ["name", "slug"]
    # What tells two of one name apart where one of them is chosen.
    line: Any = None

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        found, is_twice = super().get_search_results(request, queryset, search_term)
        if self.line is not None and request.path == reverse("admin:autocomplete"):
            found = found.annotate(line=self.line)
        return found, is_twice
