"""Two versions of the same thing: each beside the other, a choice for each, nothing lost."""

import copy

import pytest
from django.urls import reverse

from articles import pending, workflow
from articles import state as states
from articles.models import SetAside
from articles.tests.desk import at_desk, form_of, said
from articles.tests.versions import SCRIPT, fresh, hostile_state, is_harmless, kept, typed
from geekfeed.tests.reading import count_queries, read


def both_of(story):
    return reverse("admin:articles_article_both", args=[story.pk])


@pytest.fixture
def story(press, writer, editor, filming, olv):
    """The editor changed headline, standfirst and a claim; the writer had begun from before."""
    made = press.draft(
        "It begins",
        standfirst="Soon",
        created_by=writer,
        sources=[[olv]],
        claims=[filming(says="Filming began")],
    )
    base = pending.pending(fresh(made))
    theirs, mine = copy.deepcopy(base), copy.deepcopy(base)
    theirs["fields"] |= {"headline": ["It begins today"], "standfirst": ["On Monday"]}
    theirs["rows"]["claims"][0]["says"] = ["Filming began today"]
    mine["fields"] |= {"headline": ["It begins at last"], "standfirst": ["On Tuesday"]}
    mine["rows"]["claims"][0]["says"] = ["Filming began at last"]
    kept(made, editor, theirs, base)
    return kept(made, writer, mine, base)


def claim_of(story):
    return "claims:" + pending.pending(story)["rows"]["claims"][0]["key"]


def fields_of(story):
    return pending.pending(fresh(story))["fields"]


def shown(desk, story):
    return read(desk.get(both_of(story))).one("[name=seen]")["value"]


def choose(desk, story, **chosen):
    told = {"seen": shown(desk, story)} | chosen
    return desk.post(both_of(story), told, follow=True)


def test_both_versions_stand_beside_each_other(story, writer):
    page = read(at_desk(writer).get(both_of(story)))
    assert page.texts(".choice legend") == [
        "Headline",
        "Standfirst",
        "ClaimsFilming began today at last",
    ]
    headline = page.all(".choice")[0]
    assert headline.texts(".choose") == ["Yours", "editor’s"]
    assert headline.texts(".set-headline") == ["It begins at last", "It begins today"]
    assert headline.texts("ins") == ["at last"]
    assert headline.texts("del") == ["today"]
    assert page.all("[type=radio][checked]") == []


def test_mine_stays_where_it_was_chosen_and_theirs_where_that_was(story, writer):
    claim = claim_of(story)
    response = choose(
        at_desk(writer), story, headline="mine", standfirst="theirs", **{claim: "mine"}
    )
    assert said(response) == "Joined. There is one version again."
    assert response.redirect_chain == [(form_of(story), 302)]
    assert fields_of(story)["headline"] == ["It begins at last"]
    assert fields_of(story)["standfirst"] == ["On Monday"]
    assert fresh(story).claims.get().says == "Filming began at last"
    assert not SetAside.objects.exists()


def test_what_is_left_open_stays_set_aside(story, writer):
    response = choose(at_desk(writer), story, headline="mine")
    assert said(response).startswith("2 choices are left.")
    assert fields_of(story)["headline"] == ["It begins at last"]
    aside = SetAside.objects.get().state
    assert aside["fields"] == {"standfirst": ["On Tuesday"]}
    assert [row["says"] for row in aside["rows"]["claims"]] == [["Filming began at last"]]
    page = read(at_desk(writer).get(both_of(story)))
    assert len(page.all(".choice")) == 2


def test_choosing_nothing_loses_nothing(story, writer):
    before = SetAside.objects.get().state
    choose(at_desk(writer), story, headline="nonsense", standfirst="")
    assert SetAside.objects.get().state == before
    assert fields_of(story)["headline"] == ["It begins today"]


def test_theirs_leaves_the_story_as_it_is(story, writer):
    before = fields_of(story)
    claim = claim_of(story)
    choose(at_desk(writer), story, headline="theirs", standfirst="theirs", **{claim: "theirs"})
    assert fields_of(story) == before
    assert not SetAside.objects.exists()


def test_what_was_typed_after_it_was_shown_is_looked_at_first(story, writer, editor):
    desk = at_desk(writer)
    seen = shown(desk, story)
    typed(story, editor, headline="Yet another one")
    response = desk.post(both_of(story), {"seen": seen, "headline": "mine"})
    assert response.status_code == 409
    assert "Look again, then choose" in said(response)
    assert "Yet another one" in response.content.decode()
    assert fields_of(story)["headline"] == ["Yet another one"]
    assert SetAside.objects.exists()


def test_a_row_that_one_removed_can_come_back(press, writer, editor, filming, olv):
    story = press.draft(created_by=writer, sources=[[olv]], claims=[filming(says="It began")])
    base = pending.pending(fresh(story))
    theirs, mine = copy.deepcopy(base), copy.deepcopy(base)
    theirs["rows"]["claims"] = []
    mine["rows"]["claims"][0]["says"] = ["It began today"]
    kept(story, editor, theirs, base)
    kept(story, writer, mine, base)
    name = "claims:" + base["rows"]["claims"][0]["key"]
    page = read(at_desk(writer).get(both_of(story)))
    assert page.texts(".choice .quiet") == ["Removed"]
    choose(at_desk(writer), story, **{name: "mine"})
    assert fresh(story).claims.get().says == "It began today"


def test_a_row_that_i_removed_goes_if_i_still_want_it(press, writer, editor, filming, olv):
    story = press.draft(created_by=writer, sources=[[olv]], claims=[filming(says="It began")])
    base = pending.pending(fresh(story))
    theirs, mine = copy.deepcopy(base), copy.deepcopy(base)
    theirs["rows"]["claims"][0]["says"] = ["It began today"]
    mine["rows"]["claims"] = []
    kept(story, editor, theirs, base)
    kept(story, writer, mine, base)
    assert fresh(story).claims.get().says == "It began today"
    choose(at_desk(writer), story, **{claim_of(fresh(story)): "mine"})
    assert not fresh(story).claims.exists()


def test_what_says_the_same_by_now_needs_no_choice(story, writer, editor):
    mine = SetAside.objects.get().state
    typed(story, editor, headline=mine["fields"]["headline"][0])
    page = read(at_desk(writer).get(both_of(story)))
    assert page.texts(".choice legend")[0] == "Standfirst"


def test_only_one_s_own_version_is_found(story, editor, other_writer):
    assert at_desk(other_writer).get(both_of(story)).status_code == 404
    response = at_desk(editor).get(both_of(story), follow=True)
    assert said(response) == "There is only one version. Nothing waits for you here."
    assert at_desk(editor).post(both_of(story), {"headline": "mine"}).status_code == 302
    assert SetAside.objects.count() == 1


def test_who_may_not_change_the_story_now_can_still_read_both(story, writer, editor):
    workflow.submit(story, editor)
    page = read(at_desk(writer).get(both_of(story)))
    assert page.all("[type=radio]") == page.all("button.default") == []
    assert "It begins at last" in page.text
    before = SetAside.objects.get().state
    seen = states.fingerprint(pending.pending(fresh(story)))
    for choice in ("mine", "theirs"):
        at_desk(writer).post(both_of(story), {"seen": seen, "headline": choice})
    assert fields_of(story)["headline"] == ["It begins today"]
    assert SetAside.objects.get().state == before


def test_it_costs_the_same_for_one_row_and_for_three(press, writer, editor, filming, olv):
    counts = []
    for number in (1, 3):
        claims = [filming(says=f"Claim {n}") for n in range(number)]
        story = press.draft(created_by=writer, sources=[[olv]], claims=claims)
        base = pending.pending(fresh(story))
        theirs, mine = copy.deepcopy(base), copy.deepcopy(base)
        for row in theirs["rows"]["claims"]:
            row["standing"] = ["confirmed"]
        for row in mine["rows"]["claims"]:
            row["standing"] = ["rumoured"]
        kept(story, editor, theirs, base)
        kept(story, writer, mine, base)
        counts.append(count_queries(at_desk(writer), both_of(story)))
    assert counts[0] == counts[1]


def test_whatever_was_typed_is_only_ever_text(press, writer):
    story = press.draft(SCRIPT, created_by=writer)
    SetAside.objects.create(article=story, user=writer, state=states.without_verbs(hostile_state()))
    response = at_desk(writer).get(both_of(story))
    assert response.status_code == 200
    assert is_harmless(response.content.decode())
    assert response.content.decode().count('type="radio"') > 18
