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
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import DataError, models
from django.http import HttpRequest

LOOKUPS = ("", "__exact", "__id__exact", "__isnull", "__isempty", "__gte", "__lt")
LONGEST_NUMBER = 18  # digits that fit into every database's big integer


def is_number(value: Any) -> bool:
    """Whether a form's text can be a row's number."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


class Chooser:
    """Shows what is chosen, by name. `known` are records by their numbers that need no looking up.

    A form that is shown again looks its choices up by what was sent: only numbers go there.
    """

    known: Mapping[str, models.Model] = {}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        chosen = [one for one in value if is_number(one)]
        if not all(one in self.known for one in chosen):
            return super().optgroups(name, chosen, attr)
        options = [
            self.create_option(name, one, self._label(self.known[one]), True, place)
            for place, one in enumerate(chosen)
        ]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]

    def _label(self, record: models.Model) -> str:
        return self.choices.field.label_from_instance(record)


class ChooseOne(Chooser, AutocompleteSelect):
    pass


class ChooseMany(Chooser, AutocompleteSelectMultiple):
    pass


class KnowsItsRecords(forms.ModelForm):
    """Hands its choosers the records that came with its own row, so that a form with many rows
    asks the database no more often than one with few."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, record in self.instance._state.fields_cache.items():
            if record is not None and name in self.fields:
                let_know(self.fields[name], [record])


def let_know(field: forms.Field, records: Iterable[models.Model]) -> None:
    """Spare the field's chooser a look-up of these."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, Chooser):
        widget.known = {str(record.pk): record for record in records}


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

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """A value that no row can have leads back to the whole list, as Django does for others."""
        try:
            return super().get_changelist_instance(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error


class DeskTabularInline(DeskForms, admin.TabularInline):
    pass


class DeskStackedInline(DeskForms, admin.StackedInline):
    pass


def _offered(entry: Any) -> set[str]:
    """The parameters that a filter of a list understands."""
    field = entry[0] if isinstance(entry, tuple | list) else entry
    if isinstance(field, str):
        return {f"{field}{lookup}" for lookup in LOOKUPS}
    return {field.parameter_name}
