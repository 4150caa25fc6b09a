"""Spoiler covers, dressed when a page is made."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

NameOf = Callable[[int], str | None]


def covered(html: str, spoils: str) -> str:
    """All of a comment under one cover."""
    named = f' data-spoils="{spoils}"' if spoils else ""
    return f'<details class="spoiler"{named}><summary></summary>{html}</details>'


def dressed(html: str, seen: Any, name_of: NameOf) -> SafeString:
    return SafeString(html.replace("<summary></summary>", "<summary>Spoiler</summary>"))
