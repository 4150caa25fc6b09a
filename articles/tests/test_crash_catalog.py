"""A process that is killed while it merges or deletes records of the catalog leaves them whole."""

import pytest

from articles.tests.killed import left_by

pytestmark = pytest.mark.long
SEED = 20171118


@pytest.fixture(scope="module")
def left(django_db_setup, django_db_blocker, tmp_path_factory):
    return left_by("articles.tests.crash_catalog", SEED, tmp_path_factory, django_db_blocker)


@pytest.mark.parametrize("verb", ["merge", "delete", "delete_all"])
def test_every_record_is_wholly_before_or_wholly_after(left, verb):
    for one in left[verb]:
        assert set(one["left"]) <= {"before", "after"}, one
        promised = len(one["left"]) if verb == "delete_all" and one["done"] else one["done"]
        assert one["left"][:promised] == ["after"] * promised, one


def test_the_kills_came_in_the_midst_of_work(left):
    assert {state for one in left["merge"] for state in one["left"]} == {"before", "after"}
    assert {state for one in left["delete"] for state in one["left"]} == {"before", "after"}


def test_what_became_of_claims_is_what_the_ledger_says_of_what_is_there(left):
    assert {one["settled"] for one in left["merge"]} == {True}
