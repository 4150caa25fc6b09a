"""What became of claims: who settled them, how and when."""

from dataclasses import replace

import pytest

from geekfeed.lib.dates import PreciseDate
from shows.ledger import Answer, Kind
from shows.outcomes import repeats, turns
from shows.tests.claims import SPRING, SUMMER, said

YEAR = PreciseDate.parse("2017")


def course(claim, *others):
    """Day, verdict and settler of each turn of a claim."""
    found = [turn for turn in turns([claim, *others]) if turn.claim is claim]
    return [(turn.by.day if turn.by else None, turn.verdict, turn.by) for turn in found]


def became(claim, *others):
    """The verdicts in order of time."""
    return [verdict for _day, verdict, _by in course(claim, *others)]


def test_a_claim_that_nobody_else_speaks_of_is_open():
    assert turns([said("rumoured"), said(kind="filming_began")]) == []


def test_a_report_is_since_confirmed_by_the_first_who_confirms_it():
    report, first = said(day=1), said("confirmed", day=3)
    (turn,) = turns([said("confirmed", day=5), first, report])
    assert (turn.claim, turn.verdict, turn.by, turn.at) == (
        report,
        "confirmed",
        first,
        first.told_at,
    )


def test_what_was_confirmed_before_settles_nothing_that_was_told_later():
    assert turns([said("confirmed", day=1), said("reported", day=2)]) == []


def test_a_story_does_not_settle_its_own_claims():
    assert turns([said("rumoured", article_id=5), said("confirmed", article_id=5)]) == []


@pytest.mark.parametrize("standing", ["rumoured", "reported", "confirmed"])
def test_a_denial_settles_what_was_told_until_then_however_sure(standing):
    denial = said("denied", day=2)
    assert course(said(standing, day=1), denial) == [(2, "denied", denial)]
    assert course(said(standing, day=3), denial) == []


def test_a_denial_is_settled_by_nothing():
    denial = said("denied", day=1)
    assert course(denial, said("confirmed", day=2), said("denied", day=3)) == []


def test_a_rumour_is_since_reported_and_then_confirmed():
    rumour = said("rumoured", day=1)
    later = [said("reported", day=2), said("reported", day=3), said("confirmed", day=4)]
    assert became(rumour, *later) == ["reported", "confirmed"]
    assert course(rumour, *later)[0][0] == 2


def test_a_report_that_was_denied_makes_nothing_of_a_rumour_any_more():
    rumour, report = said("rumoured", day=1), said(date=SPRING, day=2)
    denial = said("denied", date=SPRING, day=3)
    assert became(rumour, report, denial) == ["reported", None]


def test_an_exact_date_bears_out_a_vague_one_and_no_other():
    confirmed = said("confirmed", date=SPRING, day=5)
    assert became(said(date=YEAR, day=1), confirmed) == ["confirmed"]
    assert became(said(date=None, day=1), confirmed) == ["confirmed"]
    assert became(said(date=SUMMER, day=1), confirmed) == ["superseded"]


def test_another_report_s_date_settles_nothing():
    assert became(said("rumoured", date=SPRING, day=1), said(date=SUMMER, day=2)) == []


def test_a_claim_that_came_back_after_a_denial_can_be_confirmed():
    claim = said(day=1)
    others = [said("denied", day=2), said(day=3), said("confirmed", day=4)]
    assert became(claim, *others) == ["denied"]
    assert became(others[1], claim, others[0], others[2]) == ["confirmed"]


def test_a_denied_confirmation_confirms_no_more():
    claim = said(date=YEAR, day=1)
    wrong = said("confirmed", date=SPRING, day=2)
    denial = said("denied", date=SPRING, day=3)
    assert course(claim, wrong, denial) == [(2, "confirmed", wrong), (None, None, None)]
    right = said("confirmed", date=SUMMER, day=4)
    assert became(claim, wrong, denial, right) == ["confirmed", None, "confirmed"]


def casting(standing="reported", says="Weaver plays Alexandra", **facts):
    return said(standing, kind=Kind.CASTING, says=says, **facts)


def test_an_answer_settles_in_whatever_words():
    rumour = casting("rumoured", day=1)
    yes = casting("confirmed", "It is her", day=2, answers=rumour, answer=Answer.CONFIRMS)
    no = casting("denied", "Not her", day=3, answers=rumour, answer=Answer.DENIES)
    other = casting("reported", "It is Tilda", day=4, answers=rumour, answer=Answer.SUPERSEDES)
    assert course(rumour, yes) == [(2, "confirmed", yes)]
    assert course(rumour, no) == [(3, "denied", no)]
    assert course(rumour, other) == [(4, "superseded", other)]
    assert became(rumour, yes, no) == ["confirmed", "denied"]


@pytest.mark.parametrize(
    ("standing", "answer", "verdict"),
    [
        ("confirmed", Answer.CONFIRMS, "confirmed"),
        ("denied", Answer.DENIES, "denied"),
        ("reported", Answer.SUPERSEDES, "superseded"),
    ],
)
def test_who_names_a_claim_means_it_whenever_it_was_told(standing, answer, verdict):
    claim, again = casting(day=5), casting(day=5)
    earlier = casting(standing, "In other words", day=1, answers=claim, answer=answer)
    (turn,) = turns([claim, again, earlier])
    assert (turn.claim, turn.verdict, turn.at) == (claim, verdict, claim.told_at)


def test_a_denial_that_names_a_claim_denies_no_other_one_where_that_is_not_there():
    claim, later = said(day=0), said("confirmed", season_id=None, day=2)
    denial = said("denied", day=1, answers=later, answer=Answer.DENIES)
    assert became(claim, denial) == []
    found = turns([claim, later, denial])
    assert [(turn.claim, turn.at) for turn in found] == [(later, later.told_at)]


def test_what_is_to_come_back_settles_from_then_on_as_if_it_had_not_been_away():
    report = said(day=1)
    official = said("confirmed", date=SPRING, day=3)
    denial = said("denied", day=2, back_on=5)
    assert became(report, official, denial) == ["confirmed", "denied"]
    assert [turn.at for turn in turns([report, official, denial])][1] == denial.counts_from
    assert became(official, report, denial) == []


def test_what_is_to_come_back_has_become_by_then_what_it_became_meanwhile():
    report, denial = said(day=1, back_on=5), said("denied", day=2)
    (turn,) = turns([report, denial])
    assert (turn.claim, turn.verdict, turn.at) == (report, "denied", report.counts_from)


def test_what_a_person_says_to_confirm_a_claim_does_so_whatever_its_date():
    claim = said(date=SPRING, day=1)
    official = said("confirmed", date=SUMMER, day=2)
    assert became(claim, official) == ["superseded"]
    named = replace(official, answers=claim, answer=Answer.CONFIRMS)
    assert became(claim, named) == ["confirmed"]


def test_taking_the_place_of_one_date_says_nothing_of_another():
    spring, summer = said(date=SPRING, day=1), said(date=SUMMER, day=1)
    new = said(date=YEAR, day=2, answers=spring, answer=Answer.SUPERSEDES)
    assert became(spring, summer, new) == ["superseded"]
    assert became(summer, spring, new) == []


def test_other_stories_that_had_said_the_same_are_settled_with_it():
    rumour, again = casting("rumoured", day=1), casting("reported", day=2)
    no = casting("denied", "Not her", day=3, answers=rumour, answer=Answer.DENIES)
    assert became(again, rumour, no) == ["denied"]
    assert became(casting("reported", day=4), rumour, no) == []


def test_what_joins_two_facts_later_joins_them_from_then_on():
    rumour = casting("rumoured", day=1)
    elsewhere = casting("confirmed", "It is her", day=2)
    joins = casting("confirmed", "It is her", day=4, answers=rumour, answer=Answer.CONFIRMS)
    (turn,) = [turn for turn in turns([rumour, elsewhere, joins]) if turn.claim is rumour]
    assert (turn.verdict, turn.at) == ("confirmed", joins.told_at)


# -- Told again --------------------------------------------------------------------------------


def test_the_first_story_on_one_word_is_the_report_and_the_others_repeat_it():
    first, second, third = said(origin_id=1, day=1), said(origin_id=1, day=2), said(origin_id=2)
    assert repeats([third, second, first]) == {second.key}


def test_through_whom_it_came_makes_no_report_of_its_own():
    first, second = said(origin_id=1, day=1), said(origin_id=1, via=(2,), day=2)
    assert repeats([first, second]) == {second.key}


def test_another_date_is_another_report_and_so_is_a_denial():
    claims = [
        said(origin_id=1, date=SPRING),
        said(origin_id=1, date=SUMMER),
        said("denied", origin_id=1, date=SPRING),
    ]
    assert repeats(claims) == set()


def test_our_own_reporting_repeats_nobody():
    assert repeats([said(day=1), said(day=2)]) == set()


def test_a_word_on_another_fact_hides_none_on_its_own_before_an_answer_joins_the_two():
    claim = said("rumoured")
    elsewhere = said("confirmed", kind="casting", says="B", day=1)
    own = said("confirmed", day=2)
    join = said(kind="casting", says="B", day=3, answers=claim, answer="supersedes")
    found = turns([claim, elsewhere, own, join])
    assert [turn for turn in found if turn.at <= own.told_at] == turns([claim, elsewhere, own])
