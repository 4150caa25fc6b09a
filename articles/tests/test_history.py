"""What a story has been: its revisions, any two compared, one read, one put back at the desk."""

import copy

import pytest
from django.urls import reverse

from articles import pending, workflow
from articles import state as states
from articles.admin import history as page_module
from articles.admin.history import DONE
from articles.models import Article, Revision, WorkingCopy
from articles.tests.desk import at_desk, form_of, opened, said
from articles.tests.versions import SCRIPT, fresh, hostile_state, is_harmless, typed
from geekfeed.tests.reading import count_queries, read


def history_of(story):
    return reverse("admin:articles_article_history", args=[story.pk])


def compare_of(story, query=""):
    return reverse("admin:articles_article_compare", args=[story.pk]) + query


def version_of(story, version):
    return reverse("admin:articles_article_revision", args=[story.pk, version])


def restore_of(story, version):
    return reverse("admin:articles_article_restore", args=[story.pk, version])


@pytest.fixture
def story(press, writer, editor):
    """Sent to review, sent back with a reason, changed, published."""
    made = press.draft("First words", created_by=writer)
    workflow.submit(made, writer, why="Done, I think")
    workflow.send_back(made, editor, why="Not yet")
    made = typed(made, writer, headline="Second words")
    workflow.submit(made, writer)
    workflow.publish(fresh(made), editor)
    return fresh(made)


def done(page):
    """What was done, by whom, and why."""
    found = []
    for cell in page.all(".revisions tbody th"):
        words = [part for part in cell.children if isinstance(part, str)]
        who = [text.partition(",")[0] for text in cell.texts("small")]
        found.append((" ".join("".join(words).split()), *who, *cell.texts("q")))
    return found


# -- The list ----------------------------------------------------------------------------------


def test_revisions_are_told_in_words_newest_first(story, writer):
    page = read(at_desk(writer).get(history_of(story)))
    assert done(page) == [
        ("At the desk now",),
        ("Published", "editor"),
        ("Sent to review", "writer"),
        ("Sent back", "editor", "Not yet"),
        ("Sent to review", "writer", "Done, I think"),
    ]
    assert page.texts(".revisions .num") == ["4", "3", "2", "1"]


def test_every_verb_has_words():
    assert set(workflow.FROM) - set(DONE) == set()


def test_the_site_and_accounts_that_are_gone_are_told_apart(story):
    Revision.objects.update(who=None)
    published, submitted = Revision.objects.filter(version__in=[3, 4])
    assert page_module.who(published) == "by itself"
    assert page_module.who(submitted) == "an account that is gone"


def test_long_histories_have_pages(story, editor, monkeypatch):
    monkeypatch.setattr(page_module, "PAGE", 3)
    desk = at_desk(editor)
    first = read(desk.get(history_of(story)))
    ((words, older),) = first.links(".pager")
    assert words == "Older versions"
    second = read(desk.get(history_of(story) + older))
    assert done(second) == [
        ("At the desk now",),
        ("Sent to review", "writer", "Done, I think"),
    ]
    assert desk.get(history_of(story) + "?after=nonsense").status_code == 404


def test_a_story_to_which_nothing_has_happened_says_so(press, editor):
    page = read(at_desk(editor).get(history_of(press.draft())))
    assert page.one(".nothing").text.startswith("Nothing has happened to it yet.")


def test_the_history_costs_the_same_for_one_revision_and_for_three(press, editor, writer):
    counts = []
    for number in (1, 3):
        story = press.draft(created_by=writer)
        for _time in range(number):
            workflow.submit(story, writer)
            workflow.take_back(story, writer)
        counts.append(count_queries(at_desk(editor), history_of(story)))
    assert counts[0] == counts[1]


def test_only_who_may_look_finds_it(press, writer, other_writer, client):
    story = press.draft(created_by=writer)
    workflow.submit(story, writer)
    for address in (history_of(story), version_of(story, 1), compare_of(story, "?old=1")):
        assert at_desk(writer).get(address).status_code == 200
        assert at_desk(other_writer).get(address).status_code == 404
        assert client.get(address).status_code == 302
    assert at_desk(other_writer).post(restore_of(story, 1)).status_code == 404
    assert at_desk(writer).post(history_of(story)).status_code == 405
    assert at_desk(writer).get(restore_of(story, 1)).status_code == 405


# -- Two of them -------------------------------------------------------------------------------


def test_any_two_are_compared(story, editor):
    page = read(at_desk(editor).get(compare_of(story, "?old=1&new=4")))
    assert page.one(".versions header .label").text == "1 difference in"
    assert page.one("#change-headline").one("del").text == "First"
    assert page.one("#change-headline").one("ins").text == "Second"
    assert page.one(".between del").text.startswith("Version 1: sent to review, ")
    other_way = read(at_desk(editor).get(compare_of(story, "?old=4&new=1")))
    assert other_way.one("#change-headline").one("ins").text == "First"


def test_what_waits_is_compared_with_what_readers_have(story, editor):
    changed = typed(story, editor, headline="Third words")
    for query in ("", "?old=live&new=now"):
        page = read(at_desk(editor).get(compare_of(changed, query)))
        assert page.one("#change-headline ins").text == "Third"
        assert page.one(".between").text == "What readers have → At the desk now"
    side = read(at_desk(editor).get(compare_of(changed, "?old=live&new=now&view=side")))
    assert side.texts(".sides .label") == ["What readers have", "At the desk now"]


def test_two_that_say_the_same_say_so(story, editor):
    page = read(at_desk(editor).get(compare_of(story, "?old=live&new=now")))
    assert page.one(".versions .nothing").text == "Both say the same."


@pytest.mark.parametrize(
    "query",
    ["?old=99", "?old=abc", "?new=-1", "?old=99999999999999999999", "?old=%00", "?old=2147483648"],
)
def test_a_version_that_there_is_not_is_not_found(story, editor, query):
    assert at_desk(editor).get(compare_of(story, query)).status_code == 404


def test_a_story_that_was_never_out_has_no_live_version(press, editor):
    story = press.in_review()
    assert at_desk(editor).get(compare_of(story, "?old=live&new=now")).status_code == 404
    assert at_desk(editor).get(compare_of(story, "?old=1&new=now")).status_code == 200
    assert at_desk(editor).get(compare_of(story))["Location"] == history_of(story)


# -- What was typed in a browser and never arrived -----------------------------------------------


def test_a_submission_is_compared_and_not_kept(press, writer):
    story = press.draft("First words", created_by=writer)
    desk = at_desk(writer)
    form = opened(desk, form_of(story))
    before = states.fingerprint(pending.pending(fresh(story)))
    page = read(desk.post(compare_of(story), form | {"headline": ["Found words"]}))
    assert page.texts(".change h2") == ["Headline"]
    assert page.one("#change-headline ins").text == "Found"
    assert page.texts(".sides .label") == ["At the desk now", "In this browser"]
    assert page.one(".between").text == "At the desk now → In this browser"
    assert page.all(".views") == []
    assert states.fingerprint(pending.pending(fresh(story))) == before


def test_a_field_that_was_not_sent_is_no_difference(press, writer):
    story = press.draft(created_by=writer)
    page = read(at_desk(writer).post(compare_of(story), {"standfirst": "Why"}))
    assert page.texts(".change h2") == ["Standfirst"]
    empty = read(at_desk(writer).post(compare_of(story), {}))
    assert empty.one(".versions .nothing").text == "Both say the same."


def test_a_submission_that_is_too_long_is_refused_in_words(press, writer):
    story = press.draft(created_by=writer)
    response = at_desk(writer).post(compare_of(story), {"body": "x" * 600_000})
    assert response.status_code == 400
    assert "longer than one story can be" in said(response)


# -- One of them -------------------------------------------------------------------------------


def test_one_is_read_whole(story, editor):
    page = read(at_desk(editor).get(version_of(story, 1)))
    assert page.one(".storybar strong").text == "Version 1"
    assert page.one("#change-headline .set-headline").text == "First words"
    assert page.one(".why").text == "Done, I think"
    assert at_desk(editor).get(version_of(story, 77)).status_code == 404
    assert at_desk(editor).get(version_of(story, 10**12)).status_code == 404


def test_restoring_a_draft_puts_it_at_the_desk_and_keeps_what_stood_there(press, writer):
    story = press.draft("First words", created_by=writer)
    workflow.submit(story, writer)
    workflow.take_back(story, writer)
    story = typed(story, writer, headline="Typed and in no revision")
    response = at_desk(writer).post(restore_of(story, 1), follow=True)
    assert response.redirect_chain == [(form_of(story), 302)]
    assert said(response) == "Version 1 is at the desk again."
    assert fresh(story).headline == "First words"
    newest, typed_before = story.revisions.all()[:2]
    assert (newest.verb, newest.why) == ("save", "Version 1 restored")
    assert typed_before.state["fields"]["headline"] == ["Typed and in no revision"]


def test_restoring_under_a_live_story_makes_changes_and_readers_see_none(story, editor):
    response = at_desk(editor).post(restore_of(story, 1), follow=True)
    assert said(response) == (
        "Version 1 is at the desk again. Readers still have the version before."
    )
    assert Article.objects.get(pk=story.pk).headline == "Second words"
    assert fresh(story).copy.headline == "First words"


def test_rows_that_have_gone_since_come_back_by_their_keys(press, editor, filming, olv):
    story = press.live(sources=[[olv]], claims=[filming()])
    mine = copy.deepcopy(states.read(story))
    was = mine["rows"]["claims"][0]
    mine["rows"]["claims"] = []
    pending.keep(story, editor, mine, states.read(story))
    workflow.publish(fresh(story), editor)
    assert not story.claims.exists()
    at_desk(editor).post(restore_of(story, 1))
    assert fresh(story).copy.state["rows"]["claims"] == [was]
    workflow.publish(fresh(story), editor)
    assert str(story.claims.get().key) == was["key"]


def test_who_may_not_change_it_restores_nothing(story, writer, press, other_writer):
    in_review = press.in_review(created_by=writer)
    assert at_desk(writer).post(restore_of(in_review, 1)).status_code == 403
    assert at_desk(other_writer).post(restore_of(story, 1)).status_code == 404
    assert at_desk(writer).post(restore_of(story, 99)).status_code == 404
    for page in (history_of(in_review), version_of(in_review, 1)):
        assert b"restore/" not in at_desk(writer).get(page).content.replace(
            b'action="/admin/articles/article/%d/restore/1/"' % in_review.pk, b""
        )
    assert not WorkingCopy.objects.exists()


def test_whatever_was_typed_is_only_ever_text(press, editor):
    story = press.live()
    Revision.objects.create(
        article=story, state=hostile_state(), version=50, verb=SCRIPT[:20], why=SCRIPT, who=editor
    )
    desk = at_desk(editor)
    for address in (
        history_of(story),
        version_of(story, 50),
        compare_of(story, "?old=1&new=50"),
        compare_of(story, "?old=50&new=1"),
        compare_of(story, "?old=50&new=now&view=side"),
    ):
        response = desk.get(address)
        assert response.status_code == 200
        assert is_harmless(response.content.decode())
    told = dict.fromkeys(states.FIELDS, SCRIPT) | {"claims-TOTAL_FORMS": "1"}
    told |= {f"claims-0-{cell}": SCRIPT for cell in states.ROWS["claims"]}
    response = desk.post(compare_of(story), told)
    assert response.status_code == 200
    assert is_harmless(response.content.decode())


def test_a_hidden_story_is_not_named_by_its_number(press, writer, editor):
    hidden = press.draft("Nobody knows this yet")
    story = press.draft(created_by=writer)
    workflow.submit(story, writer)
    response = at_desk(writer).post(compare_of(story), {"next_up": str(hidden.pk)})
    assert "(a story that you may not open)" in response.content.decode()
    assert b"Nobody knows" not in response.content
