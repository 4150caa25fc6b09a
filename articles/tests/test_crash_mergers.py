"""A process that is killed while it merges records of any kind, or deletes a show with its seasons,
episodes and credits, leaves each of them wholly as it was or wholly done."""

import pytest

from articles.tests.killed import left_by

SEED = 20151120
KINDS = ["character", "location", "network", "source", "show"]


@pytest.fixture(scope="module")
def left(django_db_setup, django_db_blocker, tmp_path_factory):
    return left_by("articles.tests.crash_mergers", SEED, tmp_path_factory, django_db_blocker)


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_wholly_before_or_wholly_after(left, kind):
    for one in left[kind]:
        assert set(one["left"]) <= {"before", "after"}, one
        assert one["left"][: one["done"]] == ["after"] * one["done"], one


@pytest.mark.parametrize("kind", KINDS)
def test_the_kills_came_in_the_midst_of_work(left, kind):
    assert {state for one in left[kind] for state in one["left"]} == {"before", "after"}


@pytest.mark.parametrize("kind", ["character", "location", "network", "source"])
def test_something_rested_on_every_record(left, kind):
    assert all(min(one["rests"]) > 0 for one in left[kind])
