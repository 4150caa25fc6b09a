"""What always holds of the ledger, whatever stories claim."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geekfeed.lib.dates import PreciseDate
from shows import outcomes
from shows.ledger import RANK, Answer, Standing, stand
from shows.origins import independent
from shows.tests.claims import SPRING, SUMMER, Said, told

ANSWERS = {
    Standing.RUMOURED: [Answer.SUPERSEDES],
    Standing.REPORTED: [Answer.SUPERSEDES],
    Standing.CONFIRMED: [Answer.CONFIRMS, Answer.SUPERSEDES],
    Standing.DENIED: [Answer.DENIES],
}

plain_claims = st.lists(
    st.builds(
        Said,
        standing=st.sampled_from(Standing.values),
        kind=st.sampled_from(["premiere", "casting"]),
        says=st.sampled_from(["A", "a", "B"]),
        date=st.sampled_from([None, SPRING, SUMMER, PreciseDate.parse("2017")]),
        day=st.integers(0, 3),
        back_on=st.sampled_from([0, 0, 0, 2, 3]),
        article_id=st.integers(1, 4),
        origin_id=st.sampled_from([None, 1, 2, 3]),
        via=st.lists(st.sampled_from([1, 2, 3]), max_size=2).map(tuple),
        season_id=st.sampled_from([None, 1]),
        pk=st.integers(1, 99),
    ),
    max_size=9,
    unique_by=lambda claim: claim.pk,
)


@st.composite
def claims(draw):
    """Some of them answer another one."""
    plain = draw(plain_claims)
    answered = []
    for claim in plain:
        others = [other for other in plain if other is not claim]
        if others and draw(st.integers(0, 3)) == 0:
            target = draw(st.sampled_from(others))
            answer = draw(st.sampled_from(ANSWERS[claim.standing]))
            claim = replace(claim, answers=target, answer=answer)
        answered.append(claim)
    return answered


def of_one_fact(found):
    """The claims of the first fact, so that they are about one."""
    return [replace(claim, kind="premiere", season_id=1, show_id=1) for claim in found]


shuffled = claims().flatmap(lambda c: st.tuples(st.just(c), st.permutations(c)))


@given(shuffled)
def test_the_order_in_which_claims_come_never_matters(orders):
    one, other = orders
    assert told(stand(one)) == told(stand(other))


@given(shuffled)
def test_nor_for_what_became_of_them(orders):
    one, other = orders
    assert outcomes.turns(one) == outcomes.turns(other)
    assert outcomes.repeats(one) == outcomes.repeats(other)


@given(claims())
def test_every_claim_is_for_or_against_exactly_one_fact(found):
    weighed = [claim.pk for fact in stand(found) for claim in (*fact.claims, *fact.against)]
    assert sorted(weighed) == sorted(claim.pk for claim in found)


@given(plain_claims, st.sampled_from([SPRING, SUMMER, None]), st.integers(0, 3))
def test_a_weaker_claim_never_makes_the_winner_less_firm(found, date, day):
    found = of_one_fact(found)
    for fact in stand(found):
        if fact.standing == Standing.DENIED:
            continue
        for standing in RANK:
            if RANK[standing] > RANK[fact.standing]:
                continue
            weaker = Said(standing, date=date, day=day, season_id=1, pk=100, origin_id=1)
            (now,) = stand([*found, weaker])
            assert RANK[now.standing] >= RANK[fact.standing]


@given(plain_claims.filter(bool), st.data())
def test_what_an_origin_says_again_adds_no_weight(found, data):
    found = of_one_fact(found)
    said_before = data.draw(st.sampled_from(found))
    again = replace(said_before, pk=0)  # of what was told at one moment it comes first
    assert independent([*found, again]) == independent(found)
    one = {origin: f.standing for f in stand(found) for origin in [f.origins]}
    two = {origin: f.standing for f in stand([*found, again]) for origin in [f.origins]}
    assert one == two


@given(claims())
def test_what_is_told_later_changes_nothing_of_what_had_become_of_claims_by_then(found):
    """Turns are told with their moments: those up to a day are those of the claims up to it."""
    for day in range(4):
        by_then = [claim for claim in found if claim.counts_from <= _end(day)]
        known = [turn for turn in outcomes.turns(found) if turn.at <= _end(day)]
        assert known == outcomes.turns(by_then)


def _end(day):
    return Said(day=day).told_at


@given(claims())
def test_only_what_came_no_earlier_settles_a_claim(found):
    for turn in outcomes.turns(found):
        assert turn.at >= turn.claim.counts_from
        if turn.by:
            assert turn.by is not turn.claim
