"""Taking what a claim says over into the catalog, and taking it back."""

import threading
from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import adopting, workflow
from articles.models import Adoption, Article, Claim
from articles.rights import Moved, Refused
from authors.models import User
from geekfeed import chrome
from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import FIRST_DAY, account
from shows.models import Character, Credit, Location, LocationUse, Person, Season, Show

MARCH = {"date_on": date(2018, 3, 1), "date_precision": "month"}


@pytest.fixture
def tell(press, catalog, olv):
    """A live story with one claim about season 2; returns the claim."""

    def told(kind, at=1, **facts):
        about = {"show": catalog["show"], "season": catalog["season"]}
        claim = {"says": f"It is {kind}", "kind": kind} | about | facts
        story = press.live(at=FIRST_DAY + timedelta(days=at), sources=[[olv]], claims=[claim])
        return story.claims.get()

    return told


def offered(claim):
    """field → (what the catalog says, what it would say, why not)."""
    claim = Claim.objects.with_records().get(pk=claim.pk)
    return {one.field: (one.now, one.then, one.why_not) for one in adopting.offers(claim)}


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def set_status(show, status):
    Show.objects.filter(pk=show.pk).update(status=status)


# -- What each kind of claim has for the catalog -----------------------------------------------


def test_a_season_knows_when_its_premiere_was_taken_over(tell, editor, season_2):
    """Calendars tell a newer date from an older one by it."""
    before = fresh(season_2).changed_at
    adopting.adopt(tell("premiere", **MARCH), editor, "premiere")
    assert fresh(season_2).changed_at > before


def test_a_dated_premiere_becomes_the_season_s_own_in_its_own_precision(tell, editor, season_2):
    claim = tell("premiere", **MARCH)
    assert offered(claim) == {"premiere": ("No date yet", "March 2018", "")}
    adoption = adopting.adopt(claim, editor, "premiere")
    assert fresh(season_2).premiere == PreciseDate.parse("2018-03")
    assert (adoption.value, adoption.before, adoption.made) == ("2018-03", None, None)
    assert (adoption.show, adoption.season, adoption.by) == (season_2.show, season_2, editor)
    assert offered(claim)["premiere"][2] == "The catalog says so already."


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("renewed", "on_hiatus", "returning"),
        ("announced", "ended", "returning"),  # a second season
        ("filming_began", "returning", "in_production"),
        ("filming_wrapped", "in_production", "post_production"),
        ("cancelled", "returning", "cancelled"),
    ],
)
def test_a_claim_about_production_becomes_the_show_s_status(
    tell, editor, jessica_jones, kind, before, after
):
    set_status(jessica_jones, before)
    adoption = adopting.adopt(tell(kind), editor, "status")
    assert fresh(jessica_jones).status == after
    assert (adoption.value, adoption.before, adoption.season) == (after, before, None)


def test_an_announced_show_goes_forward_only(tell, editor, jessica_jones):
    claim = tell("announced", season=None)
    set_status(jessica_jones, "rumoured")
    assert offered(claim)["status"] == ("Rumoured", "Announced", "")
    set_status(jessica_jones, "in_production")
    sentence = "The catalog is further along: in production."
    assert offered(claim)["status"] == ("In production", "Announced", sentence)
    with pytest.raises(Refused, match=sentence):
        adopting.adopt(claim, editor, "status")


def test_a_casting_becomes_a_credit_that_is_billed_last(tell, editor, catalog):
    person = Person.objects.create(name="Eka Darville", slug="eka-darville")
    part = Character.objects.create(name="Malcolm", slug="malcolm")
    Credit.objects.update(position=4)
    claim = tell("casting", person=person, character=part)
    assert offered(claim) == {"credit": ("Not recorded", "Eka Darville: Malcolm", "")}
    adoption = adopting.adopt(claim, editor, "credit")
    credit = Credit.objects.get(pk=adoption.made)
    assert (credit.person, credit.character, credit.season) == (person, part, catalog["season"])
    assert (credit.position, adoption.value, adoption.before) == (5, None, None)


def test_a_credit_for_the_whole_show_says_it_of_the_season_too(tell, catalog):
    claim = tell("casting", person=catalog["person"], character=catalog["character"])
    assert offered(claim)["credit"][2] == "The catalog says so already."


def test_where_filming_began_offers_a_status_and_a_place_each_by_itself(tell, editor, catalog):
    place = Location.objects.create(name="Tompkins Square", slug="tompkins-square")
    claim = tell("filming_began", location=place)
    assert offered(claim) == {
        "status": ("Announced", "In production", ""),
        "location": ("Not recorded", "Tompkins Square", ""),
    }
    adoption = adopting.adopt(claim, editor, "location")
    use = LocationUse.objects.get(pk=adoption.made)
    assert (use.location, use.season, use.episode) == (place, catalog["season"], None)
    assert fresh(catalog["show"]).status == "announced"
    assert set(offered(claim)) == {"status", "location"}


@pytest.mark.parametrize(
    ("kind", "facts", "field", "sentence"),
    [
        ("premiere", {}, "premiere", "The claim names no date."),
        (
            "premiere",
            MARCH | {"season": None},
            "premiere",
            "The claim names no season, and the catalog has premieres by the season.",
        ),
        (
            "casting",
            {},
            "credit",
            "Only a claim that names the person, the character and the show makes a credit.",
        ),
        (
            "location",
            {},
            "location",
            "Only a claim that names the place and the season puts one on record.",
        ),
    ],
)
def test_a_claim_that_names_too_little_says_what_is_missing(
    tell, editor, kind, facts, field, sentence
):
    claim = tell(kind, **facts)
    assert [one[2] for one in offered(claim).values()] == [sentence]
    with pytest.raises(Refused, match=sentence[:30]):
        adopting.adopt(claim, editor, field)


@pytest.mark.parametrize("kind", ["crew", "score", "other"])
def test_the_catalog_has_no_place_for_other_kinds(tell, editor, kind):
    claim = tell(kind)
    assert offered(claim) == {}
    with pytest.raises(Refused, match="nothing of that kind"):
        adopting.adopt(claim, editor, "status")


def test_what_the_catalog_knows_more_exactly_stays(tell, editor, season_2):
    season_2.premiere = PreciseDate.parse("2018-03-08")
    season_2.save()
    claim = tell("premiere", **MARCH)
    assert offered(claim)["premiere"][2] == "The catalog knows it more exactly."


def test_what_was_told_in_hindsight_says_nothing_of_the_show_as_it_is(tell, season_2):
    season_2.premiere = PreciseDate.parse("2016")
    season_2.save()
    assert offered(tell("filming_began"))["status"][2].startswith("The season was out by then")


def test_what_is_still_to_come_waits(tell, season_2):
    ahead = timezone.localdate() + timedelta(days=2)
    claim = tell("filming_began", date_on=ahead, date_precision="day")
    assert offered(claim)["status"][2].startswith("That is still to come.")


def test_the_list_asks_the_database_for_what_the_offers_say(tell, catalog, press, season_2):
    """Every claim here, by both ways of asking, under every status and several premieres."""
    first = Season.objects.create(show=season_2.show, number=1)
    other = Location.objects.create(name="Elsewhere", slug="elsewhere")
    nobody = Person.objects.create(name="Nobody", slug="nobody")
    ahead = timezone.localdate() + timedelta(days=2)
    names = {"person": catalog["person"], "character": catalog["character"]}
    for kind in ("announced", "renewed", "cancelled", "filming_began", "filming_wrapped"):
        for facts in (
            {"season": None},
            {"season": first},
            {},
            {"date_on": ahead, "date_precision": "day"},
        ):
            tell(kind, **facts)
    for on, precision in (
        (date(2018, 1, 1), "year"),
        (date(2018, 1, 1), "quarter"),
        (date(2018, 3, 1), "month"),
        (date(2018, 3, 8), "day"),
    ):
        tell("premiere", date_on=on, date_precision=precision)
    tell("premiere")
    for facts in ({}, names, names | {"season": None}, names | {"person": nobody}):
        tell("casting", **facts)
        tell("location", location=other, **facts)
    tell("location", location=catalog["location"])
    tell("filming_began", location=other, season=None)
    denied = tell("cancelled", at=3, standing="denied")
    press.withdrawn(claims=[{"says": "Gone", "kind": "cancelled", "show": season_2.show}])
    premieres = ["", "2016-11", "2017-04-11", "2017", "2018", "2018-Q1", "2018-03"]
    for premiere, status in [
        *((premiere, "returning") for premiere in premieres),
        *(("2018", status) for status in Show.Status.values),
    ]:
        season_2.premiere = PreciseDate.parse(premiere) if premiere else None
        season_2.save()
        set_status(season_2.show, status)
        claims = Claim.objects.with_records()
        said = {c.pk for c in claims if any(o.is_possible for o in adopting.offers(c))}
        asked = Claim.objects.filter(adopting.can_be_adopted()).values_list("pk", flat=True)
        assert set(asked) == said, (premiere, status)
        assert denied.pk not in said


# -- Who may, and when not ---------------------------------------------------------------------


def test_only_editors_adopt_and_undo(tell, editor, writer, season_2):
    claim = tell("premiere", **MARCH)
    for who in (writer, User.objects.create_user("reader")):
        with pytest.raises(Refused, match="Only editors change what the catalog says"):
            adopting.adopt(claim, who, "premiere")
    adoption = adopting.adopt(claim, editor, "premiere")
    with pytest.raises(Refused, match="Only editors"):
        adopting.undo(adoption, writer)
    assert fresh(season_2).premiere is not None


def test_a_claim_that_readers_do_not_have_is_not_taken_over(tell, press, editor, season_2):
    claim = tell("premiere", **MARCH)
    workflow.withdraw(claim.article, editor)
    about = {"show": season_2.show, "season": season_2, "says": "x", "kind": "premiere"} | MARCH
    for one in (
        claim,
        *(make(claims=[about]).claims.get() for make in (press.draft, press.scheduled)),
    ):
        with pytest.raises(Refused, match="Readers do not have this claim"):
            adopting.adopt(one, editor, "premiere")
    assert not Adoption.objects.exists()


def test_what_was_denied_or_superseded_is_not_taken_over(tell, editor, season_2):
    denial = tell("premiere", standing="denied", at=1, **MARCH)
    claim = tell("premiere", at=2, **MARCH)
    with pytest.raises(Refused, match="The claim is a denial"):
        adopting.adopt(denial, editor, "premiere")
    later = {"answers": claim, "date_on": date(2018, 4, 1), "date_precision": "month"}
    newer = tell("premiere", at=3, answer="supersedes", **later)
    with pytest.raises(Refused, match="Something else has taken its place since"):
        adopting.adopt(claim, editor, "premiere")
    tell("premiere", at=4, standing="denied", answers=newer, answer="denies")
    with pytest.raises(Refused, match="It has been denied since"):
        adopting.adopt(newer, editor, "premiere")


def test_what_somebody_looked_at_is_what_is_taken_over(tell, editor, season_2):
    claim = tell("premiere", **MARCH)
    seen = adopting.offers(Claim.objects.with_records().get())[0].seen
    season_2.premiere = PreciseDate.parse("2019")
    season_2.save()
    with pytest.raises(Moved, match="The catalog says “2019” by now, and the claim “March 2018”"):
        adopting.adopt(claim, editor, "premiere", seen)
    assert fresh(season_2).premiere == PreciseDate.parse("2019")


def test_a_claim_whose_row_is_gone_is_refused(tell, editor):
    claim = tell("premiere", **MARCH)
    Claim.objects.get().delete()
    claim.pk = claim.pk or 1
    with pytest.raises(Refused, match="does not make this claim any more"):
        adopting.adopt(claim, editor, "premiere")


# -- What it leaves behind ---------------------------------------------------------------------


def test_the_record_s_history_says_who_took_it_over_and_who_undid_it(tell, editor, season_2):
    adopting.undo(adopting.adopt(tell("premiere", **MARCH), editor, "premiere"), editor)
    entries = LogEntry.objects.filter(object_id=str(season_2.pk)).order_by("pk")
    assert [(entry.user, entry.get_change_message()) for entry in entries] == [
        (editor, "Premiere taken over from a claim: March 2018 (It is premiere)"),
        (editor, "Premiere undone: no longer from a claim"),
    ]


def test_stories_under_embargo_hear_of_the_adopted_premiere_and_of_its_undoing(
    tell, press, editor, season_2
):
    day = timezone.localdate() + timedelta(days=30)
    season_2.premiere = PreciseDate(day)
    season_2.save()
    story = press.draft(embargo_season=season_2)
    workflow.publish(story, editor)
    before = fresh(story).live_at
    later = day + timedelta(days=10)
    adoption = adopting.adopt(
        tell("premiere", date_on=later, date_precision="day"), editor, "premiere"
    )
    assert fresh(story).live_at == before + timedelta(days=10)
    adopting.undo(adoption, editor)
    assert fresh(story).live_at == before


def test_what_frames_every_page_is_made_anew_when_a_show_is_adopted_into(
    tell, editor, django_capture_on_commit_callbacks, monkeypatch
):
    forgotten = []
    monkeypatch.setattr(chrome.cache, "delete", forgotten.append)
    with django_capture_on_commit_callbacks(execute=True):
        adopting.adopt(tell("cancelled"), editor, "status")
    assert chrome.KEY in forgotten


def test_a_claim_that_falls_changes_nothing_in_the_catalog_and_says_so(tell, editor, season_2):
    claim = tell("premiere", **MARCH)
    adopting.adopt(claim, editor, "premiere")

    def fallen():
        rows = Adoption.objects.standing().select_related("show", "season__show")
        return [one.fallen for one in adopting.kept(list(rows))]

    assert fallen() == [""]
    denial = tell("premiere", at=2, standing="denied")
    assert fallen() == ["It has been denied since."]
    workflow.withdraw(denial.article, editor)
    assert fallen() == [""]
    Claim.objects.filter(pk=claim.pk).update(date_on=date(2018, 4, 1))
    assert fallen() == ["Its story says something else by now."]
    workflow.withdraw(fresh(claim.article), editor)
    assert fallen() == ["Its story is not live any more."]
    Claim.objects.filter(pk=claim.pk).delete()
    assert fallen() == ["Its story does not make the claim any more."]
    assert fresh(season_2).premiere == PreciseDate.parse("2018-03")


# -- Undoing -----------------------------------------------------------------------------------


def test_undoing_puts_back_what_was_there(tell, editor, season_2):
    season_2.premiere = PreciseDate.parse("2019-Q1")
    season_2.save()
    claim = tell("premiere", **MARCH)
    adoption = adopting.adopt(claim, editor, "premiere")
    adopting.undo(adoption, editor)
    assert fresh(season_2).premiere == PreciseDate.parse("2019-Q1")
    adoption.refresh_from_db()
    assert (adoption.undone_by, adoption.undone_at is not None) == (editor, True)
    with pytest.raises(Refused, match="undone already"):
        adopting.undo(adoption, editor)
    adopting.adopt(claim, editor, "premiere")  # and so once more
    assert Adoption.objects.standing().count() == 1


def test_what_somebody_changed_since_is_not_undone(tell, editor, season_2):
    adoption = adopting.adopt(tell("premiere", **MARCH), editor, "premiere")
    Season.objects.update(premiere_on=date(2018, 3, 8), premiere_precision="day")
    with pytest.raises(Refused, match=r"the catalog says “8 March 2018”\. Nothing is lost"):
        adopting.undo(adoption, editor)
    assert fresh(season_2).premiere == PreciseDate.parse("2018-03-08")
    assert fresh(adoption).undone_at is None


def test_a_claim_can_be_taken_over_again_after_the_catalog_went_its_own_way(tell, editor, season_2):
    claim = tell("premiere", **MARCH)
    first = adopting.adopt(claim, editor, "premiere")
    Season.objects.update(premiere_on=date(2019, 1, 1), premiere_precision="year")
    second = adopting.adopt(claim, editor, "premiere")
    assert (fresh(first).undone_at is None, second.before) == (False, "2019")
    adopting.undo(second, editor)
    assert fresh(season_2).premiere == PreciseDate.parse("2019")


def test_a_record_that_was_made_goes_again_and_one_that_was_worked_on_stays(tell, editor, catalog):
    place = Location.objects.create(name="Tompkins Square", slug="tompkins-square")
    claim = tell("location", location=place)
    adopting.undo(adopting.adopt(claim, editor, "location"), editor)
    assert not LocationUse.objects.filter(location=place).exists()
    adoption = adopting.adopt(claim, editor, "location")
    LocationUse.objects.filter(pk=adoption.made).update(stands_in_for="A park")
    with pytest.raises(Refused, match=r"Somebody has worked on “Tompkins Square: .*” since"):
        adopting.undo(adoption, editor)
    LocationUse.objects.filter(pk=adoption.made).delete()
    adopting.undo(fresh(adoption), editor)
    assert not Adoption.objects.standing().exists()


# -- At once -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("field", ["premiere", "location"])
def test_two_editors_at_once_make_one_adoption(tell, editor, catalog, field):
    if connection.vendor == "sqlite":
        pytest.skip("threads share a database in memory; test_claims_browser.py has one in a file")
    place = Location.objects.create(name="Tompkins Square", slug="tompkins-square")
    claim = tell(field, location=place, **MARCH)
    barrier, said = threading.Barrier(2), []

    def press_the_button(who):
        mine = Claim.objects.with_records().get(pk=claim.pk)
        barrier.wait()
        try:
            adopting.adopt(mine, who, field)
            said.append("done")
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    people = [editor, account("chief", "Editors")]
    threads = [threading.Thread(target=press_the_button, args=[one]) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["done", "refused"]
    assert Adoption.objects.count() == 1


def test_the_second_of_two_who_saw_the_same_is_told(tell, editor, season_2):
    claim = tell("premiere", **MARCH)
    mine = Claim.objects.with_records().get(pk=claim.pk)
    theirs = Claim.objects.with_records().get(pk=claim.pk)
    seen = adopting.offers(mine)[0].seen
    adopting.adopt(mine, editor, "premiere", seen)
    with pytest.raises(Refused, match="The catalog says so already"):
        adopting.adopt(theirs, editor, "premiere", seen)
    assert Adoption.objects.count() == 1


def test_offers_and_what_is_kept_cost_the_same_however_many_there_are(tell, editor, catalog):
    claims = [
        tell("location", at=n, location=Location.objects.create(name=f"L {n}", slug=f"l-{n}"))
        for n in range(4)
    ]

    def cost(rows):
        with CaptureQueriesContext(connection) as asked:
            adopting.kept(rows)
        return len(asked)

    rows = [adopting.adopt(claim, editor, "location") for claim in claims]
    assert cost(rows[:1]) == cost(rows) == 3
    claim = Claim.objects.with_records().get(pk=claims[0].pk)
    with CaptureQueriesContext(connection) as asked:
        adopting.offers(claim)
    assert len(asked) <= 5
    assert Article.objects.count() == 4


# -- A claim that says something else by now ---------------------------------------------------


def test_a_corrected_claim_can_be_taken_over_again(tell, editor, season_2):
    claim = tell("premiere", **MARCH)
    first = adopting.adopt(claim, editor, "premiere")
    Claim.objects.update(date_on=date(2018, 4, 1))
    assert offered(claim)["premiere"] == ("March 2018", "April 2018", "")
    second = adopting.adopt(claim, editor, "premiere")
    assert fresh(season_2).premiere == PreciseDate.parse("2018-04")
    assert fresh(first).undone_at is not None
    adopting.undo(second, editor)
    assert fresh(season_2).premiere == PreciseDate.parse("2018-03")


def test_the_credit_of_a_corrected_casting_takes_the_place_of_the_one_before(tell, editor, catalog):
    one, other = (Person.objects.create(name=n, slug=n.lower()) for n in ("One", "Other"))
    claim = tell("casting", person=one, character=catalog["character"])
    adopting.adopt(claim, editor, "credit")
    Claim.objects.update(person=other)
    adopting.adopt(claim, editor, "credit")
    names = Credit.objects.filter(season=catalog["season"]).values_list("person__name", flat=True)
    assert list(names) == ["Other"]
