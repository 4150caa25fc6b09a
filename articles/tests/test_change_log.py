"""What changed in a story: every version that readers were given, and not a word of any other."""

import copy
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles import change_log, pending, workflow
from articles import state as states
from articles.models import Article, Correction, Revision, Section
from articles.tests.versions import fresh, hostile_state, is_harmless, kept, typed
from authors.models import Author
from geekfeed.tests.cast import FIRST_DAY, Press, picture
from geekfeed.tests.reading import Element, count_queries, read
from shows.models import Show

SECRET = "Zanzibar"


def log(client, story: Article) -> Element:
    cache.clear()
    return read(client.get(story.get_changes_url()))


def changed(client, story: Article, user: Any, **fields: str) -> Article:
    """The live story after these changes to it have gone out."""
    story = typed(fresh(story), user, **fields)
    workflow.publish(story, user)
    return fresh(story)


@pytest.fixture
def story(press: Press) -> Article:
    return press.live("Production Starts", body="<p>A crew is there.</p><p>It stays as it was.</p>")


def test_a_story_that_never_changed_says_so(client, story):
    page = log(client, story)
    assert page.one("h1").text == "Production Starts"
    assert page.links("h1") == [("Production Starts", story.get_absolute_url())]
    assert "Nothing has changed in this story since it went out." in page.one("main").text
    assert page.one(".changes__begin").text == "First published on 10 April 2017, 14:06."


def test_changes_that_went_out_are_marked_by_words_newest_first(client, story, editor):
    story = changed(client, story, editor, headline="Production Begins")
    story = changed(
        client, story, editor, body="<p>A big crew is there.</p><p>It stays as it was.</p>"
    )
    page = log(client, story)
    assert page.texts(".changed h3") == ["Text", "Headline"]
    text, headline = page.all(".changed")
    assert (text.texts("ins"), text.texts("del")) == (["big"], [])
    assert "It stays as it was." not in text.text
    assert (headline.texts("ins"), headline.texts("del")) == (["Begins"], ["Starts"])


def test_every_part_of_the_page_is_compared(
    client, story, editor, season_2, olv, mcuexchange, filming, tv
):
    movies = Section.objects.create(name="Movies", slug="movies")
    state = copy.deepcopy(pending.pending(fresh(story)))
    state["fields"] |= {
        "standfirst": ["A new standfirst."],
        "section": [str(movies.pk)],
        "topics": ["filming"],
        "lead_image": [str(picture("The desk's title").pk)],
    }
    citation, claim = states.new_key(), states.new_key()
    state["rows"] |= {
        "coverage": [
            {"key": states.new_key(), "show": [str(season_2.show_id)], "season": [str(season_2.pk)]}
        ],
        "citations": [
            {
                "key": citation,
                "tag": [str(olv.pk)],
                "via": [str(mcuexchange.pk)],
                "url": [""],
                "note": [""],
            }
        ],
        "claims": [
            {
                "key": claim,
                "says": ["It films"],
                "kind": ["filming_began"],
                "standing": ["reported"],
            }
            | {"show": [str(season_2.show_id)], "season": [""], "person": [""], "character": [""]}
            | {
                "location": [""],
                "date_on": ["2017-04-10"],
                "date_precision": ["day"],
                "detail": [""],
            }
            | {"rests_on": [citation], "answers": [""], "answer": [""]}
        ],
    }
    story = kept(story, editor, state)
    workflow.publish(story, editor)
    page = log(client, story)
    told = {part.one("h3").text: part.one(".changed__how").text for part in page.all(".changed")}
    assert told == {
        "Standfirst": "A new standfirst.",
        "Section": "TV Movies",
        "Topics": "filming",
        "Lead picture": "The desk's title, drawn",
        "Shows": "Added:Jessica Jones, season 2",
        "Sources": "Added:On Location Vacations via MCUExchange",
        "Claims": "Added:It films Reported Kind: Filming beganAbout: Jessica JonesDate: "
        "10 April 2017Rests on: On Location Vacations via MCUExchange",
    }
    state = copy.deepcopy(pending.pending(fresh(story)))
    state["rows"]["claims"][0]["standing"] = ["confirmed"]
    story = kept(fresh(story), editor, state)
    workflow.publish(story, editor)
    first = log(client, story).all(".changed")[0]
    assert [badge["data-standing"] for badge in first.all(".standing")] == ["reported", "confirmed"]
    assert "It films" in first.text


# -- What readers never had ---------------------------------------------------------------------


def hostile(client, press: Press, writer, editor) -> Article:
    """A story with secrets in every state that readers were never given, between two that they
    were."""
    story = press.draft("Plain", body="<p>First.</p>")
    story.bylines.create(author=_author_of(writer))
    typed(fresh(story), writer, headline=f"{SECRET} draft", standfirst=SECRET)
    workflow.save(fresh(story), writer, why=f"{SECRET} why")
    workflow.submit(fresh(story), writer, why=f"{SECRET} why")
    workflow.send_back(fresh(story), editor, why=f"{SECRET} note")
    typed(fresh(story), writer, headline="Plain", standfirst="")
    workflow.publish(fresh(story), editor, why=f"{SECRET} why")
    typed(fresh(story), editor, body=f"<p>{SECRET} saved.</p>")
    workflow.save(fresh(story), editor)
    workflow.submit(fresh(story), editor, why=f"{SECRET} why")
    workflow.discard(fresh(story), editor, why=f"{SECRET} why")
    typed(fresh(story), editor, body=f"<p>{SECRET} scheduled.</p>")
    workflow.schedule(fresh(story), editor, timezone.now() + timedelta(days=1))
    workflow.unschedule(fresh(story), editor)
    workflow.discard(fresh(story), editor)
    story = changed(client, story, editor, body="<p>Second.</p>")
    typed(fresh(story), editor, headline=f"{SECRET} typed now")
    workflow.correct(fresh(story), editor, "correction", "It was the second.")
    return fresh(story)


def _author_of(user):
    return Author.objects.create(name="W. Riter", slug="w-riter", user=user)


def test_a_word_that_readers_never_had_is_nowhere(client, press, writer, editor):
    story = hostile(client, press, writer, editor)
    assert Revision.objects.filter(state__icontains=SECRET).count() >= 6
    page = log(client, story)
    assert SECRET not in client.get(story.get_changes_url()).content.decode()
    assert SECRET not in page.text
    assert page.texts(".changed h3") == ["Text"]
    assert (page.texts(".changed del"), page.texts(".changed ins")) == (["First."], ["Second."])
    assert page.one(".changes .correction p").text == "It was the second."
    for name in ("writer", "editor"):
        assert name not in page.one("main").text


def test_what_stands_beside_the_story_is_not_told(client, press, editor, story, mcuexchange):
    state = copy.deepcopy(pending.pending(fresh(story)))
    secret = press.scheduled(f"{SECRET} scheduled")
    state["fields"]["next_up"] = [str(secret.pk)]
    state["rows"]["related_links"] = [{"key": states.new_key(), "related": [str(secret.pk)]}]
    cells = {cell: [""] for cell in states.MENTION}
    state["rows"]["mentions"] = [
        {"key": states.new_key()} | cells | {"source": [str(mcuexchange.pk)]}
    ]
    story = kept(fresh(story), editor, state)
    workflow.publish(story, editor)
    page = log(client, story)
    assert page.one(".changes .note").text == (
        "Not the story itself: its byline, or the links around it."
    )
    text = client.get(story.get_changes_url()).content.decode()
    assert (SECRET in text, "MCUExchange" in text, "may not open" in text) == (False, False, False)


def test_a_claim_of_a_hidden_story_is_not_named_by_the_one_that_answers_it(
    client, press, editor, filming
):
    earlier = press.live(claims=[filming(says=f"{SECRET} says so")])
    key = earlier.claims.get().key
    story = press.live(claims=[filming(standing="denied", kind="premiere", says="It does not")])
    state = copy.deepcopy(pending.pending(fresh(story)))
    state["rows"]["claims"][0] |= {"answers": [str(key)], "answer": ["denies"]}
    story = kept(fresh(story), editor, state)
    workflow.publish(story, editor)
    workflow.withdraw(earlier, editor)
    assert SECRET not in client.get(story.get_changes_url()).content.decode()


def test_what_was_withdrawn_is_not_shown_again_nor_what_came_in_between(client, story, editor):
    story = changed(client, story, editor, body=f"<p>{SECRET} was out, and wrong.</p>")
    workflow.withdraw(story, editor, why=f"{SECRET} why")
    workflow.restore(fresh(story), editor)
    typed(fresh(story), editor, body=f"<p>{SECRET} in between.</p>")
    workflow.save(fresh(story), editor)
    workflow.edit(fresh(story), editor)
    typed(fresh(story), editor, body="<p>Right at last.</p>")
    workflow.publish(fresh(story), editor)
    page = log(client, story)
    assert SECRET not in client.get(story.get_changes_url()).content.decode()
    assert page.all(".changes") == []
    assert page.one(".changes__begin").text.startswith("This story was withdrawn for a while")
    story = changed(client, story, editor, body="<p>Right at long last.</p>")
    assert log(client, story).texts(".changed ins") == ["long"]


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_a_story_that_is_not_live_has_no_log(client, press, state):
    story = getattr(press, state)(SECRET)
    answer = client.get(story.get_changes_url())
    assert answer.status_code == (410 if state == "withdrawn" else 404)
    assert SECRET not in answer.content.decode()


# -- Stories that went out by the clock ----------------------------------------------------------


def out_by_the_clock(press: Press, editor, monkeypatch, mark: bool) -> Article:
    """A story that was scheduled, went out two hours ago, and is changed now; `mark`: the site had
    marked it as live in between."""
    now = timezone.now
    story = press.draft("Scheduled", body="<p>As it went out.</p>")
    monkeypatch.setattr(timezone, "now", lambda: now() - timedelta(hours=5))
    typed(fresh(story), editor, body=f"<p>{SECRET} scheduled at first.</p>")
    workflow.schedule(fresh(story), editor, timezone.now() + timedelta(hours=3))
    typed(fresh(story), editor, body="<p>As it went out.</p>")
    workflow.schedule(fresh(story), editor, timezone.now() + timedelta(hours=3))
    monkeypatch.setattr(timezone, "now", now)
    if mark:
        workflow.publish_due()
    typed(fresh(story), editor, body="<p>As it went out, and more.</p>")
    workflow.publish(fresh(story), editor)
    return fresh(story)


@pytest.mark.parametrize("mark", [True, False])
def test_a_scheduled_story_counts_from_its_moment(client, press, editor, monkeypatch, mark):
    story = out_by_the_clock(press, editor, monkeypatch, mark)
    page = log(client, story)
    assert page.texts(".changed ins") == [", and more"]
    assert page.texts(".changed del") == []
    assert SECRET not in page.text


def test_what_was_scheduled_and_published_early_with_other_words_was_never_theirs(
    client, press, editor
):
    story = press.draft("Early", body=f"<p>{SECRET} scheduled.</p>")
    workflow.schedule(story, editor, timezone.now() + timedelta(hours=3))
    typed(fresh(story), editor, body="<p>As it went out.</p>")
    workflow.publish(fresh(story), editor)
    story = changed(client, story, editor, body="<p>As it went out, and more.</p>")
    page = log(client, story)
    assert page.texts(".changed ins") == [", and more"]
    assert SECRET not in page.text


def test_what_is_typed_while_a_story_waits_is_not_what_went_out(client, press, editor, monkeypatch):
    """The site moves a story whose embargo moves, and records what is being typed with it."""
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() - timedelta(hours=5))
    story = press.draft("Waits", body="<p>As it went out.</p>")
    workflow.schedule(story, editor, timezone.now() + timedelta(hours=2))
    typed(fresh(story), editor, body=f"<p>{SECRET} typed.</p>")
    waiting = fresh(story)
    waiting.embargo_until = timezone.now() + timedelta(hours=3)
    waiting.save()
    workflow.reschedule_embargoed(waiting)
    assert Revision.objects.filter(verb="schedule", state__icontains=SECRET).exists()
    monkeypatch.setattr(timezone, "now", now)
    workflow.discard(fresh(story), editor)
    story = changed(client, story, editor, body="<p>As it went out, and more.</p>")
    page = log(client, story)
    assert SECRET not in client.get(story.get_changes_url()).content.decode()
    assert page.texts(".changed ins") == [", and more"]


# -- Notices -------------------------------------------------------------------------------------


@pytest.mark.parametrize("notice_first", [True, False])
def test_a_change_and_its_notice_are_one_entry(client, story, editor, notice_first):
    if notice_first:
        workflow.correct(fresh(story), editor, "correction", "Not a crew.")
    story = changed(client, story, editor, headline="Production Begins")
    if not notice_first:
        workflow.correct(fresh(story), editor, "correction", "Not a crew.")
    page = log(client, story)
    assert len(page.all(".changes__told")) == 1
    assert page.texts(".changes .correction p") == ["Not a crew."]
    assert page.texts(".changed h3") == ["Headline"]


def test_a_notice_alone_is_an_entry_of_its_own_day(client, story, editor):
    workflow.correct(
        story, editor, "clarification", "Only the front.", at=FIRST_DAY + timedelta(days=1)
    )
    page = log(client, story)
    assert page.texts(".changes time")[0] == "11 April 2017, 14:05"
    assert page.one(".changes .correction h3").text == "Clarification, 11 April 2017"
    assert page.one(".changes .note").text == (
        "The notice was put under the story; the text stayed as it was."
    )


def test_a_notice_of_another_day_is_another_entry(client, story, editor):
    workflow.correct(story, editor, "update", "More.", at=FIRST_DAY + timedelta(days=1))
    story = changed(client, story, editor, headline="Production Begins")
    told = log(client, story).all(".changes__told")
    assert [len(entry.all(".changed")) for entry in told] == [1, 0]


def test_a_notice_that_was_mended_is_still_known(client, story, editor):
    workflow.correct(story, editor, "correction", "Not Ohoi.")
    Correction.objects.update(text="Not Ohio.")
    assert log(client, story).texts(".changes .correction p") == ["Not Ohio."]


# -- The page ------------------------------------------------------------------------------------


def test_the_story_leads_there_once_there_is_something(client, story, editor):
    byline = read(client.get(story.get_absolute_url())).one(".byline")
    assert "What changed" not in byline.text
    story = changed(client, story, editor, headline="Production Begins")
    byline = read(client.get(story.get_absolute_url())).one(".byline")
    assert ("What changed", story.get_changes_url()) in byline.links()


def test_a_long_log_is_cut_and_says_so(client, story, editor, monkeypatch):
    monkeypatch.setattr(change_log, "MOST", 2)
    for number in range(4):
        story = changed(client, story, editor, headline=f"Headline {number}")
    page = log(client, story)
    assert page.texts(".changed ins") == ["3", "2"]
    assert page.all(".note")[0].text == "The latest 2 changes. Older ones are not listed."
    assert page.all(".changes__begin") == []


def test_an_address_with_another_month_leads_on(client, story):
    answer = client.get(f"/2016/01/{story.slug}/changes/")
    assert (answer.status_code, answer["Location"]) == (301, story.get_changes_url())


def test_search_engines_are_told_to_leave_it(client, story):
    assert log(client, story).meta("robots") == "noindex"


def test_what_was_typed_is_text_and_nothing_else(client, story, editor):
    """States that no form would take, as a story from elsewhere might bring them."""
    for version, state in (
        (90, hostile_state()),
        (91, states.empty()),
        (92, {"fields": {}, "rows": {}}),
    ):
        Revision.objects.create(article=story, state=state, version=version, verb="edit")
    cache.clear()
    assert is_harmless(client.get(story.get_changes_url()).content.decode())


def test_the_work_is_done_once_for_each_version(client, story, editor, monkeypatch):
    story = changed(client, story, editor, headline="Production Begins")
    before = log(client, story).text
    monkeypatch.setattr(change_log, "of", None)
    assert read(client.get(story.get_changes_url())).text == before
    assert count_queries(client, story.get_changes_url()) == 2


def test_three_of_everything_cost_what_one_costs(
    client, press, editor, olv, mcuexchange, filming, django_assert_num_queries
):
    def story_with(count: int) -> Article:
        shows = [Show.objects.create(name="Show", slug=f"s-{count}-{n}") for n in range(count)]
        story = press.live("Costs", about=shows, sources=[[olv, mcuexchange]], claims=[filming()])
        for number in range(count):
            story = changed(client, story, editor, headline=f"Costs {number}")
            workflow.correct(fresh(story), editor, "update", f"Update {number}.")
        return fresh(story)

    for count in (1, 3):
        address = story_with(count).get_changes_url()
        client.get("/archive/")
        with django_assert_num_queries(12):
            client.get(address)


def test_a_picture_that_was_taken_out_is_told_and_not_shown(client, story, editor):
    shown = picture("The desk's title")
    figure = (
        f'<figure><img src="{shown.src}" alt="A face" width="320" height="180"></figure>'
        '<figure data-embed="youtube" data-id="nWHUjuJ8zxE">'
        '<a href="https://www.youtube.com/watch?v=nWHUjuJ8zxE">A trailer</a></figure>'
    )
    story = changed(client, story, editor, body=f"<p>A crew is there.</p>{figure}")
    story = changed(client, story, editor, body="<p>A crew is there.</p>")
    page = client.get(story.get_changes_url()).content.decode()
    assert "A face" in page
    assert "A trailer" in page
    assert shown.src not in page
    assert "nWHUjuJ8zxE" not in page
