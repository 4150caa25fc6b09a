"""A site that has comments already knows which of them readers have had, after the upgrade."""

import pytest

from comments import moderation, posting
from comments.models import Comment
from comments.posting import Words
from comments.tests.talk import person
from geekfeed.tests.upgrading import migrate

BEFORE = [("comments", "0005_bans_lists_and_limits")]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_was_shown_or_decided_about_has_been_had(at_last, press, settings):
    settings.COMMENTS_HOLD_FIRST = True
    story = press.live("Production Starts")
    said = {
        name: posting.post(story, person(), Words(f"It is {name}."))
        for name in ("held", "shown", "held again", "removed", "deleted")
    }
    posting.delete(moderation.approve(said["deleted"], None), said["deleted"].by)
    moderation.approve(said["shown"], None)
    moderation.hold(moderation.approve(said["held again"], None), None)
    moderation.remove(said["removed"], None)
    migrate(BEFORE)
    migrate(at_last)
    had = dict(Comment.objects.values_list("pk", "was_shown"))
    assert {name: had[one.pk] for name, one in said.items()} == {
        "held": False,
        "shown": True,
        "held again": True,
        "removed": True,  # there was a line, and it stays
        "deleted": True,
    }
