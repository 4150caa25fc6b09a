"""The forms that make bans."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import banning, wording
from comments.admin.fields import CHOOSE, DeskForm
from comments.models import Ban, Commenter
from comments.models.ban import LONGEST_WHY

GOOD = "good"
LENGTHS = {
    "1": gettext_lazy("For a day"),
    "7": gettext_lazy("For a week"),
    "30": gettext_lazy("For 30 days"),
    GOOD: gettext_lazy("For good"),
}


class HowForm(DeskForm):
    """What every ban says."""

    days = forms.ChoiceField(
        label=gettext_lazy("How long"),
        choices=list(LENGTHS.items()),
        initial="7",
        error_messages=CHOOSE,
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=LONGEST_WHY,
        help_text=gettext_lazy("They are told this when they want to comment."),
    )

    def clean_why(self) -> str:
        return " ".join(wording.tidied(self.cleaned_data["why"]).split())

    def until(self) -> datetime | None:
        days = self.cleaned_data["days"]
        return None if days == GOOD else timezone.now() + timedelta(days=int(days))


class PersonForm(HowForm):
    """`ways` are those in which this person can be banned: what is banned then, by its kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Whom"),
        initial=Ban.Kind.PERSON,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    remove = forms.BooleanField(
        label=gettext_lazy("Also remove all that they have said"), required=False
    )

    def __init__(self, *args: Any, ways: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, _label(kind, what)) for kind, what in ways.items()]


def _label(kind: str, what: str) -> str:
    if kind == Ban.Kind.EMAIL:
        return _("Their e-mail address, %(email)s") % {"email": what}
    if kind == Ban.Kind.NETWORK:
        return _("The network they wrote from last, %(network)s, for 30 days at most") % {
            "network": short(what)
        }
    return _("This person")


def ways_of(person: Commenter, network: str | None, *, may_see_addresses: bool) -> dict[str, str]:
    """How somebody can be banned: what a ban would be on, by its kind. An account of the newsroom
    is banned as a person only, whoever gave its address."""
    ways: dict[str, str] = {Ban.Kind.PERSON: str(person.pk)}
    if not may_see_addresses or person.is_staff:
        return ways
    if person.email and not banning.is_of_newsroom(person.email):
        ways[Ban.Kind.EMAIL] = person.email
    if network:
        ways[Ban.Kind.NETWORK] = banning.READ[Ban.Kind.NETWORK](network)
    return ways


def short(network: str) -> str:
    """A network as people write it: a single address without its length."""
    return network.removesuffix("/32")
