"""What verbs want to be told, and what the newsroom plans."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Correction
from articles.notes import PLACES
from geekfeed.lib.desk import ChooseOne

LATEST_YEAR = 2200
# What a verb cannot do without: the field, and what to say when it is empty.
NEEDS = {
    "schedule": ("go_out_at", gettext_lazy("Give the day and the time at which it should go out.")),
    "send_back": ("why", gettext_lazy("Say what is missing, so that the writer can go on.")),
    "withdraw": ("why", gettext_lazy("Say why. It stays in the story's history.")),
    "correct": ("correction_text", gettext_lazy("Write what was wrong and what is right.")),
}


def moment_field(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class Moments:
    """For forms with moments in them."""

    moments: tuple[str, ...] = ()

    def say_the_zone(self) -> None:
        self.fields[self.moments[0]].help_text = _("In the newsroom's time, %(zone)s.") % {
            "zone": timezone.get_current_timezone_name()
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.moments:
            if (moment := cleaned.get(name)) and not _is_near(moment):
                self.add_error(name, _("Nobody plans so far away. Look at the year again."))
        return cleaned


def _is_near(moment: datetime) -> bool:
    return 2000 <= moment.year <= LATEST_YEAR


class VerbForm(Moments, forms.Form):
    """The cards of the verbs that ask for more than a click."""

    moments = ("go_out_at",)

    go_out_at = moment_field(gettext_lazy("Goes out on"))
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = forms.ChoiceField(
        label=gettext_lazy("About"),
        required=False,
        choices=[("", gettext_lazy("The whole story")), *PLACES.items()],
    )
    correction_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of notice"), required=False, choices=Correction.Kind.choices
    )
    correction_text = forms.CharField(
        label=gettext_lazy("Notice"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What was wrong, and what is right. Readers see it."),
    )

    def __init__(self, *args: Any, verb: str = "", **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.verb = verb
        self.say_the_zone()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.verb in NEEDS:
            field, sentence = NEEDS[self.verb]
            if field not in self.errors and not cleaned.get(field):
                self.add_error(field, sentence)
        return cleaned

    @property
    def complaint(self) -> str:
        """What is wrong with it, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class PlanForm(Moments, forms.ModelForm):
    """When a story is meant to go out, and what it has to wait for. No part of what it says.

    Beside each field stands, hidden, what the page was opened with: only what its writer typed is
    a plan of theirs, and not what a colleague has planned since.
    """

    moments = ("planned_for", "embargo_until")

    class Meta:
        model = Article
        fields = ["planned_for", "embargo_until", "embargo_season", "embargo_episode"]
        widgets = {
            "planned_for": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
            "embargo_until": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
            **{
                name: ChooseOne(Article._meta.get_field(name), admin.site)
                for name in ("embargo_season", "embargo_episode")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.say_the_zone()

    @property
    def opened_with(self) -> list[tuple[str, str]]:
        """The hidden fields: their names, and the plan as the page showed it first."""
        return [(f"opened-{name}", self._before(name)) for name in self.fields]

    def _before(self, name: str) -> str:
        shown = self.initial.get(name)
        if name in self.moments:
            shown = self.fields[name].widget.format_value(self.fields[name].prepare_value(shown))
        return self.data.get(f"opened-{name}", str(shown or ""))

    @property
    def typed(self) -> list[str]:
        """The fields in which something else was typed than the page was opened with."""
        sent = [name for name in self.fields if name in self.data]
        return [name for name in sent if self.data[name] != self._before(name)]

    def plans(self) -> dict[str, Any]:
        """What was typed and is valid, by field, where it differs from what is planned by now."""
        changed = set(self.changed_data)
        return {name: self.cleaned_data[name] for name in self.typed if name in changed}
