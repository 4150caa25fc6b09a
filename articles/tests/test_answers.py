"""A claim that settles an earlier one: chosen at the desk, kept by key, explained when wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import state as states
from articles import workflow
from articles.compare import compare
from articles.compare.words import kept
from articles.forms import Submission
from articles.models import Article, Claim
from articles.tests.desk import add_row, at_desk, errors, form_of, opened, save
from geekfeed.tests.cast import FIRST_DAY


@pytest.fixture
def earlier(press, filming, olv):
    """A live story's claim."""
    return press.live(sources=[[olv]], claims=[filming()], at=FIRST_DAY).claims.get()


@pytest.fixture
def draft(press, writer, catalog):
    return press.draft("The studio speaks", about=[catalog["season"]], created_by=writer)


@pytest.fixture
def desk(writer):
    return at_desk(writer)


def claim_cells(catalog, **cells):
    about = {name: str(catalog[name].pk) for name in ("show", "season")}
    return {
        "key": states.new_key(),
        "says": "It is official",
        "kind": "filming_began",
        "standing": "confirmed",
        **about,
    } | {name: str(value) for name, value in cells.items()}


def saved(desk, draft, catalog, **cells):
    form = opened(desk, form_of(draft))
    add_row(form, "claims", **claim_cells(catalog, **cells))
    return save(desk, form_of(draft), form)


def test_a_claim_names_the_earlier_one_by_its_key(desk, draft, catalog, earlier):
    page = saved(desk, draft, catalog, answers=earlier.key, answer="confirms")
    claim = draft.claims.get()
    assert (claim.answers, claim.answer) == (earlier, "confirms")
    row = states.read(Article.objects.get(pk=draft.pk))["rows"]["claims"][0]
    assert (row["answers"], row["answer"]) == ([str(earlier.key)], ["confirms"])
    assert "Jessica Jones, season 2: Season 2 began filming" in page.content.decode()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"answer": "denies", "standing": "confirmed"}, "What denies an earlier claim is itself"),
        ({"answer": "confirms", "standing": "reported"}, "What confirms an earlier claim is"),
        ({"answer": "supersedes", "standing": "denied"}, "cannot be denied itself"),
        ({"answer": ""}, "or neither"),
        ({"answer": "explains"}, "explains"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(desk, draft, catalog, earlier, cells, sentence):
    page = saved(desk, draft, catalog, **{"answers": earlier.key} | cells)
    assert sentence in errors(page) + page.content.decode()
    draft.refresh_from_db()
    assert draft.copy.state["rows"]["claims"][0]["answers"] == [str(earlier.key)]
    assert not draft.claims.exists()


def test_an_answer_without_an_earlier_claim_is_said(desk, draft, catalog):
    page = saved(desk, draft, catalog, answer="confirms")
    assert "or neither" in page.content.decode()


@pytest.mark.parametrize("key", ["7", "x" * 36, "' OR 1=1", "00000000-0000-4000-8000-000000000000"])
def test_a_claim_that_is_not_there_cannot_be_answered(desk, draft, catalog, key):
    page = saved(desk, draft, catalog, answers=key, answer="confirms")
    assert "That claim is not there any more" in page.content.decode()
    assert not draft.claims.exists()


def test_a_hidden_story_s_claim_cannot_be_answered_nor_read(desk, draft, catalog, press, filming):
    hidden = press.draft(claims=[filming(says="A secret of the newsroom")]).claims.get()
    page = saved(desk, draft, catalog, answers=hidden.key, answer="confirms")
    assert "That claim is not there any more" in page.content.decode()
    assert "A secret of the newsroom" not in page.content.decode()


def test_what_it_answers_stays_while_the_earlier_story_is_withdrawn(
    desk, draft, catalog, earlier, editor
):
    saved(desk, draft, catalog, answers=earlier.key, answer="confirms")
    workflow.withdraw(earlier.article, editor)
    story = Article.objects.get(pk=draft.pk)
    assert Submission(story, states.read(story)).is_valid()
    assert story.claims.get().answers_id == earlier.key


def test_a_row_that_was_taken_out_and_put_back_is_still_the_one_that_is_answered(
    desk, draft, catalog, earlier
):
    saved(desk, draft, catalog, answers=earlier.key, answer="confirms")
    row = {name: getattr(earlier, name) for name in ("key", "says", "kind", "standing", "show")}
    story = earlier.article
    Claim.objects.filter(pk=earlier.pk).delete()
    assert draft.claims.get().answers_id == earlier.key
    back = Claim.objects.create(article=story, **row)
    assert draft.claims.get().answers == back


def test_another_story_s_key_cannot_be_taken(desk, draft, catalog, earlier):
    page = saved(desk, draft, catalog, key=earlier.key)
    assert "A claim of another story stands here" in errors(page) + page.content.decode()
    assert Claim.objects.get(key=earlier.key).article == earlier.article


def test_comparing_says_what_is_answered_and_how(desk, draft, catalog, earlier):
    before = states.read(draft)
    saved(desk, draft, catalog, answers=earlier.key, answer="confirms")
    after = states.read(Article.objects.get(pk=draft.pk))
    (claims,) = compare(before, after)
    told = {line.label: line.text for line in claims.rows[0].lines}
    said = f"Confirms: Season 2 began filming ({earlier.article.headline})"
    assert told["Settles an earlier claim"] == kept(said)


def test_the_form_asks_no_more_for_three_answers_than_for_one(
    desk, draft, catalog, earlier, press, filming
):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            desk.get(form_of(draft))
        return len(asked)

    saved(desk, draft, catalog, answers=earlier.key, answer="confirms")
    one = cost()
    for number in range(2):
        other = press.live(claims=[filming(says=f"Claim {number}", kind="other")]).claims.get()
        saved(desk, draft, catalog, says=f"No. {number}", answers=other.key, answer="confirms")
    assert draft.claims.count() == 3
    assert cost() == one
