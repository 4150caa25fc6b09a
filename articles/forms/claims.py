"""The rows that say what a story claims about the catalog."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms.row import RowForm, RowFormSet, rows_of
from articles.models import Claim
from articles.state import ANSWER, CLAIM, CLAIM_DATE, is_key
from geekfeed.lib.desk import ChooseOne, RecordField

OUR_OWN = gettext_lazy("Our own reporting")
RECORDS = ("show", "season", "person", "character", "location")


class EarlierClaim(RecordField):
    """A claim of another story, by its key. `known` are the ones that may be chosen."""

    known: Mapping[str, Claim] = {}

    def label_from_instance(self, claim: Claim) -> str:
        about = f"{claim.season or claim.show or ''}: {claim.says}".removeprefix(": ")
        return f"{about}, {claim.date}" if claim.date else about


class ChooseEarlier(forms.Select):
    """Shows what is chosen. A script offers the rest (static/js/desk-earlier.js)."""

    known: Mapping[str, Claim] = {}

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        chosen = [key for key in value if key in self.known]
        named = [(key, self.choices.field.label_from_instance(self.known[key])) for key in chosen]
        options = [("", gettext_lazy("None: this is news")), *named]
        return [
            (None, [self.create_option(name, key, told, key in chosen, place)], place)
            for place, (key, told) in enumerate(options)
        ]


class ClaimForm(RowForm):
    """`rests_on` is the key of one of the story's citations, which may be new itself. `cited` are
    those of the same submission: key → what to call it. `earlier` are the claims of other stories
    that it may answer, by their keys."""

    answers = EarlierClaim(
        label=gettext_lazy("Settles an earlier claim"),
        queryset=Claim.objects.all(),
        required=False,
        to_field_name="key",
        widget=ChooseEarlier(attrs={"data-earlier": ""}),
        error_messages={
            "invalid_choice": gettext_lazy(
                "That claim is not there any more. Choose another one, or none."
            )
        },
        help_text=gettext_lazy("Stories that carried it say so by themselves."),
    )

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
        fields = [*CLAIM, *CLAIM_DATE, *ANSWER, "position"]
        field_classes = dict.fromkeys(RECORDS, RecordField)
        widgets = {
            "date_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "says": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            "detail": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            **{name: ChooseOne(Claim._meta.get_field(name), admin.site) for name in RECORDS},
        }

    def __init__(
        self,
        *args: Any,
        cited: Mapping[str, str],
        earlier: Mapping[str, Claim],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answers"]
        field.known = field.widget.known = earlier
        field.widget.choices = field.choices
        self.initial["answers"] = str(self.instance.answers_id or "")
        citation = self.instance.citation if self.instance.pk else None
        self.initial["rests_on"] = str(citation.key) if citation else ""
        self.fields["answer"].label = _("What this claim does to it")
        self.fields["answer"].help_text = ""  # it stands beside the earlier claim
        self.fields["rests_on"].choices = [("", OUR_OWN), *cited.items()]

    def clean_says(self) -> str:
        return " ".join(self.cleaned_data["says"].split())

    def clean_detail(self) -> str:
        return " ".join(self.cleaned_data["detail"].split())


class ClaimRows(RowFormSet):
    def rows(self) -> Any:
        return Claim.objects.with_records().select_related("citation")

    def clean(self) -> None:
        """A claim's key is its name on the whole site: no other story's can be taken."""
        super().clean()
        new = {form["key"].data for form in self.standing_forms if form.instance.pk is None}
        keys = {key for key in new if key and is_key(key)}
        taken = Claim.objects.filter(key__in=keys).exclude(article=self.instance.pk)
        if keys and taken.exists():
            raise ValidationError(
                _("A claim of another story stands here as this one's. Remove it and add it anew.")
            )

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
