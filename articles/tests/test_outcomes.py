"""What became of claims is kept up to date by the verbs, in their own transaction."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import outcomes, pending, workflow
from articles import state as states
from articles.models import Claim, Outcome, TrackRecord
from geekfeed.tests.cast import FIRST_DAY
from sources.models import Source

pytestmark = pytest.mark.django_db
PREMIERE = {"says": "Season 2 premieres", "kind": "premiere"}


def day(number):
    return FIRST_DAY + timedelta(days=number)


@pytest.fixture
def netflix(db):
    return Source.objects.create(name="Netflix", slug="netflix", kind="official")


@pytest.fixture
def tell(press, olv, season_2):
    """A live story with one claim about the premiere of season 2."""

    def told(standing, at, *, source=None, when="", **facts):
        date = {"date_on": f"{when}-01-01", "date_precision": "year"} if when else {}
        about = {"show": season_2.show, "season": season_2}
        claim = PREMIERE | about | date | {"standing": standing} | facts
        return press.live(at=day(at), sources=[[source or olv]], claims=[claim])

    return told


def became():
    """Who settled whom, as readers may know it now: (settled story, verdict, settling story)."""
    rows = Outcome.objects.live().order_by("claim__live_at")
    return [(row.claim.article, row.verdict, row.by.article) for row in rows]


def kept():
    return (
        sorted(Outcome.objects.values_list("claim", "verdict", "by", "at", "until")),
        sorted(Claim.objects.values_list("pk", "fact", "repeats")),
        sorted(TrackRecord.objects.values_list()),
    )


def test_a_published_confirmation_settles_what_was_reported_before(tell, netflix):
    report, official = tell("reported", 1), tell("confirmed", 2, source=netflix)
    assert became() == [(report, "confirmed", official)]
    assert Outcome.objects.get().at == day(2)


def test_a_withdrawn_story_settles_nothing_and_its_claims_vanish(tell, netflix, editor):
    report = tell("reported", 1)
    before = kept()
    official = tell("confirmed", 2, source=netflix)
    assert became() != []
    workflow.withdraw(official, editor)
    assert became() == []
    assert kept()[0] == before[0]
    assert kept()[2] == before[2]
    workflow.withdraw(report, editor)
    assert not TrackRecord.objects.exists()


def test_a_restored_story_settles_again_under_its_own_address(tell, netflix, editor):
    report, official = tell("reported", 1), tell("confirmed", 2, source=netflix)
    key = official.claims.get().key
    workflow.withdraw(official, editor)
    workflow.restore(official, editor)
    workflow.publish(official, editor)
    assert became() == [(report, "confirmed", official)]
    assert official.claims.get().key == key


def test_a_scheduled_story_settles_from_its_own_moment_on(tell, press, season_2, editor):
    report = tell("reported", 1)
    claim = PREMIERE | {"show": season_2.show, "season": season_2, "standing": "denied"}
    later = press.draft(claims=[claim])
    at = timezone.now() + timedelta(hours=1)
    workflow.schedule(later, editor, at)
    assert became() == []
    row = Outcome.objects.get()
    assert (row.claim.article, row.by.article, row.at) == (report, later, at)
    workflow.unschedule(later, editor)
    assert not Outcome.objects.exists()


def test_time_alone_lets_it_settle(tell, press, season_2, editor, monkeypatch):
    report = tell("reported", 1)
    claim = PREMIERE | {"show": season_2.show, "season": season_2, "standing": "denied"}
    later = press.draft(claims=[claim])
    workflow.schedule(later, editor, timezone.now() + timedelta(hours=1))
    now = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert became() == [(report, "denied", later)]


def test_changing_a_live_story_s_claim_settles_anew(tell, netflix, editor):
    report, official = tell("reported", 1), tell("confirmed", 2, source=netflix)
    Claim.objects.filter(article=official).update(standing="denied")
    workflow.edit(official, editor)
    assert became() == [(report, "denied", official)]


def test_a_claim_that_is_about_something_else_now_settles_nothing_of_what_it_was_about(
    tell, netflix, editor
):
    tell("reported", 1)
    official = tell("confirmed", 2, source=netflix)
    Claim.objects.filter(article=official).update(kind="other")
    workflow.edit(official, editor)
    assert became() == []
    assert not Outcome.objects.exists()


def test_what_was_turned_again_is_what_readers_know(tell, netflix):
    """The date that was confirmed is denied: nothing is said any more of a report without one."""
    report = tell("reported", 1)
    official = tell("confirmed", 2, source=netflix, when="2018")
    assert became() == [(report, "confirmed", official)]
    denial = tell("denied", 3, source=netflix, when="2018")
    assert became() == [(official, "denied", denial)]


def test_what_a_scheduled_story_will_join_is_not_joined_before(press, season_2, editor):
    def claim(says, standing, **facts):
        return {
            "says": says,
            "kind": "casting",
            "show": season_2.show,
            "standing": standing,
        } | facts

    rumour = press.live(at=day(1), claims=[claim("Weaver plays Alexandra", "rumoured")])
    press.live(at=day(2), claims=[claim("It is her", "confirmed")])
    answer = {"answers": rumour.claims.get(), "answer": "confirms"}
    later = press.draft(claims=[claim("It is her", "confirmed", **answer)])
    workflow.schedule(later, editor, timezone.now() + timedelta(hours=1))
    assert Outcome.objects.get().by.article != later
    assert became() == []


def test_a_scheduled_story_makes_no_report_a_repetition_before_it_is_out(
    press, olv, season_2, editor
):
    def claim(says, standing, **facts):
        return {
            "says": says,
            "kind": "casting",
            "show": season_2.show,
            "standing": standing,
        } | facts

    rumour = claim("Weaver plays Alexandra", "rumoured")
    one = press.live(at=day(1), sources=[[olv]], claims=[rumour]).claims.get()
    two = press.live(at=day(2), sources=[[olv]], claims=[rumour | {"says": "It is Weaver"}])
    answer = {"answers": one, "answer": "confirms"}
    later = press.draft(claims=[claim("It is Weaver", "confirmed", **answer)])
    workflow.schedule(later, editor, timezone.now() + timedelta(hours=1))
    assert two.claims.get().repeats is False
    assert set(Claim.objects.open_rumours()) == {one, two.claims.get()}
    workflow.unschedule(later, editor)
    workflow.publish(later, editor)
    assert two.claims.get().repeats is True


def test_a_claim_that_is_taken_out_of_a_live_story_settles_nothing_any_more(
    tell, netflix, editor, writer
):
    tell("reported", 1)
    official = tell("confirmed", 2, source=netflix)
    before = states.read(official)
    without = before | {"rows": before["rows"] | {"claims": []}}
    pending.keep(official, editor, without, before)
    assert became() != []  # readers have the story as it was
    workflow.publish(type(official).objects.get(pk=official.pk), editor)
    assert became() == []
    assert TrackRecord.objects.get().still_open == 1


def test_two_stories_with_one_origin_are_one_report_in_its_record(tell, netflix, olv):
    tell("reported", 1)
    repeated = tell("reported", 2)
    assert [claim.repeats for claim in Claim.objects.order_by("live_at")] == [False, True]
    assert olv.track_record.still_open == 1
    tell("confirmed", 11, source=netflix)
    record = TrackRecord.objects.get(source=olv)
    assert (record.came_true, record.settled, record.still_open) == (1, 1, 0)
    assert record.days == 10  # from the first story on
    assert repeated.claims.get().outcomes.get().verdict == "confirmed"


def test_what_was_official_when_it_was_told_is_no_prediction(tell, netflix):
    tell("confirmed", 1, source=netflix)
    assert not TrackRecord.objects.filter(source=netflix).exists()


def test_the_record_counts_what_came_true_and_what_did_not(press, olv, netflix, season_2):
    def told(number, standing, at, source, **facts):
        claim = {"says": f"Casting {number}", "kind": "casting", "show": season_2.show}
        press.live(at=day(at), sources=[[source]], claims=[claim | facts | {"standing": standing}])

    for number in range(6):
        told(number, "reported", 0, olv)
    for number in range(3):
        told(number, "confirmed", number + 1, netflix)
    told(3, "denied", 5, netflix)
    first = Claim.objects.get(says="Casting 4", standing="reported")
    told(9, "reported", 6, netflix, answers=first, answer="supersedes")
    record = TrackRecord.objects.get(source=olv)
    assert (record.came_true, record.denied, record.superseded, record.still_open) == (3, 1, 1, 1)
    assert (record.settled, record.told, record.days, record.percent) == (5, 6, 2, None)


@pytest.mark.parametrize(
    ("true", "denied", "percent"), [(9, 0, None), (9, 1, 90), (10, 0, 100), (0, 10, 0)]
)
def test_below_ten_settled_claims_there_is_no_percentage(true, denied, percent):
    assert TrackRecord(came_true=true, denied=denied).percent == percent


def test_everything_can_be_worked_out_anew(tell, netflix, press, season_2):
    report = tell("reported", 1, when="2018")
    tell("rumoured", 2, when="2017")
    tell("confirmed", 3, source=netflix, when="2018")
    answer = {"answers": report.claims.get(), "answer": "denies", "standing": "denied"}
    about = {"show": season_2.show, "says": "Nothing of that", "kind": "other"}
    press.live(at=day(4), claims=[about | answer])
    before = kept()
    assert len(before[0]) == 4
    Outcome.objects.all().delete()
    TrackRecord.objects.all().delete()
    Claim.objects.update(fact="", repeats=True)
    outcomes.settle_all()
    assert kept() == before


def test_working_all_out_anew_takes_back_what_nothing_speaks_for_any_more(tell, netflix):
    report, official = tell("reported", 1), tell("confirmed", 2, source=netflix)
    other = tell("reported", 3, kind="filming_began").claims.get()
    Claim.objects.filter(article=official).update(kind="other")  # past every verb
    Claim.objects.filter(article=official).update(fact="")
    Claim.objects.filter(pk=other.pk).update(repeats=True)
    outcomes.settle_all()
    assert not report.claims.get().outcomes.exists()
    assert Claim.objects.get(pk=other.pk).repeats is False


def test_settling_costs_the_same_however_many_stories_say_so(tell, netflix):
    def cost():
        story = tell("confirmed", 9, source=netflix)
        Outcome.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            outcomes.settle(story)
        return len(asked)

    tell("reported", 1)
    one = cost()
    for number in range(4):
        tell("rumoured", number)
    assert cost() == one
    assert one <= 25
