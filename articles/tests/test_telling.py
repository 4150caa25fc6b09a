"""Claims have a time of their own: when readers were first told what they say."""

import copy
from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import state as states
from articles import workflow
from articles.models import Claim, Telling, TrackRecord
from articles.tests.versions import fresh
from articles.tests.versions import kept as typed_in
from geekfeed.tests.cast import FIRST_DAY
from shows import ledger

pytestmark = pytest.mark.django_db
MARCH = {"date_on": date(2018, 3, 1), "date_precision": "month"}


def day(number):
    return FIRST_DAY + timedelta(days=number)


@pytest.fixture
def tell(press, olv, season_2):
    """The claim of a live story about season 2."""

    def told(at, says, standing="reported", **facts):
        about = {"show": season_2.show, "season": season_2, "kind": "casting"}
        claim = {"says": says, "standing": standing} | about | facts
        return press.live(at=day(at), sources=[[olv]], claims=[claim]).claims.get()

    return told


def add(story, editor, says, standing, about, **facts):
    """A claim that is put into a story which is live already."""
    claim = Claim.objects.create(
        article=story,
        says=says,
        standing=standing,
        kind=about.kind,
        show=about.show,
        season=about.season,
        position=1,
        **facts,
    )
    workflow.edit(fresh(story), editor)
    return again(claim)


def again(claim):
    return Claim.objects.get(key=claim.key)


def what_stands(show):
    claims = show.claims.live().with_subjects().with_story()
    return [fact.standing for fact in ledger.stand(claims)]


def change(claim, editor, **cells):
    """Through the story's form, and out."""
    story = fresh(claim.article)
    mine = copy.deepcopy(states.read(story))
    row = next(row for row in mine["rows"]["claims"] if row["key"] == str(claim.key))
    row |= {cell: [value] for cell, value in cells.items()}
    workflow.publish(typed_in(story, editor, mine), editor)
    return again(claim)


# -- When ----------------------------------------------------------------------------------------


def test_a_claim_is_told_when_its_story_goes_out(tell, press, filming, editor):
    assert tell(1, "Ritter is back").told_at == day(1)
    begin = timezone.now()
    story = press.draft(claims=[filming()])
    assert story.claims.get().told_at is None
    workflow.publish(story, editor)
    assert begin <= story.claims.get().told_at <= timezone.now()


def test_what_is_scheduled_is_told_at_its_moment_wherever_that_moves(press, filming, editor):
    story = press.draft(claims=[filming()])
    soon, later = (timezone.now() + timedelta(days=days) for days in (2, 3))
    for moment in (soon, later):
        workflow.schedule(story, editor, moment)
        assert story.claims.get().told_at == moment
    workflow.unschedule(story, editor)
    assert story.claims.get().told_at is None
    assert not Telling.objects.exists()
    workflow.publish(story, editor)
    assert story.claims.get().told_at < soon


def test_what_is_added_to_a_live_story_is_told_then_and_the_rest_stays_told(tell, editor):
    old = tell(1, "Ritter is back")
    begin = timezone.now()
    new = add(old.article, editor, "Colter is back", "reported", old)
    assert begin <= new.told_at <= timezone.now()
    assert again(old).told_at == day(1)


def test_changes_that_come_from_elsewhere_are_told_as_of_then(tell, editor):
    old = tell(1, "Ritter is back")
    story = fresh(old.article)
    mine = copy.deepcopy(states.read(story))
    mine["rows"]["claims"].append(
        {"key": states.new_key(), "says": ["Colter is back"], "kind": ["casting"]}
        | {"standing": ["reported"], "show": [str(old.show_id)], "season": [""], "rests_on": [""]}
    )
    workflow.publish(typed_in(story, editor, mine), editor, at=day(5))
    assert Claim.objects.get(says="Colter is back").told_at == day(5)


def test_a_claim_stays_told_when_its_story_is_withdrawn_and_comes_back(tell, editor):
    claim = tell(1, "Ritter is back")
    story = claim.article
    workflow.withdraw(story, editor)
    assert again(claim).told_at == day(1)
    workflow.restore(story, editor)
    workflow.schedule(story, editor, timezone.now() + timedelta(days=1))
    assert again(claim).told_at == day(1)
    workflow.publish(story, editor)
    assert again(claim).told_at == day(1)


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_claim_that_is_taken_out_and_put_back_stays_told(tell, editor, is_withdrawn):
    claim = tell(1, "Ritter is back")
    story = fresh(claim.article)
    if is_withdrawn:
        workflow.withdraw(story, editor)
        workflow.restore(story, editor)
    before = copy.deepcopy(states.read(story))
    story = typed_in(story, editor, before | {"rows": before["rows"] | {"claims": []}})
    if not is_withdrawn:
        workflow.publish(story, editor)
    assert not Claim.objects.exists()
    story = typed_in(fresh(story), editor, before)
    workflow.publish(story, editor)
    back = again(claim)
    assert back.pk != claim.pk
    assert back.told_at == day(1)


# -- Told anew -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        {"date_on": "2018-04-01"},
        {"date_precision": "year"},
        {"standing": "confirmed"},
        {"kind": "crew"},
        {"season": ""},
    ],
)
def test_what_says_something_else_is_told_anew(tell, editor, cells):
    claim = tell(1, "Ritter is back", **MARCH)
    begin = timezone.now()
    assert change(claim, editor, **cells).told_at >= begin


@pytest.mark.parametrize("cells", [{"says": "Ritter’s back"}, {"detail": "So they say."}])
def test_what_is_only_worded_otherwise_is_not(tell, editor, cells):
    claim = tell(1, "Ritter is back", **MARCH)
    assert change(claim, editor, **cells).told_at == day(1)


def test_nor_what_rests_on_another_source(tell, editor):
    claim = tell(1, "Ritter is back")
    assert change(claim, editor, rests_on="").told_at == day(1)


def test_what_was_to_say_something_else_and_did_not_stays_told(tell, editor):
    claim = tell(1, "Ritter is back")
    story = fresh(claim.article)
    workflow.withdraw(story, editor)
    workflow.restore(story, editor)
    Claim.objects.filter(pk=claim.pk).update(standing="confirmed")
    moment = timezone.now() + timedelta(days=1)
    workflow.schedule(story, editor, moment)
    assert again(claim).told_at == moment
    workflow.unschedule(story, editor)
    Claim.objects.filter(pk=claim.pk).update(standing="reported")
    workflow.publish(story, editor)
    assert again(claim).told_at == day(1)


# -- What hangs on it ----------------------------------------------------------------------------


def test_an_update_in_an_older_story_settles_the_newer_claim_that_it_names(tell, editor):
    old, rumour = tell(1, "Something else"), tell(2, "Ritter is back", "rumoured")
    add(old.article, editor, "It is", "confirmed", rumour, answers=rumour, answer="confirms")
    assert [row.verdict for row in rumour.outcomes.live()] == ["confirmed"]


def test_a_denial_in_an_older_story_denies_the_newer_claim(tell, editor):
    old, newer = tell(1, "Something else"), tell(2, "Ritter is back")
    add(old.article, editor, "Ritter is back", "denied", newer)
    assert what_stands(newer.show) == ["reported", "denied"]


def test_a_claim_that_was_denied_by_name_does_not_come_back_with_its_story(tell, editor):
    claim = tell(1, "Ritter is back")
    tell(2, "Ritter is not back", "denied", answers=claim, answer="denies")
    story = claim.article
    for verb in (workflow.withdraw, workflow.restore, workflow.publish):
        verb(story, editor)
    assert what_stands(claim.show) == ["denied"]
    assert [row.verdict for row in again(claim).outcomes.live()] == ["denied"]


def test_nor_one_that_was_denied_without_being_named(tell, editor):
    claim = tell(1, "Ritter is back")
    tell(2, "Ritter is back", "denied")
    story = claim.article
    for verb in (workflow.withdraw, workflow.restore, workflow.publish):
        verb(story, editor)
    assert what_stands(claim.show) == ["denied"]


def test_a_new_claim_brings_a_denied_one_back_in_whatever_story(tell, editor):
    claim = tell(1, "Ritter is back")
    tell(2, "Ritter is back", "denied")
    add(claim.article, editor, "Ritter is back", "confirmed", claim)
    assert what_stands(claim.show) == ["confirmed"]


def test_what_is_withdrawn_settles_nothing_before_it_comes_back(tell, editor):
    """Though it had been told before what did settle the claim meanwhile."""
    claim = tell(1, "Ritter is back")
    denial = tell(2, "Ritter is back", "denied")
    story = denial.article
    workflow.withdraw(story, editor)
    official = tell(3, "Ritter is back", "confirmed")
    workflow.restore(story, editor)
    moment = timezone.now() + timedelta(days=1)
    workflow.schedule(story, editor, moment)
    assert [(row.verdict, row.by) for row in claim.outcomes.live()] == [("confirmed", official)]
    last = claim.outcomes.last()
    assert (last.verdict, last.at, last.by) == ("denied", moment, again(denial))


def test_a_report_is_ahead_by_the_time_from_its_own_telling(tell, olv, editor):
    old = tell(1, "Something else")
    report = add(old.article, editor, "Ritter is back", "reported", old, citation=old.citation)
    Claim.objects.filter(pk=report.pk).update(told_at=day(5))
    Telling.objects.filter(key=report.key).update(at=day(5))
    official = tell(8, "Ritter is back", "confirmed", citation=None)
    assert again(report).outcomes.get().by == official
    assert TrackRecord.objects.get(source=olv).days == 3


def test_the_claims_told_last_come_first_whenever_their_stories_went_out(tell, editor):
    old, newer = tell(1, "Something else"), tell(2, "Ritter is back")
    update = add(old.article, editor, "Colter is back", "reported", newer)
    assert list(Claim.objects.live().newest_first()) == [update, newer, old]


def test_a_timeline_says_when_it_was_told_and_not_when_the_story_went_out(tell, editor):
    old = tell(1, "Something else")
    update = add(old.article, editor, "Ritter is back", "reported", old)
    facts = ledger.stand(old.show.claims.live())
    assert {fact.claim: fact.since for fact in facts} == {old: day(1), update: update.told_at}
