"""The forms of a story's rows: bylines, shows, sources with their chains, claims, related."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Citation, Claim, RelatedStory, Via
from geekfeed.lib.desk import ChooseMany, KnowsItsRecords, is_number, let_know
from sources.models import Source

MOST_ROWS = 100  # of one kind in one story
CITATIONS = "citations"  # the prefix of their rows in a submission
OUR_OWN = gettext_lazy("Our own reporting")


class RowForm(KnowsItsRecords):
    """A row has a place; left empty, it is numbered in the order of the rows.

    What may stand there once is looked at by the formset, which sees all rows, and what fits
    together by the models' `clean()`, in words. The database's constraints would only repeat them.
    """

    position = forms.IntegerField(
        label=gettext_lazy("Place"),
        required=False,
        min_value=0,
        max_value=30000,  # those that are numbered after it must fit into the column too
        widget=forms.NumberInput(attrs={"class": "place"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if self.instance.pk is None:
            self.initial.pop("position", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "id" in self.errors:
            self.add_error(
                None,
                _(
                    "Somebody removed this row while you were writing. "
                    "Copy what you need from it, then open the story again."
                ),
            )
        return cleaned

    def _post_clean(self) -> None:
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints


class RowFormSet(BaseInlineFormSet):
    # The columns that two rows of a story may not have in common, and what to say when they do.
    unique: tuple[str, ...] = ()
    twice = ""

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if self._stays(form)]
        given = [form.instance.position for form in rows if _has_place(form)]
        last = max(given, default=-1)
        for form in rows:
            if not _has_place(form):
                last += 1
                form.instance.position = last

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

    def _stays(self, form: forms.ModelForm) -> bool:
        is_blank = form.instance._state.adding and not form.has_changed()
        return not is_blank and form not in self.deleted_forms


def _has_place(form: forms.ModelForm) -> bool:
    return getattr(form, "cleaned_data", {}).get("position") is not None


class BylineFormSet(RowFormSet):
    unique = ("author",)
    twice = gettext_lazy("Each author is named once.")


class CoverageFormSet(RowFormSet):
    unique = ("show",)
    twice = gettext_lazy("Each show is named once.")


class RelatedStoryForm(RowForm):
    class Meta:
        model = RelatedStory
        fields = ["related", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if related := self.fields.get("related"):
            # What an editor chose stays choosable, even if this account may not open it.
            related.queryset |= Article.objects.filter(pk=self.instance.related_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        related = cleaned.get("related")
        if related and related.pk == self.instance.article_id:
            self.add_error("related", _("A story is not related to itself. Choose another one."))
        return cleaned


class RelatedStoryFormSet(RowFormSet):
    unique = ("related",)
    twice = gettext_lazy("Each related story is named once.")


class InOrder(ChooseMany):
    """Shows what was chosen in the order in which it was chosen, as browsers send it."""

    class Media:
        js = ["js/desk-chain.js"]

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().build_attrs(*args, **kwargs) | {"data-in-order": ""}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attr)
        places = {chosen: place for place, chosen in enumerate(value)}
        for _label, options, _index in groups:
            options.sort(key=lambda option: places.get(str(option["value"]), 0))
        return groups


class ChainField(forms.ModelMultipleChoiceField):
    """Sources in order. `cleaned_data` holds a list."""

    def clean(self, value: Any) -> list[Source]:
        numbers = [str(int(pk)) if is_number(pk) else pk for pk in value or []]
        if strange := [pk for pk in numbers if not is_number(pk)]:
            raise ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": strange[0]}
            )
        found = {str(source.pk): source for source in super().clean(numbers)}
        chain = [found[pk] for pk in numbers]
        for place, source in enumerate(chain):
            if source in chain[:place]:
                raise ValidationError(
                    _("%(source)s stands in this chain twice. Take one away.") % {"source": source}
                )
        return chain

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(pk) for pk in initial or []] != [str(pk) for pk in data or []]


class CitationForm(RowForm):
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            hops = self.instance.hops.all()
            self.initial["via"] = [hop.source_id for hop in hops]
            if via := self.fields.get("via"):
                let_know(via, [hop.source for hop in hops])

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


class CitationFormSet(RowFormSet):
    unique = ("tag", "url")
    twice = gettext_lazy("Each page of a source is named once.")

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Claims let go of the sources that leave; ClaimFormSet ties them anew afterwards."""
        leaving = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        Claim.objects.filter(citation__in=leaving).update(citation=None)
        return super().save_existing_objects(commit)


class ClaimForm(RowForm):
    """`rests_on` names one of the story's sources, including those added in the same submission."""

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
        fields = [
            "says",
            "kind",
            "standing",
            "show",
            "season",
            "person",
            "character",
            "location",
            "date_on",
            "date_precision",
            "detail",
            "position",
        ]
        widgets = {
            "date_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "says": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            "detail": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
        }

    def __init__(self, *args: Any, cited: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        citation = self.instance.citation
        self.initial["rests_on"] = str(citation.tag_id) if citation else ""
        if "rests_on" in self.fields:
            self.fields["rests_on"].choices = [("", OUR_OWN), *(cited or {}).items()]

    def clean_says(self) -> str:
        return " ".join(self.cleaned_data["says"].split())

    def clean_detail(self) -> str:
        return " ".join(self.cleaned_data["detail"].split())


class ClaimFormSet(RowFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "_cited"):
            self._cited = self._sources_named()
        return super().get_form_kwargs(index) | {"cited": self._cited}

    def tie_to_citations(self) -> None:
        """Let each claim rest on the story's citation of the source that was chosen for it.

        For when all rows are saved. Of several pages of one source a claim keeps the one it has.
        """
        citations = list(self.instance.citations.order_by("position", "pk"))
        for form in self.forms:
            claim = form.instance
            if claim.pk is None or form in self.deleted_forms:
                continue
            fitting = [c.pk for c in citations if str(c.tag_id) == form.cleaned_data["rests_on"]]
            chosen = fitting[0] if fitting else None
            if claim.citation_id in fitting:
                chosen = claim.citation_id
            if claim.citation_id != chosen:
                Claim.objects.filter(pk=claim.pk).update(citation=chosen)

    def _sources_named(self) -> dict[str, str]:
        """Number → name of the sources in this submission, or of the story as it is stored."""
        if f"{CITATIONS}-TOTAL_FORMS" in self.data:
            chosen = _chosen_sources(self.data)
            found = Source.objects.in_bulk(chosen)
        elif self.instance.pk:
            citations = self.instance.citations.select_related("tag").order_by("position", "pk")
            found = {citation.tag_id: citation.tag for citation in citations}
        else:
            found = {}
        return {str(pk): source.name for pk, source in found.items()}


def _chosen_sources(data: Mapping[str, str]) -> list[int]:
    """The sources in a submission's citation rows that are not being removed."""
    total = data.get(f"{CITATIONS}-TOTAL_FORMS", "")
    rows = range(min(int(total), MOST_ROWS)) if is_number(total) else []
    tags = (
        data.get(f"{CITATIONS}-{row}-tag", "")
        for row in rows
        if not data.get(f"{CITATIONS}-{row}-DELETE")
    )
    return [int(tag) for tag in tags if is_number(tag)]
