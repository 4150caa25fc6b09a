"""Clean HTML: the one allow-list that stored text is held to.

`VOCABULARY` (vocabulary.py) says which elements and attributes a story may have. Both the cleaner
(nh3) and the editor's own content rules (articles/editor.py) are made from it, so that what a
writer can type and what survives saving cannot drift apart.

Cleaning has two steps. `tidied` (tidy.py) reads the tags and puts them in order, in time that
grows with the text and no faster; nh3 then decides what is safe. On its own nh3 would follow the
parsing rules of browsers, by which an unclosed `<s>` is repeated in every paragraph after it.
"""

import re
from html import unescape
from typing import Any

import nh3
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _

from geekfeed.lib.tidy import tidied
from geekfeed.lib.vocabulary import (
    CLASSES,
    DROPPED_WHOLE,
    EMBEDDED,
    EMBEDDED_ID,
    LONGEST,
    SCHEMES,
    VOCABULARY,
    TooMuch,
    is_ours,
)

ENDS = tuple(".!?:…")  # of a sentence
_TAG = re.compile(r"<[^<>]*>")  # in clean HTML, where every other "<" and ">" is written out
_HEADING = re.compile(r"<h\d\b[^>]*>(.*?)</h\d>", re.DOTALL)
_BREAK = re.compile(r"<(/?(?:p|h\d|li|br|td|th|blockquote|figcaption|footer))\b")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    match tag, attribute:
        case "img", "src":
            is_good = is_ours(value)
        case "figure", "data-embed":
            is_good = value in EMBEDDED
        case "figure", "data-id":
            is_good = EMBEDDED_ID.fullmatch(value) is not None
        case _:
            is_good = True
    return value if is_good else None


_cleaner = nh3.Cleaner(
    tags=set(VOCABULARY) | set(CLASSES),
    clean_content_tags=DROPPED_WHOLE,
    attributes={tag: set(names) for tag, names in VOCABULARY.items()},
    attribute_filter=_kept,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel="noopener",
)


def clean(html: str) -> str:
    """The same text with nothing in it but the vocabulary. Cleaning twice changes nothing, unless
    something stood loose in a table: parsers put that before it.

    Raises TooMuch for a text that is longer than LONGEST before or after, or has more than
    MOST_BLOCKS.
    """
    _check_length(html)
    cleaned = _cleaner.clean(tidied(normalize_newlines(html.replace("\x00", ""))))
    # A parser takes the line break that begins a <pre> for none of the text, each time anew.
    cleaned = re.sub(r"<pre>\n+", "<pre>", cleaned)
    # A site without what is shown there, or the other way round, is nothing.
    cleaned = re.sub(r'<figure data-\w+="[\w-]*">', "<figure>", cleaned)
    # An empty paragraph is where the editor's cursor stood last.
    cleaned = re.sub(r"<p>(?:\s|&nbsp;|<br>)*+</p>\n*", "", cleaned)
    _check_length(cleaned)
    return cleaned


def _check_length(html: str) -> None:
    if len(html) > LONGEST:
        raise TooMuch(_("This is longer than one story can be. Cut it, or make two stories of it."))


def plain_text(html: str) -> str:
    """What a reader reads of clean HTML: no tags, entities resolved, white space folded. A heading
    ends like a sentence, so that it does not run into what stands below it."""
    ended = _HEADING.sub(_ended, html)
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(r" <\1", ended))).split())


def _ended(heading: re.Match[str]) -> str:
    said = _TAG.sub("", heading[1]).rstrip()
    return f" {said}{'' if said.endswith(ENDS) or not said else '.'} "


def check_amount(html: str) -> None:
    """Validator: TooMuch as an error of the field."""
    try:
        clean(html)
    except TooMuch as error:
        raise ValidationError(str(error), code="too_much") from error


class HTMLField(models.TextField):
    """A TextField whose value is cleaned on its way into the database, whoever saves it.

    Migrations know it as the TextField that it is in the database. Saving raises TooMuch where a
    form, whose validators come first, shows that as the field's error.
    """

    default_validators = [check_amount]

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
