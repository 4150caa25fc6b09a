"""The rows that say what a story rests on: each a source, and whom it came through."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms.row import RowForm, RowFormSet, rows_of
from articles.models import Citation, Claim, Via
from geekfeed.lib.desk import ChooseMany, ChooseOne, RecordField, Records, is_number
from sources.models import Source


class InOrder(ChooseMany):
    """Shows what was chosen in the order in which it was chosen, as browsers send it."""

    class Media:
        js = ["js/desk-chain.js"]

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().build_attrs(*args, **kwargs) | {"data-in-order": ""}


class ChainField(forms.ModelMultipleChoiceField):
    """Sources in order. `cleaned_data` holds a list."""

    known: dict[str, Source] = {}

    def clean(self, value: Any) -> list[Source]:
        numbers = [str(int(pk)) if is_number(pk) else pk for pk in value or [] if pk]
        chain = []
        for pk in numbers:
            source = self.known.get(pk)
            if source is None:
                raise ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", {"value": pk}
                )
            if source in chain:
                raise ValidationError(
                    _("%(source)s stands in this chain twice. Take one away.") % {"source": source}
                )
            chain.append(source)
        return chain

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(pk) for pk in initial or []] != [str(pk) for pk in data or [] if pk]


class CitationForm(RowForm):
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        # A half typed address is to be kept, so the browser does not stop it.
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        validators=[
            RegexValidator(
                r"\Ahttps?://", gettext_lazy("Give an address that begins with https://."), "scheme"
            )
        ],
        help_text=gettext_lazy("The page that you read it on."),
    )
    via = ChainField(
        label=gettext_lazy("Via"),
        queryset=Source.objects.all(),
        required=False,
        widget=InOrder(Via._meta.get_field("source"), admin.site),
        help_text=gettext_lazy("Whom it came through, the nearest to the source first."),
    )

    class Meta:
        model = Citation
        fields = ["tag", "url", "note", "position"]
        field_classes = {"tag": RecordField}
        widgets = {"tag": ChooseOne(Citation._meta.get_field("tag"), admin.site)}

    def __init__(self, *args: Any, records: Records, **kwargs: Any) -> None:
        super().__init__(*args, records=records, **kwargs)
        self.fields["via"].known = records.get(Source, {})
        if self.instance.pk:
            self.initial["via"] = [hop.source_id for hop in self.instance.hops.all()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        origin = cleaned.get("tag")
        if origin and origin in cleaned.get("via", []):
            self.add_error(
                "via",
                _("%(source)s said it first, so it did not come via %(source)s. Take one away.")
                % {"source": origin},
            )
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if "via" not in self.changed_data:
            return
        hops = self.instance.hops
        hops.all().delete()
        hops.bulk_create(
            Via(citation=self.instance, source=source, position=position)
            for position, source in enumerate(self.cleaned_data["via"])
        )


TWICE = gettext_lazy("%(source)s stands here twice with the same address. Remove one of the two.")
TWICE_NOWHERE = gettext_lazy(
    "%(source)s stands here twice without an address. Give the address of each report, so that "
    "they can be told apart, or remove one of the two."
)


class CitationRows(RowFormSet):
    unique = ("tag", "url")

    def rows(self) -> Any:
        return Citation.objects.select_related("tag").prefetch_related("hops")

    def validate_unique(self) -> None:
        """Says which source stands there twice, and what to do: two reports of one origin that
        came through others are told apart by their addresses."""
        found: list[str] = []
        cited: set[tuple[Source, str]] = set()
        for form in self.standing_forms:
            source = form.cleaned_data.get("tag") if form.is_valid() else None
            if source is None:
                continue
            url = form.cleaned_data.get("url", "")
            if (source, url) in cited:
                found.append((TWICE if url else TWICE_NOWHERE) % {"source": source})
                form.add_error(None, found[-1])
            cited.add((source, url))
        super().validate_unique()
        if found:
            raise ValidationError(found)

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Claims let go of the sources that leave; ClaimRows ties them anew afterwards."""
        leaving = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        if leaving:
            Claim.objects.filter(citation__in=leaving).update(citation=None)
        return super().save_existing_objects(commit)


Citations = rows_of(Citation, CitationForm, CitationRows, fk_name="content_object")
