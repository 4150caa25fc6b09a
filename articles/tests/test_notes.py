"""Notes between writer and editor: who says what, where it stands, and what becomes of it."""

from itertools import pairwise

import pytest
from django.utils import timezone

from articles import notes, workflow
from articles.models import Article, Note
from articles.notes import answer, done, reopen, threads, with_open_notes, write_note
from articles.rights import Refused
from articles.signals import story_changed
from articles.tests.desk import at_desk
from authors.models import User

KEY = "0c8f6a1e-7f1b-4a55-9d7c-000000000001"


@pytest.fixture
def story(press, writer) -> Article:
    return press.draft("A story", created_by=writer)


def page_of(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/notes/"


def told(story: Article) -> list[tuple]:
    """What stands beside a story: place, words, answers, whether it is open."""
    return [
        (one.note.field, one.note.text, [reply.text for reply in one.answers], one.is_open)
        for one in threads(story)
    ]


# -- The verbs ---------------------------------------------------------------------------------


def test_a_note_stands_beside_what_it_is_about(story, editor, writer):
    write_note(story, editor, "Who first said “all women”?", "body")
    write_note(story, writer, "Done by noon.")
    write_note(story, editor, "On what?", f"claims:{KEY}")
    assert told(story) == [
        ("body", "Who first said “all women”?", [], True),
        ("", "Done by noon.", [], True),
        (f"claims:{KEY}", "On what?", [], True),
    ]
    assert [(one.place, one.anchor) for one in threads(story)] == [
        ("Body", "id_body"),
        ("", "article_form"),
        ("Claims", "claims-group"),
    ]


@pytest.mark.parametrize(
    "field", ["x", "Body", "headline ", "headline:", f"claims:{KEY}x" * 3, "id_body"]
)
def test_a_note_points_at_nothing_that_there_is_not(story, editor, field):
    with pytest.raises(Refused, match="no such place"):
        write_note(story, editor, "Look.", field)
    assert told(story) == []


def test_a_note_says_something_and_is_short(story, editor):
    for nothing in ("", " \r\n\t", "\x00"):
        with pytest.raises(Refused, match="Write something"):
            write_note(story, editor, nothing)
    with pytest.raises(Refused, match="at most 800 characters; this one has 801"):
        write_note(story, editor, "x" * 801)
    note = write_note(story, editor, f"  {'x' * 800}\r\n ")
    assert note.text == "x" * 800
    assert write_note(story, editor, "One\r\nTwo\rThree\x00").text == "One\nTwo\nThree"


def test_answers_stand_under_the_note_that_they_answer(story, editor, writer):
    note = write_note(story, editor, "Who said so?", "body")
    reply = answer(note, writer, "Her agent.")
    answer(reply, editor, "Then say that.")
    write_note(story, editor, "Another")
    assert told(story) == [
        ("body", "Who said so?", ["Her agent.", "Then say that."], True),
        ("", "Another", [], True),
    ]
    assert set(Note.objects.filter(answers__isnull=False).values_list("answers", "field")) == {
        (note.pk, "")
    }


def test_a_note_is_done_and_open_again(story, editor, writer):
    note = write_note(story, editor, "Who said so?")
    done(note, writer)
    note.refresh_from_db()
    assert note.done_by == writer
    assert (timezone.now() - note.done_at).total_seconds() < 5
    first = note.done_at
    done(note, editor)
    note.refresh_from_db()
    assert (note.done_at, note.done_by) == (first, writer)
    reopen(note, editor)
    note.refresh_from_db()
    assert (note.done_at, note.done_by) == (None, None)


def test_an_answer_to_a_note_that_is_done_opens_it(story, editor, writer):
    note = write_note(story, editor, "Who said so?")
    done(note, writer)
    answer(note, editor, "It is not.")
    assert told(story) == [("", "Who said so?", ["It is not."], True)]


def test_what_is_done_to_an_answer_is_done_to_its_note(story, editor, writer):
    note = write_note(story, editor, "Who said so?")
    reply = answer(note, writer, "She did.")
    done(reply, editor)
    assert [one.is_open for one in threads(story)] == [False]
    reopen(reply, editor)
    assert [one.is_open for one in threads(story)] == [True]


def test_only_who_may_look_at_a_story_has_a_say(story, press, other_writer, editor):
    note = write_note(story, editor, "Who said so?")
    stranger = User.objects.create_user("stranger", is_staff=True)
    live = press.live()
    for user in (other_writer, stranger):
        for act in (
            lambda user=user: write_note(story, user, "Hello."),
            lambda user=user: answer(note, user, "Hello."),
            lambda user=user: done(note, user),
            lambda user=user: reopen(note, user),
        ):
            with pytest.raises(Refused, match="not open to you"):
                act()
    with pytest.raises(Refused):
        write_note(live, stranger, "Hello.")
    write_note(live, other_writer, "A slip in the second line.")
    assert told(story) == [("", "Who said so?", [], True)]


def test_notes_and_answers_are_announced_and_nothing_else_is(
    story, editor, writer, django_capture_on_commit_callbacks
):
    heard = []

    def listen(sender, article, verb, user, **kwargs):
        heard.append((article, verb, user, kwargs["note"]))

    story_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            note = write_note(story, editor, "Who said so?")
            reply = answer(note, writer, "She did.")
            done(note, editor)
            reopen(note, editor)
            notes.put(story, editor, "Why it was sent back")
            assert heard == []
    finally:
        story_changed.disconnect(listen)
    assert heard == [(story, "note", editor, note), (story, "note", writer, reply)]


def test_a_note_leaves_no_revision(story, editor):
    before = (story.version, story.revisions.count())
    write_note(story, editor, "Who said so?")
    story.refresh_from_db()
    assert (story.version, story.revisions.count()) == before


def test_the_reason_for_sending_back_stands_beside_the_story(press, writer, editor):
    story = press.in_review(created_by=writer)
    workflow.send_back(story, editor, why="Who says so?", about="standfirst")
    assert told(story) == [("standfirst", "Who says so?", [], True)]
    put = notes.put(story, editor, "On nothing that there is", field="nonsense")
    assert put.field == ""


def test_open_notes_are_counted(press, editor, writer, django_assert_num_queries):
    stories = [press.draft(created_by=writer) for _ in range(3)]
    first = write_note(stories[0], editor, "One")
    answer(first, writer, "An answer is no note to see to")
    write_note(stories[0], editor, "Two")
    done(write_note(stories[1], editor, "Three"), editor)
    with django_assert_num_queries(1):
        counts = [s.open_notes for s in with_open_notes(Article.objects.order_by("pk"))]
    assert counts == [2, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_reading_them_costs_one_query(story, editor, writer, django_assert_num_queries, count):
    for _number in range(count):
        note = write_note(story, editor, "Who said so?")
        answer(note, writer, "She did.")
        done(note, writer)
    with django_assert_num_queries(1):
        for one in threads(story):
            assert (one.note.user, one.note.done_by, one.answers[0].user) == (
                editor,
                writer,
                writer,
            )


def test_a_note_of_somebody_who_has_left_stays(story, editor):
    write_note(story, editor, "Who said so?")
    Note.objects.update(user=None)
    page = at_desk(story.created_by).get(page_of(story)).content.decode()
    assert "Somebody who has left" in page


# -- The page of the notes ----------------------------------------------------------------------


def test_the_page_works_without_script(story, writer, editor):
    client = at_desk(editor)
    client.post(page_of(story), {"do": "write", "on": "body", "text": "Who <b>said</b>\nso?"})
    note = Note.objects.get()
    answered = at_desk(writer).post(
        page_of(story), {"do": "answer", "note": note.pk, "text": "She did."}
    )
    assert answered.url == f"{page_of(story)}#note-{note.pk}"
    page = client.get(page_of(story)).content.decode()
    assert "<q>Who &lt;b&gt;said&lt;/b&gt;<br>so?</q>" in page
    client.post(page_of(story), {"do": "done", "note": note.pk})
    assert told(story) == [("body", "Who <b>said</b>\nso?", ["She did."], False)]
    assert "Done, says editor." in client.get(page_of(story)).content.decode()
    client.post(page_of(story), {"do": "reopen", "note": note.pk})
    assert told(story)[0][3] is True


def test_what_cannot_be_taken_is_still_there(story, editor):
    client = at_desk(editor)
    note = write_note(story, editor, "Who said so?")
    long = "y" * 801
    page = client.post(page_of(story), {"do": "write", "on": "headline", "text": long})
    assert page.status_code == 200
    assert (page.context["refusal"][:30], page.context["typed"]) == (
        "A note has at most 800 charact",
        long,
    )
    assert '<option value="headline" selected>' in page.content.decode()
    page = client.post(page_of(story), {"do": "answer", "note": note.pk, "text": long})
    assert f'maxlength="800">{long}</textarea>' in page.content.decode()
    assert Note.objects.count() == 1


def test_a_script_gets_the_card_back(story, editor):
    client = at_desk(editor)
    asks = {"headers": {"accept": "application/json"}}
    sent = {"do": "write", "text": "Who said so?", "on": "headline"}
    answer_ = client.post(page_of(story), sent, **asks)
    told_ = answer_.json()
    assert (told_["open"], told_["said"]) == (1, "The note is beside the story.")
    assert told_["html"] == client.get(page_of(story), **asks).json()["html"]
    assert 'data-on="headline"' in told_["html"]
    refused = client.post(page_of(story), {"do": "write", "text": ""}, **asks)
    assert (refused.status_code, refused.json()) == (409, {"error": "Write something first."})
    unknown = client.post(page_of(story), {"do": "shout"}, **asks)
    assert unknown.json() == {"error": "There is no such step. Use one of the buttons."}


def test_others_stories_have_no_page_of_notes(story, other_writer, press):
    assert at_desk(other_writer).get(page_of(story)).status_code == 404
    assert (
        at_desk(other_writer).post(page_of(story), {"do": "write", "text": "x"}).status_code == 404
    )
    stranger = User.objects.create_user("stranger", is_staff=True)
    assert at_desk(stranger).get(page_of(press.live())).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "-1"])
def test_a_note_that_there_is_not_cannot_be_answered(story, editor, number):
    sent = {"do": "answer", "note": number, "text": "x"}
    assert at_desk(editor).post(page_of(story), sent).status_code == 404


def test_the_note_of_another_story_cannot_be_answered_through_this_one(story, press, editor):
    other = write_note(press.draft(), editor, "Who said so?")
    sent = {"do": "done", "note": other.pk}
    assert at_desk(editor).post(page_of(story), sent).status_code == 404
    other.refresh_from_db()
    assert other.done_at is None


def test_the_page_without_notes_offers_to_write_one(story, writer):
    page = at_desk(writer).get(f"{page_of(story)}?on=claims").content.decode()
    assert "No note waits to be seen to." in page
    assert '<option value="claims" selected>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    story, editor, writer, django_assert_num_queries, count
):
    for _number in range(count):
        answer(write_note(story, editor, "Who said so?"), writer, "She did.")
    client = at_desk(editor)
    # Session, account, its rights (2), the story, its notes.
    with django_assert_num_queries(7):
        client.get(page_of(story))


def test_notes_are_in_the_order_of_their_writing(story, editor):
    for text in ("One", "Two", "Three"):
        write_note(story, editor, text)
    assert all(a.note.at <= b.note.at for a, b in pairwise(threads(story)))
    assert [one.note.text for one in threads(story)] == ["One", "Two", "Three"]


def test_no_reader_sees_a_note(client, press, editor):
    story = press.live()
    write_note(story, editor, "Zanzibar")
    assert "Zanzibar" not in client.get(story.get_absolute_url()).content.decode()
