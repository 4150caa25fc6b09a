"""What the catalog's forms have in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from geekfeed.lib.desk import DeskAdmin
from shows.models import Season

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
