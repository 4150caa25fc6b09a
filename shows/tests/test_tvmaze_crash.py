"""A process that is killed in the middle of an import leaves all of the show, or nothing.

It happens in a process of its own, on a real database: SQLite in a file, or the PostgreSQL of the
tests.
"""

import pytest

from articles.tests.killed import left_by

pytestmark = pytest.mark.long
SEED = 20151120


@pytest.fixture(scope="module")
def left(django_db_setup, django_db_blocker, tmp_path_factory):
    """What a process that was killed again and again left behind."""
    return left_by("shows.tests.crash", SEED, tmp_path_factory, django_db_blocker)


def test_a_new_show_is_there_wholly_or_not_at_all(left):
    empty, whole = left["empty"], left["first"]
    assert whole["rows"][:3] == [1, 20, 400]
    for one in left["new"]:
        found = {name: one[name] for name in empty}
        assert found in (empty, whole)
        if one["done"]:
            assert found == whole


def test_a_show_that_is_brought_up_to_date_is_wholly_the_old_or_the_new_one(left):
    before = left["first"]["versions"]
    changes = left["first"]["rows"][-1]
    for one in left["again"]:
        new = [f"Version {one['version']}"]
        assert one["versions"] in (before, new)
        if one["done"]:
            assert one["versions"] == new
        changes += 400 * (one["versions"] == new)  # a line of history for each episode
        assert one["rows"] == [*left["first"]["rows"][:-1], changes]
        before = one["versions"]


def test_the_kills_came_in_the_midst_of_work(left):
    for rounds in (left["new"], left["again"]):
        assert {one["done"] for one in rounds} == {False, True}
