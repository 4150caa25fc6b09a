"""One correction for every story that tells the same wrong claim: all that are meant, or none."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import correcting, workflow
from articles.correcting import Notice, correct_everywhere, saying_the_same
from articles.models import Article, Claim, Correction
from articles.rights import Moved, Refused
from articles.tests.desk import at_desk, opened, said
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import count_queries, parse, read

MARCH = {"date_on": date(2018, 3, 1), "date_precision": "month"}
APRIL = {"date_on": date(2018, 4, 1), "date_precision": "month"}
WRONG = "We said March. It is April."


@pytest.fixture
def tell(press, season_2, olv):
    """A story with one claim about the premiere of season 2; returns the claim."""

    def told(headline="", at=1, how="live", **facts):
        claim = {"says": "Season 2 premieres", "kind": "premiere"} | MARCH
        claim |= {"show": season_2.show, "season": season_2} | facts
        when = {"at": FIRST_DAY + timedelta(days=at)} if how == "live" else {}
        return getattr(press, how)(headline, sources=[[olv]], claims=[claim], **when).claims.get()

    return told


def page_of(claim):
    return reverse("admin:articles_claim_correct", args=[claim.key])


def notices(*claims, text=WRONG):
    stories = Article.objects.in_bulk([claim.article_id for claim in claims])
    return [Notice(pk, story.version, text) for pk, story in stories.items()]


def headlines(claim):
    return [one.article.headline for one in saying_the_same(claim)]


def corrected():
    rows = Correction.objects.order_by("article__headline")
    return list(rows.values_list("article__headline", "text"))


# -- Which stories say the same ----------------------------------------------------------------


def test_the_same_of_the_same_fact_is_the_same_claim_whoever_told_it(tell, season_2):
    wrong = tell("A", says="Season 2 premieres in March")
    tell("B", at=2, standing="rumoured")
    tell("Another date", at=3, **APRIL)
    tell("Denied", at=4, standing="denied")
    tell("Another season", at=5, season=None)
    tell("Not out", how="draft")
    tell("Gone", how="withdrawn")
    assert headlines(wrong) == ["A", "B"]


def test_what_confirms_it_in_other_words_says_the_same_and_what_denies_it_does_not(tell):
    wrong = tell("A")
    other = {"kind": "other", "says": "It is so", "date_on": None, "date_precision": ""}
    tell("Confirms", at=2, answers=wrong, answer="confirms", standing="confirmed", **other)
    denial = other | {"says": "It is not so"}
    tell("Denies", at=3, answers=wrong, answer="denies", standing="denied", **denial)
    tell("Supersedes", at=4, answers=wrong, answer="supersedes", **APRIL)
    assert headlines(wrong) == ["A", "Confirms"]
    assert headlines(Claim.objects.get(says="It is so")) == ["Confirms", "A"]


def test_a_denial_s_own_kind_are_denials(tell):
    tell("A")
    denial = tell("B", at=2, standing="denied")
    tell("C", at=3, standing="denied")
    assert headlines(denial) == ["B", "C"]


# -- The verb ----------------------------------------------------------------------------------


def test_each_story_gets_its_notice_with_the_traces_of_one_made_by_hand(tell, editor):
    claims = [tell("A"), tell("B", at=2), tell("C", at=3)]
    stories = correct_everywhere(claims[0], editor, "correction", notices(claims[0], claims[2]))
    assert [story.headline for story in stories] == ["A", "C"]
    assert corrected() == [("A", WRONG), ("C", WRONG)]
    first, second = Correction.objects.order_by("pk")
    assert (first.at, first.kind, first.created_by) == (second.at, "correction", editor)
    for story in stories:
        story = Article.objects.get(pk=story.pk)
        last = story.revisions.first()
        assert (last.verb, last.who, last.why, last.version) == (
            "correct",
            editor,
            WRONG,
            story.version,
        )
        assert story.edited_at == first.at
        entry = LogEntry.objects.filter(object_id=str(story.pk)).first()
        assert entry.get_change_message() == f"correct: {WRONG}"


def test_the_same_submission_twice_makes_one_set_of_notices(tell, editor):
    claims = [tell("A"), tell("B", at=2)]
    sent = notices(*claims)
    for _again in range(2):
        assert len(correct_everywhere(claims[0], editor, "correction", sent)) == 2
    workflow.edit(Article.objects.get(headline="A"), editor)  # and what happens later is no matter
    correct_everywhere(claims[0], editor, "correction", sent)
    assert corrected() == [("A", WRONG), ("B", WRONG)]


def test_another_text_from_an_old_page_is_refused(tell, editor):
    claims = [tell("A"), tell("B", at=2)]
    sent = notices(*claims)
    correct_everywhere(claims[0], editor, "correction", sent)
    others = [Notice(one.story, one.seen, "Something else") for one in sent]
    with pytest.raises(Moved, match="“A” has been changed since you looked"):
        correct_everywhere(claims[0], editor, "correction", others)
    assert len(corrected()) == 2


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (lambda story, who: workflow.edit(story, who), "“B” has been changed since you looked"),
        (lambda story, who: workflow.withdraw(story, who), "“B” is not live any more"),
        (lambda story, who: story.delete(), "One of the stories is gone"),
    ],
)
def test_where_one_story_has_changed_none_is_corrected(tell, editor, happens, sentence):
    claims = [tell("A"), tell("B", at=2)]
    sent = notices(*claims)
    happens(Article.objects.get(headline="B"), editor)
    with pytest.raises(Moved, match=sentence):
        correct_everywhere(claims[0], editor, "correction", sent)
    assert corrected() == []
    assert Article.objects.get(headline="A").version == sent[0].seen


def test_a_failure_in_the_middle_leaves_nothing_half_done(tell, editor, monkeypatch):
    claims = [tell("A"), tell("B", at=2)]
    real = workflow.correct

    def fails_at_b(story, *told, **facts):
        if story.headline == "B":
            raise Moved("Somebody was quicker.")
        real(story, *told, **facts)

    monkeypatch.setattr(correcting.workflow, "correct", fails_at_b)
    with pytest.raises(Moved, match="quicker"):
        correct_everywhere(claims[0], editor, "correction", notices(*claims))
    assert corrected() == []


def test_a_story_that_says_nothing_of_the_kind_is_refused(tell, press, editor):
    claim, other = tell("A"), tell("B", **APRIL)
    with pytest.raises(Moved, match="“B” has been changed"):
        correct_everywhere(claim, editor, "correction", notices(other))
    assert corrected() == []


def test_only_editors_and_only_with_words_and_stories(tell, editor, writer):
    claim = tell("A")
    with pytest.raises(Refused, match="Only editors"):
        correct_everywhere(claim, writer, "correction", notices(claim))
    with pytest.raises(Refused, match="Choose at least one story"):
        correct_everywhere(claim, editor, "correction", [])
    with pytest.raises(Refused, match="Write what was wrong"):
        correct_everywhere(claim, editor, "correction", notices(claim, text=" "))
    assert corrected() == []


# -- The page ----------------------------------------------------------------------------------


def test_the_page_lists_the_stories_and_ticks_the_claim_s_own(tell, editor):
    claim = tell("A")
    other = tell("B", at=2)
    tell("Soon", how="scheduled")
    page = read(at_desk(editor).get(page_of(claim)))
    assert page.texts(".carriers label") == ["A", "B"]
    ticked = [box["name"] for box in page.all("[type=checkbox]") if "checked" in box]
    assert ticked == [f"story-{claim.article_id}-sure"]
    assert page.texts(".carriers .warn")[0].startswith("It goes out on ")
    assert ("Read it", other.article.get_absolute_url()) in page.links(".carriers")


def test_what_is_confirmed_is_corrected_each_with_its_own_words(tell, editor):
    claim, other, third = tell("A"), tell("B", at=2), tell("C", at=3)
    desk = at_desk(editor)
    sent = opened(desk, page_of(claim)) | {"text": WRONG, "kind": "update"}
    sent[f"story-{other.article_id}-sure"] = "on"
    sent[f"story-{other.article_id}-text"] = "Ours was wrong, too."
    page = desk.post(page_of(claim), sent, follow=True)
    assert said(page) == "The notice stands under 2 stories."
    assert corrected() == [("A", WRONG), ("B", "Ours was wrong, too.")]
    assert {one.kind for one in Correction.objects.all()} == {"update"}
    desk.post(page_of(claim), sent)
    assert len(corrected()) == 2
    assert third.article.corrections.count() == 0


def test_a_refusal_keeps_what_was_typed_and_unticks_what_has_changed(tell, editor):
    claim, other = tell("A"), tell("B", at=2)
    desk = at_desk(editor)
    sent = opened(desk, page_of(claim)) | {"text": WRONG}
    sent[f"story-{other.article_id}-sure"] = "on"
    sent[f"story-{other.article_id}-text"] = "Own words"
    workflow.edit(Article.objects.get(headline="B"), editor)
    answer = desk.post(page_of(claim), sent)
    assert (answer.status_code, corrected()) == (409, [])
    page = parse(answer.content.decode())
    assert page.one(".errornote").text.startswith("“B” has been changed since you looked.")
    assert [area.text for area in page.all("textarea")] == ["", "Own words", WRONG]
    ticked = [box["name"] for box in page.all("[type=checkbox]") if "checked" in box]
    assert ticked == [f"story-{claim.article_id}-sure"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "This field is required."),
        ({"kind": "nonsense", "text": "x"}, "Select a valid choice."),
        ({"kind": "update", "text": "x"}, "Choose at least one story."),
        ({"kind": "update", "text": "x" * 801}, "at most 800 characters"),
        ({"kind": "update", "text": "\x00"}, "Null characters are not allowed."),
        ({"kind": "update", "text": "x", "story-x-sure": "on"}, "Something is missing"),
        ({"kind": "update", "text": "x", "story-1-sure": "on"}, "Something is missing"),
        (
            {"kind": "update", "text": "x", "story-1-sure": "on", "story-1-seen": "9" * 30},
            "“A” has been changed",
        ),
        (
            {"kind": "update", "text": "x", f"story-{'9' * 30}-sure": "on"},
            "Something is missing",
        ),
        (
            {"kind": "update", "text": "x", "story-987654-sure": "on", "story-987654-seen": "1"},
            "One of the stories is gone",
        ),
    ],
)
def test_whatever_is_sent_is_refused_in_words(tell, editor, sent, sentence):
    claim = tell("A")
    sent = {name.replace("story-1-", f"story-{claim.article_id}-"): v for name, v in sent.items()}
    answer = at_desk(editor).post(page_of(claim), sent)
    assert answer.status_code == 409
    assert sentence in parse(answer.content.decode()).one(".errornote").text
    assert corrected() == []


def test_three_stories_cost_what_one_costs(tell, editor):
    claim = tell("A")
    desk = at_desk(editor)
    tell("B", at=2)
    two = count_queries(desk, page_of(claim))
    tell("C", at=3)
    tell("D", at=4)
    assert count_queries(desk, page_of(claim)) == two
    assert two <= 14


def test_what_tells_the_same_is_found_in_few_queries(tell):
    claim = tell("A")
    for number in range(4):
        tell(at=number + 2)
    with CaptureQueriesContext(connection) as asked:
        assert len(saying_the_same(claim)) == 5
    assert len(asked) <= 4
