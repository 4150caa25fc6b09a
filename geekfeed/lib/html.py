"""Clean HTML: the one allow-list that stored text is held to.

`VOCABULARY` says which elements and attributes a story may have. Both the cleaner (nh3) and the
editor's own content rules (articles/editor.py) are made from it, so that what a writer can type
and what survives saving cannot drift apart.

Cleaning has two steps. `_tidied` reads the tags and puts them in order, in time that grows with
the text and no faster; nh3 then decides what is safe. On its own nh3 would follow the parsing
rules of browsers, by which an unclosed `<s>` is repeated in every paragraph after it.
"""

import re
from html import unescape
from typing import Any

import nh3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _

# The desk's buttons make most of it. What they do not make is what stories brought in from
# elsewhere have: q, s, sub, sup, code, pre, hr, a list's first number, a link's title, and cells
# that span others. It has a meaning that would be lost, and it can be edited once it is there.
VOCABULARY: dict[str, set[str]] = {
    "p": set(),
    "h2": set(),
    "h3": set(),
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
    "blockquote": set(),
    "footer": set(),
    "cite": set(),
    "q": set(),
    "figure": set(),
    "figcaption": set(),
    "img": {"src", "alt", "width", "height"},
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
DROPPED_WHOLE = {
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
}

LONGEST = 500_000
"""Characters of a text, tags included."""
MOST_BLOCKS = 2_000
"""Headings, lists, quotations, figures and tables of a text: what can stand in one another."""
DEEPEST = 20
"""Inline elements in one another; further ones are left out, their text is not."""

WHITE = "\t\n\f\r "
INLINE = {"a", "cite", "code", "em", "q", "s", "span", "strong", "sub", "sup"}
BLOCKS = {"blockquote", "figcaption", "figure", "footer", "h2", "h3", "ol", "pre", "table", "ul"}

# Attributes and tags end where the HTML standard says that they end. Neither expression can fail
# halfway, so both read every character once.
_ATTRIBUTE = r"""
    (?: =[^\t\n\f\r\x20/>=]* | [^\t\n\f\r\x20/>=]+ )
    (?:
        [\t\n\f\r\x20]* = [\t\n\f\r\x20]*
        (?: "[^"]*(?:"|\Z) | '[^']*(?:'|\Z) | [^\t\n\f\r\x20>"'][^\t\n\f\r\x20>]* )
    )?
"""
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG = re.compile(
    rf"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
    | <[!?][^>]*(?:>|\Z)
    | <(?P<slash>/?)(?P<name>[a-z][^\t\n\f\r\x20/>]*)
      (?P<attributes>(?:[\t\n\f\r\x20/]+|{_ATTRIBUTE})*+)
      (?P<end>>|\Z)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class TooMuch(ValueError):
    """The text is too long, or has too many parts, to be kept. Its words are for the writer."""


def is_ours(address: str) -> bool:
    """Whether a picture's address is on this site or where its media files are. Others would learn
    who reads the story, and could show something else tomorrow."""
    # As browsers read it: a tab is nothing, and a backslash is a slash.
    read = re.sub(r"[\t\n\r]", "", address).replace("\\", "/")
    if read.startswith("/") and not read.startswith("//"):
        return True
    media = settings.MEDIA_URL
    return not media.startswith("/") and "//" in media and address.startswith(media)


def _kept(tag: str, attribute: str, value: str) -> str | None:
    return None if (tag, attribute) == ("img", "src") and not is_ours(value) else value


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
    cleaned = _cleaner.clean(_tidied(normalize_newlines(html.replace("\x00", ""))))
    # A parser takes the line break that begins a <pre> for none of the text, each time anew.
    cleaned = re.sub(r"<pre>\n+", "<pre>", cleaned)
    # An empty paragraph is where the editor's cursor stood last.
    cleaned = re.sub(r"<p>(?:\s|&nbsp;|<br>)*+</p>\n*", "", cleaned)
    _check_length(cleaned)
    return cleaned


def _check_length(html: str) -> None:
    if len(html) > LONGEST:
        raise TooMuch(_("This is longer than one story can be. Cut it, or make two stories of it."))


def _tidied(html: str) -> str:
    """The text with the vocabulary's tags alone, each inline element closed before the next block
    begins or ends. So a parser finds nothing to repair by repeating it."""
    made: list[str] = []
    inside: list[str] = []  # the inline elements that are open
    blocks = at = 0

    def close(down_to: int) -> None:
        made.extend(f"</{name}>" for name in reversed(inside[down_to:]))
        del inside[down_to:]

    while found := _TAG.search(html, at):
        made.append(html[at : found.start()].replace("<", "&lt;"))
        at = found.end()
        name = (found["name"] or "").lower()
        is_start = not found["slash"]
        if not found["end"]:
            continue
        if name in DROPPED_WHOLE and is_start:
            rest = re.compile(rf"</{name}[\t\n\f\r />]", re.IGNORECASE).search(html, at)
            at = rest.start() if rest else len(html)
        elif name in INLINE:
            if not is_start:
                if name in inside:
                    close(len(inside) - 1 - inside[::-1].index(name))
                continue
            if name == "a" and "a" in inside:
                close(inside.index("a"))
            if len(inside) < DEEPEST:
                made.append(_start_tag(name, found["attributes"]))
                inside.append(name)
        elif name in ("br", "img"):
            if is_start:
                made.append(_start_tag(name, found["attributes"]))
        elif name in VOCABULARY:
            close(0)
            made.append(_start_tag(name, found["attributes"]) if is_start else f"</{name}>")
            blocks += is_start and name in BLOCKS
    if blocks > MOST_BLOCKS:
        raise TooMuch(
            _("This has more headings, lists, quotations and tables than one story can have.")
        )
    made.append(html[at:].replace("<", "&lt;"))
    close(0)
    return "".join(made)


def _start_tag(name: str, written: str) -> str:
    """With the attributes that the vocabulary knows; empty for a picture from elsewhere."""
    known = VOCABULARY.get(name, {"class"})
    if not known:
        return f"<{name}>"
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTES.finditer(written):
        # A name that begins with "=" is none of ours, and splits into an empty one.
        key, _equals, value = found[0].partition("=")
        key, value = key.strip(WHITE).lower(), value.strip(WHITE)
        if value[:1] in ('"', "'"):
            value = value[1:].removesuffix(value[0])
        if key in known:
            attributes.setdefault(key, value)
    if name == "img" and not is_ours(unescape(attributes.get("src", ""))):
        return ""
    return f"<{name}{''.join(_written(*pair) for pair in attributes.items())}>"


def _written(key: str, value: str) -> str:
    return ' {}="{}"'.format(key, value.replace('"', "&quot;"))


def plain_text(html: str) -> str:
    """What a reader reads: no tags, entities resolved, white space folded."""
    spaced = re.sub(r"<(/?(p|h\d|li|br|td|th|blockquote|figcaption|footer))\b", r" <\1", html)
    return " ".join(unescape(strip_tags(spaced)).split())


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
