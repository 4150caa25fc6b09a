"""The forms of sources at the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.domains import SOCIAL, bare, candidates
from sources.models import Domain


class DomainForm(forms.ModelForm):
    """Any address may be pasted: what it says of whose page it is, is stored."""

    class Meta:
        model = Domain
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        # Of a long address that is pasted, only the beginning is kept; the browser cuts nothing.
        name.widget.attrs.pop("maxlength", None)
        name.validators = []
        name.max_length = None
        name.widget.attrs["spellcheck"] = "false"

    def clean_name(self) -> str:
        """The model looks at what it has become."""
        name = to_store(self.cleaned_data["name"])
        others = Domain.objects.exclude(pk=self.instance.pk).select_related("source")
        taken = others.filter(name=name).first()
        if taken and taken.source_id != self.instance.source_id:
            raise ValidationError(
                _(
                    "“%(name)s” belongs to “%(source)s”. Take it away there first, or merge the "
                    "two sources if they are one."
                )
                % {"name": name, "source": taken.source}
            )
        return name


def to_store(typed: str) -> str:
    """ "https://www.x.com/OLV?lang=en" → "x.com/olv": an account where the domain is everybody's;
    otherwise the domain, with the one part of a path that somebody typed on purpose. What is no
    address stays as it was typed, in small letters.

    Raises ValidationError for a domain that is everybody's.
    """
    text = typed.strip()
    is_pasted = "//" in text
    address = text if is_pasted else f"https://{text}"
    names = candidates(address)
    if not names:
        return text.lower()
    account = bare(address)
    if account in SOCIAL:
        raise ValidationError(
            _("“%(name)s” is everybody's. Add the account: “%(name)s/olv”.") % {"name": account}
        )
    if "/" in account:
        return account
    host = next(name for name in names if "/" not in name)
    has_one_part = names[0].count("/") == 1
    return names[0] if has_one_part and not is_pasted else host
