"""A page of a language that runs from right to left is the mirror image: the style sheets know
where a line begins and ends, never left and right.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from geekfeed.tests.reading import read

STYLES = sorted((Path(settings.BASE_DIR) / "static" / "css").rglob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right|"
    r"border-(?:top|bottom)-(?:left|right)-radius|scroll-(?:margin|padding)-(?:left|right)):"
    r"|(?:text-align|float|clear): *(?:left|right)\b"
)
FOUR_SIDES = re.compile(r"(?<![\w-])(margin|padding|inset|border-width): ([^;}]+)[;}]")


def sides(values: str) -> list[str]:
    """The values of a shorthand, in its order: top, right, bottom, left."""
    return re.findall(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", values)


def lopsided(css: str) -> Iterator[str]:
    for found in FOUR_SIDES.finditer(css):
        values = sides(found[2])
        if len(values) == 4 and values[1] != values[3]:
            yield found[0]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_style_sheet_knows_start_and_end_only(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert [*PHYSICAL.findall(css), *lopsided(css)] == []


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_a_page_says_in_which_direction_it_is_read(client, press, language, direction):
    story = press.live()
    with translation.override(language):
        page = read(client.get(story.get_absolute_url())).one("html")
    assert (page["lang"], page["dir"]) == (language, direction)
