"""The desk's forms for pictures. Files pass through `decoding`, never through forms.ImageField,
which would open whatever format Pillow knows, at any size.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pixels

from images.decoding import Refused, decode
from images.models import Image

# For the file dialog only; what counts are the bytes.
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif"

NO_CREDIT = {"credit": {"required": _("Say whose picture it is.")}}


class PictureForm(forms.ModelForm):
    """A picture at the desk. `cleaned_data["upload"]` holds decoded pixels, or None."""

    upload = forms.FileField(
        label=_("Picture file"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("JPEG, PNG, WebP, GIF or AVIF. 2,400 pixels wide is enough."),
    )

    class Meta:
        model = Image
        fields = [
            "title",
            "alt",
            "caption",
            "credit",
            "focal_x",
            "focal_y",
            "rights_holder",
            "rights_expire_on",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who may only look has a form without it.
        if self.instance.pk and (upload := self.fields.get("upload")):
            upload.required = False
            upload.label = _("Another file")
            upload.help_text = _(
                "Replaces the picture wherever it is shown, in the text of stories, too."
            )

    def clean_upload(self) -> Pixels.Image | None:
        file = self.cleaned_data["upload"]
        if not file:
            return None
        try:
            return decode(file)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal


class DroppedPictureForm(forms.ModelForm):
    """What comes with a file that was dropped into a story.

    A missing title becomes the alt text or the file's name: text for finding the picture again,
    which names nothing on the disk.
    """

    class Meta:
        model = Image
        fields = ["title", "alt", "credit", "caption"]
        error_messages = NO_CREDIT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("title"):
            title = cleaned.get("alt") or self._file_stem() or str(Image._meta.verbose_name)
            cleaned["title"] = title[: Image._meta.get_field("title").max_length]
        return cleaned

    def _file_stem(self) -> str:
        upload = self.files.get("upload")
        stem = upload.name.rpartition(".")[0] if upload else ""
        return "".join(c for c in stem if c.isprintable()).strip()


class WordsForm(forms.ModelForm):
    """What a picture says to readers."""

    class Meta:
        model = Image
        fields = ["alt", "credit", "caption"]
        error_messages = NO_CREDIT

    def changed_labels(self) -> list[str]:
        """For the log, in the language that it is kept in."""
        return [str(Image._meta.get_field(name).verbose_name) for name in self.changed_data]


def words_form(sent: QueryDict, image: Image) -> WordsForm:
    """A form that changes what was sent, and leaves the rest as it is."""
    kept = {name: getattr(image, name) for name in WordsForm.base_fields}
    return WordsForm(kept | {name: sent[name] for name in kept if name in sent}, instance=image)
