"""A site that has claims already comes out of the upgrade right, without anybody's doing."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles import outcomes, workflow
from articles.models import Claim, Outcome, Telling, TrackRecord
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.upgrading import migrate

BEFORE = [("articles", "0009_milestones")]


def kept():
    return (
        sorted(Outcome.objects.values_list("claim", "verdict", "by", "at", "until")),
        sorted(Claim.objects.values_list("pk", "told_at", "fact", "repeats")),
        sorted(TrackRecord.objects.values_list()),
        sorted(Telling.objects.values_list("key", "at")),
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_became_of_claims_is_worked_out_by_the_upgrade(
    at_last, press, olv, mcuexchange, catalog, editor
):
    def tell(at, standing, says, kind="casting", source=olv, **facts):
        claim = {"says": says, "kind": kind, "standing": standing, **catalog, **facts}
        story = press.draft(sources=[[source]], claims=[claim])
        workflow.publish(story, None, at=FIRST_DAY + timedelta(days=at))
        return story.claims.get()

    rumour = tell(1, "rumoured", "She plays her")
    tell(2, "rumoured", "It is she who plays her")
    tell(3, "confirmed", "It is she", source=mcuexchange)
    other = tell(4, "reported", "So they say", kind="other")
    tell(6, "denied", "They do not", kind="other", answers=other, answer="denies")
    tell(8, "reported", "Something else", kind="other", source=mcuexchange)
    away = tell(9, "reported", "What nobody reads any more", kind="other")
    workflow.withdraw(away.article, editor)
    later = press.draft(claims=[{"says": "They do", "kind": "other", **catalog}])
    workflow.schedule(later, editor, timezone.now() + timedelta(days=1))
    now = kept()
    assert len(now[0]) == 3
    assert Claim.objects.get(says="It is she who plays her").repeats

    apps = migrate(BEFORE)
    old = {name: apps.get_model("articles", name).objects for name in ("Claim", "Outcome")}
    old["Outcome"].all().delete()
    apps.get_model("articles", "TrackRecord").objects.update(came_true=7)
    for claim in old["Claim"].exclude(fact=""):
        old["Claim"].filter(pk=claim.pk).update(fact=f"former {claim.pk}", repeats=False)
    migrate(at_last)

    month = timezone.make_aware(datetime(2017, 4, 1))
    Claim.objects.filter(pk=away.pk, told_at=month).update(told_at=away.told_at)
    Telling.objects.filter(key=away.key, at=month).update(at=away.told_at)
    assert kept() == now
    outcomes.settle_all()
    assert kept() == now
    assert rumour.outcomes.live().get().verdict == "confirmed"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_empty_site_is_upgraded_too(at_last):
    migrate(BEFORE)
    migrate(at_last)
    assert not Telling.objects.exists()
