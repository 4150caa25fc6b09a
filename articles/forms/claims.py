"""The rows that say what a story claims about the catalog."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.forms.row import RowForm, RowFormSet, rows_of
from articles.models import Claim
from articles.state import CLAIM, CLAIM_DATE
from geekfeed.lib.desk import ChooseOne, RecordField

OUR_OWN = gettext_lazy("Our own reporting")
RECORDS = ("show", "season", "person", "character", "location")


class ClaimForm(RowForm):
    """`rests_on` is the key of one of the story's citations, which may be new itself. `cited` are
    those of the same submission: key → what to call it."""

    rests_on = forms.ChoiceField(
        label=gettext_lazy("Rests on"),
        required=False,
        widget=forms.Select(attrs={"data-rests-on": OUR_OWN}),
        error_messages={
            "invalid_choice": gettext_lazy(
                "This story does not name that source. Add it under Sources first."
            )
        },
        help_text=gettext_lazy("One of the story's sources."),
    )

    class Meta:
        model = Claim
        fields = [*CLAIM, *CLAIM_DATE, "position"]
        field_classes = dict.fromkeys(RECORDS, RecordField)
        widgets = {
            "date_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "says": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            "detail": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            **{name: ChooseOne(Claim._meta.get_field(name), admin.site) for name in RECORDS},
        }

    def __init__(self, *args: Any, cited: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        citation = self.instance.citation if self.instance.pk else None
        self.initial["rests_on"] = str(citation.key) if citation else ""
        self.fields["rests_on"].choices = [("", OUR_OWN), *cited.items()]

    def clean_says(self) -> str:
        return " ".join(self.cleaned_data["says"].split())

    def clean_detail(self) -> str:
        return " ".join(self.cleaned_data["detail"].split())


class ClaimRows(RowFormSet):
    def rows(self) -> Any:
        return Claim.objects.with_records().select_related("citation")

    def tie_to_citations(self) -> None:
        """Let each claim rest on the citation that was chosen for it. For when all are saved."""
        citations = {str(key): pk for key, pk in self.instance.citations.values_list("key", "pk")}
        for form in self.forms:
            claim = form.instance
            if claim.pk is None or form in self.deleted_forms:
                continue
            chosen = citations.get(form.cleaned_data["rests_on"])
            if claim.citation_id != chosen or "rests_on" in form.changed_data:
                Claim.objects.filter(pk=claim.pk).update(citation=chosen)
                claim.citation_id = chosen


Claims = rows_of(Claim, ClaimForm, ClaimRows)
