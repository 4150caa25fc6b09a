"""What every list and form of the admin holds to, whatever is typed into its address or sent to it.

Django lets a list be filtered by any lookup on its model's own columns, with values as they come. A
regular expression there can hold the database for minutes, and a number too large for a column is
an error page. The desk's lists take what their filters offer, and nothing else.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.contrib.auth import get_permission_codename
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DataError, models
from django.http import HttpRequest
from django.utils.translation import gettext as _

LOOKUPS = ("", "__exact", "__id__exact", "__isnull", "__isempty", "__gte", "__lt")
LONGEST_SEARCH = 200  # characters
LONGEST_NUMBER = 18  # digits that fit into every database's big integer


def is_number(value: Any) -> bool:
    """Whether a form's text can be a row's number."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


class Chooser:
    """Shows what is chosen, by name. Where `known` are the records that there are, by their
    numbers, nothing is looked up.

    A form that is shown again looks its choices up by what was sent: only numbers go there.
    """

    known: Mapping[str, models.Model] | None = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        chosen = [one for one in value if is_number(one)]
        if self.known is None:
            return super().optgroups(name, chosen, attr)
        options = [
            self._chosen(name, one, place) for place, one in enumerate(chosen) if one in self.known
        ]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]

    def _chosen(self, name: str, value: str, place: int) -> dict[str, Any]:
        """What a record says of itself `beside` its name goes with it, as the list of choices
        brings it, too (geekfeed/desk.py)."""
        record = self.known[value]
        label = self.choices.field.label_from_instance(record)
        option = self.create_option(name, value, label, True, place)
        if beside := getattr(record, "beside", ""):
            option["attrs"]["data-beside"] = beside
        return option


class ChooseOne(Chooser, AutocompleteSelect):
    class Media:
        js = ["js/desk-chooser.js"]


class ChooseMany(Chooser, AutocompleteSelectMultiple):
    class Media:
        js = ["js/desk-chooser.js"]


class RecordField(forms.ModelChoiceField):
    """A choice of one record. Where the form has been told which records there are, no field of it
    asks the database: a form with many rows costs no more queries than one with few."""

    known: Mapping[str, models.Model] | None = None

    def to_python(self, value: Any) -> models.Model | None:
        if self.known is None or value in self.empty_values:
            return super().to_python(value)
        if str(value) in self.known:
            return self.known[str(value)]
        raise ValidationError(
            self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
        )


# Model → the records of it that may be chosen, by their numbers as text.
Records = Mapping[type[models.Model], Mapping[str, models.Model]]


def let_know(form: forms.BaseForm, records: Records) -> None:
    """Tell the record fields of a form, and their choosers, which records there are."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            known = records.get(field.queryset.model)
            if known is None:
                continue
            if isinstance(field, RecordField):
                field.known = known
            chooser = getattr(field.widget, "widget", field.widget)  # a "+" may stand beside it
            if isinstance(chooser, Chooser):
                chooser.known = known


def offer_to_add(form: forms.ModelForm, user: AbstractBaseUser, kinds: Iterable[type]) -> None:
    """Put a "+" beside the choosers of records that may be added in passing."""
    for name, field in form.fields.items():
        is_one = isinstance(field, RecordField) and isinstance(field.widget, Chooser)
        if not is_one or field.queryset.model not in kinds:
            continue
        opts = field.queryset.model._meta
        if user.has_perm(f"{opts.app_label}.{get_permission_codename('add', opts)}"):
            field.widget = RelatedFieldWidgetWrapper(
                field.widget,
                form._meta.model._meta.get_field(name).remote_field,
                admin.site,
                can_add_related=True,
            )


class DeskForms(BaseModelAdmin):
    """For admins and their inlines."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DeskAdmin(DeskForms, admin.ModelAdmin):
    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        names = {name for entry in self.get_list_filter(request) for name in _offered(entry)}
        return lookup in names and super().lookup_allowed(lookup, value, request)

    show_facets = admin.ShowFacets.NEVER

    def get_action_choices(self, request: HttpRequest, *_default: Any) -> list[tuple[str, str]]:
        return super().get_action_choices(request, [("", _("With those that are ticked"))])

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: models.Model | None = None,
        **kwargs: Any,
    ) -> Any:
        """What was refused is not what the record is called: its page keeps its name."""
        if obj is not None and context.get("errors"):
            stored = self.get_object(request, str(obj.pk))
            context |= {"original": stored, "subtitle": str(stored)} if stored else {}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """No name is longer; what is makes some databases give up."""
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """A value that no row can have leads back to the whole list, as Django does for others."""
        try:
            return super().get_changelist_instance(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error


class LookOnly(DeskAdmin):
    """A list of what is not written at the desk, or by other pages of it."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class FormerAddresses(LookOnly):
    """Addresses that records had, and how often somebody still follows them. Renaming and merging
    write them. `may_look` is the permission of those who may rename."""

    may_look: str
    list_display_links = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(self.may_look)


class DeskTabularInline(DeskForms, admin.TabularInline):
    pass


def _offered(entry: Any) -> set[str]:
    """The parameters that a filter of a list understands."""
    field = entry[0] if isinstance(entry, tuple | list) else entry
    if isinstance(field, str):
        return {f"{field}{lookup}" for lookup in LOOKUPS}
    return {field.parameter_name}
