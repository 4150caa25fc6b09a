"""The log of the desk: who did what to which story, for those who may know of it."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.admin import log as page_module
from articles.models import Revision
from articles.tests.desk import at_desk
from articles.tests.versions import SCRIPT, is_harmless
from geekfeed.tests.reading import count_queries, read

LOG = "/admin/articles/article/log/"


def lines(page):
    """(who, what and why, story) of each line."""
    return [
        (
            line.one(".person").text,
            " ".join([line.one("b").text.rstrip(":"), *line.texts("q")]),
            line.one("a").text,
        )
        for line in page.all(".lines li")
    ]


@pytest.fixture
def done(press, writer, editor):
    """A live story, and a hidden one of the same writer."""
    live = press.draft("Out", created_by=writer)
    workflow.submit(live, writer)
    workflow.publish(live, editor)
    hidden = press.draft("Hidden", created_by=writer)
    workflow.submit(hidden, writer)
    workflow.send_back(hidden, editor, why="Add a source")
    return live, hidden


def test_what_was_done_is_told_newest_first(done, editor):
    assert reverse("admin:articles_article_log") == LOG
    assert lines(read(at_desk(editor).get(LOG))) == [
        ("editor", "Sent back Add a source", "Hidden"),
        ("writer", "Sent to review", "Hidden"),
        ("editor", "Published", "Out"),
        ("writer", "Sent to review", "Out"),
    ]


def test_others_are_told_nothing_of_a_hidden_story(done, other_writer, writer):
    response = at_desk(other_writer).get(LOG)
    assert [story for _who, _what, story in lines(read(response))] == ["Out"]
    assert b"Hidden" not in response.content
    assert b"Add a source" not in response.content
    assert len(lines(read(at_desk(writer).get(LOG)))) == 4


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("verb=submit", [("writer", "Hidden"), ("writer", "Out")]),
        ("who={editor}", [("editor", "Hidden"), ("editor", "Out")]),
        ("who={editor}&verb=publish", [("editor", "Out")]),
        ("who={writer}&verb=publish", []),
    ],
)
def test_it_is_narrowed_down_by_person_and_verb(done, editor, writer, query, expected):
    query = query.format(editor=editor.pk, writer=writer.pk)
    page = read(at_desk(editor).get(f"{LOG}?{query}"))
    assert [(who, story) for who, _what, story in lines(page)] == expected


def test_saving_by_any_means_is_asked_for_together(press, editor, writer):
    story = press.draft(created_by=writer)
    workflow.edit(story, editor)
    page = read(at_desk(editor).get(f"{LOG}?verb=save"))
    assert [what for _who, what, _story in lines(page)] == ["Saved"]
    options = page.texts("[name=verb] option")
    assert options.count("Saved") == 1


@pytest.mark.parametrize(
    "query",
    ["who=abc", "who=99999999999999999999", "verb=nonsense", "verb=%00", "who=%C2%B2", "x=y"],
)
def test_a_filter_that_means_nothing_filters_nothing(done, editor, query):
    page = read(at_desk(editor).get(f"{LOG}?{query}"))
    assert len(lines(page)) == 4
    assert page.all("option[selected]") == []


def test_filters_survive_on_the_older_pages(done, editor, writer, monkeypatch):
    monkeypatch.setattr(page_module, "PAGE", 1)
    desk = at_desk(editor)
    first = read(desk.get(f"{LOG}?who={writer.pk}"))
    ((_words, older),) = first.links(".pager")
    second = read(desk.get(LOG + older))
    assert lines(second) == [("writer", "Sent to review", "Out")]
    assert second.one("[name=who] option[selected]").text == "writer"
    assert second.links(".pager") == [("Back to the newest", f"?who={writer.pk}")]
    assert desk.get(f"{LOG}?after=nonsense").status_code == 404


def test_a_log_of_nothing_says_so(editor):
    page = read(at_desk(editor).get(LOG))
    assert page.one(".nothing").text == "Nothing has been done yet."
    filtered = read(at_desk(editor).get(f"{LOG}?verb=publish"))
    assert filtered.one(".nothing").text.startswith("Nobody has done that.")


def test_it_is_for_those_who_may_look_at_stories(done, client, django_user_model):
    assert client.get(LOG).status_code == 302
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    assert at_desk(nobody).get(LOG).status_code == 403
    assert at_desk(nobody).post(LOG).status_code == 405


@pytest.mark.parametrize("name", ["editor", "writer"])
def test_it_costs_the_same_for_one_line_and_for_three(press, writer, editor, name):
    desk = at_desk({"editor": editor, "writer": writer}[name])
    workflow.submit(press.draft(created_by=writer), writer)
    one = count_queries(desk, LOG)
    for _story in range(3):
        workflow.submit(press.draft(created_by=writer), writer)
    assert count_queries(desk, LOG) == one


def test_whatever_was_typed_is_only_ever_text(press, editor):
    story = press.draft(SCRIPT, created_by=editor)
    Revision.objects.create(
        article=story, state={}, version=1, verb=SCRIPT[:20], why=SCRIPT, who=editor
    )
    html = at_desk(editor).get(LOG).content.decode()
    assert is_harmless(html)
    assert html.count("&lt;script&gt;alert(1)") == 3
