"""Choosing a picture in a form: by sight, not by name.

    lead_image = forms.ModelChoiceField(Image.objects.all(), widget=PictureChooser())

Without script it is a list of the picture that is chosen and the newest ones. With it
(static/js/desk-pictures.js) a picture is chosen by sight, brought in, or dropped onto it.
"""

import json
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from geekfeed.lib.desk import is_number
from images.choose import NEWEST_FIRST, may_be_shown, told
from images.models import Image

OFFERED_WITHOUT_SCRIPT = 20


class PictureChooser(forms.Select):
    """For a ModelChoiceField of pictures. Showing it costs one query, whatever is chosen."""

    class Media:
        js = ["js/desk-pictures.js"]

    def use_required_attribute(self, initial: Any) -> bool:
        """A browser cannot point at a field that the script hides: it would refuse in silence."""
        return False

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        # What was sent and is no number is no picture: nothing is looked up for it.
        chosen = [one for one in value if is_number(one)]
        newest = may_be_shown(Image.objects.order_by(*NEWEST_FIRST))[:OFFERED_WITHOUT_SCRIPT]
        pictures = Image.objects.filter(Q(pk__in=chosen) | Q(pk__in=newest.values("pk")))
        options = []
        for place, image in enumerate(pictures.order_by(*NEWEST_FIRST), start=1):
            number = str(image.pk)
            option = self.create_option(name, number, image.title, number in chosen, place)
            options.append(option | {"picture": image})
        is_empty = not any(option["selected"] for option in options)
        return [(None, [self.create_option(name, "", _("No picture"), is_empty, 0), *options], 0)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        (_label, options, _place) = context["widget"]["optgroups"][0]
        now = next((one["picture"] for one in options[1:] if one["selected"]), None)
        context["widget"] |= {
            "now": now,
            "told": json.dumps(told(now) if now else None),
            "picker": reverse("image-picker"),
            "choose": reverse("image-choose"),
        }
        return context

    def _render(
        self, template_name: str, context: dict[str, Any], renderer: BaseRenderer | None = None
    ) -> SafeString:
        # Forms look for templates in the apps alone; the site's own are in templates/.
        select = super()._render(template_name, context, renderer)
        return render_to_string("admin/images/chooser.html", context | {"select": select})
