"""The styleguide: whole on an empty site, and on nobody's site."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.template.loader import get_template
from django.urls import reverse

from geekfeed.styleguide import palette
from geekfeed.styleguide.components import components
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import read

ADDRESSES = ["styleguide", "styleguide-colours"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_it_is_there_in_development_only(client, settings, name):
    settings.DEBUG = False
    assert client.get(reverse(name)).status_code == 404
    settings.DEBUG = True
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_every_component_is_drawn_by_day_and_by_night_with_its_own_template(client, settings):
    settings.DEBUG = True
    page = read(client.get(reverse("styleguide")))
    for component in components(None, None):
        assert get_template(component.template)
        assert {component.is_for, component.do, component.never}.isdisjoint({""})
        specimens = page.one(f"section[aria-labelledby={component.slug}]").all(".guide__pair")
        assert len(specimens) == len(component.specimens)
        for specimen in specimens:
            drawn = [child["class"] for child in specimen.children if not isinstance(child, str)]
            assert drawn == ["guide__day", "guide__night"]


@pytest.mark.django_db
def test_nothing_has_the_id_of_something_else(client, settings):
    settings.DEBUG = True
    page = read(client.get(reverse("styleguide")))
    ids = Counter(element["id"] for element in page.inside() if "id" in element)
    assert [one for one, times in ids.items() if times > 1] == []
    named = " ".join(one["aria-labelledby"] for one in page.all("[aria-labelledby]")).split()
    assert set(named) <= set(ids)


@pytest.mark.django_db
def test_it_asks_for_its_pictures_and_for_nothing_else(client, settings, django_assert_num_queries):
    settings.DEBUG = True
    for title in ("jj-101", "by-marguerite-lunn"):
        picture(title)
    client.get(reverse("styleguide"))
    # While the site is worked on, the frame (menu and shelf) is asked for each time.
    with django_assert_num_queries(2 + 2):
        page = read(client.get(reverse("styleguide")))
    assert len(page.all("#figure")) == 1
    assert len(page.one("section[aria-labelledby=figure]").all("img")) == 4


def test_the_palette_says_the_contrasts_of_the_stylesheet():
    assert {swatch.name: swatch.says for swatch in palette.house()}["ink"] == [
        ("with paper", "16.8", "16.2")
    ]
    tokens = (Path(configured.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
    for swatch in palette.house():
        assert re.search(rf"--{swatch.name}: light-dark\(", tokens)
