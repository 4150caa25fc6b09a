"""Clean HTML: the one allow-list that stored text is held to.

`VOCABULARY` says which elements and attributes a story may have. Both the cleaner (nh3) and the
editor's own content rules (articles/editor.py) are made from it, so that what a writer can type
and what survives saving cannot drift apart.
"""

import re
from html import unescape
from typing import Any

import nh3
from django.db import models
from django.utils.html import strip_tags
from django.utils.text import normalize_newlines

VOCABULARY: dict[str, set[str]] = {
    "p": set(),
    "h2": {"id"},
    "h3": {"id"},
    "strong": set(),
    "em": set(),
    "s": set(),
    "sub": set(),
    "sup": set(),
    "br": set(),
    "hr": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "a": {"href", "title"},
    "blockquote": {"cite"},
    "footer": set(),
    "cite": set(),
    "q": set(),
    "figure": set(),
    "figcaption": set(),
    "img": {"src", "alt", "width", "height", "srcset", "sizes"},
    "table": set(),
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "code": set(),
    "pre": set(),
}
CLASSES: dict[str, set[str]] = {"span": {"credit"}}
SCHEMES = {"http", "https", "mailto"}
# Their text goes with them: what stands in a script or a style is not something a reader reads.
DROPPED_WHOLE = {"script", "style", "template", "noscript", "iframe", "object"}

_cleaner = nh3.Cleaner(
    tags=set(VOCABULARY) | set(CLASSES),
    clean_content_tags=DROPPED_WHOLE,
    attributes={tag: set(names) for tag, names in VOCABULARY.items()},
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel="noopener",
)


def clean(html: str) -> str:
    """The same text with nothing in it but the vocabulary. Cleaning twice changes nothing."""
    return _cleaner.clean(normalize_newlines(html.replace("\x00", "")))


def plain_text(html: str) -> str:
    """What a reader reads: no tags, entities resolved, white space folded."""
    spaced = re.sub(r"<(/?(p|h\d|li|br|td|th|blockquote|figcaption|footer))\b", r" <\1", html)
    return " ".join(unescape(strip_tags(spaced)).split())


class HTMLField(models.TextField):
    """A TextField whose value is cleaned on its way into the database, whoever saves it.

    Migrations know it as the TextField that it is in the database.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # QuerySet.update() does not ask pre_save; it asks this.
        if isinstance(value, str):
            value = clean(value)
        return super().get_db_prep_save(value, connection)
