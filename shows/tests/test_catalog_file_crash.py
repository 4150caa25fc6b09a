"""An import that is killed leaves the catalog as it was or as it was to become.

It happens in a process of its own, on a real database: SQLite in a file, or the PostgreSQL of the
tests.
"""

import pytest

from articles.tests.killed import left_by
from shows.tests.catalog_crash import KINDS, RECORDS

pytestmark = pytest.mark.long
SEED = 20170410


@pytest.fixture(scope="module")
def looks(django_db_setup, django_db_blocker, tmp_path_factory):
    """What was there after each kill."""
    return left_by("shows.tests.catalog_crash", SEED, tmp_path_factory, django_db_blocker)


def test_a_killed_import_has_written_all_or_nothing(looks):
    whole = (len(KINDS) * RECORDS, len(KINDS) * RECORDS // 2)
    for look in looks:
        assert (look["new"], look["changes"]) in {whole, (0, 0)}, look


def test_what_was_said_to_be_done_is_there(looks):
    assert all(look["new"] for look in looks if look["done"])
    assert {look["done"] for look in looks} == {True, False}  # some kills came in the midst of work
