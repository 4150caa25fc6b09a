"""The preview: a story's own page before readers have it, in any state, and nothing kept of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles import pending, preview, rehearsal, workflow
from articles.models import Article, Byline, Claim, RelatedStory, WorkingCopy
from articles.state import State
from articles.tests.desk import at_desk
from geekfeed.tests.cast import FIRST_DAY, Press, account, picture
from geekfeed.tests.reading import Element, count_queries, parse, read


def address(story: Article) -> str:
    return reverse("admin:articles_article_preview", args=[story.pk])


def type_into(story: Article, user: Any, **fields: str) -> State:
    """Somebody types into these fields, and it is kept."""
    story = Article.objects.get(pk=story.pk)
    before = pending.pending(story)
    typed = {name: [value] for name, value in fields.items()}
    mine = {"fields": before["fields"] | typed, "rows": before["rows"]}
    return pending.keep(story, user, mine, before).state


def rendered(story: Article, state: State) -> Element:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return parse(preview.render(request, story, state))


@pytest.fixture
def whole(press: Press, filming: Callable[..., dict], olv: Any, mcuexchange: Any) -> dict[str, Any]:
    """The facts of a story that has everything."""
    claim = filming(standing="reported")
    return {
        "standfirst": "A film crew has set up on the block.",
        "lead_image": picture("The number 101", size=(1920, 1080)),
        "about": [claim["season"]],
        "sources": [[olv, mcuexchange]],
        "claims": [claim | {"date_on": FIRST_DAY.date(), "date_precision": "day"}],
        "topics": ["Filming"],
    }


# -- What it looks like ------------------------------------------------------------------------


def test_a_draft_is_shown_as_readers_will_have_it(client, editor, press, whole):
    """Word for word and tag for tag, but for the strip, the moment, and what readers say."""
    story = press.draft("Production Starts", **whole)
    before = read(at_desk(editor).get(address(story))).one("main")
    workflow.publish(story, None)
    after = read(client.get(story.get_absolute_url())).one("main")
    del after.children[after.children.index(after.one("#comments")) :]
    for page in (before, after):
        while not isinstance(page.children[-1], Element):
            page.children.pop()  # blank lines
        for time in page.all(".byline time"):
            time.attributes["datetime"], time.children = "", []
        for author in page.all(".author-box .links span"):
            author.children = []  # one story more
    assert shape(before) == shape(after)


def shape(element: Element) -> Any:
    return (
        element.tag,
        element.attributes,
        [shape(child) if isinstance(child, Element) else child for child in element.children],
    )


def test_it_says_what_it_is(editor, press):
    desk = at_desk(editor)
    strips = {
        state: read(desk.get(address(getattr(press, state)()))).one(".previewed").text
        for state in ("draft", "in_review", "scheduled", "live", "withdrawn")
    }
    assert strips == {
        "draft": "Preview of a draft. Not public.",
        "in_review": "Preview of a draft. Not public.",
        "scheduled": "Preview of a scheduled story. Not public yet.",
        "live": "Preview. Readers see it like this now.",
        "withdrawn": "Preview of a withdrawn story. Not public.",
    }


def test_changes_to_a_live_story_are_shown_and_readers_keep_what_they_have(client, editor, press):
    story = press.live("As it was")
    type_into(story, editor, headline="As it will be")
    page = read(at_desk(editor).get(address(story)))
    assert page.texts("h1") == ["As it will be"]
    assert page.one(".previewed").text == (
        "Preview of changes. Readers still see the live version."
    )
    assert "Updated" in page.one(".byline").text
    assert read(client.get(story.get_absolute_url())).texts("h1") == ["As it was"]
    assert Article.objects.get(pk=story.pk).headline == "As it was"


def test_changes_to_a_scheduled_story_are_shown_with_its_moment(editor, press):
    story = press.scheduled("As it was")
    type_into(story, editor, headline="As it will be")
    page = read(at_desk(editor).get(address(story)))
    assert page.texts("h1") == ["As it will be"]
    moment = page.one(".byline time")["datetime"]
    assert moment == timezone.localtime(story.live_at).isoformat(timespec="seconds")
    assert page.one(".previewed").text == "Preview of a scheduled story. Not public yet."


def test_what_is_not_valid_is_left_out(editor, press):
    story = press.live("A headline that is fine")
    type_into(story, editor, headline="x" * 400, standfirst="This is.", section="999")
    page = read(at_desk(editor).get(address(story)))
    assert page.texts("h1") == ["A headline that is fine"]
    assert page.texts(".standfirst") == ["This is."]
    assert page.links(".opening .kicker") == [("TV", "/tv/")]


def test_rows_that_were_typed_are_shown_with_their_moment(editor, press, season_2, olv):
    story = press.live("A live story")
    state = pending.pending(story)
    state["rows"]["citations"] = [
        {"key": "0c0e7f5a-6f0b-4a33-9a4e-5d1f6d7f0001", "tag": [str(olv.pk)], "via": []}
        | {"url": ["https://x.example/1"], "note": [""]}
    ]
    state["rows"]["claims"] = [
        {"key": f"0c0e7f5a-6f0b-4a33-9a4e-5d1f6d7f001{number}", "says": [f"Claim {number}"]}
        | {"kind": ["other"], "standing": ["reported"], "show": [str(season_2.show_id)]}
        | {"season": [""], "person": [""], "character": [""], "location": [""]}
        | {"date_on": [""], "date_precision": [""], "detail": [""]}
        | {"rests_on": ["0c0e7f5a-6f0b-4a33-9a4e-5d1f6d7f0001"]}
        for number in range(3)
    ]
    page = rendered(story, state)
    assert page.texts(".marginalia li b") == ["Claim 0", "Claim 1", "Claim 2"]
    assert page.texts(".marginalia .chain") == ["On Location Vacations"] * 3
    assert page.texts(".factbox dt") == ["Jessica Jones: Also"]
    assert [dd.links()[0][0] for dd in page.all(".factbox dd")] == ["Claim 0", "Claim 1", "Claim 2"]
    assert not Claim.objects.exists()


def test_a_story_of_which_nothing_is_written_has_a_page(editor):
    page = read(at_desk(editor).get(address(Article.objects.create())))
    assert page.texts("h1") == [""]
    assert page.one("title").text == "Preview: Without a headline"
    assert page.one(".byline time")["datetime"] != ""


@pytest.mark.parametrize(
    "left_out",
    [
        {"section": None},
        {"slug": None},
        {"headline": ""},
        {"body": ""},
        {"standfirst": ""},
        {"lead_image": None},
        {"section": None, "slug": None, "headline": ""},
    ],
    ids=lambda facts: "+".join(facts),
)
def test_every_part_may_be_missing(editor, press, whole, left_out):
    made = press.draft("A draft", **whole)
    Article.objects.filter(pk=made.pk).update(**left_out)
    RelatedStory.objects.create(article=made, related=press.live("Picked by hand"))
    page = read(at_desk(editor).get(address(made)))
    assert page.texts(".related h3") == ["Picked by hand"]
    assert page.one(".marginalia li b").text == "Season 2 began filming"


@pytest.mark.parametrize("rows", ["bylines", "coverage", "citations", "claims", "topic_links"])
def test_every_kind_of_row_may_be_missing(editor, press, whole, rows):
    story = press.draft("A draft", **whole)
    if rows == "citations":
        story.claims.all().delete()
    getattr(story, rows).all().delete()
    assert read(at_desk(editor).get(address(story))).texts("h1") == ["A draft"]


def test_only_live_stories_stand_beside_it(editor, press):
    hidden = [getattr(press, state)("Zanzibar") for state in ("draft", "scheduled", "withdrawn")]
    story = press.draft("A draft", next_up=hidden[0])
    for other in hidden:
        RelatedStory.objects.create(article=story, related=other)
    response = at_desk(editor).get(address(story))
    assert "Zanzibar" not in response.content.decode()
    assert read(response).all(".more") == []


# -- What it leaves behind ---------------------------------------------------------------------


def test_nobody_keeps_it_finds_it_or_hears_of_its_address(editor, press):
    response = at_desk(editor).get(address(press.draft()))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    page = read(response)
    assert page.meta("robots") == "noindex, nofollow"
    assert page.meta("og:title") is None
    assert page.meta("article:published_time") is None
    assert page.all("link[rel=canonical]") == []
    assert page.all("script") == []


def test_looking_changes_nothing(editor, press):
    story = press.live("As it was")
    type_into(story, editor, headline="As it will be")
    before = Article.objects.values().get(pk=story.pk), WorkingCopy.objects.values().get()
    read(at_desk(editor).get(address(story)))
    assert (Article.objects.values().get(pk=story.pk), WorkingCopy.objects.values().get()) == before
    assert story.revisions.count() == 1


def test_a_link_in_it_does_not_lead_the_frame_away(editor, press):
    page = read(at_desk(editor).get(address(press.draft())))
    assert page.one("base").attributes == {"target": "_blank"}


def policy_of(response: HttpResponse) -> dict[str, list[str]]:
    """What the page may load and who may frame it, by directive."""
    directives = response["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (directive.split() for directive in directives)}


def test_the_desk_may_frame_it_and_nobody_else(editor, press):
    story = press.draft()
    desk = at_desk(editor)
    response = desk.get(address(story))
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    policy = policy_of(response)
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["script-src"] == ["'self'"]
    beside = desk.get(address(story), {"both": 1})
    assert beside["X-Frame-Options"] == "DENY"
    assert "'self'" in policy_of(beside)["frame-src"]
    assert policy_of(beside)["frame-ancestors"] == ["'none'"]


# -- Who may look ------------------------------------------------------------------------------


def test_writers_look_at_their_own_and_editors_at_all(press, writer, other_writer, editor):
    story = press.draft(created_by=writer)
    answers = {
        user.username: at_desk(user).get(address(story)).status_code
        for user in (writer, other_writer, editor)
    }
    assert answers == {"writer": 200, "other": 404, "editor": 200}


def test_a_byline_makes_it_ones_own(press, other_writer):
    story = press.draft()
    press.author.user = other_writer
    press.author.save()
    assert at_desk(other_writer).get(address(story)).status_code == 200


def test_who_may_see_no_stories_sees_no_preview(press):
    story = press.live()
    assert at_desk(account("photographer")).get(address(story)).status_code == 404


def test_readers_are_sent_to_the_door(client, press):
    response = client.get(address(press.draft()))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_it_is_only_looked_at(editor, press):
    assert at_desk(editor).post(address(press.draft())).status_code == 405


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_number_without_a_story_is_a_404(editor, number):
    assert at_desk(editor).get(f"/admin/articles/article/{number}/preview/").status_code == 404


# -- Both widths -------------------------------------------------------------------------------


def test_wide_and_narrow_stand_beside_one_another(editor, press):
    story = press.draft("A draft")
    page = read(at_desk(editor).get(address(story), {"both": 1}))
    frames = {
        figure["data-preview-frame"]: figure.one("iframe")["src"] for figure in page.all("figure")
    }
    assert frames == {"1280": address(story), "360": address(story)}
    sandboxes = {frame["sandbox"] for frame in page.all("iframe")}
    assert sandboxes == {"allow-same-origin allow-popups allow-popups-to-escape-sandbox"}
    assert page.one("h1").text == "Wide and narrow: A draft"


# -- What it costs -----------------------------------------------------------------------------


def story_with(press: Press, filming: Callable[..., dict], many: int, topics: int) -> Article:
    story = press.draft(
        claims=[filming() for _ in range(many)], topics=[f"Topic {n}" for n in range(topics)]
    )
    for number in range(many - 1):
        author = type(press.author).objects.create(name="Co", slug=f"co-{many}-{number}")
        Byline.objects.create(article=story, author=author, position=number + 1)
    return story


@pytest.mark.parametrize("state", ["draft", "changes"])
def test_it_costs_the_same_with_one_row_and_with_three(editor, press, filming, state):
    press.live()
    costs = []
    for many in (1, 3):
        # Whoever saves topics asks for them one by one: taggit does.
        story = story_with(press, filming, many, topics=1 if state == "changes" else many)
        if state == "changes":
            workflow.publish(story, None)
            type_into(story, editor, standfirst="Changed.")
        costs.append(count_queries(at_desk(editor), address(story)))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "live"])
def test_what_stands_in_its_rows_is_shown_without_holding_anybody_up(
    editor, press, monkeypatch, state
):
    """On SQLite a rehearsal holds the only right to write."""
    story = getattr(press, state)("A story")
    if state in ("draft", "in_review"):
        type_into(story, editor, headline="Typed further")
    monkeypatch.setattr(rehearsal, "rehearse", None)
    page = read(at_desk(editor).get(address(story)))
    assert page.texts("h1") == ["A story" if state in ("scheduled", "live") else "Typed further"]
