"""The autosave's address: what it answers, and that it tells nobody two things."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import pending
from articles.models import Article, SetAside, WorkingCopy
from articles.tests.desk import ADD, add_row, at_desk, form_of, opened

NEW = "/admin/articles/article/add/keep/"


def address(story) -> str:
    return f"/admin/articles/article/{story.pk}/keep/"


@pytest.fixture
def desk(writer):
    return at_desk(writer)


@pytest.fixture
def story(press, writer):
    return press.draft("A story", created_by=writer)


def test_a_kept_story_answers_with_what_the_page_has_to_know(desk, story):
    data = opened(desk, form_of(story)) | {"headline": ["Another"], "body": ["<p>One two</p>"]}
    answer = desk.post(address(story), data).json()
    assert answer["saved"]
    assert (answer["id"], answer["state"], answer["state_label"]) == (story.pk, "draft", "Draft")
    assert (answer["words"], answer["minutes"]) == (2, 1)
    assert (answer["joined"], answer["clash"]) == (None, None)
    assert answer["urls"]["keep"] == address(story)
    assert json.loads(answer["base"])["fields"]["headline"] == ["Another"]
    assert "Send to review" in answer["steps"]


def test_the_first_words_begin_one_story_however_often_they_arrive(desk, writer):
    data = opened(desk, ADD) | {"headline": ["First words"]}
    first = desk.post(NEW, data).json()
    again = desk.post(NEW, data | {"headline": ["First words, and more"]}).json()
    assert (first["id"], first["clash"]) == (again["id"], None)
    assert Article.objects.get().headline == "First words, and more"


def test_another_page_begins_another_story(desk, tv):
    for _page in range(2):
        desk.post(NEW, opened(desk, ADD) | {"headline": ["First words"]})
    assert Article.objects.count() == 2


def test_a_page_that_never_got_its_answer_does_not_quarrel_with_itself(desk, story):
    data = opened(desk, form_of(story))
    desk.post(address(story), data | {"headline": ["One"]})
    answer = desk.post(address(story), data | {"headline": ["One two"]}).json()
    assert (answer["joined"], answer["clash"]) == (None, None)
    assert Article.objects.get().headline == "One two"


def test_two_windows_of_one_person_disturb_each_other_only_in_the_same_words(desk, story):
    one, two = opened(desk, form_of(story)), opened(desk, form_of(story))
    desk.post(address(story), one | {"headline": ["From one"]})
    answer = desk.post(address(story), two | {"standfirst": ["From two"]}).json()
    assert (answer["joined"], answer["clash"]) == (None, None)
    kept = Article.objects.get()
    assert (kept.headline, kept.standfirst) == ("From one", "From two")


def test_somebody_s_words_in_the_same_field_are_named(desk, story, editor):
    mine, theirs = opened(desk, form_of(story)), opened(at_desk(editor), form_of(story))
    at_desk(editor).post(address(story), theirs | {"headline": ["Theirs"], "standfirst": ["So"]})
    answer = desk.post(address(story), mine | {"headline": ["Mine"]}).json()
    assert answer["clash"] == {
        "by": "editor",
        "labels": ["headline"],
        "url": f"/admin/articles/article/{story.pk}/both/",
    }
    assert answer["joined"] == {"by": "editor", "labels": ["headline", "standfirst"]}
    assert json.loads(answer["base"])["fields"]["headline"] == ["A story"]
    # Typing on in the same field is the same quarrel, with newer words.
    more = mine | {"headline": ["Mine, newer"], "base": [answer["base"]]}
    desk.post(address(story), more)
    assert SetAside.objects.get().state["fields"] == {"headline": ["Mine, newer"]}
    assert Article.objects.get().headline == "Theirs"


def test_whoever_is_signed_out_is_told_where_to_sign_in(story, desk):
    data = opened(desk, form_of(story))
    answer = Client().post(address(story), data)
    assert (answer.status_code, answer.json()["login"]) == (401, "/admin/login/")
    assert Client().post(NEW, data).status_code == 401


def test_a_refusal_says_why_and_keeps_nothing(desk, press, writer):
    story = press.in_review(created_by=writer)
    data = {"base": json.dumps(pending.pending(story)), "headline": "Mine"}
    answer = desk.post(address(story), data)
    assert answer.status_code == 409
    assert "Take the story back from review first." in answer.json()["error"]
    assert WorkingCopy.objects.count() == 0


@pytest.mark.parametrize(
    "base",
    ["", "x", "null", "[]", '"a"', "{}", '{"fields": []}', '{"fields": {}, "rows": {"claims": 1}}'],
)
def test_what_is_no_state_is_refused(desk, story, base):
    answer = desk.post(address(story), {"base": base, "headline": "Mine"})
    assert answer.status_code == 409
    assert Article.objects.get().headline == "A story"


@pytest.mark.parametrize(
    "hostile",
    [
        {"headline": ["\x00\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")]},
        {"headline": ["x" * 20_000]},
        {"bylines-0-key": ["not a key"]},
        {"bylines-0-key": [str(uuid.UUID(int=0))] * 3},
        {"bylines-0-author": ["1", "2", "999999999999999999999"]},
        {"bylines-99999-author": ["1"]},
        {"citations-TOTAL_FORMS": ["\u0663"]},
        {"page": ["nobody's"]},
        {"topics": ["," * 5000]},
        {"section": ["-1"]},
        {"go_out_at": ["next tues"]},
    ],
)
def test_whatever_is_typed_is_kept_or_refused_and_never_breaks(desk, story, hostile):
    answer = desk.post(address(story), opened(desk, form_of(story)) | hostile)
    assert answer.status_code == 200, answer.content
    assert desk.get(form_of(story)).status_code == 200


def test_an_endless_body_is_refused_with_a_sentence(desk, story):
    answer = desk.post(address(story), opened(desk, form_of(story)) | {"body": ["x" * 2_000_000]})
    assert (answer.status_code, "longer than one story" in answer.json()["error"]) == (409, True)


@pytest.mark.parametrize("base", ["[" * 100_000, '{"a":' * 100_000])
def test_a_state_in_a_state_in_a_state_is_refused(desk, story, base):
    data = opened(desk, form_of(story)) | {"base": [base]}
    assert desk.post(address(story), data).status_code == 409


def test_what_is_too_long_for_a_line_is_refused_and_not_cut(desk, story):
    data = opened(desk, form_of(story)) | {"standfirst": ["x" * 20_001]}
    answer = desk.post(address(story), data)
    assert (answer.status_code, "longer than a line" in answer.json()["error"]) == (409, True)


def test_a_script_does_not_stay_in_what_is_kept(desk, story):
    data = opened(desk, form_of(story)) | {"body": ["<p onclick=x()>Hi<script>x()</script></p>"]}
    answer = desk.post(address(story), data).json()
    assert "script" not in answer["base"]
    assert pending.pending(Article.objects.get())["fields"]["body"] == ["<p>Hi</p>"]


def test_what_was_typed_for_a_verb_is_found_again(desk, story, editor):
    data = opened(at_desk(editor), form_of(story)) | {"go_out_at": ["2030-01-02T09:00"]}
    at_desk(editor).post(address(story), data | {"headline": ["Another"]})
    assert opened(at_desk(editor), form_of(story))["go_out_at"] == ["2030-01-02T09:00"]


def test_an_autosave_costs_the_same_for_one_row_and_for_three(desk, story, writer, press, filming):
    costs = []
    for rows in (1, 3):
        one = press.draft(created_by=writer)
        data = opened(desk, form_of(one))
        for _row in range(rows):
            cells = filming()
            add_row(
                data,
                "claims",
                says="So",
                kind="other",
                standing="reported",
                show=cells["show"],
                season=cells["season"],
                person=cells["person"],
            )
        desk.post(address(one), data)
        data = opened(desk, form_of(one)) | {"headline": ["Another"]}
        with CaptureQueriesContext(connection) as queries:
            assert desk.post(address(one), data).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 90


def test_the_writing_page_costs_the_same_for_one_row_and_for_three(desk, writer, press, filming):
    # Each has been covered by the other.
    stories = [
        press.draft(created_by=writer, claims=[filming() for _row in range(rows)])
        for rows in (1, 3)
    ]
    costs = []
    for story in stories:
        desk.get(form_of(story))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(form_of(story)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
