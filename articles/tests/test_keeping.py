"""What is typed is kept, valid or not; two versions are joined; readers see none of it."""

import copy as copying
import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import pending, state, workflow
from articles.admin import verbs
from articles.models import Article, Citation, Claim, SetAside, WorkingCopy
from articles.rights import Refused
from geekfeed.tests.cast import FIRST_DAY
from sources.models import Source


@pytest.fixture
def draft(press, writer, olv, filming):
    return press.draft("A story", created_by=writer, sources=[[olv]], claims=[filming()])


@pytest.fixture
def live(press, writer, olv, filming):
    return press.live("A story", created_by=writer, sources=[[olv]], claims=[filming()])


def typed(story, **fields):
    """The story's state with other words in some fields."""
    mine = copying.deepcopy(pending.pending(story))
    mine["fields"] |= {name: [value] for name, value in fields.items()}
    return mine


def keep(story, user, mine, base=None):
    story = Article.objects.get(pk=story.pk)
    return pending.keep(story, user, mine, base or pending.pending(story))


def fresh(story):
    return Article.objects.get(pk=story.pk)


# -- Drafts ------------------------------------------------------------------------------------


def test_a_draft_s_words_are_in_its_rows_at_once(draft, writer):
    keep(draft, writer, typed(draft, headline="Another  headline", body="<p>New.</p>"))
    story = fresh(draft)
    assert (story.headline, story.body, story.status) == (
        "Another headline",
        "<p>New.</p>",
        "draft",
    )
    assert (story.copy.headline, story.copy.editor) == ("Another headline", writer)


def test_what_does_not_fit_into_the_rows_is_kept_to_the_letter(draft, writer):
    long = "x" * 170
    mine = typed(draft, headline=long, standfirst="Fine.", section="none")
    mine["rows"]["claims"][0]["date_on"] = ["next tues"]
    mine["rows"]["claims"].append({"key": state.new_key(), "says": ["Half a claim"]})
    keep(draft, writer, mine)
    story = fresh(draft)
    kept = pending.pending(story)
    assert kept["fields"]["headline"] == [long]
    assert kept["rows"]["claims"][0]["date_on"] == ["next tues"]
    assert kept["rows"]["claims"][1]["says"] == ["Half a claim"]
    assert (story.headline, story.standfirst) == ("A story", "Fine.")
    assert [claim.says for claim in story.claims.all()] == ["Season 2 began filming"]


def test_keeping_leaves_no_revision_and_no_version(draft, writer):
    keep(draft, writer, typed(draft, headline="Another"))
    assert (fresh(draft).version, draft.revisions.count()) == (0, 0)


def test_rows_keep_their_keys_and_claims_their_citations(draft, writer, mcuexchange):
    mine = pending.pending(draft)
    new = state.new_key()
    mine["rows"]["citations"].append({"key": new, "tag": [str(mcuexchange.pk)]})
    mine["rows"]["claims"][0]["rests_on"] = [new]
    before = {row.pk for row in draft.citations.all()}
    keep(draft, writer, mine)
    assert {row.pk for row in draft.citations.all()} > before
    assert str(Claim.objects.get(article=draft).citation.key) == new
    assert state.same_state(state.read(fresh(draft)), mine | {"fields": mine["fields"]})


def test_a_new_row_between_two_others_stays_there(draft, writer, mcuexchange, olv):
    Citation.objects.create(content_object=draft, tag=mcuexchange, position=1)
    mine = pending.pending(fresh(draft))
    between = {"key": state.new_key(), "tag": [str(olv.pk)], "url": ["https://between.example/"]}
    mine["rows"]["citations"].insert(1, between)
    keep(draft, writer, mine)
    rows = draft.citations.order_by("position").values_list("url", flat=True)
    assert [url.partition("//")[2] for url in rows] == ["x.example/1", "between.example/", ""]


# -- Live stories ------------------------------------------------------------------------------


def test_changing_a_live_story_changes_nothing_for_readers(live, writer):
    before = state.read(live)
    keep(live, writer, typed(live, headline="Another", standfirst="More."))
    story = fresh(live)
    assert state.read(story) == before
    assert story.desk_state == "changes"
    assert pending.pending(story)["fields"]["headline"] == ["Another"]


def test_changes_that_are_taken_back_are_no_changes(live, writer):
    before = pending.pending(live)
    keep(live, writer, typed(live, headline="Another"))
    keep(live, writer, before)
    assert (fresh(live).desk_state, WorkingCopy.objects.count()) == ("live", 0)


def test_keeping_what_nobody_changed_begins_no_changes(live, writer):
    keep(live, writer, typed(live, body="<p>The body of A story.</p>\n\n"))
    assert fresh(live).desk_state == "live"


def test_published_changes_are_in_the_rows_and_the_copy_is_gone(live, editor, writer):
    keep(live, writer, typed(live, headline="Another"))
    story = fresh(live)
    workflow.publish(story, editor)
    assert (story.headline, story.desk_state, story.live_at) == ("Another", "live", live.live_at)
    assert story.was_edited
    assert [row.live_at for row in workflow.link_rows(story)[2]] == [live.live_at]


def test_a_row_added_in_changes_is_live_once_they_are_published(live, editor, mcuexchange):
    mine = pending.pending(live)
    mine["rows"]["citations"].append({"key": state.new_key(), "tag": [str(mcuexchange.pk)]})
    keep(live, editor, mine)
    assert mcuexchange.citations.count() == 0
    workflow.publish(fresh(live), editor)
    assert [row.live_at for row in mcuexchange.citations.all()] == [live.live_at]


def test_changes_that_are_not_valid_do_not_go_out_and_stay(live, editor):
    keep(live, editor, typed(live, headline=""))
    with pytest.raises(Refused, match="headline"):
        workflow.publish(fresh(live), editor)
    story = fresh(live)
    assert (story.headline, story.desk_state) == ("A story", "changes")
    assert pending.pending(story)["fields"]["headline"] == [""]


def test_changes_to_a_live_story_go_the_whole_way(live, writer, editor):
    keep(live, writer, typed(live, headline="Another"))
    steps = [
        (workflow.submit, writer, "changes_in_review"),
        (workflow.take_back, writer, "changes"),
        (workflow.submit, writer, "changes_in_review"),
        (workflow.send_back, editor, "changes"),
        (workflow.submit, writer, "changes_in_review"),
    ]
    for verb, user, expected in steps:
        verb(fresh(live), user, why="So")
        assert fresh(live).desk_state == expected
        assert fresh(live).headline == "A story"
    workflow.publish(fresh(live), editor)
    assert (fresh(live).headline, fresh(live).desk_state) == ("Another", "live")


def test_discarded_changes_stay_in_the_history(live, writer):
    keep(live, writer, typed(live, headline="Another"))
    workflow.discard(fresh(live), writer)
    assert fresh(live).desk_state == "live"
    last = live.revisions.first()
    assert (last.verb, last.state["fields"]["headline"]) == ("discard", ["Another"])


def test_what_happened_to_the_rows_meanwhile_is_joined_with_the_changes(live, writer, editor):
    keep(live, writer, typed(live, headline="Another"))
    Article.objects.filter(pk=live.pk).update(standfirst="From elsewhere.")
    workflow.publish(fresh(live), editor)
    story = fresh(live)
    assert (story.headline, story.standfirst) == ("Another", "From elsewhere.")


def test_a_change_to_what_changed_underneath_does_not_go_out(live, writer, editor):
    keep(live, writer, typed(live, headline="Another"))
    Article.objects.filter(pk=live.pk).update(headline="From elsewhere")
    with pytest.raises(Refused, match="Compare both"):
        workflow.publish(fresh(live), editor)
    assert fresh(live).headline == "From elsewhere"


def test_what_was_not_looked_at_does_not_go_out(draft, writer, editor):
    seen = state.fingerprint(pending.pending(draft))
    keep(draft, writer, typed(draft, headline="Another"))
    with pytest.raises(workflow.Moved):
        workflow.publish(fresh(draft), editor, seen=seen)
    assert fresh(draft).status == "draft"
    workflow.publish(fresh(draft), editor, seen=state.fingerprint(pending.pending(fresh(draft))))
    assert fresh(draft).headline == "Another"


# -- Two people --------------------------------------------------------------------------------


def test_changes_to_different_fields_are_joined(draft, writer, editor):
    base = pending.pending(draft)
    keep(draft, editor, typed(draft, standfirst="The editor's."), base)
    mine = copying.deepcopy(base)
    mine["fields"]["headline"] = ["The writer's"]
    kept = keep(draft, writer, mine, base)
    assert (kept.joined, kept.joined_with, kept.clashes) == (["standfirst"], editor, [])
    story = fresh(draft)
    assert (story.headline, story.standfirst) == ("The writer's", "The editor's.")


def test_the_same_field_twice_keeps_the_first_and_sets_the_second_aside(draft, writer, editor):
    base = pending.pending(draft)
    keep(draft, editor, typed(draft, headline="The editor's"), base)
    mine = copying.deepcopy(base)
    mine["fields"] |= {"headline": ["The writer's"], "standfirst": ["Joined."]}
    kept = keep(draft, writer, mine, base)
    assert [(clash.name, clash.mine, clash.theirs) for clash in kept.clashes] == [
        ("headline", ["The writer's"], ["The editor's"])
    ]
    story = fresh(draft)
    assert (story.headline, story.standfirst) == ("The editor's", "Joined.")
    aside = SetAside.objects.get(article=draft, user=writer)
    assert aside.state == {"fields": {"headline": ["The writer's"]}, "rows": {}}


def test_rows_of_two_people_are_joined_and_clash_one_by_one(draft, writer, editor, mcuexchange):
    base = pending.pending(draft)
    key = base["rows"]["citations"][0]["key"]
    theirs = copying.deepcopy(base)
    theirs["rows"]["citations"][0]["note"] = ["Theirs"]
    new = state.new_key()
    theirs["rows"]["bylines"] = []
    keep(draft, editor, theirs, base)
    mine = copying.deepcopy(base)
    mine["rows"]["citations"][0]["note"] = ["Mine"]
    mine["rows"]["citations"].append({"key": new, "tag": [str(mcuexchange.pk)]})
    kept = keep(draft, writer, mine, base)
    assert [(clash.name, clash.key) for clash in kept.clashes] == [("citations", key)]
    rows = draft.citations.order_by("position").values_list("tag__name", "note")
    assert list(rows) == [("On Location Vacations", "Theirs"), ("MCUExchange", "")]
    assert draft.bylines.count() == 0
    aside = SetAside.objects.get().state["rows"]["citations"]
    assert [row["note"] for row in aside] == [["Mine"]]


def test_topics_of_two_people_are_joined(draft, writer, editor):
    base = pending.pending(draft)
    keep(draft, editor, typed(draft, topics="filming, new york"), base)
    mine = copying.deepcopy(base)
    mine["fields"]["topics"] = ["filming, season 2"]
    kept = keep(draft, writer, mine, base)
    assert kept.clashes == []
    assert sorted(t.name for t in fresh(draft).topics.all()) == ["filming", "new york", "season 2"]


def test_typing_on_after_a_join_takes_nothing_back(draft, writer, editor):
    base = pending.pending(draft)
    keep(draft, editor, typed(draft, standfirst="The editor's."), base)
    first = copying.deepcopy(base)
    first["fields"]["headline"] = ["One"]
    keep(draft, writer, first, base)
    # The page still shows the old standfirst: what it has in common is what it sent last.
    second = copying.deepcopy(first)
    second["fields"]["headline"] = ["One two"]
    kept = keep(draft, writer, second, first)
    assert kept.clashes == []
    assert (fresh(draft).headline, fresh(draft).standfirst) == ("One two", "The editor's.")


def test_an_old_window_that_was_not_touched_takes_nothing_back(draft, writer):
    base = pending.pending(draft)
    keep(draft, writer, typed(draft, headline="Newer"), base)
    kept = keep(draft, writer, base, base)
    assert (kept.clashes, fresh(draft).headline) == ([], "Newer")


# -- Rights ------------------------------------------------------------------------------------


def test_nobody_keeps_words_in_another_writer_s_draft(draft, other_writer):
    with pytest.raises(Refused):
        keep(draft, other_writer, typed(draft, headline="Mine"))
    assert fresh(draft).headline == "A story"


@pytest.mark.parametrize("status", ["in_review", "scheduled", "withdrawn"])
def test_a_writer_keeps_nothing_in_a_story_that_is_not_theirs_to_write_now(status, press, writer):
    story = getattr(press, status)("A story", created_by=writer)
    with pytest.raises(Refused):
        keep(story, writer, typed(story, headline="Mine"))


def test_an_editor_goes_on_writing_in_review(press, editor):
    story = press.in_review("A story")
    keep(story, editor, typed(story, headline="Better"))
    assert (fresh(story).headline, fresh(story).status) == ("Better", "in_review")


def test_changes_to_a_scheduled_story_wait_until_somebody_puts_them_in(press, editor):
    story = press.scheduled("A story")
    keep(story, editor, typed(story, headline="Better"))
    assert fresh(story).headline == "A story"
    workflow.schedule(fresh(story), editor, story.live_at)
    assert (fresh(story).headline, fresh(story).live_at) == ("Better", story.live_at)


# -- Moments and cost ---------------------------------------------------------------------------


def test_keeping_costs_the_same_for_one_row_and_for_three(press, writer, olv, filming, mcuexchange):
    netflix = Source.objects.create(name="Netflix", slug="netflix")
    one = press.draft(created_by=writer, sources=[[olv]], claims=[filming()])
    three = press.draft(
        created_by=writer,
        sources=[[olv], [mcuexchange, olv], [netflix, olv]],
        claims=[filming(), filming(), filming()],
    )
    costs = []
    for story in (one, three):
        keep(story, writer, typed(story, headline="Begun"))
        mine = typed(story, headline="Another")
        fresh_one = fresh(story)
        with CaptureQueriesContext(connection) as queries:
            pending.keep(fresh_one, writer, mine, mine)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_changes_do_not_move_a_story_to_another_moment(live, editor):
    keep(live, editor, typed(live, headline="Another"))
    workflow.publish(fresh(live), editor, at=FIRST_DAY)
    assert fresh(live).live_at == live.live_at


# -- What was found by trying to lose something ------------------------------------------------


def test_what_was_overtaken_on_its_way_is_not_kept_once_more(draft, writer):
    page, base = uuid4(), pending.pending(draft)

    def send(words, turn):
        mine = copying.deepcopy(base)
        mine["fields"]["body"] = [f"<p>{words}</p>"]
        return pending.keep(Article.objects.get(pk=draft.pk), writer, mine, base, page, turn)

    send("one two three", 2)
    kept = send("one", 1)
    assert (fresh(draft).body, kept.clashes) == ("<p>one two three</p>", [])


def test_scheduled_changes_are_not_typed_into(live, editor):
    keep(live, editor, typed(live, headline="Approved"))
    workflow.schedule(fresh(live), editor, timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="Unschedule them first"):
        keep(live, editor, typed(fresh(live), headline="Half a th"))
    assert pending.pending(fresh(live))["fields"]["headline"] == ["Approved"]


def test_changes_that_clash_with_the_live_story_when_they_are_due_are_told(live, editor):
    keep(live, editor, typed(live, headline="Mine"))
    workflow.schedule(fresh(live), editor, timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=live.pk).update(headline="From elsewhere")
    WorkingCopy.objects.update(go_out_at=timezone.now())
    assert workflow.publish_due() == 0
    assert fresh(live).desk_state == "changes"
    last = live.revisions.first()
    assert (last.verb, "Compare both" in last.why) == ("could_not_go_out", True)


def test_the_revision_of_a_publication_says_what_readers_got(press, editor):
    story = press.scheduled("Approved")
    keep(story, editor, typed(story, headline="Half a th"))
    Article.objects.filter(pk=story.pk).update(live_at=timezone.now())
    assert workflow.publish_due() == 1
    last = story.revisions.first()
    assert (last.verb, last.state["fields"]["headline"]) == ("publish", ["Approved"])
    assert fresh(story).desk_state == "changes"


def test_an_update_keeps_the_moment_that_was_chosen_before_an_embargo(press, editor):
    chosen, end = timezone.now() + timedelta(hours=1), timezone.now() + timedelta(days=9)
    story = press.draft()
    workflow.schedule(story, editor, chosen)
    workflow.plan(story, editor, embargo_until=end)
    keep(story, editor, typed(story, headline="Better"))
    verbs.named("update").carry_out(fresh(story), editor, {})
    assert (fresh(story).live_at, fresh(story).planned_for) == (end, chosen)
    workflow.plan(fresh(story), editor, embargo_until=None)
    assert fresh(story).live_at == chosen


def test_a_writer_does_not_take_off_an_embargo(draft, writer, editor):
    end = timezone.now() + timedelta(days=1)
    workflow.plan(draft, writer, embargo_until=end)
    with pytest.raises(Refused):
        workflow.plan(fresh(draft), writer, embargo_until=None)
    assert fresh(draft).embargo_until == end
    workflow.plan(fresh(draft), editor, embargo_until=None)
    assert fresh(draft).embargo_until is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_save_at_the_same_moment_are_joined(draft, writer, editor):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer; in memory the second one is turned away")
    base = pending.pending(draft)
    theirs_is_locked, mine_waits = threading.Event(), threading.Event()
    failed = []

    def first():
        try:
            with transaction.atomic():
                mine = copying.deepcopy(base)
                mine["fields"]["body"] = ["<p>Theirs</p>"]
                pending.keep(draft, editor, mine, base)
                theirs_is_locked.set()
                mine_waits.wait(5)
                time.sleep(0.3)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=first)
    other.start()
    theirs_is_locked.wait(5)
    mine_waits.set()
    mine = copying.deepcopy(base)
    mine["fields"]["headline"] = ["Mine"]
    pending.keep(draft, writer, mine, base)
    other.join()
    assert failed == []
    kept = pending.pending(fresh(draft))["fields"]
    assert (kept["headline"], kept["body"]) == (["Mine"], ["<p>Theirs</p>"])
