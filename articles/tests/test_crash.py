"""A process that is killed in the middle of its work leaves every story whole, and keeps its word.

It happens in a process of its own, on a real database: SQLite in a file, or the PostgreSQL of the
tests.
"""

import pytest

from articles.tests.killed import left_by

pytestmark = pytest.mark.long
SEED = 20170410


@pytest.fixture(scope="module")
def left(django_db_setup, django_db_blocker, tmp_path_factory):
    """What a process that was killed again and again left behind."""
    return left_by("articles.tests.crash", SEED, tmp_path_factory, django_db_blocker)


def is_whole(parts: list[int]) -> bool:
    return len(parts) == 5 and len(set(parts)) == 1


def test_every_autosave_that_was_acknowledged_is_there(left):
    for one in left["keep"]:
        assert is_whole(one["typed"]), one
        assert one["typed"][0] >= one["promised"], one


def test_a_draft_that_was_being_kept_is_the_same_in_its_rows(left):
    drafts = [one for one in left["keep"] if one["draft"]]
    assert [one["rows"] for one in drafts] == [one["typed"] for one in drafts]
    assert max(one["promised"] for one in drafts) > 5  # the kills came in the midst of work


def test_a_live_story_that_was_being_changed_is_as_it_was_for_readers(left):
    stories = [one for one in left["keep"] if not one["draft"]]
    assert {tuple(one["rows"]) for one in stories} == {(0, 0, 0, 0, 0)}


def test_a_story_that_was_being_published_is_wholly_before_or_wholly_after(left):
    for one in left["publish"]:
        assert is_whole(one["rows"]), one
        assert is_whole(one["typed"]), one
        if one["promised"] is not None:
            assert one["live"], one
            assert one["rows"][0] >= one["promised"], one
        if one["live"]:
            assert one["row_moments"] == [True], one
            assert one["newest_revision"] == one["version"], one
        assert one["has_copy"] == (one["typed"] != one["rows"] or not one["live"]), one


def test_what_became_of_claims_is_what_the_ledger_says_of_what_is_there(left):
    assert {one["settled"] for one in (*left["publish"], *left["due"])} == {True}


def test_what_was_due_is_carried_out_wholly_or_later(left):
    for one in left["due"]:
        for story in one["halfway"]:
            assert is_whole(story["rows"]), story
            assert story["row_moments"] == [True], story
        assert [story["status"] for story in one["after"]] == ["live"] * 6
        assert [story["has_copy"] for story in one["after"]] == [False] * 6
        # Every other story was live before, and got its changes.
        assert [story["rows"][0] for story in one["after"]] == [0, 1] * 3
    kinds = {tuple(story["copy_status"] for story in one["halfway"]) for one in left["due"]}
    assert len(kinds) > 1  # some were killed before, some after
