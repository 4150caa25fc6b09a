"""The review page: what would change, what was said with it, and the verbs that fit."""

import copy

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import pending, workflow
from articles import state as states
from articles.models import Article, Note, WorkingCopy
from articles.tests.desk import at_desk, said
from articles.tests.versions import SCRIPT, fresh, hostile_state, is_harmless, kept, typed
from geekfeed.tests.reading import count_queries, read
from sources.models import Source


def page_of(story):
    return reverse("admin:articles_article_review", args=[story.pk])


def verb_of(story):
    return reverse("admin:articles_article_verb", args=[story.pk])


@pytest.fixture
def changed(press, writer, filming, olv, mcuexchange):
    """A live story with changes in review."""
    story = press.live(
        "Production starts",
        standfirst="The Defenders are in the can.",
        body="<p>One stays.</p><p>The building is her office.</p>",
        created_by=writer,
        sources=[[olv]],
        claims=[filming(standing="reported")],
        topics=["production", "rumours"],
    )
    mine = copy.deepcopy(states.read(story))
    mine["fields"] |= {
        "headline": ["Production starts at last"],
        "body": ["<p>One stays.</p><p>The building is her home.</p>"],
        "topics": ["production, directors"],
    }
    mine["rows"]["claims"][0]["standing"] = ["rumoured"]
    mine["rows"]["citations"][0]["via"] = [str(mcuexchange.pk)]
    story = kept(story, writer, mine)
    workflow.submit(story, writer, why="A reader wrote in.")
    return fresh(story)


def labels(page):
    return page.texts(".change h2")


# -- What would change -------------------------------------------------------------------------


def test_changes_are_told_in_the_order_of_the_form(changed, editor):
    page = read(at_desk(editor).get(page_of(changed)))
    assert labels(page) == ["Headline", "Body+1 −1 words", "Topics", "Sources", "Claims"]
    assert page.one(".versions header .label").text == "5 changes to"
    assert page.one("#change-headline ins").text == "at last"
    assert page.texts("#change-body del") == ["office"]
    assert page.texts("#change-body ins") == ["home"]
    assert page.one("#change-body summary").text == "1 paragraph as it was"
    assert page.texts("#change-topics .tag") == ["= production", "+ directors", "− rumours"]
    assert page.texts("#change-claims .standing") == ["Reported", "Rumoured"]
    assert page.one("#change-citations b").text == "On Location Vacations via MCUExchange"


def test_side_by_side_each_version_has_its_column(changed, editor):
    page = read(at_desk(editor).get(page_of(changed) + "?view=side"))
    assert page.texts(".sides .label") == ["Readers have", "Readers will have"]
    old, new = page.all("#change-headline .set-headline")
    assert (old.text, new.text) == ("Production starts", "Production starts at last")
    assert [column.text for column in page.all("#change-claims .standing")] == [
        "Reported",
        "Rumoured",
    ]
    old, new = page.all("#change-body .beside .prose")
    assert (old.text, new.text) == (
        "The building is her office.",
        "The building is her home.",
    )


def test_the_preview_stands_in_frames(changed, editor):
    response = at_desk(editor).get(page_of(changed) + "?view=preview")
    frames = {frame["src"] for frame in read(response).all("iframe")}
    assert frames == {reverse("admin:articles_article_preview", args=[changed.pk])}
    policy = response["Content-Security-Policy"].split("; ")
    assert ["'self'" in part for part in policy if part.startswith("frame-src ")] == [True]


@pytest.mark.parametrize("view", ["", "nonsense", "story", "%00"])
def test_another_view_is_the_first_one(changed, editor, view):
    page = read(at_desk(editor).get(f"{page_of(changed)}?view={view}"))
    assert page.one(".views [aria-current]").text == "Changes"


def test_a_story_that_was_never_out_is_read_whole(press, writer, editor, filming, olv):
    story = press.in_review(
        "Whole", claims=[filming()], sources=[[olv]], created_by=writer, topics=["filming"]
    )
    page = read(at_desk(editor).get(page_of(story)))
    assert [link for link, _address in page.links(".views")] == [
        "The story",
        "As readers will see it",
    ]
    assert page.one(".views [aria-current]").text == "The story"
    assert page.one("#change-headline .set-headline").text == "Whole"
    assert page.one("#change-body .prose").text == "The body of Whole."
    assert page.one("#change-claims .standing").text == "Reported"
    assert page.all("ins") == page.all("del") == []


def test_what_is_typed_and_not_valid_is_shown_too(press, editor, writer):
    story = press.draft(created_by=writer)
    mine = copy.deepcopy(states.read(story))
    mine["fields"]["section"] = ["half ty"]
    mine["rows"]["claims"] = [
        {"key": states.new_key(), "says": ["Nearly"], "date_on": ["next tue"]}
    ]
    story = kept(story, writer, mine)
    page = read(at_desk(editor).get(page_of(story)))
    assert page.one("#change-section .set-section").text == "half ty"
    assert "next tue" in page.one("#change-claims").text


def test_a_live_story_without_changes_is_read_whole(press, editor):
    page = read(at_desk(editor).get(page_of(press.live("As it is"))))
    assert page.one(".views [aria-current]").text == "The story"


def test_what_was_out_once_is_compared_with_what_readers_had(press, editor):
    story = press.withdrawn("As it was")
    workflow.restore(story, editor)
    story = typed(story, editor, headline="As it should be")
    page = read(at_desk(editor).get(page_of(story) + "?view=side"))
    assert page.texts(".sides .label") == ["Readers had", "At the desk"]
    assert labels(page) == ["Headline"]


def test_what_happened_to_the_live_story_meanwhile_is_no_change(press, editor, writer):
    story = press.live("One", standfirst="Before", created_by=writer)
    story = typed(story, writer, headline="Two")
    Article.objects.filter(pk=story.pk).update(standfirst="Changed under it")
    page = read(at_desk(editor).get(page_of(story)))
    assert labels(page) == ["Headline"]
    assert page.one("#card-moved").text == "The live story has changed"


# -- What is said, and what follows ------------------------------------------------------------


def test_why_it_was_sent_stands_beside_it(changed, editor):
    page = read(at_desk(editor).get(page_of(changed)))
    assert page.one(".note-said q").text == "A reader wrote in."
    assert page.one(".note-said p").text.startswith("writer, ")
    assert "from writer" in page.one(".storybar").text


def test_what_readers_will_notice_is_told(changed, editor):
    page = read(at_desk(editor).get(page_of(changed)))
    assert page.texts(".noticed li") == [
        "The headline changes everywhere, and the address does not: links stay good.",
        "It names another source: On Location Vacations via MCUExchange",
        "Season 2 began filming turns Reported to Rumoured",
    ]


def test_a_source_that_no_live_story_has_named_is_new_to_the_site(
    press, writer, editor, olv, mcuexchange
):
    crush = Source.objects.create(name="ScreenCrush", slug="screencrush")
    press.draft("Not out", sources=[[crush]])
    press.live("Out", sources=[[olv]])
    story = press.draft(created_by=writer, sources=[[olv], [crush, mcuexchange]])
    page = read(at_desk(editor).get(page_of(story)))
    assert page.texts("#new-sources li") == ["MCUExchange", "ScreenCrush"]
    press.live("Out now", sources=[[crush, mcuexchange]])
    assert not read(at_desk(editor).get(page_of(story))).all("#new-sources")


def test_a_story_that_nobody_reads_has_nothing_to_notice(press, editor):
    page = read(at_desk(editor).get(page_of(press.in_review())))
    assert page.all(".noticed") == []


def test_what_is_still_to_be_done_stands_beside_it(press, editor, writer):
    story = press.in_review(created_by=writer)
    story = typed(story, editor, body="")
    page = read(at_desk(editor).get(page_of(story)))
    assert page.all("#checklist li.block")


def test_what_came_back_can_be_compared_with_what_was_sent_back(press, writer, editor):
    story = press.in_review(created_by=writer)
    workflow.send_back(story, editor, why="Add a source")
    sent_back = story.version
    workflow.submit(story, writer)
    page = read(at_desk(editor).get(page_of(story)))
    assert ("What was done since it was sent back", compared(story, sent_back)) in page.links(
        "#rail"
    )


def compared(story, version):
    address = reverse("admin:articles_article_compare", args=[story.pk])
    return f"{address}?old={version}&new=now"


# -- The verbs ---------------------------------------------------------------------------------


def test_the_next_verb_is_the_only_filled_button(changed, editor):
    page = read(at_desk(editor).get(page_of(changed)))
    (filled,) = page.all(".storybar button.default")
    assert filled.text == "Publish changes Ctrl ↵"
    assert filled["value"] == "publish"
    assert [card.text for card in page.all("#rail summary h2")] == [
        "Publish later",
        "Correct",
        "Withdraw",
        "Discard changes",
    ]


def test_its_writer_may_take_it_back_and_nothing_else(changed, writer):
    page = read(at_desk(writer).get(page_of(changed)))
    assert [button["value"] for button in page.all(".storybar button")] == ["take_back"]
    assert page.all("#send-back") == []
    assert page.all("#rail form") == []
    assert "Edit" not in page.texts(".storybar a")


def test_what_a_colleague_prepares_for_a_live_story_is_theirs(press, other_writer, writer):
    story = press.live(created_by=writer)
    assert at_desk(other_writer).get(page_of(story)).status_code == 404
    form = f"/admin/articles/article/{story.pk}/change/"
    assert at_desk(other_writer).get(form).url == story.get_absolute_url()


def test_a_hidden_story_is_not_there_for_others(press, writer, other_writer, client):
    story = press.draft(created_by=writer)
    assert at_desk(other_writer).get(page_of(story)).status_code == 404
    assert at_desk(other_writer).get("/admin/articles/article/999999/review/").status_code == 404
    assert client.get(page_of(story)).status_code == 302
    assert at_desk(writer).post(page_of(story)).status_code == 405


def test_publishing_from_here_lets_readers_have_what_was_shown(changed, editor):
    desk = at_desk(editor)
    shown = read(desk.get(page_of(changed))).one(".storybar [name=seen]")["value"]
    assert shown == states.fingerprint(pending.pending(changed))
    desk.post(verb_of(changed), {"_verb": "publish", "seen": shown})
    assert Article.objects.get(pk=changed.pk).headline == "Production starts at last"
    assert not WorkingCopy.objects.exists()


def test_what_changed_after_it_was_shown_does_not_go_out(changed, editor):
    desk = at_desk(editor)
    shown = read(desk.get(page_of(changed))).one(".storybar [name=seen]")["value"]
    typed(changed, editor, standfirst="Typed meanwhile")
    response = desk.post(verb_of(changed), {"_verb": "publish", "seen": shown}, follow=True)
    assert "Look at it again" in said(response)
    assert Article.objects.get(pk=changed.pk).headline == "Production starts"


def test_sending_back_leaves_a_note_on_the_field(changed, editor):
    desk = at_desk(editor)
    page = read(desk.get(page_of(changed)))
    assert [option.text for option in page.all("#send-back option")][:2] == [
        "The whole story",
        "Headline",
    ]
    told = {"_verb": "send_back", "why": "Too long", "about": "headline"}
    desk.post(verb_of(changed), told)
    note = Note.objects.get()
    assert (note.text, note.field) == ("Too long", "headline")
    assert fresh(changed).desk_state == "changes"


def test_a_moment_that_is_planned_is_proposed_for_publishing_later(press, editor):
    moment = timezone.now().replace(microsecond=0, second=0) + timezone.timedelta(days=3)
    story = press.in_review(planned_for=moment)
    page = read(at_desk(editor).get(page_of(story)))
    local = timezone.localtime(moment)
    assert page.one("[name=go_out_at]")["value"] == f"{local:%Y-%m-%dT%H:%M}"


def test_every_field_of_the_cards_has_a_name_of_its_own(changed, editor):
    page = read(at_desk(editor).get(page_of(changed)))
    ids = [element["id"] for element in page.all("[id]")]
    assert sorted(ids) == sorted(set(ids))
    for label in page.all("label[for]"):
        assert label["for"] in ids


# -- What it costs, and whom it trusts ---------------------------------------------------------


def test_it_costs_the_same_for_one_row_and_for_three(press, editor, writer, filming):
    counts = []
    for number in (1, 3):
        sources = [Source.objects.create(name=f"{number}-{n}") for n in range(number)]
        story = press.live(
            sources=[[source] for source in sources],
            claims=[filming(says=f"Claim {n} of {number}", kind="other") for n in range(number)],
            created_by=writer,
        )
        mine = copy.deepcopy(states.read(story))
        mine["fields"]["headline"] = ["Another"]
        for row in mine["rows"]["claims"]:
            row["standing"] = ["confirmed"]
        for row in mine["rows"]["citations"]:
            row["note"] = ["Changed"]
        story = kept(story, writer, mine)
        counts.append(
            [
                count_queries(at_desk(editor), page_of(story) + f"?view={view}")
                for view in ("", "side")
            ]
        )
    assert counts[0] == counts[1]


@pytest.mark.parametrize("view", ["changes", "side", "preview"])
def test_whatever_was_typed_is_only_ever_text(press, editor, writer, view):
    story = press.live(created_by=writer)
    WorkingCopy.objects.create(
        article=story,
        state=hostile_state(),
        base=states.read(story),
        editor=writer,
        headline=SCRIPT[:160],
        why=SCRIPT,
        status="in_review",
    )
    response = at_desk(editor).get(f"{page_of(story)}?view={view}")
    assert response.status_code == 200
    assert is_harmless(response.content.decode())


def test_a_hostile_draft_is_only_ever_text(press, editor, writer):
    story = press.draft(created_by=writer)
    WorkingCopy.objects.create(article=story, state=hostile_state(), editor=writer)
    html = at_desk(editor).get(page_of(story)).content.decode()
    assert is_harmless(html)
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20


def test_a_story_of_which_nothing_is_known_is_shown(editor):
    story = Article.objects.create(created_by=editor)
    page = read(at_desk(editor).get(page_of(story)))
    assert page.one("h1").text == "Untitled"
