"""What programs that fill in every form fall into, and people do not: a field that nobody sees, and
a form that was sent as soon as it was made.

Whoever is caught gets the form back with all that they typed, and one more press sends it: a person
whose browser has filled in the field, or who was very quick, loses nothing.
"""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

QUICKEST = 3  # seconds from a form to what is typed in it
SALT = "comments.traps"


class Trapped(forms.Form):
    """A form with both traps. A page that is kept for many readers has the moment at which it was
    made in it: it can only be taken for older than it is."""

    website = forms.CharField(required=False)
    made = forms.CharField(required=False)

    @property
    def made_now(self) -> str:
        """What the field `made` says in a form that is printed now: of one that came back, what it
        said before."""
        came = self.data.get("made", "")
        return came if _age(came) is not None else made_now()

    def catches(self) -> bool:
        """Whether a program sent the form, as far as the traps say; it has an error then. Once it
        is valid."""
        age = _age(self.cleaned_data["made"])
        caught = bool(self.cleaned_data["website"]) or age is None or age < QUICKEST
        if caught:
            self.add_error(
                None,
                _("This was sent faster than people type. Look at it, and send it again."),
            )
        return caught


def made_now() -> str:
    return made_at(int(time.time()))


def made_at(moment: int) -> str:
    """`moment` is in seconds since 1970."""
    return signing.Signer(salt=SALT).sign(str(moment))


def _age(made: str) -> float | None:
    """Of a form, in seconds; None where it says nothing that we have said."""
    try:
        return time.time() - int(signing.Signer(salt=SALT).unsign(made))
    except signing.BadSignature:
        return None
