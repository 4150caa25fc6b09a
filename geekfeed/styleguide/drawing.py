"""One component drawn twice on one page: what names its parts must differ each time."""

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from geekfeed.styleguide.component import Component

SCHEMES = ("day", "night")
_ID = re.compile(r' (id|for)="([^"]+)"')
_REFERENCE = re.compile(r' (aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')
_RADIO = re.compile(r'(<input type="radio" name="[^"]+)"')
_INKS = re.compile(r"<defs>.*?</defs>", re.DOTALL)
_LABEL = re.compile(r'(<(?:nav|section|form|div)\b[^>]*) aria-label="([^"]+)"')


class Specimen(NamedTuple):
    """A component with some content: `drawn` by day and by night, each with the id of its title."""

    title: str
    drawn: list[tuple[str, str, SafeString]]


def specimens(component: Component) -> Iterator[Specimen]:
    for number, (title, context) in enumerate(component.specimens):
        html = render_to_string(component.template, context)
        drawn = []
        for scheme in SCHEMES:
            anchor = f"{component.slug}-{number}-{scheme}"
            # The inks of a drawing are named by the stylesheet, and the page has them once.
            inks = "" if number or drawn else "".join(_INKS.findall(html))
            drawn.append((scheme, anchor, _apart(_INKS.sub("", html), anchor, inks)))
        yield Specimen(title, drawn)


def _apart(html: str, anchor: str, inks: str) -> SafeString:
    """The same with ids of its own, and choices; its regions are named after their specimen, too.
    `inks` keep their names."""
    numbers = count(1)
    html = _ID.sub(rf' \1="\2-{anchor}"', html)
    html = _REFERENCE.sub(lambda found: f' {found[1]}="{_each(found[2], anchor)} {anchor}"', html)
    html = _LABEL.sub(
        lambda found: f'{found[1]} aria-label="{found[2]}, {anchor} {next(numbers)}"', html
    )
    html = html.replace(' role="search"', f' role="search" aria-label="{anchor}"')
    html = _RADIO.sub(rf'\1-{anchor}"', html)
    html = re.sub(r"(<svg\b[^>]*>)", lambda found: found[1] + inks, html, count=1) if inks else html
    # Our own templates have made it, which escape what they are given.
    return mark_safe(html)  # noqa: S308


def _each(ids: str, anchor: str) -> str:
    return " ".join(f"{one}-{anchor}" for one in ids.split())
