"""The ledger: what stands, from everything that stories claim."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from geekfeed.lib.dates import PreciseDate
from shows.ledger import Answer, ClaimLike, Kind, Standing, latest, stand
from shows.tests.claims import NOON, SPRING, SUMMER, said, the_fact


def test_without_claims_nothing_stands():
    assert stand([]) == []


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [("rumoured", "reported"), ("reported", "confirmed"), ("rumoured", "confirmed")],
)
def test_the_surer_claim_stands_though_it_is_older_and_alone(weaker, stronger):
    crowd = [said(weaker, date=SPRING, day=n, origin_id=n) for n in (2, 3, 4)]
    fact = the_fact(*crowd, said(stronger, date=SUMMER, day=1))
    assert (fact.standing, fact.date) == (stronger, SUMMER)
    assert fact.against == crowd


def test_of_equally_sure_values_the_one_with_more_independent_origins_stands():
    two = [said(date=SPRING, day=1, origin_id=1), said(date=SPRING, day=1, origin_id=2)]
    one = [said(date=SUMMER, day=n, origin_id=3) for n in (2, 3, 4)]
    fact = the_fact(*one, *two)
    assert fact.date == SPRING
    assert (fact.stories, fact.origins) == (2, 2)


def test_rumours_add_no_weight_to_a_report():
    crowd = [said(date=SPRING, day=1, origin_id=1)]
    crowd += [said("rumoured", date=SPRING, day=3, origin_id=n) for n in (2, 3)]
    two = [said(date=SUMMER, day=1, origin_id=n) for n in (8, 9)]
    assert the_fact(*crowd, *two).date == SUMMER


def test_a_rumour_makes_no_report_newer():
    older = [said(date=SPRING, day=1), said("rumoured", date=SPRING, day=3)]
    assert the_fact(*older, said(date=SUMMER, day=2)).date == SUMMER


def test_of_equally_supported_values_the_newer_stands():
    old, new = said(date=SPRING, day=1), said(date=SUMMER, day=2)
    assert the_fact(new, old).date == SUMMER


@pytest.mark.parametrize("numbers", [(9, 10), (10, 9), (10, 11)])
def test_which_of_two_stands_does_not_hang_on_the_numbers_of_their_rows(numbers):
    first, second = numbers
    one = said(date=SPRING, pk=first, name=1)
    other = said(date=SUMMER, pk=second, name=2)
    assert the_fact(one, other).date == the_fact(other, one).date == SUMMER


def test_two_stories_with_one_origin_are_one_report():
    fact = the_fact(said(origin_id=7), said(origin_id=7))
    assert (fact.stories, fact.origins) == (2, 1)


def test_each_story_of_our_own_is_its_own_origin():
    assert the_fact(said(), said()).origins == 2
    assert the_fact(said(article_id=5), said(article_id=5)).origins == 1


def test_a_source_and_a_story_with_the_same_number_are_two_origins():
    assert the_fact(said(origin_id=5), said(article_id=5)).origins == 2


def test_a_denial_strikes_out_what_came_before_however_sure_it_was():
    before = said("confirmed", day=1)
    fact = the_fact(before, said("denied", day=2))
    assert fact.standing == Standing.DENIED
    assert fact.against == [before]
    assert not fact.is_open


def test_only_a_newer_claim_brings_a_denied_fact_back():
    denial, newer = said("denied", day=2), said("rumoured", day=3)
    fact = the_fact(said("confirmed", day=1), denial, newer)
    assert (fact.standing, fact.claim) == (Standing.RUMOURED, newer)
    assert denial in fact.against


def test_a_denied_date_says_nothing_against_another_one():
    year = {name: PreciseDate.parse(name) for name in ("2017", "2018")}
    before = said("reported", day=1, date=year["2017"])
    stands = said("confirmed", day=1, date=year["2018"])
    denial = said("denied", day=2, date=year["2017"])
    fact = the_fact(before, stands, denial)
    assert (fact.claim, fact.standing) == (stands, Standing.CONFIRMED)
    assert denial in fact.against
    assert the_fact(before, denial).standing == Standing.DENIED


def test_a_denied_year_strikes_out_the_months_in_it_and_a_denied_month_no_year():
    year, month = PreciseDate.parse("2017"), PreciseDate.parse("2017-03")
    in_march, some_time = said(day=1, date=month), said(day=1, date=year)
    assert the_fact(in_march, said("denied", day=2, date=year)).standing == Standing.DENIED
    assert the_fact(some_time, said("denied", day=2, date=month)).claim is some_time


def test_a_denied_date_says_nothing_against_a_claim_without_one():
    undated = said(day=1)
    assert the_fact(undated, said("denied", day=2, date=SPRING)).claim is undated


def test_a_claim_of_the_same_moment_does_not_outlive_a_denial():
    assert the_fact(said("confirmed"), said("denied")).standing == Standing.DENIED


def test_a_denial_alone_is_a_denied_fact_and_the_newest_one_speaks():
    newest = said("denied", day=5)
    fact = the_fact(said("denied", day=1), newest)
    assert fact.claim is newest
    assert fact.since == NOON + timedelta(days=1)


def test_the_surest_claim_speaks_for_its_value_and_among_those_the_newest():
    newest = said("confirmed", day=2)
    fact = the_fact(said("confirmed", day=1), newest, said("rumoured", day=3))
    assert fact.claim is newest


def test_since_is_the_day_the_standing_value_was_first_told():
    fact = the_fact(
        said("confirmed", date=SUMMER, day=9),
        said("rumoured", date=SUMMER, day=4),
        said("rumoured", date=SPRING, day=1),
    )
    assert fact.since == NOON + timedelta(days=4)


@pytest.mark.parametrize(
    ("standing", "is_open"), [("rumoured", True), ("reported", True), ("confirmed", False)]
)
def test_what_is_not_confirmed_is_open(standing, is_open):
    assert the_fact(said(standing)).is_open is is_open


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2017-04-10", date(2017, 4, 10)),
        ("2017-02", date(2017, 2, 28)),
        ("2017-Q3", date(2017, 9, 30)),
        ("2018", date(2018, 12, 31)),
    ],
)
def test_a_vague_date_stands_at_the_end_of_its_period(written, when):
    assert the_fact(said(date=PreciseDate.parse(written))).when == when


def test_a_fact_without_a_date_stands_where_it_was_first_told():
    assert the_fact(said(day=3), said(day=1)).when == date(2017, 4, 11)


def test_that_is_the_newsroom_s_day_and_not_the_one_in_greenwich():
    ten_in_the_evening = said(day=14 / 24)
    assert ten_in_the_evening.told_at.day == 11
    assert the_fact(ten_in_the_evening).when == date(2017, 4, 10)


def test_facts_are_in_order_of_time():
    year = said(kind="premiere", date=PreciseDate.parse("2017"))
    day = said(kind="filming_began", date=PreciseDate.parse("2017-12-30"))
    undated = said(kind="announced", day=0)
    assert [fact.claim for fact in stand([year, day, undated])] == [undated, day, year]


def test_a_season_has_one_premiere_whatever_the_words():
    assert the_fact(said(says="It premieres"), said(says="Season 2 is out")).stories == 2


def test_two_seasons_two_shows_and_two_kinds_are_different_facts():
    claims = [
        said(),
        said(season_id=3),
        said(season_id=None),
        said(season_id=None, show_id=8),
        said(kind="filming_began"),
    ]
    assert len(stand(claims)) == len(claims)


def test_what_is_single_for_a_show_tells_people_without_a_show_apart():
    nowhere = {
        "kind": Kind.ANNOUNCED,
        "show_id": None,
        "season_id": None,
        "says": "It is announced",
    }
    assert len(stand([said(person_id=1, **nowhere), said(person_id=2, **nowhere)])) == 2


def test_two_services_scores_of_a_season_are_two_facts():
    scores = [said(kind=Kind.SCORE, says=says) for says in ("Critics: 93%", "Reviewers: 81%")]
    assert len(stand(scores)) == 2


def test_the_facts_told_last_are_kept_in_the_order_of_time():
    old, new, newest = (said(says=f"Claim {day}", kind="other", day=day) for day in (1, 2, 3))
    told_again = said(says="Claim 1", kind="other", day=9)
    facts = stand([newest, new, old, told_again])
    assert [fact.claim for fact in latest(facts, 2)] == [told_again, newest]
    assert latest(facts, 3) == facts


def test_many_castings_are_told_apart_by_what_is_said_and_not_by_its_capitals():
    first = {"kind": Kind.CASTING, "person_id": 1}
    claims = [
        said(says="Weaver plays  Alexandra", **first),
        said(says="weaver plays alexandra", **first),
        said(says="Weaver plays a villain", **first),
    ]
    assert sorted(fact.stories for fact in stand(claims)) == [1, 2]


def test_the_ledger_asks_nothing_of_a_claim_but_its_shape():
    claim = SimpleNamespace(**{name: getattr(said(), name) for name in ClaimLike.__annotations__})
    assert the_fact(claim).claim is claim


# -- One report is one report ------------------------------------------------------------------


def test_who_passed_a_report_on_is_no_second_report():
    seen = said(origin_id=1, via=(2,))
    passed_on = said(origin_id=2)
    assert the_fact(seen, passed_on).origins == 1
    assert the_fact(said(origin_id=1), passed_on).origins == 2


def test_two_reports_that_one_source_passed_on_are_two():
    assert the_fact(said(origin_id=1, via=(3,)), said(origin_id=2, via=(3,))).origins == 2
    both = [said(origin_id=1, via=(3,)), said(origin_id=2, via=(3,)), said(origin_id=3)]
    assert the_fact(*both).origins == 2


def test_sources_that_rest_on_one_another_in_a_circle_are_one_report():
    circle = [said(origin_id=1, via=(2,)), said(origin_id=2, via=(3,)), said(origin_id=3, via=(1,))]
    assert the_fact(*circle).origins == 1
    assert the_fact(*circle, said(origin_id=9)).origins == 2
    assert the_fact(*circle, said(origin_id=9, via=(2,))).origins == 1


def test_a_value_does_not_win_by_what_was_only_passed_on():
    crowd = [
        said(date=SPRING, origin_id=1, via=(2, 3)),
        said(date=SPRING, origin_id=2),
        said(date=SPRING, origin_id=3),
    ]
    two = [said(date=SUMMER, origin_id=8), said(date=SUMMER, origin_id=9)]
    assert the_fact(*crowd, *two).date == SUMMER


# -- Claims that answer others -----------------------------------------------------------------


ROLE = {"kind": Kind.CASTING, "person_id": 1, "character_id": 2}
PLACE = {"kind": Kind.LOCATION, "location_id": 3}


@pytest.mark.parametrize("about", [ROLE, PLACE, PLACE | {"season_id": None}])
def test_who_plays_whom_and_what_films_where_is_denied_in_whatever_words(about):
    claim = said(says="It is so", day=1, **about)
    assert the_fact(claim, said("denied", says="It is not", day=2, **about)).standing == "denied"


@pytest.mark.parametrize(
    "about",
    [
        ROLE | {"character_id": None},
        ROLE | {"person_id": None},
        ROLE | {"kind": Kind.CREW},
        PLACE | {"location_id": None},
        PLACE | {"show_id": None, "season_id": None},
    ],
)
def test_where_a_record_is_missing_what_is_said_tells_facts_apart(about):
    assert len(stand([said(says="This", **about), said(says="That", **about)])) == 2


def casting(standing="reported", says="Weaver plays Alexandra", **facts):
    return said(standing, kind=Kind.CASTING, says=says, **facts)


def test_a_claim_that_answers_another_is_about_its_fact_in_whatever_words():
    rumour = casting("rumoured")
    official = casting("confirmed", "She is Alexandra", answers=rumour, answer=Answer.CONFIRMS)
    assert len(stand([rumour, casting("confirmed", "She is Alexandra")])) == 2
    fact = the_fact(rumour, official)
    assert (fact.claim, fact.standing, fact.stories) == (official, Standing.CONFIRMED, 2)


def test_what_takes_the_place_of_a_claim_stands_however_sure_that_was():
    sure = casting("confirmed", day=1, origin_id=1)
    others = [casting("confirmed", day=1, origin_id=n) for n in (2, 3)]
    new = casting("rumoured", "Tilda plays her", day=2, answers=sure, answer=Answer.SUPERSEDES)
    fact = the_fact(sure, *others, new)
    assert (fact.claim, fact.claims) == (new, [new])
    assert fact.against == [sure, *others]


def test_what_is_told_after_a_claim_was_superseded_counts_again():
    old = casting("reported", day=1)
    new = casting("reported", "Tilda plays her", day=2, answers=old, answer=Answer.SUPERSEDES)
    again = casting("confirmed", day=3)
    assert the_fact(old, new, again).claim is again


def test_a_denied_successor_gives_the_place_back():
    old = casting("reported", day=1)
    new = casting("confirmed", "Tilda plays her", day=2, answers=old, answer=Answer.SUPERSEDES)
    denial = casting("denied", "Not Tilda", day=3, answers=new, answer=Answer.DENIES)
    fact = the_fact(old, new, denial)
    assert (fact.claim, fact.standing) == (old, Standing.REPORTED)


def test_a_denial_of_one_claim_denies_what_that_one_said_and_no_other_date():
    spring, summer = said(date=SPRING, day=1), said(date=SUMMER, day=1)
    denial = said("denied", day=2, answers=spring, answer=Answer.DENIES)
    fact = the_fact(spring, summer, denial)
    assert (fact.claim, fact.date) == (summer, SUMMER)
    assert the_fact(spring, denial).standing == Standing.DENIED


@pytest.mark.parametrize(
    ("standing", "answer"), [("denied", Answer.DENIES), ("rumoured", Answer.SUPERSEDES)]
)
def test_what_an_answer_names_does_not_stand_though_it_was_told_later(standing, answer):
    later = casting("confirmed", day=5)
    earlier = casting(standing, "It is Tilda", day=1, answers=later, answer=answer)
    assert the_fact(later, earlier).claim is earlier
    again = casting("reported", day=5)
    assert the_fact(later, again, earlier).claim is again


def test_an_answer_to_a_claim_that_is_away_is_a_claim_of_its_own():
    gone = casting("reported")
    new = casting("reported", "Tilda plays her", answers=gone, answer=Answer.SUPERSEDES)
    assert the_fact(new).claim is new


def test_what_a_story_tells_at_once_stays_in_its_order():
    words = {"kind": "other", "article_id": 1}
    told = [said(says=says, position=place, **words) for place, says in enumerate("CAB")]
    named = [replace(claim, name=9 - claim.position) for claim in told]
    assert [fact.claim.says for fact in stand(named)] == ["C", "A", "B"]


# -- What was said before ----------------------------------------------------------------------


def test_before_a_confirmed_value_come_the_open_ones_that_it_overtook_newest_first():
    old, newer = said("rumoured", date=SPRING, day=1), said(date=PreciseDate.parse("2018"), day=2)
    again = said(date=SPRING, day=3)
    fact = the_fact(old, newer, again, said("confirmed", date=SUMMER, day=4))
    assert fact.before == [again, newer]


def test_what_a_confirmed_value_bears_out_was_not_said_otherwise_before_it():
    vague = [said(), said(date=PreciseDate.parse("2017-Q3"))]
    assert the_fact(*vague, said("confirmed", date=SUMMER, day=1)).before == []


def test_what_is_said_after_a_confirmation_was_not_said_before_it():
    assert the_fact(said("confirmed", date=SUMMER), said(date=SPRING, day=1)).before == []


def test_values_that_nothing_has_decided_between_are_not_before_one_another():
    assert the_fact(said("rumoured", date=SPRING), said(date=SUMMER, day=1)).before == []


def test_before_a_denial_comes_what_it_denies():
    rumour = said("rumoured", date=SPRING)
    assert the_fact(rumour, said("denied", day=1)).before == [rumour]


def test_what_stands_again_was_not_said_before_itself():
    rumour, denial = said("rumoured", date=SPRING), said("denied", day=1)
    assert the_fact(rumour, denial, said("confirmed", date=SPRING, day=2)).before == []


def test_what_has_been_superseded_is_said_before_what_took_its_place():
    first = said(date=SPRING)
    later = said(date=SUMMER, day=1, answers=first, answer="supersedes")
    assert the_fact(first, later).before == [first]
