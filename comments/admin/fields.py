"""What the forms of the comments' desk pages have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

# Of a field with few choices, all of which are in sight.
CHOOSE = dict.fromkeys(["invalid_choice", "required"], gettext_lazy("Choose one of these."))


class DeskForm(forms.Form):
    """Its labels stand over the fields, without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
