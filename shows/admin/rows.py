"""Rows that belong to a record and stand in its form."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, UniqueConstraint
from django.forms import BaseForm, HiddenInput
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from geekfeed.lib.desk import DeskTabularInline, RecordField, is_number, let_know
from shows import uses
from shows.admin.alike import Alike, Key
from shows.admin.records import RecordForm, Records
from shows.models import Episode, Season

MOST = 200  # rows of one kind that stand in a form


class RowForm(RecordForm):
    """A row that is there and was not touched is right as it is: nothing is asked about it. What
    two rows may not both say is looked at by all of them together."""

    def _post_clean(self) -> None:
        if self.instance.pk and not self.has_changed():
            return
        chosen = {name for name, field in self.fields.items() if isinstance(field, RecordField)}
        # The records that were chosen are known to exist: the model need not ask for each.
        clean = self.instance.clean_fields
        self.instance.clean_fields = lambda exclude=None: clean({*(exclude or ()), *chosen})
        rules = self.instance.get_constraints
        self.instance.get_constraints = lambda: [(model, _of_one(all_)) for model, all_ in rules()]
        super()._post_clean()
        del self.instance.clean_fields, self.instance.get_constraints


def _of_one(constraints: list[Any]) -> list[Any]:
    """The rules that speak of one row."""
    return [rule for rule in constraints if not isinstance(rule, UniqueConstraint)]


class RecordRows(Alike, BaseInlineFormSet):
    """The records that rows choose are looked up together: one query for each kind of record,
    however many rows there are."""

    beyond = 0  # rows that there are and that do not stand in the form

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
        self._name_cells(form)

    def _name_cells(self, form: BaseForm) -> None:
        """The heading of a column is nothing that a screen reader finds for its cells."""
        for field in form.fields.values():
            if not field.widget.is_hidden:
                cell = getattr(field.widget, "widget", field.widget)  # a "+" may stand beside it
                cell.attrs["aria-label"] = str(field.label)

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


class LongRows(RecordRows):
    """Of very many rows the first ones stand in the form, or the last: a browser would be slow,
    and no server takes so many fields."""

    shows_last = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = self.queryset.count() if self.instance.pk else 0
        self.beyond = max(0, count - MOST)
        if self.beyond:
            self._everything = self.queryset
            self.queryset = self.queryset.filter(pk__in=self._shown)

    @cached_property
    def _shown(self) -> list[int]:
        """Their numbers. What was sent is what was shown, whatever was added meanwhile."""
        if self.is_bound:
            sent = (
                self.data.get(f"{self.prefix}-{place}-{self.model._meta.pk.name}", "")
                for place in range(self.initial_form_count())
            )
            return [int(value) for value in sent if is_number(value)]
        numbers = list(self._everything.values_list("pk", flat=True))
        return numbers[-MOST:] if self.shows_last else numbers[:MOST]

    @property
    def list_address(self) -> str:
        """Where all of them are listed; empty where they have no list of their own."""
        try:
            address = reverse(f"admin:shows_{self.model._meta.model_name}_changelist")
        except NoReverseMatch:
            return ""
        return f"{address}?{urlencode({'q': self.instance})}"

    def _held_elsewhere(self, names: list[str]) -> list[Key]:
        if not self.beyond:
            return []
        return list(self._everything.exclude(pk__in=self._shown).values_list(*names))


class RowInline(Records, DeskTabularInline):
    """A blank row is there already, so that one can be added without a script. `heading` stands
    above the rows where their kind is no heading; `same` is what Alike looks at."""

    form = RowForm
    formset = RecordRows
    template = "admin/shows/rows.html"
    heading = ""
    same: tuple[str, ...] = ()
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        rows = super().get_formset(request, obj, **kwargs)
        rows.same = self.same
        return rows


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
