"""What the rows of a story have in common: bylines, shows, sources, claims, related stories."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.state import MOST_ROWS
from geekfeed.lib.desk import RecordField, Records, is_number, let_know, offer_to_add
from shows.models import Character, Location, Person
from sources.models import Source

ADDED_IN_PASSING = (Source, Person, Character, Location)


class Unchecked:
    """A form or formset that can show what was typed without judging it."""

    unchecked = False

    def full_clean(self) -> None:
        if not self.unchecked:
            super().full_clean()
        elif isinstance(self, forms.BaseForm):
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            self._errors, self._non_form_errors = [{} for _form in self.forms], ErrorList()


class StoryPart(Unchecked, forms.ModelForm):
    """A form of a story or of one of its rows.

    `records` are those that it may choose from, `user` whose form it is (None: the site's own).
    """

    def __init__(
        self,
        *args: Any,
        records: Records,
        user: AbstractBaseUser | None = None,
        unchecked: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.unchecked = unchecked
        let_know(self, records)
        if user is not None:
            offer_to_add(self, user, ADDED_IN_PASSING)

    def _post_clean(self) -> None:
        """The records that were chosen are known to exist: the model need not ask for each."""
        chosen = {name for name, field in self.fields.items() if isinstance(field, RecordField)}
        clean = self.instance.clean_fields
        self.instance.clean_fields = lambda exclude=None: clean({*(exclude or ()), *chosen})
        super()._post_clean()
        del self.instance.clean_fields


class RowForm(StoryPart):
    """A row has a name for good, its key, and a place.

    What may stand there once is looked at by the formset, which sees all rows, and what fits
    together by the models' `clean()`, in words. The database's constraints would only repeat them.
    """

    key = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    position = forms.IntegerField(
        label=gettext_lazy("Place"),
        required=False,
        min_value=0,
        max_value=MOST_ROWS,
        widget=forms.NumberInput(attrs={"class": "place"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form that new rows are cloned from has no name to give away.
        is_pattern = "__prefix__" in (self.prefix or "")
        self.initial["key"] = "" if is_pattern else str(self.instance.key)
        if self.instance.pk is None:
            self.initial.pop("position", None)

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"key"})

    def _post_clean(self) -> None:
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints
        if key := self.cleaned_data.get("key"):
            self.instance.key = key


class RowFormSet(Unchecked, BaseInlineFormSet):
    # The columns that two rows of a story may not have in common, and what to say when they do.
    unique: tuple[str, ...] = ()
    twice = ""

    def __init__(self, *args: Any, unchecked: bool = False, **kwargs: Any) -> None:
        self.unchecked = unchecked
        super().__init__(*args, queryset=self.rows(), **kwargs)

    def rows(self) -> Any:
        """The stored rows, with what their forms show."""
        return self.model.objects.all()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"unchecked": self.unchecked}

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """A row is found among those that were read, not by asking for each."""
        super().add_fields(form, index)
        field = form.fields["id"]
        form.fields["id"] = RecordField(field.queryset, required=False, widget=field.widget)
        form.fields["id"].known = {str(row.pk): row for row in self.get_queryset()}
        if form.instance.pk:
            form.fields["id"].initial = form.instance.pk

    def get_unique_error_message(self, unique_check: Any) -> str:
        return str(self.twice)

    def get_form_error(self) -> str:
        return _("It stands here twice. Remove one of the two.")

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Rows may trade what only one of them can have, or take it over from a row that goes.

        The database judges each statement by itself, so whoever gives something up leaves first;
        saving then puts a changed row back under its own number. Foreign keys to it are looked at
        when the transaction ends.
        """
        leaving = [form for form in self.deleted_forms if not form.instance._state.adding]
        trading = [
            form.instance.pk
            for form in self.initial_forms
            if form not in leaving and set(form.changed_data) & set(self.unique)
        ]
        if commit:
            for form in leaving:
                self.delete_existing(form.instance)
            if len(trading) > 1:
                rows = self.model._base_manager.filter(pk__in=trading)
                rows._raw_delete(rows.db)
        return super().save_existing_objects(commit)

    @property
    def standing_forms(self) -> list[forms.ModelForm]:
        """The rows that are not being removed, in their places."""
        forms_ = [form for form in self.forms if not _is_removed(form)]
        return sorted(forms_, key=lambda form: _place(form)) if self.is_bound else forms_


def _is_removed(form: forms.ModelForm) -> bool:
    return bool(form.is_bound and form["DELETE"].data)


def _place(form: forms.ModelForm) -> int:
    data = form["position"].data
    return int(data) if is_number(data) else MOST_ROWS


def rows_of(model: type, form: type[RowForm], formset: type[RowFormSet], **options: Any) -> Any:
    """The formset class for one kind of a story's rows."""
    return forms.inlineformset_factory(
        Article,
        model,
        form=form,
        formset=formset,
        extra=0,
        max_num=MOST_ROWS,
        absolute_max=2 * MOST_ROWS + 20,  # those of today and those that replace them
        **options,
    )
