"""The rows that say who a story is by, what it is about, and which others stand under it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms.row import RowForm, RowFormSet, rows_of
from articles.models import Byline, Coverage, Mention, RelatedStory
from articles.state import MENTION
from geekfeed.lib.desk import ChooseOne, RecordField


class BylineForm(RowForm):
    class Meta:
        model = Byline
        fields = ["author", "role", "position"]
        field_classes = {"author": RecordField}
        widgets = {"author": ChooseOne(Byline._meta.get_field("author"), admin.site)}


class BylineRows(RowFormSet):
    unique = ("author",)
    twice = gettext_lazy("Each author is named once.")

    def rows(self) -> Any:
        return Byline.objects.select_related("author")


class CoverageForm(RowForm):
    class Meta:
        model = Coverage
        fields = ["show", "season", "position"]
        field_classes = {"show": RecordField, "season": RecordField}
        widgets = {
            name: ChooseOne(Coverage._meta.get_field(name), admin.site)
            for name in ("show", "season")
        }


class CoverageRows(RowFormSet):
    unique = ("show",)
    twice = gettext_lazy("Each show is named once.")

    def rows(self) -> Any:
        return Coverage.objects.select_related("show", "season__show")


class RelatedStoryForm(RowForm):
    class Meta:
        model = RelatedStory
        fields = ["related", "position"]
        field_classes = {"related": RecordField}
        widgets = {"related": ChooseOne(RelatedStory._meta.get_field("related"), admin.site)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        related = cleaned.get("related")
        if related and related.pk == self.instance.article_id:
            self.add_error("related", _("A story is not related to itself. Choose another one."))
        return cleaned


class RelatedStoryRows(RowFormSet):
    unique = ("related",)
    twice = gettext_lazy("Each related story is named once.")


class MentionForm(RowForm):
    """Has no choosers: a chip says what is linked, and one box looks names of every kind up."""

    class Meta:
        model = Mention
        fields = [*MENTION, "position"]
        field_classes = dict.fromkeys(MENTION, RecordField)
        widgets = dict.fromkeys((*MENTION, "position"), forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].widget = forms.HiddenInput()

    @property
    def chosen(self) -> dict[str, str]:
        """What is linked, whatever the form makes of it: its name, and of which kind it is."""
        for kind in MENTION:
            field, number = self.fields[kind], self[kind].value()
            if number:
                record = (field.known or {}).get(str(number))
                name = field.label_from_instance(record) if record else _("not there any more")
                return {"name": name, "kind": field.label}
        return {"name": "", "kind": ""}


class MentionRows(RowFormSet):
    """Two names may lead to one record: the second row says nothing and goes."""

    def rows(self) -> Any:
        return Mention.objects.select_related(*MENTION, "season__show")

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.standing_forms:
            chosen = tuple(form.cleaned_data.get(name) for name in MENTION)
            if any(chosen) and chosen in seen:
                raise ValidationError(_("Each record is linked once. Remove one of the two."))
            seen.add(chosen)


Bylines = rows_of(Byline, BylineForm, BylineRows)
CoverageSet = rows_of(Coverage, CoverageForm, CoverageRows)
Mentions = rows_of(Mention, MentionForm, MentionRows)
RelatedStories = rows_of(RelatedStory, RelatedStoryForm, RelatedStoryRows, fk_name="article")
