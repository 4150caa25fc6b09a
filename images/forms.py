"""The desk's forms for pictures. Files pass through `decoding`, never through forms.ImageField,
which would open whatever format Pillow knows, at any size.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pixels

from images.decoding import Refused, decode
from images.models import Image

# For the file dialog only; what counts are the bytes.
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif"


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
                "Replaces the picture wherever it was chosen. A story that has it in its text "
                "needs it dropped in again."
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
    """What comes with a file that was dropped into a story: mostly nothing.

    A missing credit becomes the site's name, and a missing title the alt text or the file's name:
    text for finding the picture again, which names nothing on the disk.
    """

    class Meta:
        model = Image
        fields = ["title", "alt", "credit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["credit"].required = False

    def clean_credit(self) -> str:
        return self.cleaned_data["credit"] or settings.SITE_NAME

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
