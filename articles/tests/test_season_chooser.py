"""A season's chooser offers the seasons of the show that is chosen beside it."""

import pytest

from articles.tests.desk import at_desk
from shows.models import Season, Show

AUTOCOMPLETE = "/admin/autocomplete/"


@pytest.fixture
def two_shows(catalog) -> tuple[Show, Show]:
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    Season.objects.create(show=other, number=1)
    return catalog["show"], other


def offered(user, row: str, show: object, field: str = "season") -> list[str]:
    query = {"app_label": "articles", "model_name": row, "field_name": field, "show": str(show)}
    answer = at_desk(user).get(AUTOCOMPLETE, query)
    assert answer.status_code == 200, answer
    return sorted(one["text"] for one in answer.json()["results"])


@pytest.mark.parametrize("row", ["claim", "coverage"])
def test_with_a_show_its_own_seasons_are_offered(writer, two_shows, row):
    one, other = two_shows
    assert offered(writer, row, one.pk) == ["Jessica Jones, season 2"]
    assert offered(writer, row, other.pk) == ["Luke Cage, season 1"]


@pytest.mark.parametrize("nothing", ["", "x", "-1", "9" * 40])
def test_without_a_show_all_seasons_are_offered(writer, two_shows, nothing):
    everything = ["Jessica Jones, season 2", "Luke Cage, season 1"]
    assert offered(writer, "claim", nothing) == everything


def test_a_show_narrows_nothing_but_seasons(writer, two_shows):
    one, _other = two_shows
    assert offered(writer, "claim", one.pk, "show") == ["Jessica Jones", "Luke Cage"]
