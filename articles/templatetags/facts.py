"""What a story's facts are filed under in its fact box.

{% load facts %}
{% for line in facts|by_name:lead_show %}   .name, .facts, and .show where it is another one
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.utils.translation import gettext

from shows.ledger import Kind

register = template.Library()


@dataclass
class Line:
    """Facts of one name, in their order. `show` is None where it is the page's own."""

    name: str
    show: Any
    facts: list[Any] = field(default_factory=list)


@register.filter
def by_name(facts: Iterable[Any], lead_show: Any) -> list[Line]:
    """Every name once, where its first fact stands: two of one name are two values of it."""
    lines: dict[tuple[Any, str], Line] = {}
    for fact in facts:
        claim = fact.claim
        show = claim.show if claim.show and claim.show != lead_show else None
        name = _name(claim)
        line = lines.setdefault((claim.show_id if show else None, name), Line(name, show))
        line.facts.append(fact)
    return list(lines.values())


def _name(claim: Any) -> str:
    if claim.kind != Kind.OTHER:
        return claim.get_kind_display()
    return claim.season.name if claim.season else gettext("Also")
