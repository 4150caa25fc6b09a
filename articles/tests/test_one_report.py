"""Circular sourcing: where several sources are one report, the desk says so."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import one_report, pending, workflow
from articles import state as states
from articles.admin.keep import checked
from articles.checklist import ONE_REPORT, check
from articles.models import Article, Citation
from articles.piece import Piece
from articles.tests.desk import at_desk, form_of, opened
from shows.origins import independent
from sources.models import Source


@pytest.fixture
def variety(db) -> Source:
    return Source.objects.create(name="Variety", slug="variety")


@pytest.fixture
def told(press) -> Callable[..., list[str]]:
    """What is said about a story with these chains."""

    def alarms(*chains, **facts) -> list[str]:
        story = press.draft(sources=chains, **facts)
        return sentences(story)

    return alarms


def sentences(story) -> list[str]:
    findings = check(Piece.of(Article.objects.get(pk=story.pk)), timezone.now()).findings
    return [finding.sentence for finding in findings if finding.name == ONE_REPORT]


def test_sources_that_know_nothing_of_each_other_are_no_matter(told, olv, mcuexchange, variety):
    assert told([olv, mcuexchange], [variety]) == []


def test_two_pages_of_one_origin(press, olv, mcuexchange, variety):
    story = press.draft(sources=[[olv], [variety]])
    Citation.objects.create(content_object=story, tag=olv, url="https://b.example", position=2)
    assert sentences(story) == [
        "Sources 1 and 3 go back to On Location Vacations. Together they count as one report."
    ]


def test_a_source_that_passes_on_what_another_one_saw(told, olv, mcuexchange):
    assert told([olv, mcuexchange], [mcuexchange]) == [
        "MCUExchange passes on what On Location Vacations saw. One report, counted once."
    ]


def test_sources_that_have_it_from_each_other(told, olv, mcuexchange, variety):
    assert told([olv, mcuexchange], [mcuexchange, variety], [variety, olv]) == [
        "On Location Vacations, MCUExchange and Variety have it from each other. Find out who saw "
        "it; until then it is one report."
    ]


def test_a_circle_that_has_it_from_outside(told, olv, mcuexchange, variety):
    assert told([olv, mcuexchange], [mcuexchange, olv], [variety, olv]) == [
        "On Location Vacations passes on what Variety saw. One report, counted once.",
        "On Location Vacations and MCUExchange have it from each other. Find out who saw it; "
        "until then it is one report.",
    ]


def test_each_alarm_leads_to_its_row(press, olv, mcuexchange):
    story = press.draft(sources=[[olv, mcuexchange], [mcuexchange]])
    piece = Piece.of(story)
    second = story.citations.last()
    assert [alarm.field for alarm in one_report.within(piece)] == [f"citations:{second.key}"]
    findings = check(piece, timezone.now()).findings
    assert [f.is_blocker for f in findings if f.name == ONE_REPORT] == [False]


SOURCES = st.integers(1, 4)
CHAINS = st.lists(st.lists(SOURCES, min_size=1, max_size=3, unique=True), max_size=5)


class Cited:
    """A citation, and a claim that rests on it, without a database."""

    def __init__(self, chain):
        self.tag, *self.vias = [Source(pk=number, name=f"S{number}") for number in chain]
        self.tag_id, self.key = self.tag.pk, chain
        self.chain_ids, self.article_id = tuple(chain), 1


@given(CHAINS)
def test_there_is_an_alarm_exactly_where_the_ledger_counts_fewer(chains):
    cited = [Cited(chain) for chain in chains]
    alarms = one_report.within(Piece(Article(), citations=cited))
    assert bool(alarms) == (independent(cited) < len(cited))


# -- Across stories ----------------------------------------------------------------------------


def test_another_story_has_it_from_the_same_origin(press, told, filming, olv, mcuexchange):
    press.live("Trucks on 101st Street", sources=[[olv]], claims=[filming()])
    assert told([olv, mcuexchange], claims=[filming()]) == [
        "“Season 2 began filming” goes back to On Location Vacations here and in “Trucks on 101st "
        "Street” (live since 10 April 2017). Together they count as one report."
    ]


@pytest.mark.parametrize("here_first", [True, False])
def test_one_has_it_from_the_other(press, told, filming, olv, mcuexchange, here_first):
    """Whichever of the two stories says so."""
    chains = [[[mcuexchange]], [[olv, mcuexchange]]]
    here, there = chains if here_first else reversed(chains)
    press.live("Trucks", sources=there, claims=[filming()])
    assert told(*here, claims=[filming()]) == [
        "“Season 2 began filming” goes back to On Location Vacations here and in “Trucks” "
        "(live since 10 April 2017). Together they count as one report."
    ]


def test_a_third_story_ties_the_two_together(press, told, filming, olv, mcuexchange, variety):
    press.live("Trucks", sources=[[olv]], claims=[filming()])
    press.live("Who says so", sources=[[olv, variety]], claims=[filming(standing="denied")])
    assert told([variety], claims=[filming()]) == [
        "“Season 2 began filming” goes back to On Location Vacations here and in “Trucks” (live "
        "since 10 April 2017). Together they count as one report."
    ]


def test_several_stories_are_counted(press, told, filming, olv):
    for headline in ("One", "Two", "Three"):
        press.live(headline, sources=[[olv]], claims=[filming()])
    assert told([olv], claims=[filming()]) == [
        "“Season 2 began filming” goes back to On Location Vacations here, in “Three” (live since "
        "10 April 2017) and in 2 other stories. Together they count as one report."
    ]


def test_independent_reports_of_one_fact_are_no_matter(press, told, filming, olv, mcuexchange):
    press.live(sources=[[olv]], claims=[filming()])
    assert told([mcuexchange], claims=[filming()]) == []


def test_another_fact_is_no_matter(press, told, filming, olv):
    press.live(sources=[[olv]], claims=[filming(kind="filming_wrapped")])
    assert told([olv], claims=[filming()]) == []


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ({"standing": "denied"}, {}),
        ({}, {"standing": "denied"}),
        ({"date_on": "2017-04-10", "date_precision": "day"}, {}),
    ],
)
def test_what_supports_nothing_counts_for_nothing(press, told, filming, olv, there, here):
    press.live(sources=[[olv]], claims=[filming(**there)])
    assert told([olv], claims=[filming(**here)]) == []


def test_own_reporting_goes_back_to_nobody(press, told, filming, olv):
    press.live(sources=[[olv]], claims=[filming(citation=None)])
    press.live(sources=[[olv]], claims=[filming()])
    assert told([olv], claims=[filming(citation=None)]) == []


@pytest.mark.parametrize("how", ["draft", "in_review", "scheduled", "withdrawn"])
def test_a_story_that_readers_do_not_have_is_not_told_of(press, told, filming, olv, how):
    getattr(press, how)("Secret", sources=[[olv]], claims=[filming()])
    assert told([olv], claims=[filming()]) == []


def test_changes_to_a_live_story_are_not_compared_with_itself(press, filming, olv):
    story = press.live(sources=[[olv]], claims=[filming()])
    assert sentences(story) == []


def test_a_claim_that_answers_one_in_other_words(press, filming, olv):
    earlier = press.live("Earlier", sources=[[olv]], claims=[filming(kind="other", says="Soon")])
    story = press.draft(
        sources=[[olv]],
        claims=[filming(standing="confirmed", answers=earlier.claims.get(), answer="confirms")],
    )
    assert sentences(story) == [
        "“Season 2 began filming” goes back to On Location Vacations here and in “Earlier” (live "
        "since 10 April 2017). Together they count as one report."
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(
    press, filming, olv, mcuexchange, variety, django_assert_num_queries, count
):
    for number in range(count):
        claim = filming(kind="casting", says=f"Casting {number}")
        press.live(sources=[[olv, mcuexchange]], claims=[claim])
        press.live(sources=[[mcuexchange, variety]], claims=[claim])
    claims = [filming(kind="casting", says=f"Casting {number}") for number in range(count)]
    story = press.draft(sources=[[olv, mcuexchange], [variety, olv]], claims=claims)
    piece = Piece.of(story)
    with django_assert_num_queries(2):
        told = one_report.told_elsewhere(piece)
    with django_assert_num_queries(0):
        assert len(one_report.across(piece, told)) == count
        one_report.within(piece)


# -- At the desk -------------------------------------------------------------------------------


def test_it_stands_under_the_sources(press, editor, olv, mcuexchange):
    story = press.draft(sources=[[olv, mcuexchange], [mcuexchange]])
    page = at_desk(editor).get(form_of(story)).content.decode()
    said = "MCUExchange passes on what On Location Vacations saw. One report, counted once."
    assert page.count(f'<p class="warn">{said}</p>') == 1
    assert page.count(said) == 2  # in the checklist, too


def test_it_is_told_anew_with_each_answer(press, editor, olv, mcuexchange):
    story = press.draft(sources=[[olv, mcuexchange]])
    desk = at_desk(editor)
    data = opened(desk, form_of(story))
    assert checked(story, pending.pending(story), editor)["one_report"] == []
    data |= {
        "citations-TOTAL_FORMS": ["2"],
        "citations-1-tag": [str(mcuexchange.pk)],
        "citations-1-key": [states.new_key()],
    }
    answer = desk.post(f"{form_of(story).removesuffix('change/')}keep/", data).json()
    assert "MCUExchange passes on" in answer["one_report"]


def test_it_stops_nothing(press, editor, olv, mcuexchange):
    story = press.draft(sources=[[olv, mcuexchange], [mcuexchange]])
    workflow.publish(story, editor)
    assert Article.objects.get(pk=story.pk).is_live
