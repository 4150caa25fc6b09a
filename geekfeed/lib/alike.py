"""Pieces of pages that say the same are written once.

The newest stories of a section stand under each of its other stories, an author's box under all
that they wrote, and a patch of ink wherever something is claimed. A piece is the same whenever its
template is given the same values, so it is kept by these, and never out of date.

    written("components/standing.html", standing=claim.sure)

It must be given all that it says, as values: texts, numbers, dates, members of an enumeration, and
tuples of these. A record is refused: it equals every other one of its number, whatever they say.
"""

from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 4_000  # pieces, of a kilobyte or two
VALUES = (str, int, float, date, Enum, NoneType)


def written(template: str, **given: Any) -> SafeString:
    """The template with these values. Raises TypeError for what is no value."""
    # At home, templates change as well.
    write = _written.__wrapped__ if settings.DEBUG else _written
    # Values may be equal and be printed otherwise: 1 and True, a text and one that is safe.
    kinds = tuple(map(type, given.values()))
    return write(template, tuple(given.items()), kinds, (get_language(), get_script_prefix()))


@lru_cache(KEPT)
def _written(
    template: str, given: tuple[tuple[str, Any], ...], kinds: tuple[type, ...], site: Any
) -> SafeString:
    """`site` is what else the words and addresses depend on."""
    for name, value in given:
        _check(template, name, value)
    return render_to_string(template, dict(given))


def _check(template: str, name: str, value: Any) -> None:
    if isinstance(value, tuple):
        for part in value:
            _check(template, name, part)
    elif not isinstance(value, VALUES):
        raise TypeError(f"{template} is given {value!r} as “{name}”, which is no value.")
