"""Paths of pages, which are worked out once."""

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix

from geekfeed.lib.addresses import path_of


def written(text, **names):
    return Template(text).render(Context(names))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{% url "front" %}', "/"),
        ('{% url "show" slug %}', "/shows/jessica-jones/"),
        ('{% url "show" slug=slug %}', "/shows/jessica-jones/"),
        ('{% url "show" slug as there %}({{ there }})', "(/shows/jessica-jones/)"),
        ('{% url "nowhere" as there %}({{ there }})', "()"),
        ('{% url "admin:index" %}', "/admin/"),
        ('{% url page "a&b" as there %}{{ there }}', "/search/a&amp;b/"),
    ],
)
def test_a_template_names_the_path_of_a_page(text, path, settings):
    settings.ROOT_URLCONF = "geekfeed.tests.paths_urls"
    assert written(text, slug="jessica-jones", page="odd") == path


def test_a_page_that_is_not_there_is_an_error():
    with pytest.raises(NoReverseMatch):
        written('{% url "nowhere" %}')


def test_where_the_site_is_below_an_address_all_its_paths_are():
    assert path_of("front") == "/"
    set_script_prefix("/news/")
    try:
        assert (path_of("front"), path_of("front")) == ("/news/", reverse("front"))
    finally:
        set_script_prefix("/")
    assert path_of("front") == "/"


@override_settings(ROOT_URLCONF="geekfeed.tests.paths_urls")
def test_another_table_of_addresses_has_its_own():
    assert path_of("odd", "x") == "/search/x/"
