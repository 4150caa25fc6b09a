"""The verbs: who may carry them out, when, and what they leave."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import workflow
from articles.models import Article, Byline, Citation, Claim, Coverage, TopicLink, Via
from articles.signals import story_changed
from geekfeed.tests.cast import FIRST_DAY, picture

Status = Article.Status


@pytest.fixture
def story(press, filming, olv, mcuexchange, writer):
    claim = filming()
    return press.draft(
        "A story",
        about=[claim["season"]],
        sources=[[olv, mcuexchange]],
        claims=[claim],
        topics=["filming"],
        created_by=writer,
    )


def row_moments(story) -> set:
    rows = [
        *Byline.objects.filter(article=story),
        *Coverage.objects.filter(article=story),
        *Citation.objects.filter(content_object=story),
        *Claim.objects.filter(article=story),
        *TopicLink.objects.filter(content_object=story),
        *Via.objects.filter(citation__content_object=story),
    ]
    assert len(rows) == 6
    return {row.live_at for row in rows}


def test_the_way_of_a_story(story, writer, editor):
    workflow.submit(story, writer)
    workflow.take_back(story, writer)
    workflow.submit(story, writer)
    workflow.send_back(story, editor, why="Who says so?")
    workflow.submit(story, writer)
    workflow.publish(story, editor)
    workflow.withdraw(story, editor, why="Not true")
    workflow.restore(story, editor)
    verbs = list(story.revisions.order_by("version").values_list("verb", "why", "who__username"))
    assert verbs == [
        ("submit", "", "writer"),
        ("take_back", "", "writer"),
        ("submit", "", "writer"),
        ("send_back", "Who says so?", "editor"),
        ("submit", "", "writer"),
        ("publish", "", "editor"),
        ("withdraw", "Not true", "editor"),
        ("restore", "", "editor"),
    ]
    story.refresh_from_db()
    assert (story.status, story.live_at, story.version) == (Status.DRAFT, None, 8)


def test_a_story_whose_moment_has_come_is_live_for_every_verb(story, editor, mcuexchange):
    """Also before anybody has run publish_due."""
    workflow.schedule(story, editor, timezone.now() + timedelta(days=1))
    past = timezone.now() - timedelta(days=40)
    Article.objects.filter(pk=story.pk).update(live_at=past, month=past.date().replace(day=1))
    story.refresh_from_db()
    address = story.get_absolute_url()
    for refused in ("publish", "unschedule", "submit", "send_back", "restore"):
        with pytest.raises(workflow.Refused):
            getattr(workflow, refused)(story, editor)
    with pytest.raises(workflow.Refused):
        workflow.schedule(story, editor, timezone.now() + timedelta(days=1))
    workflow.correct(story, editor, "update", "More is known.")
    workflow.withdraw(story, editor)
    workflow.restore(story, editor)
    workflow.publish(story, editor)
    assert story.get_absolute_url() == address


def test_a_listener_that_fails_does_not_undo_a_verb(
    story, editor, django_capture_on_commit_callbacks, caplog
):
    def away(**kwargs):
        raise ConnectionError("The CDN is away.")

    story_changed.connect(away)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            workflow.publish(story, editor)
    finally:
        story_changed.disconnect(away)
    assert Article.objects.live().get() == story
    assert "The CDN is away." in caplog.text


def test_the_reason_stands_in_the_log(story, editor, writer):
    workflow.submit(story, writer)
    workflow.send_back(story, editor, why="Who says so?")
    said = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(said) == ["submit", "send_back: Who says so?"]


def test_every_row_carries_the_story_s_live_at(story, editor):
    assert row_moments(story) == {None}
    workflow.publish(story, editor, at=FIRST_DAY)
    assert row_moments(story) == {FIRST_DAY}
    workflow.withdraw(story, editor)
    assert row_moments(story) == {None}
    workflow.restore(story, editor)
    later = timezone.now() + timedelta(days=1)
    workflow.schedule(story, editor, later)
    assert row_moments(story) == {later}
    workflow.unschedule(story, editor)
    assert row_moments(story) == {None}


def test_a_row_added_to_a_live_story_is_live_once_the_edit_is_told(story, editor, mcuexchange):
    workflow.publish(story, editor, at=FIRST_DAY)
    row = Citation.objects.create(content_object=story, tag=mcuexchange)
    workflow.edit(story, editor)
    row.refresh_from_db()
    assert row.live_at == FIRST_DAY


@pytest.mark.parametrize("verb", ["publish", "withdraw", "restore", "send_back", "unschedule"])
def test_a_writer_does_no_editor_s_act(story, writer, verb):
    with pytest.raises(workflow.Refused, match="Only editors"):
        getattr(workflow, verb)(story, writer)
    story.refresh_from_db()
    assert (story.status, story.version) == (Status.DRAFT, 0)


def test_a_writer_schedules_and_corrects_nothing(story, writer, editor):
    with pytest.raises(workflow.Refused):
        workflow.schedule(story, writer, timezone.now() + timedelta(days=1))
    workflow.publish(story, editor)
    with pytest.raises(workflow.Refused):
        workflow.correct(story, writer, "correction", "No.")
    assert story.corrections.count() == 0


def test_a_writer_hands_over_only_their_own(story, other_writer):
    with pytest.raises(workflow.Refused, match="somebody else"):
        workflow.submit(story, other_writer)


def test_a_byline_makes_a_story_one_s_own(story, lunn, other_writer):
    lunn.user = other_writer
    lunn.save()
    workflow.submit(story, other_writer)
    assert story.status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("draft", ["send_back", "take_back", "withdraw", "restore", "unschedule"]),
        ("in_review", ["submit", "withdraw", "restore", "unschedule"]),
        ("scheduled", ["submit", "send_back", "take_back", "withdraw", "restore"]),
        ("live", ["submit", "send_back", "take_back", "restore", "unschedule", "publish"]),
        ("withdrawn", ["submit", "send_back", "take_back", "withdraw", "publish", "unschedule"]),
    ],
)
def test_a_verb_that_does_not_fit_the_state_is_refused(press, editor, state, verbs):
    story = getattr(press, state)()
    before = (story.status, story.version, story.live_at)
    for verb in verbs:
        with pytest.raises(workflow.Refused):
            getattr(workflow, verb)(story, editor)
    story.refresh_from_db()
    assert (story.status, story.version, story.live_at) == before


def test_what_is_not_ready_does_not_go_out(press, editor):
    story = press.draft(body="", lead_image=picture())
    story.bylines.all().delete()
    story.lead_image.alt = ""
    assert workflow.blockers(story) == [
        "The story has no body. Write one.",
        "Nobody is named as its author. Add a byline.",
        "The lead picture has no alt text. Say what it shows.",
    ]
    with pytest.raises(workflow.Refused, match="Add a byline"):
        workflow.publish(story, editor)


def test_a_picture_whose_rights_have_ended_does_not_go_out(press, editor):
    today = timezone.localdate()
    story = press.draft(lead_image=picture())
    for day, stopped in [(today, False), (today - timedelta(days=1), True), (None, False)]:
        story.lead_image.rights_expire_on = day
        assert bool(workflow.blockers(story)) is stopped


def test_a_bare_draft_is_handed_over_and_does_not_go_out(db, editor):
    bare = Article.objects.create(body="<p>It</p>")
    workflow.submit(bare, editor)
    with pytest.raises(workflow.Refused, match=r"no headline.*no address.*no section"):
        workflow.publish(bare, editor)
    assert [revision.verb for revision in bare.revisions.all()] == ["submit"]


def test_a_moment_that_has_passed_cannot_be_scheduled_nor_a_future_one_published(story, editor):
    with pytest.raises(workflow.Refused, match="has passed"):
        workflow.schedule(story, editor, timezone.now() - timedelta(seconds=1))
    with pytest.raises(workflow.Refused, match="Schedule the story"):
        workflow.publish(story, editor, at=timezone.now() + timedelta(minutes=1))


def test_of_two_who_act_on_one_version_one_is_told(story, editor):
    stale = Article.objects.get(pk=story.pk)
    workflow.publish(story, editor)
    with pytest.raises(workflow.Moved):
        workflow.submit(stale, editor)
    assert story.revisions.count() == 1


def test_the_address_keeps_the_month_of_first_publication(story, editor):
    workflow.publish(story, editor, at=FIRST_DAY)
    assert story.get_absolute_url() == f"/2017/04/{story.slug}/"
    workflow.withdraw(story, editor)
    workflow.restore(story, editor)
    workflow.publish(story, editor)
    assert story.get_absolute_url() == f"/2017/04/{story.slug}/"


def test_the_month_is_the_one_of_the_newsroom_s_clock(story, editor):
    """Half past ten in the evening of 31 March in New York is April already in Greenwich."""
    workflow.publish(story, editor, at=FIRST_DAY.replace(month=4, day=1, hour=2, minute=30))
    assert story.get_absolute_url() == f"/2017/03/{story.slug}/"


def test_readers_are_told_of_edits_after_publication_only(story, editor, writer):
    workflow.edit(story, writer)
    assert story.edited_at is None
    workflow.publish(story, editor, at=FIRST_DAY)
    assert story.was_edited is False
    workflow.edit(story, editor)
    assert story.was_edited is True


def test_a_writer_edits_their_own_drafts_only(story, writer, other_writer, editor):
    assert workflow.may_edit(story, writer)
    assert not workflow.may_edit(story, other_writer)
    workflow.submit(story, writer)
    assert not workflow.may_edit(story, writer)
    assert workflow.may_edit(story, editor)


def test_what_is_due_is_announced_once(story, editor, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, article, verb, user, **kwargs):
        heard.append((article.pk, verb, user))

    workflow.schedule(story, editor, timezone.now() + timedelta(hours=1))
    past = timezone.now() - timedelta(minutes=1)
    Article.objects.filter(pk=story.pk).update(live_at=past)
    story_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert workflow.publish_due() == 1
            assert workflow.publish_due() == 0
    finally:
        story_changed.disconnect(listen)
    story.refresh_from_db()
    assert (story.status, story.live_at) == (Status.LIVE, past)
    assert row_moments(story) == {past}
    assert heard == [(story.pk, "publish", None)]


def test_a_verb_is_announced_after_the_commit_and_not_when_it_is_rolled_back(
    story, editor, django_capture_on_commit_callbacks
):
    heard = []

    def listen(sender, verb, **kwargs):
        heard.append(verb)

    story_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            workflow.publish(story, editor)
            assert heard == []
        assert heard == ["publish"]
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            workflow.withdraw(story, editor)
            transaction.set_rollback(True)
        assert heard == ["publish"]
    finally:
        story_changed.disconnect(listen)


def test_every_verb_of_a_person_is_in_the_log(story, editor):
    workflow.publish(story, editor)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.change_message, entry.object_id) == (editor, "publish", str(story.pk))


def test_the_status_and_the_moment_cannot_contradict_each_other(story):
    for facts in (
        {"status": Status.LIVE},
        {"status": Status.SCHEDULED},
        {"status": Status.DRAFT, "live_at": FIRST_DAY, "month": FIRST_DAY.date()},
        {"status": Status.WITHDRAWN, "live_at": FIRST_DAY, "month": FIRST_DAY.date()},
        {"status": Status.LIVE, "live_at": FIRST_DAY, "month": None},
        {"status": "nonsense"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=story.pk).update(**facts)


def test_a_revision_holds_what_the_form_says(story, editor, olv, mcuexchange, season_2):
    workflow.publish(story, editor)
    state = story.revisions.get().state
    citation = story.citations.get()
    assert state["fields"]["headline"] == ["A story"]
    assert state["fields"]["topics"] == ["filming"]
    assert state["rows"]["citations"] == [
        {
            "key": str(citation.key),
            "tag": [str(olv.pk)],
            "url": [citation.url],
            "note": [""],
            "via": [str(mcuexchange.pk)],
        }
    ]
    (claim,) = state["rows"]["claims"]
    assert claim["rests_on"] == [str(citation.key)]
    assert claim["season"] == [str(season_2.pk)]
    assert claim["date_on"] == [""]
