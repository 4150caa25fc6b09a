"""Rows that belong to a record and stand in its form."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm, HiddenInput
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from geekfeed.lib.desk import DeskTabularInline, RecordField, is_number, let_know
from shows import uses
from shows.admin.records import RecordForm, Records
from shows.models import Episode, Season


class RowForm(RecordForm):
    """A row that is there and was not touched is right as it is: nothing is asked about it."""

    def _post_clean(self) -> None:
        if self.instance.pk and not self.has_changed():
            return
        chosen = {name for name, field in self.fields.items() if isinstance(field, RecordField)}
        # The records that were chosen are known to exist: the model need not ask for each.
        clean = self.instance.clean_fields
        self.instance.clean_fields = lambda exclude=None: clean({*(exclude or ()), *chosen})
        super()._post_clean()
        del self.instance.clean_fields


class RecordRows(BaseInlineFormSet):
    """The records that rows choose are looked up together: one query for each kind of record,
    however many rows there are."""

    def _construct_form(self, i: int, **kwargs: Any) -> BaseForm:
        form = super()._construct_form(i, **kwargs)
        let_know(form, self.known)
        if self.instance.pk:  # a row names what it belongs to
            setattr(form.instance, self.fk.name, self.instance)
        return form

    def add_fields(self, form: BaseForm, index: int | None) -> None:
        """The hidden number of a row is one of those that are there."""
        super().add_fields(form, index)
        number = form.fields[self._pk_field.name]
        own = RecordField(
            number.queryset, initial=number.initial, required=False, widget=HiddenInput
        )
        own.known = self._own
        form.fields[self._pk_field.name] = own

    @cached_property
    def _own(self) -> dict[str, Model]:
        return {str(row.pk): row for row in self.get_queryset()}

    @cached_property
    def known(self) -> dict[type[Model], dict[str, Model]]:
        """Every record that the rows name, or that was chosen in them, by kind and number."""
        fields = {
            name: field
            for name, field in self.form.base_fields.items()
            if isinstance(field, RecordField)
        }
        found: dict[type[Model], dict[str, Model]] = {
            field.queryset.model: {} for field in fields.values()
        }
        if not self.is_bound:
            for row in self.get_queryset():
                for name, field in fields.items():
                    if record := getattr(row, name):
                        found[field.queryset.model][str(record.pk)] = record
            return found
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for name, field in fields.items():
            for place in range(self.total_form_count()):
                value = self.data.get(f"{self.prefix}-{place}-{name}", "")
                if is_number(value):
                    wanted[field.queryset.model].add(int(value))
        for model, numbers in wanted.items():
            related = ["show"] if model is Season else ["season__show"] if model is Episode else []
            rows = model._default_manager.select_related(*related)
            found[model] = {str(pk): record for pk, record in rows.in_bulk(numbers).items()}
        return found

    @property
    def empty_form(self) -> BaseForm:
        form = super().empty_form
        let_know(form, self.known)
        return form

    def clean(self) -> None:
        """A row that stories or claims rest on stays, whatever the database would say."""
        super().clean()
        if self.model not in (Season, Episode):
            return
        leaving = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        if not leaving:
            return
        rows = self.model._base_manager.filter(pk__in=leaving)
        uses.hold(uses.scope_of(rows))
        if keeping := uses.keeping(rows):
            told = ", ".join(f"{use.label}: {use.count}" for use in keeping)
            raise ValidationError(
                _(
                    "What you want to take out stays, as this rests on it: %(uses)s. Its own page "
                    "says which."
                )
                % {"uses": told}
            )


class RowInline(Records, DeskTabularInline):
    """A blank row is there already, so that one can be added without a script."""

    form = RowForm
    formset = RecordRows
    extra = 1


class PartInline(RowInline):
    """Rows of a kind that nobody is asked permission for: they are part of the record, and
    whoever may change that may change them."""

    def _may_change(self, request: HttpRequest) -> bool:
        opts = self.parent_model._meta
        return request.user.has_perm(f"{opts.app_label}.change_{opts.model_name}")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        opts = self.parent_model._meta
        return self._may_change(request) or request.user.has_perm(
            f"{opts.app_label}.view_{opts.model_name}"
        )


class Ordered:
    """Rows with a place: moved by mouse and by keyboard, numbered without a script."""

    classes = ["ordered"]

    class Media:
        js = ["js/desk-order.js"]


class Sheet:
    """Rows that are filled in as a sheet is."""

    classes = ["cells"]

    class Media:
        js = ["js/desk-sheet.js"]
