"""The buttons of a story: what they do, who has them, and what a refusal leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin import verbs
from articles.models import Article, Claim
from articles.pending import pending
from articles.tests.desk import (
    ADD,
    add_row,
    at_desk,
    form_of,
    opened,
    said,
    save,
    sent_by,
)
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import read


@pytest.fixture
def desk(writer):
    return at_desk(writer)


@pytest.fixture
def editors_desk(editor):
    return at_desk(editor)


@pytest.fixture
def story(press, filming, olv, mcuexchange, writer):
    claim = filming()
    return press.draft(
        "The headline",
        about=[claim["season"]],
        sources=[[olv, mcuexchange]],
        claims=[claim],
        topics=["filming"],
        created_by=writer,
    )


def buttons(page) -> list[str]:
    cards = [card["verb"] for card in page.context["cards"]]
    return [str(verb.label) for verb in [*page.context["steps"], *cards]]


def blockers(page) -> list[str]:
    return [f.sentence for f in page.context["findings"].findings if f.is_blocker]


def status(story) -> str:
    return Article.objects.get(pk=story.pk).status


def moments(story) -> set:
    rows = [
        *story.bylines.all(),
        *story.coverage.all(),
        *story.citations.all(),
        *story.claims.all(),
        *story.topic_links.all(),
    ]
    return {row.live_at for row in rows}


def test_publishing_from_the_form_makes_all_of_it_live(
    editors_desk, editor, tv, lunn, jessica_jones, olv
):
    data = opened(editors_desk, ADD) | {
        "headline": ["It is out"],
        "section": [str(tv.pk)],
        "body": ["<p>Yes.</p>"],
        "topics": ["filming, permits"],
    }
    data["bylines-0-author"] = [str(lunn.pk)]
    data["coverage-0-show"] = [str(jessica_jones.pk)]
    data["citations-0-tag"] = [str(olv.pk)]
    key = data["citations-0-key"]
    add_row(
        data,
        "claims",
        says="Season 2 began filming",
        kind="filming_began",
        standing="reported",
        show=jessica_jones,
        rests_on=key,
    )
    page = save(editors_desk, ADD, data, "publish")
    story = Article.objects.get()
    assert said(page) == "It is live. Readers see it now."
    assert story.is_live
    assert moments(story) == {story.live_at}
    assert [r.verb for r in story.revisions.all()] == ["publish"]
    assert Claim.objects.live().get().citation.tag == olv


def test_what_is_saved_in_a_live_story_is_not_live_until_it_is_published(editors_desk, story):
    save(editors_desk, form_of(story), opened(editors_desk, form_of(story)), "publish")
    story.refresh_from_db()
    data = opened(editors_desk, form_of(story)) | {"topics": ["filming, another"]}
    page = save(editors_desk, form_of(story), data)
    assert said(page) == "Saved. Readers still have the version before."
    assert [topic.name for topic in story.topics.all()] == ["filming"]
    assert buttons(page) == [
        "Publish changes",
        "Discard changes",
        "Publish later",
        "Correct",
        "Withdraw",
    ]

    page = save(editors_desk, form_of(story), opened(editors_desk, form_of(story)), "publish")
    assert said(page) == "It is live. Readers see it now."
    story = Article.objects.get(pk=story.pk)
    assert sorted(topic.name for topic in story.topics.all()) == ["another", "filming"]
    assert moments(story) == {story.live_at}
    assert story.was_edited


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_what_one_typed_oneself_does_not_stop_the_first_press(editors_desk, press, verb):
    story = press.live("The headline")
    told = {"standfirst": ["Other words."], "go_out_at": ["2050-04-12T09:00"]}
    data = opened(editors_desk, form_of(story)) | told
    keep = reverse("admin:articles_article_keep", args=[story.pk])
    assert editors_desk.post(keep, data | {"turn": ["1"]}).json()["joined"] is None
    page = save(editors_desk, form_of(story), data | {"turn": ["2"]}, verb)
    assert said(page).startswith({"publish": "It is live.", "schedule": "It goes out"}[verb])
    wanted = {"publish": "live", "schedule": "changes_scheduled"}[verb]
    assert Article.objects.get(pk=story.pk).desk_state == wanted


def test_what_somebody_else_typed_since_still_stops_it(editors_desk, press, admin_user):
    story = press.live("The headline")
    data = opened(editors_desk, form_of(story)) | {"standfirst": ["Other words."]}
    keep = reverse("admin:articles_article_keep", args=[story.pk])
    data["base"] = [editors_desk.post(keep, data | {"turn": ["1"]}).json()["base"]]
    other = at_desk(admin_user)
    theirs = opened(other, form_of(story)) | {"headline": ["Another headline"]}
    other.post(keep, theirs | {"turn": ["1"]})
    editors_desk.post(keep, data | {"turn": ["2"], "standfirst": ["Newer words."]})
    again = data | {"turn": ["3"], "standfirst": ["Newer words."]}
    page = save(editors_desk, form_of(story), again, "publish")
    assert "It was changed after this page was opened" in said(page)
    assert Article.objects.get(pk=story.pk).headline == "The headline"


def test_looking_at_a_live_story_and_saving_it_is_no_edit(editors_desk, press):
    story = press.live()
    save(editors_desk, form_of(story), opened(editors_desk, form_of(story)))
    story.refresh_from_db()
    assert not story.was_edited


def test_a_refused_publication_keeps_the_words_as_a_draft(editors_desk, story):
    data = opened(editors_desk, form_of(story)) | {"headline": ["New words"], "body": [""]}
    page = save(editors_desk, form_of(story), data, "publish")
    assert said(page) == (
        "What you typed is kept, and that is all. The story has no body. Write one."
    )
    story.refresh_from_db()
    assert (story.headline, story.body, story.status) == ("New words", "", "draft")
    assert story.revisions.count() == 0
    assert blockers(page) == ["The story has no body. Write one."]


def test_a_new_story_that_cannot_go_out_is_kept_as_a_draft(editors_desk, tv):
    data = opened(editors_desk, ADD) | {"headline": ["Nobody wrote it"], "section": [str(tv.pk)]}
    page = save(editors_desk, ADD, data, "publish")
    assert "Add a byline." in said(page)
    assert status(Article.objects.get()) == "draft"


@pytest.mark.parametrize("verb", ["publish", "schedule", "unschedule", "restore", "withdraw"])
def test_a_writer_s_forged_button_saves_and_does_no_more(desk, story, verb):
    data = opened(desk, form_of(story)) | {
        "headline": ["New words"],
        "go_out_at": ["2099-01-01T09:00"],
        "why": ["because"],
    }
    page = save(desk, form_of(story), data, verb)
    assert "Only editors can do this." in said(page)
    story.refresh_from_db()
    assert (story.headline, story.status, story.live_at) == ("New words", "draft", None)


def test_a_button_that_there_is_not_saves_and_says_so(desk, story):
    page = save(desk, form_of(story), opened(desk, form_of(story)), "explode")
    assert "There is no such step" in said(page)


def test_a_writer_hands_over_and_takes_back(desk, story):
    data = opened(desk, form_of(story)) | {"headline": ["The last words"]}
    page = save(desk, form_of(story), data, "submit")
    assert said(page).startswith("Sent to review.")
    story.refresh_from_db()
    assert (story.headline, story.status) == ("The last words", "in_review")
    assert page.request["PATH_INFO"] == f"/admin/articles/article/{story.pk}/review/"
    assert b'name="headline"' not in page.content

    page = desk.post(
        f"/admin/articles/article/{story.pk}/verb/", {"_verb": "take_back"}, follow=True
    )
    assert said(page) == "It is yours to go on writing."
    assert status(story) == "draft"
    assert b'name="headline"' in page.content


@pytest.mark.parametrize("verb", ["publish", "send_back", "explode", ""])
def test_the_address_of_take_back_does_no_editor_s_act(desk, story, verb):
    save(desk, form_of(story), opened(desk, form_of(story)), "submit")
    address = f"/admin/articles/article/{story.pk}/verb/"
    page = desk.post(address, {"_verb": verb}, follow=True)
    assert page.context["messages"]
    assert status(story) == "in_review"
    assert desk.get(address).status_code == 405


def test_nobody_takes_back_a_story_that_they_cannot_see(story, desk, other_writer):
    save(desk, form_of(story), opened(desk, form_of(story)), "submit")
    address = f"/admin/articles/article/{story.pk}/verb/"
    assert at_desk(other_writer).post(address, {"_verb": "take_back"}).status_code == 404
    assert status(story) == "in_review"


def test_an_editor_sends_back_with_a_reason(editors_desk, press):
    story = press.in_review()
    data = opened(editors_desk, form_of(story))
    page = save(editors_desk, form_of(story), data, "send_back")
    assert "Say what is missing" in said(page)
    assert status(story) == "in_review"
    told = {"why": ["Who says so?"], "about": ["claims"]}
    page = save(editors_desk, form_of(story), data | told, "send_back")
    assert status(story) == "draft"
    assert story.revisions.first().why == "Who says so?"
    assert [(note.text, note.field) for note in story.notes.all()] == [("Who says so?", "claims")]
    assert "why" not in pending(Article.objects.get(pk=story.pk))["fields"]


def test_an_editor_schedules_in_the_newsroom_s_time(editors_desk, story):
    day = timezone.localdate() + timedelta(days=30)
    data = opened(editors_desk, form_of(story))
    page = save(editors_desk, form_of(story), data, "schedule")
    assert "Give the day and the time" in said(page)
    data["go_out_at"] = [f"{day}T09:00"]
    page = save(editors_desk, form_of(story), data, "schedule")
    story.refresh_from_db()
    assert story.status == "scheduled"
    assert timezone.localtime(story.live_at).strftime("%Y-%m-%d %H:%M") == f"{day} 09:00"
    assert "09:00, by itself." in said(page)
    assert buttons(page) == ["Publish now", "Unschedule", "Move"]
    assert moments(story) == {story.live_at}

    page = save(editors_desk, form_of(story), opened(editors_desk, form_of(story)), "unschedule")
    assert status(story) == "draft"


def test_a_moment_that_has_passed_is_refused_and_the_words_are_kept(editors_desk, story):
    data = opened(editors_desk, form_of(story)) | {
        "headline": ["New words"],
        "go_out_at": ["2017-04-10T09:00"],
    }
    page = save(editors_desk, form_of(story), data, "schedule")
    assert "That moment has passed." in said(page)
    story.refresh_from_db()
    assert (story.headline, story.status) == ("New words", "draft")


def test_a_year_that_no_calendar_has_is_refused(editors_desk, story):
    data = opened(editors_desk, form_of(story)) | {"go_out_at": ["9999-12-31T23:59"]}
    page = save(editors_desk, form_of(story), data, "schedule")
    assert "Look at the year again." in said(page)


def test_an_address_that_readers_have_does_not_change(editors_desk, press):
    story = press.live(slug="for-good")
    data = opened(editors_desk, form_of(story)) | {"slug": ["other"], "headline": ["New"]}
    save(editors_desk, form_of(story), data, "publish")
    story.refresh_from_db()
    assert (story.headline, story.slug) == ("New", "for-good")


def test_an_editor_corrects_and_sees_the_notice(editors_desk, press):
    story = press.live()
    data = opened(editors_desk, form_of(story))
    page = save(editors_desk, form_of(story), data, "correct")
    assert said(page) == "Correct: Write what was wrong and what is right."
    # Its panel is open, and no other one.
    panels = read(page).all("details.asking")
    assert [panel.one("button")["value"] for panel in panels if "open" in panel] == ["correct"]
    data |= {"correction_kind": ["clarification"], "correction_text": ["It was West 101st."]}
    page = save(editors_desk, form_of(story), data, "correct")
    notice = story.corrections.get()
    assert (notice.kind, notice.text) == ("clarification", "It was West 101st.")
    assert "It was West 101st." in editors_desk.get(form_of(story)).content.decode()
    address = reverse("admin:articles_correction_change", args=[notice.pk])
    mended = opened(editors_desk, address) | {"text": ["It was West 102nd."]}
    save(editors_desk, address, mended)
    assert story.corrections.get().text == "It was West 102nd."
    assert [r.verb for r in story.revisions.order_by("version")] == ["publish", "correct", "edit"]


def test_an_editor_withdraws_with_a_reason_and_restores(editors_desk, press):
    story = press.live(at=FIRST_DAY)
    data = opened(editors_desk, form_of(story))
    assert "Say why." in said(save(editors_desk, form_of(story), data, "withdraw"))
    page = save(editors_desk, form_of(story), data | {"why": ["Not true"]}, "withdraw")
    assert (status(story), moments(story)) == ("withdrawn", {None})
    assert page.request["PATH_INFO"] == f"/admin/articles/article/{story.pk}/review/"
    page = editors_desk.post(
        f"/admin/articles/article/{story.pk}/verb/", {"_verb": "restore"}, follow=True
    )
    assert said(page) == "It is a draft again."
    assert status(story) == "draft"


@pytest.mark.parametrize(
    ("state", "labels", "filled"),
    [
        ("draft", ["Publish", "Schedule"], "Publish"),
        ("in_review", ["Publish", "Send back", "Schedule"], "Publish"),
        ("scheduled", ["Publish now", "Unschedule", "Move"], None),
        ("live", ["Correct", "Withdraw"], None),
        ("withdrawn", ["Restore as draft"], "Restore as draft"),
    ],
)
def test_an_editor_s_verbs_fit_the_state(editor, press, state, labels, filled):
    offered = verbs.offered(getattr(press, state)(), editor)
    assert [str(verb.label) for verb in offered] == labels
    story = Article.objects.get()
    step = verbs.next_step(story, [verb for verb in offered if not verb.asks])
    assert (str(step.label) if step else None) == filled


@pytest.mark.parametrize(
    ("state", "labels"),
    [("draft", ["Send to review"]), ("in_review", ["Take back"]), ("scheduled", []), ("live", [])],
)
def test_a_writer_s_verbs_fit_the_state(writer, press, state, labels):
    story = getattr(press, state)(created_by=writer)
    assert [str(verb.label) for verb in verbs.offered(story, writer)] == labels


def test_enter_in_a_field_only_saves(editors_desk, story):
    """A browser presses the first button of the form."""
    page = editors_desk.get(form_of(story)).content.decode()
    form = page[page.index('id="article_form"') :]
    first = form[form.index("<button") :]
    assert "_verb" not in first[: first.index(">")]


def test_what_stops_a_story_is_said_before_somebody_tries(desk, writer, press):
    story = press.draft(body="", created_by=writer, lead_image=picture())
    page = desk.get(form_of(story))
    assert blockers(page) == ["The story has no body. Write one."]


# -- What is typed under When ----------------------------------------------------------------------

LATER = "2050-04-12T09:00"


def test_an_embargo_that_was_typed_holds_the_story_back(editors_desk, story):
    data = opened(editors_desk, form_of(story))
    page = save(editors_desk, form_of(story), data | {"embargo_until": [LATER]}, "publish")
    assert said(page) == "It is under embargo and goes out on Tuesday 12 April, 09:00, by itself."
    assert status(story) == "scheduled"
    assert story.revisions.filter(verb="plan").count() == 1


def test_a_plan_that_was_typed_goes_with_any_button(desk, story):
    data = opened(desk, form_of(story))
    save(desk, form_of(story), data | {"planned_for": [LATER]}, "submit")
    planned = Article.objects.get(pk=story.pk)
    assert timezone.localtime(planned.planned_for).isoformat()[:16] == LATER
    assert planned.status == "in_review"


def test_a_plan_that_nobody_typed_changes_nothing_that_a_colleague_planned(
    editors_desk, story, editor
):
    data = opened(editors_desk, form_of(story))
    at = timezone.now() + timedelta(days=400)
    workflow.plan(story, editor, embargo_until=at)
    save(editors_desk, form_of(story), data, "publish")
    assert status(story) == "scheduled"
    assert Article.objects.get(pk=story.pk).embargo_until == at


def test_a_plan_that_is_refused_stops_the_step_and_stays_as_typed(desk, story, editor):
    workflow.plan(story, editor, embargo_until=timezone.now() + timedelta(days=400))
    data = opened(desk, form_of(story))
    page = save(desk, form_of(story), data | {"embargo_until": [LATER]}, "submit")
    assert said(page).startswith(
        "What you typed under When is not planned, and nothing else was done."
    )
    assert sent_by(page)["embargo_until"] == [LATER]
    assert status(story) == "draft"
    save(desk, form_of(story), sent_by(page), "submit")
    assert status(story) == "draft"


def test_a_plan_that_no_calendar_has_stops_the_step(editors_desk, story):
    data = opened(editors_desk, form_of(story))
    page = save(
        editors_desk, form_of(story), data | {"embargo_until": ["0217-01-01T09:00"]}, "publish"
    )
    assert said(page) == (
        "What is typed under When cannot be planned: look there. Nothing else was done."
    )
    assert status(story) == "draft"
