"""What a record is called in other databases, at the desk."""

from django.db.models import Q
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shows import uses
from shows.admin.deleting import MERGED
from shows.admin.rows import RecordRows, RowInline
from shows.models import ExternalId


class ExternalIdRows(RecordRows):
    def clean(self) -> None:
        """Whoever has the number there already may well be the same."""
        super().clean()
        touched = [
            form
            for form in self.forms
            if form.has_changed() and not form.errors and form not in self.deleted_forms
        ]
        taken = self._taken([(f.cleaned_data["service"], f.cleaned_data["value"]) for f in touched])
        for form in touched:
            number = (form.cleaned_data["service"], form.cleaned_data["value"])
            if number in taken:
                form.add_error("value", self._sentence_of(form, taken[number]))

    def _taken(self, numbers: list[tuple[str, str]]) -> dict[tuple[str, str], ExternalId]:
        """Those that another record of this kind has, in one query."""
        wanted = Q(pk__in=[])
        for service, value in numbers:
            wanted |= Q(service=service, value=value)
        if not numbers:
            return {}
        rows = ExternalId.objects.filter(wanted, **{f"{self.fk.name}__isnull": False})
        if self.instance.pk:
            rows = rows.exclude(**{self.fk.name: self.instance})
        found = rows.select_related(*RELATED.get(self.fk.name, [self.fk.name]))
        return {(row.service, row.value): row for row in found}

    def _sentence_of(self, form: BaseForm, row: ExternalId) -> str:
        record = getattr(row, self.fk.name)
        link = format_html('<a href="{}">{}</a>', uses.page_of(record), record)
        told = {"service": row.get_service_display()}
        if self.fk.name in MERGED:
            said = _("At %(service)s this is {}. If the two are the same, merge them.") % told
        else:
            said = _("At %(service)s this is {}. Look at the number again.") % told
        return format_html(said, link)


RELATED = {"season": ["season__show"], "episode": ["episode__season__show"]}


class ExternalIdInline(RowInline):
    model = ExternalId
    formset = ExternalIdRows
    verbose_name = gettext_lazy("number")
    heading = gettext_lazy("Numbers in other databases")
    same = ("service",)
    fields = ["service", "value"]
