"""What stories say of their closing comes through an upgrade, and back."""

from datetime import timedelta

import pytest

from comments import moderation, policy
from comments.models import Conversation
from geekfeed.tests.upgrading import migrate

BEFORE = [("comments", "0006_what_readers_have_had")]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_story_that_never_closes_stays_open_there_and_back(at_last, press, settings):
    settings.COMMENTS_CLOSE_AFTER = 30
    never, later, site = (press.live(name) for name in ("Never", "Later", "As the site"))
    moment = later.live_at + timedelta(days=5000)
    moderation.decide(never, None, "open", never_closes=True)
    moderation.decide(later, None, "open", moment)
    moderation.decide(site, None, "open")
    old = migrate(BEFORE).get_model("comments", "Conversation").objects
    assert old.get(story=later.pk).closes_at == moment
    assert old.get(story=site.pk).closes_at is None
    assert old.get(story=never.pk).closes_at.year == 9999
    migrate(at_last)
    assert dict(Conversation.objects.values_list("story", "closes_at")) == {
        never.pk: None,
        later.pk: moment,
        site.pk: None,
    }
    kinds = [policy.now(story).kind for story in (never, later, site)]
    assert kinds == ["open", "open", "closed"]
