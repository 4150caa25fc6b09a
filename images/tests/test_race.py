"""Processes that ask for the same renditions at once do no work twice, and what one of them was
killed over is made by the others. It happens on a real database: SQLite in a file, or the
PostgreSQL of the tests."""

import pytest

from articles.tests.killed import left_by
from images.renditions import RECIPE

SEED = 20170411


@pytest.fixture(scope="module")
def left(django_db_setup, django_db_blocker, tmp_path_factory):
    return left_by("images.tests.race", SEED, tmp_path_factory, django_db_blocker)


def test_everybody_got_what_they_asked_for(left):
    assert set(left["ends"]) == {0}
    assert left["there"] == left["listed"]
    assert left["broken"] == []


def test_nobody_made_what_somebody_else_made(left):
    assert left["most_often"] == 1
    # The one that was killed may have made a last one without having said so.
    assert len(left["made_by_nobody"]) <= 1


def test_no_turn_is_left(left):
    assert left["turns_of_the_killed"] <= 1
    assert left["turns"] == 0
    assert left["rendered"] == f"{RECIPE} 50 50"
