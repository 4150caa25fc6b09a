"""What stands about the steps of a production is kept by the verbs, and equal to what the ledger
says of all that readers have."""

import importlib
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import merging, outcomes, pending, workflow
from articles import state as states
from articles.models import Article, Claim, Milestone
from geekfeed.tests.cast import FIRST_DAY
from shows.models import Season, Show
from sources.models import Source

pytestmark = pytest.mark.django_db
migration = importlib.import_module("articles.migrations.0012_the_milestones_so_far")


@pytest.fixture
def tell(press, olv, season_2):
    """A live story with one claim about the premiere of season 2, told on that day of April."""

    def told(standing="reported", at=10, *, when="2018", source=None, **facts):
        claim = claims(season_2, standing=standing, when=when, **facts)
        day = FIRST_DAY + timedelta(days=at - 10)
        return press.live(at=day, sources=[[source or olv]], claims=[claim])

    return told


def claims(about, /, *, standing="reported", when="2018", **facts):
    date = {"date_on": f"{when}-01-01", "date_precision": "year"} if when else {}
    about = {"show": about.show, "season": about, "standing": standing}
    return {"says": "Season 2 premieres", "kind": "premiere"} | about | date | facts


def stands():
    """What each milestone that stands says."""
    rows = Milestone.objects.filter(claim__isnull=False).order_by("show", "season", "kind")
    return [
        (m.show_id, m.season_id, m.kind, m.standing, str(m.date), m.claim_id, m.since) for m in rows
    ]


def worked_out_anew():
    """The same, from nothing; what was kept is put back."""
    rows = list(Milestone.objects.order_by("pk"))
    Milestone.objects.all().delete()
    outcomes.settle_all()
    found = stands()
    Milestone.objects.all().delete()
    Milestone.objects.bulk_create(rows)
    return found


def the_one():
    """(kind, how sure, date, whose claim) of the only milestone, and how the ledger agrees."""
    assert stands() == worked_out_anew()
    row = Milestone.objects.get()
    return row.kind, row.standing, str(row.date), row.claim and row.claim.article


def test_a_live_claim_about_a_step_is_a_milestone(tell, season_2):
    story = tell("reported")
    assert the_one() == ("premiere", "reported", "2018", story)
    row = Milestone.objects.get()
    assert (row.show, row.season, row.since) == (season_2.show, season_2, FIRST_DAY)


def test_a_show_has_its_own_where_no_season_is_named(tell, season_2):
    tell(kind="cancelled", season=None, when="")
    row = Milestone.objects.get()
    assert (row.show, row.season, row.kind, row.date) == (season_2.show, None, "cancelled", None)
    assert stands() == worked_out_anew()


@pytest.mark.parametrize("kind", ["casting", "crew", "location", "score", "other"])
def test_what_is_no_step_is_no_milestone(tell, kind):
    tell(kind=kind)
    assert not Milestone.objects.exists()


def test_the_best_supported_claim_is_the_one_that_stands(tell):
    tell("rumoured", 10, when="2017")
    official = tell("confirmed", 11, when="2018")
    tell("reported", 12, when="2019")
    assert the_one() == ("premiere", "confirmed", "2018", official)


def test_what_is_denied_is_kept_as_denied(tell):
    tell("reported", 10)
    denial = tell("denied", 11, when="")
    assert the_one() == ("premiere", "denied", "None", denial)


def test_a_denial_in_other_words_denies_the_step_that_it_answers(tell):
    report = tell("reported", 10)
    answer = {"answers": report.claims.get(), "answer": "denies", "kind": "other"}
    denial = tell("denied", 11, when="", season=None, says="Nothing of that", **answer)
    assert the_one() == ("premiere", "denied", "None", denial)


def test_a_new_date_keeps_the_row_and_its_key_and_says_when_it_changed(tell):
    tell("reported", 10, when="2018")
    before = Milestone.objects.get()
    tell("confirmed", 11, when="2019")
    after = Milestone.objects.get()
    assert (after.pk, after.key) == (before.pk, before.key)
    assert (str(before.date), str(after.date)) == ("2018", "2019")
    assert after.changed_at > before.changed_at


def test_what_says_nothing_new_changes_nothing(tell, season_2, press, editor):
    story = tell("confirmed", 10)
    before = Milestone.objects.values().get()
    tell("rumoured", 11, when="2017")
    tell("reported", 12)
    workflow.correct(story, editor, "correction", "Not that corner.")
    outcomes.settle_all()
    press.live(claims=[claims(season_2, kind="filming_began")])
    assert Milestone.objects.filter(kind="premiere").values().get() == before


def test_told_earlier_is_a_since_and_no_change(tell):
    tell("confirmed", 12)
    before = Milestone.objects.get()
    tell("reported", 11)
    after = Milestone.objects.get()
    assert after.since == before.since - timedelta(days=1)
    assert after.changed_at == before.changed_at
    assert stands() == worked_out_anew()


def test_a_withdrawn_story_takes_its_step_back_and_leaves_the_row(tell, editor):
    tell("reported", 10, when="2017")
    official = tell("confirmed", 11)
    workflow.withdraw(official, editor)
    assert the_one()[1:3] == ("reported", "2017")
    first = Article.objects.exclude(pk=official.pk).get()
    row = Milestone.objects.get()
    workflow.withdraw(first, editor)
    assert the_one()[3] is None
    left = Milestone.objects.get()
    assert (left.pk, left.key, str(left.date)) == (row.pk, row.key, "2017")
    assert left.changed_at > row.changed_at
    assert not Milestone.objects.live().exists()


def test_what_comes_back_comes_back_on_its_row(tell, editor):
    story = tell("reported")
    row = Milestone.objects.get()
    workflow.withdraw(story, editor)
    workflow.restore(story, editor)
    assert the_one()[3] is None
    workflow.publish(story, editor)
    assert the_one() == ("premiere", "reported", "2018", story)
    assert (Milestone.objects.get().pk, Milestone.objects.get().key) == (row.pk, row.key)


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled"])
def test_what_readers_do_not_have_is_no_milestone(press, season_2, state):
    getattr(press, state)(claims=[claims(season_2)])
    assert not Milestone.objects.exists()
    assert worked_out_anew() == []


def test_a_scheduled_story_counts_from_its_moment_on(tell, press, season_2, editor, monkeypatch):
    report = tell("reported", 10)
    later = press.draft(claims=[claims(season_2, standing="confirmed", when="2019")])
    workflow.schedule(later, editor, timezone.now() + timedelta(hours=1))
    assert the_one() == ("premiere", "reported", "2018", report)
    now = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert workflow.publish_due() == 1
    assert the_one() == ("premiere", "confirmed", "2019", later)


def test_a_scheduled_denial_says_nothing_before_its_moment(tell, press, season_2, editor):
    report = tell("reported", 10)
    later = press.draft(claims=[claims(season_2, standing="denied", when="")])
    workflow.schedule(later, editor, timezone.now() + timedelta(hours=1))
    assert the_one() == ("premiere", "reported", "2018", report)
    workflow.unschedule(later, editor)
    assert the_one() == ("premiere", "reported", "2018", report)


def test_a_claim_that_is_taken_out_of_a_live_story_stands_no_more(tell, editor):
    story = tell("reported")
    before = states.read(story)
    without = before | {"rows": before["rows"] | {"claims": []}}
    pending.keep(story, editor, without, before)
    assert the_one()[3] == story
    workflow.publish(Article.objects.get(pk=story.pk), editor)
    assert the_one()[3] is None


def test_a_claim_that_is_about_another_step_now_leaves_its_former_one(tell, editor):
    story = tell("reported")
    Claim.objects.filter(article=story).update(kind="renewed")
    workflow.edit(story, editor)
    found = {row.kind: row.claim_id for row in Milestone.objects.all()}
    assert found == {"premiere": None, "renewed": story.claims.get().key}
    assert stands() == worked_out_anew()


def test_two_sources_that_become_one_count_once_from_then_on(tell, olv, mcuexchange):
    """Two independent reports stand against the newer one, until they are one."""
    extra = Source.objects.create(name="MCU Exchange", slug="mcu-exchange")
    tell("reported", 10, source=mcuexchange, when="2018")
    tell("reported", 11, source=extra, when="2018")
    newer = tell("reported", 12, source=olv, when="2019")
    assert the_one()[2] == "2018"
    merging.merge(extra, mcuexchange, None)
    assert the_one() == ("premiere", "reported", "2019", newer)


def test_working_all_out_anew_takes_back_what_nothing_speaks_for(tell):
    story = tell("reported")
    Claim.objects.filter(article=story).update(kind="other", fact="")  # past every verb
    outcomes.settle_all()
    row = Milestone.objects.get()
    assert row.claim is None


def test_each_season_has_its_own(tell, season_2):
    other = Season.objects.create(show=season_2.show, number=3)
    one, two = tell(), tell(season=other)
    found = {row.season.number: row.claim.article for row in Milestone.objects.all()}
    assert found == {2: one, 3: two}
    assert stands() == worked_out_anew()


def test_more_claims_than_are_read_at_once_hide_no_step(tell, press, season_2, monkeypatch):
    tell(kind="announced", at=1)
    monkeypatch.setattr(outcomes, "MOST", 2)
    newest = [tell(at=day) for day in (11, 12, 13)][-1]
    both = [claims(season_2), claims(season_2, kind="announced", standing="rumoured", when="")]
    press.live(claims=both, at=FIRST_DAY - timedelta(days=20))
    found = {row.kind: row.standing for row in Milestone.objects.filter(claim__isnull=False)}
    assert found == {"announced": "reported", "premiere": "reported"}
    assert Milestone.objects.get(kind="premiere").claim.article == newest


def test_the_upgrade_works_out_what_is_there_already(tell, press, season_2, editor):
    tell("rumoured", 9, when="2017")
    report = tell("reported", 10)
    tell("reported", 11, kind="filming_began", when="2017")
    answer = {"answers": report.claims.get(), "answer": "denies", "kind": "other"}
    tell("denied", 12, when="", season=None, says="Nothing of that", **answer)
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    press.live(claims=[claims(season_2) | {"show": other, "season": None, "kind": "cancelled"}])
    press.scheduled(claims=[claims(season_2, kind="renewed")])
    workflow.withdraw(tell(kind="filming_wrapped"), editor)
    before = stands()
    assert len(before) == 3
    Milestone.objects.all().delete()
    migration.work_out(apps, SimpleNamespace(connection=connection))
    assert stands() == before


def test_the_upgrade_of_an_empty_site_does_nothing():
    migration.work_out(apps, SimpleNamespace(connection=connection))
    assert not Milestone.objects.exists()


def test_keeping_costs_the_same_however_many_claims_there_are(tell, season_2):
    def cost():
        story = tell("confirmed", 20)
        with CaptureQueriesContext(connection) as asked:
            outcomes.settle(story)
        return len(asked)

    tell("reported", 1)
    one = cost()
    for number in (3, 4, 5):
        other = Season.objects.create(show=season_2.show, number=number)
        tell("reported", 2, season=other)
        tell("reported", 3)
    assert cost() == one


def test_a_key_names_each_for_good(tell):
    tell()
    assert isinstance(Milestone.objects.get().key, uuid.UUID)
