"""Two records of one source become one."""

import random
import threading
import time

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles import merging, outcomes, pending, workflow
from articles import state as states
from articles.chains import woven
from articles.compare import compare, whole
from articles.compare.versions import standing
from articles.forms import Submission
from articles.models import (
    Article,
    Claim,
    Mention,
    Outcome,
    SearchEntry,
    TrackRecord,
    Via,
    WorkingCopy,
)
from articles.rights import Refused
from shows.origins import independent
from sources.models import Domain, Former, Source


@pytest.fixture
def twin(db) -> Source:
    """A second record of On Location Vacations, as somebody made it in a hurry."""
    return Source.objects.create(
        name="OLV", slug="olv", aliases="On Location\nOLV New York", description="They see trucks."
    )


@pytest.fixture
def merged(twin, olv, editor, django_capture_on_commit_callbacks):
    def merge():
        with django_capture_on_commit_callbacks(execute=True):
            merging.merge(twin, olv, editor)

    return merge


def chains(story) -> list[list[str]]:
    return [[s.name for s in one.chain] for one in story.citations.with_chain()]


def places(story) -> list[list[int]]:
    return [[hop.position for hop in one.hops.all()] for one in story.citations.with_chain()]


def test_what_names_the_one_names_the_other(press, filming, twin, olv, mcuexchange, merged):
    Domain.objects.create(source=twin, name="x.com/olv")
    Former.objects.create(source=twin, name="OLV blog", slug="olv-blog")
    rests = press.live(sources=[[twin, mcuexchange]], claims=[filming()])
    passes = press.live(sources=[[mcuexchange, twin]])
    mention = Mention.objects.create(article=rests, source=twin)
    number = twin.pk
    merged()
    assert not Source.objects.filter(pk=number).exists()
    assert chains(rests) == [["On Location Vacations", "MCUExchange"]]
    assert chains(passes) == [["MCUExchange", "On Location Vacations"]]
    assert rests.claims.get().citation.tag == olv
    mention.refresh_from_db()
    assert mention.source == olv
    olv.refresh_from_db()
    assert [domain.name for domain in olv.domains.all()] == ["x.com/olv"]
    assert olv.names == ["On Location Vacations", "OLV", "On Location", "OLV New York"]
    assert olv.description == "They see trucks."
    assert olv.homepage == "https://onlocationvacations.com/"
    assert sorted(olv.former.values_list("slug", "name", "number")) == [
        ("olv", "OLV", number),
        ("olv-blog", "OLV blog", None),
    ]
    assert Source.objects.numbered([number, olv.pk]) == {number: olv, olv.pk: olv}


def test_a_record_that_was_merged_into_one_that_is_merged_leads_to_the_last(
    twin, olv, mcuexchange, editor
):
    numbers = [twin.pk, olv.pk]
    merging.merge(twin, olv, editor)
    merging.merge(olv, mcuexchange, editor)
    found = Source.objects.numbered(numbers)
    assert found == dict.fromkeys(numbers, mcuexchange)
    assert set(Former.objects.values_list("slug", "source")) == {
        ("olv", mcuexchange.pk),
        ("on-location-vacations", mcuexchange.pk),
    }


def test_one_page_of_both_is_one_citation_with_all_that_was_said(
    press, filming, twin, olv, mcuexchange, merged
):
    other = Source.objects.create(name="Variety", slug="variety")
    story = press.live(
        sources=[[mcuexchange], [twin, mcuexchange], [olv, other]], claims=[filming(), filming()]
    )
    _first, second, third = story.citations.all()
    second.note, third.note = "Photographs", "Interview"
    second.save()
    third.save()
    assert second.url == third.url
    one, two = story.claims.all()
    Claim.objects.filter(pk=one.pk).update(citation=second)
    Claim.objects.filter(pk=two.pk).update(citation=third)
    merged()
    assert chains(story) == [["MCUExchange"], ["On Location Vacations", "Variety", "MCUExchange"]]
    assert places(story) == [[], [0, 1]]
    kept = story.citations.last()
    assert (kept.pk, kept.note, kept.url) == (third.pk, "Interview; Photographs", third.url)
    assert list(story.citations.values_list("position", flat=True)) == [0, 1]
    assert set(story.claims.values_list("citation", flat=True)) == {third.pk}
    hops = Via.objects.filter(citation=kept)
    assert {hop.live_at for hop in hops} == {Article.objects.get(pk=story.pk).live_at}


def test_another_page_of_the_same_source_stays_a_citation_of_its_own(press, twin, olv, merged):
    story = press.draft(sources=[[twin], [olv]])
    story.citations.filter(tag=twin).update(url="https://olv.example/other")
    merged()
    assert chains(story) == [["On Location Vacations"], ["On Location Vacations"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["OLV", "On Location Vacations"], ["On Location Vacations"]),
        (["On Location Vacations", "OLV"], ["On Location Vacations"]),
        (
            ["OLV", "MCUExchange", "On Location Vacations"],
            ["On Location Vacations", "MCUExchange"],
        ),
        (
            ["MCUExchange", "OLV", "Variety", "On Location Vacations"],
            ["MCUExchange", "On Location Vacations", "Variety"],
        ),
        (
            ["MCUExchange", "Variety", "OLV"],
            ["MCUExchange", "Variety", "On Location Vacations"],
        ),
    ],
)
def test_a_chain_names_nobody_twice(press, twin, olv, mcuexchange, merged, before, after):
    Source.objects.create(name="Variety", slug="variety")
    named = {source.name: source for source in Source.objects.all()}
    story = press.live(sources=[[named[name] for name in before]])
    merged()
    assert chains(story) == [after]
    assert places(story) == [list(range(len(after) - 1))]


def test_a_story_links_the_source_once(press, twin, olv, mcuexchange, merged):
    story = press.live()
    for place, source in enumerate([twin, mcuexchange, olv]):
        Mention.objects.create(article=story, source=source, position=place)
    merged()
    assert [(m.source.name, m.position) for m in story.mentions.all()] == [
        ("MCUExchange", 0),
        ("On Location Vacations", 1),
    ]


# -- Who, and what -----------------------------------------------------------------------------


def test_writers_merge_nothing(twin, olv, writer):
    with pytest.raises(Refused, match="Only editors who may delete sources"):
        merging.merge(twin, olv, writer)
    assert Source.objects.count() == 2


def test_an_editor_who_may_not_delete_sources_merges_nothing(twin, olv, editor):
    editor.groups.clear()
    editor.user_permissions.set(_permissions("publish_article", "change_source"))
    with pytest.raises(Refused):
        merging.merge(twin, olv, type(editor).objects.get(pk=editor.pk))
    editor.user_permissions.add(*_permissions("delete_source"))
    merging.merge(twin, olv, type(editor).objects.get(pk=editor.pk))
    assert Source.objects.count() == 1


def _permissions(*names):
    return Permission.objects.filter(codename__in=names)


def test_a_source_does_not_go_into_itself(olv, editor):
    with pytest.raises(Refused, match="That is the same source"):
        merging.merge(olv, Source.objects.get(pk=olv.pk), editor)


@pytest.mark.parametrize("missing", ["OLV", "On Location Vacations"])
def test_what_is_gone_already_is_refused(twin, olv, editor, missing):
    Source.objects.filter(name=missing).delete()
    with pytest.raises(Refused, match=f"“{missing}” is not there any more"):
        merging.merge(twin, olv, editor)


def test_the_log_says_who_merged_what(twin, olv, editor, merged):
    number = str(twin.pk)
    merged()
    said = "merge: OLV (olv) → On Location Vacations (on-location-vacations)"
    assert set(
        LogEntry.objects.values_list("user", "object_id", "action_flag", "change_message")
    ) == {
        (editor.pk, str(olv.pk), 2, said),
        (editor.pk, number, 3, said),
    }


# -- What is worked out ------------------------------------------------------------------------


def test_the_track_record_is_that_of_both(press, filming, twin, olv, mcuexchange, merged):
    press.live(sources=[[twin]], claims=[filming(kind="crew", says="A")])
    press.live(sources=[[olv]], claims=[filming(kind="crew", says="B")])
    press.live(
        sources=[[mcuexchange]], claims=[filming(kind="crew", says="A", standing="confirmed")]
    )
    assert set(TrackRecord.objects.values_list("source", "came_true", "still_open")) == {
        (twin.pk, 1, 0),
        (olv.pk, 0, 1),
    }
    merged()
    assert list(TrackRecord.objects.values_list("source", "came_true", "still_open")) == [
        (olv.pk, 1, 1)
    ]


def test_what_both_had_told_is_one_report(press, filming, twin, olv, merged):
    press.live(sources=[[twin]], claims=[filming()])
    press.live(sources=[[olv]], claims=[filming()])
    assert list(Claim.objects.order_by("pk").values_list("repeats", flat=True)) == [False, False]
    merged()
    assert list(Claim.objects.order_by("pk").values_list("repeats", flat=True)) == [False, True]
    assert TrackRecord.objects.get().still_open == 1


def test_working_everything_out_anew_changes_nothing_afterwards(
    press, filming, twin, olv, mcuexchange, merged
):
    everybody = [twin, olv, mcuexchange]
    chance = random.Random(4)
    for number in range(12):
        chain = chance.sample(everybody, chance.randint(1, 3))
        claim = filming(
            kind="casting",
            says=f"Somebody {number % 3}",
            standing=chance.choice(["rumoured", "reported", "confirmed", "denied"]),
        )
        press.live(sources=[chain], claims=[claim])
    merged()
    kept = _worked_out()
    outcomes.settle_all()
    assert _worked_out() == kept


def _worked_out():
    return (
        set(Outcome.objects.values_list("claim", "verdict", "by", "at", "until")),
        set(Claim.objects.values_list("pk", "repeats")),
        set(
            TrackRecord.objects.values_list(
                "source", "came_true", "denied", "superseded", "still_open"
            )
        ),
    )


def test_the_search_finds_the_stories_by_the_name_that_stayed(press, twin, olv, merged):
    story = press.live(sources=[[twin]])
    merged()
    about = SearchEntry.objects.get(article=story).about
    assert "On Location Vacations" in about
    assert "OLV" not in about


# -- Scale -------------------------------------------------------------------------------------


def _newsroom(press, filming, twin, olv, mcuexchange, times):
    """One of each kind of story that a merger touches, so many times."""
    for number in range(times):
        claim = filming(kind="casting", says=f"Casting {number}")
        press.live(sources=[[twin, mcuexchange]], claims=[claim])
        press.live(sources=[[mcuexchange, twin]], claims=[claim])
        press.live(sources=[[twin], [olv, mcuexchange]], claims=[claim])
        press.live(sources=[[twin, olv]], claims=[claim])
        mentions = press.live()
        for place, source in enumerate([twin, mcuexchange, olv]):
            Mention.objects.create(article=mentions, source=source, position=place)


@pytest.mark.parametrize("times", [1, 3])
def test_merging_costs_the_same_for_few_stories_and_for_many(
    press, filming, twin, olv, mcuexchange, editor, merged, times
):
    _newsroom(press, filming, twin, olv, mcuexchange, times)
    ContentType.objects.get_for_model(Source)  # looked up once in a process
    with CaptureQueriesContext(connection) as asked:
        merged()
    assert len(asked) == 80


@pytest.mark.parametrize("times", [1, 3])
def test_seeing_what_would_move_costs_the_same(
    press, filming, twin, olv, mcuexchange, django_assert_num_queries, times
):
    _newsroom(press, filming, twin, olv, mcuexchange, times)
    with django_assert_num_queries(7):
        told = merging.moves(twin, olv)
    assert told == merging.Moves(
        stories=5 * times,
        live=5 * times,
        claims=3 * times,
        passed_on=times,
        mentions=times,
        twice=times,
        domains=[],
        names=["OLV", "On Location", "OLV New York"],
    )


# -- How many say so ---------------------------------------------------------------------------

SOURCES = st.integers(1, 5)
CHAINS = st.lists(st.lists(SOURCES, min_size=1, max_size=4, unique=True), max_size=6)


class Said:
    def __init__(self, chain):
        self.chain_ids, self.article_id = tuple(chain), 1


@given(CHAINS, SOURCES, SOURCES)
def test_a_merger_never_makes_one_report_two(told, gone, kept):
    def now(number):
        return kept if number == gone else number

    after = [[now(origin), *woven(now(origin), map(now, hops))] for origin, *hops in told]
    assert independent(map(Said, after)) <= independent(map(Said, told))


def test_as_rows_it_does_not_either(press, filming, twin, olv, mcuexchange, merged):
    others = [Source.objects.create(name=f"S{n}", slug=f"s-{n}") for n in range(3)]
    chance = random.Random(11)
    for number in range(30):
        sample = chance.sample([twin, olv, mcuexchange, *others], chance.randint(1, 4))
        press.live(
            sources=[sample, [olv if sample[0] == twin else twin]],
            claims=[filming(kind="crew", says=f"Fact {number % 6}")],
        )

    def counts():
        rows = Claim.objects.select_related("citation").prefetch_related("citation__hops")
        by_fact = {}
        for claim in rows:
            by_fact.setdefault(claim.fact, []).append(claim)
        return {fact: independent(claims) for fact, claims in by_fact.items()}

    before = counts()
    merged()
    after = counts()
    assert set(after) == set(before)
    assert [fact for fact in after if after[fact] > before[fact]] == []
    assert sum(after.values()) < sum(before.values())


# -- What was typed ----------------------------------------------------------------------------


def test_a_draft_that_names_the_other_one_goes_on(press, twin, olv, mcuexchange, editor, merged):
    story = press.draft(sources=[[twin, mcuexchange]])
    state = pending.pending(story)
    state["fields"]["standfirst"] = ["Because"]
    pending.keep(story, editor, state, states.read(story))
    typed = WorkingCopy.objects.get().state
    merged()
    assert WorkingCopy.objects.get().state == typed
    story = Article.objects.get(pk=story.pk)
    (sources,) = [c for c in whole(pending.pending(story)) if c.name == "citations"]
    assert [str(row.title.both) for row in sources.rows] == [
        "On Location Vacations via MCUExchange"
    ]
    workflow.publish(story, editor)
    assert chains(story) == [["On Location Vacations", "MCUExchange"]]


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_draft_that_names_both_for_one_page_goes_on(
    press, filming, twin, olv, mcuexchange, editor, merged, order
):
    chain = [[twin, mcuexchange], [olv]]
    story = press.draft(sources=[chain[n] for n in order], claims=[filming(), filming()])
    _first, second = story.citations.all()
    Claim.objects.filter(pk=story.claims.last().pk).update(citation=second)
    state = states.read(story)
    state["fields"]["standfirst"] = ["Because"]
    pending.keep(story, editor, state, states.read(story))
    merged()
    story = Article.objects.get(pk=story.pk)
    workflow.publish(story, editor)
    assert chains(story) == [["On Location Vacations", "MCUExchange"]]
    assert {claim.citation.tag for claim in story.claims.all()} == {olv}


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_draft_that_had_the_one_through_the_other_goes_on(
    press, twin, olv, editor, merged, order
):
    pair = [twin, olv]
    story = press.draft(sources=[[pair[n] for n in order]])
    state = states.read(story)
    state["fields"]["standfirst"] = ["Because"]
    pending.keep(story, editor, state, states.read(story))
    merged()
    story = Article.objects.get(pk=story.pk)
    workflow.publish(story, editor)
    assert chains(story) == [["On Location Vacations"]]


def test_what_somebody_typed_twice_is_told_as_before(press, twin, olv, mcuexchange, merged):
    story = press.draft(sources=[[olv], [mcuexchange, twin]])
    state = states.read(story)
    row = state["rows"]["citations"][0]
    row = row | {"key": states.new_key()}
    state["rows"]["citations"].append(row)
    merged()
    submission = Submission(Article.objects.get(pk=story.pk), state)
    assert submission.is_valid() is False
    said = "On Location Vacations stands here twice with the same address. Remove one of the two."
    where = f"citations:{row['key']}"
    assert submission.errors == [("citations", said), (where, f"Source 3: {said}")]


def test_changes_to_a_live_story_join_with_a_merger_under_them(
    press, filming, twin, olv, mcuexchange, editor, merged
):
    """The merger moves the very row that somebody is changing."""
    story = press.live(sources=[[twin, olv], [mcuexchange]], claims=[filming()])
    mine = states.read(story)
    mine["rows"]["citations"][0]["note"] = ["Photographs"]
    mine["rows"]["claims"][0]["detail"] = ["On Monday."]
    pending.keep(story, editor, mine, states.read(story))
    merged()
    story = Article.objects.get(pk=story.pk)
    assert standing(story).has_moved is False
    changed = {change.name for change in compare(standing(story).had, standing(story).desk)}
    assert changed == {"citations", "claims"}
    workflow.publish(story, editor)
    assert chains(story) == [["On Location Vacations"], ["MCUExchange"]]
    assert story.citations.first().note == "Photographs"
    assert story.claims.get().detail == "On Monday."


def test_changes_join_where_two_rows_under_them_became_one(
    press, filming, twin, olv, mcuexchange, editor, merged
):
    story = press.live(sources=[[olv], [twin, mcuexchange]], claims=[filming()])
    Claim.objects.filter(article=story).update(citation=story.citations.last())
    mine = states.read(story)
    mine["rows"]["citations"][0]["note"] = ["Photographs"]
    mine["rows"]["claims"][0]["detail"] = ["On Monday."]
    pending.keep(story, editor, mine, states.read(story))
    merged()
    story = Article.objects.get(pk=story.pk)
    workflow.publish(story, editor)
    assert chains(story) == [["On Location Vacations", "MCUExchange"]]
    assert story.citations.get().note == "Photographs"
    assert (story.claims.get().detail, story.claims.get().citation.tag) == ("On Monday.", olv)


def test_a_page_that_was_open_during_the_merger_is_kept(press, twin, olv, editor, merged):
    story = press.live(sources=[[twin]])
    base, mine = states.read(story), states.read(story)
    mine["rows"]["citations"][0]["note"] = ["Photographs"]
    merged()
    kept = pending.keep(Article.objects.get(pk=story.pk), editor, mine, base)
    assert kept.clashes == []
    workflow.publish(Article.objects.get(pk=story.pk), editor)
    assert chains(story) == [["On Location Vacations"]]
    assert story.citations.get().note == "Photographs"


def test_a_revision_from_before_is_read_compared_and_restored(
    press, twin, olv, mcuexchange, editor, merged
):
    story = press.live(sources=[[twin]])
    old = story.revisions.first().state
    story.citations.all().delete()
    workflow.edit(Article.objects.get(pk=story.pk), editor)
    merged()
    story = Article.objects.get(pk=story.pk)
    (sources,) = compare(states.read(story), old)
    assert [str(row.title.both) for row in sources.rows] == ["On Location Vacations"]
    pending.keep(story, editor, old, states.read(story))
    workflow.publish(Article.objects.get(pk=story.pk), editor)
    assert chains(story) == [["On Location Vacations"]]


def test_a_merger_alone_is_no_difference_between_two_versions(press, twin, olv, merged):
    story = press.live(sources=[[twin], [olv]])
    old = story.revisions.first().state
    merged()
    assert compare(old, states.read(Article.objects.get(pk=story.pk))) == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_story_that_goes_out_at_the_same_moment_is_waited_for(
    press, filming, twin, olv, mcuexchange, editor
):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer; in memory the second one is turned away")
    story = press.draft(sources=[[twin, mcuexchange]], claims=[filming()])
    is_out, failed = threading.Event(), []

    def publish():
        try:
            with transaction.atomic():
                workflow.publish(Article.objects.get(pk=story.pk), editor)
                is_out.set()
                time.sleep(0.5)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=publish)
    other.start()
    is_out.wait(5)
    merging.merge(twin, olv, editor)
    other.join()
    assert failed == []
    assert chains(story) == [["On Location Vacations", "MCUExchange"]]
    assert Article.objects.get(pk=story.pk).is_live
    assert [record.source for record in TrackRecord.objects.all()] == [olv]
