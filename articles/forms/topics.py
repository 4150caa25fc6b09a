"""Topics, typed with commas between them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from taggit.forms import TagField

from articles.models import Topic
from articles.models.topic import read, written


class TopicsInput(forms.TextInput):
    """Plain text with commas. A script proposes topics in use; without it one types them."""

    class Media:
        js = ["js/desk-topics.js"]

    def format_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return written(value)

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        suggestions = reverse("admin:articles_article_topics")
        return super().build_attrs(*args, **kwargs) | {
            "class": "vTextField",
            "data-suggestions": suggestions,
            "autocomplete": "off",
        }


class TopicsField(TagField):
    widget = TopicsInput

    def clean(self, value: Any) -> list[str]:
        names = read(forms.CharField.clean(self, value))
        longest = Topic._meta.get_field("name").max_length
        for name in names:
            if len(name) > longest:
                raise ValidationError(
                    _("“%(name)s…” is too long for a topic. Separate topics with commas.")
                    % {"name": name[:30]}
                )
            if not slugify(name, allow_unicode=True):
                raise ValidationError(
                    _("“%(name)s” has no letters or figures, so it cannot be a topic.")
                    % {"name": name}
                )
        return names
