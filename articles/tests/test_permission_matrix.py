"""Who may do what: every address of the desk about stories, and every verb, for every kind of
account. Written as tables, so that a hole is seen; a new address or verb fails until it has a line.
"""

import json
from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import adopting, pending, workflow
from articles import state as states
from articles.admin import verbs
from articles.models import Adoption, Article, Claim, PreviewLink
from articles.rights import Refused
from authors.models import User
from shows.models import Person

# The columns: who looks at what.
CASES = (
    "nobody",  # anonymous, at a draft
    "reader",  # an account without a role, at a draft
    "own",  # a writer, at their own draft
    "other",  # a writer, at somebody else's draft
    "waits",  # a writer, at their own story in review
    "live",  # a writer, at their own live story
    "editor",  # at a draft
    "admin",  # at a draft
)
IN, GONE, NO, AWAY, GO, OUT = 200, 404, 403, 302, "signs in", 401

# name of the address → method, then one answer for each case. GO: sent to the sign-in page.
PAGES = {
    #                     nobody reader own   other waits live  editor admin
    "change": ("get",     GO,    GO,    IN,   GONE, AWAY, IN,   IN,   IN),
    "keep": ("post",      OUT,   OUT,   IN,   NO,   409,  IN,   IN,   IN),
    "verb": ("post",      GO,    GO,    AWAY, GONE, AWAY, AWAY, AWAY, AWAY),
    "presence": ("post",  GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "take_over": ("post", GO,    GO,    IN,   GONE, NO,   IN,   IN,   IN),
    "preview": ("get",    GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "preview_links": ("get", GO, GO,    IN,   GONE, NO,   IN,   IN,   IN),
    "revoke_preview_link": ("post", GO, GO, AWAY, GONE, NO, AWAY, AWAY, AWAY),
    "review": ("get",     GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "both": ("get",       GO,    GO,    AWAY, GONE, AWAY, AWAY, AWAY, AWAY),
    "history": ("get",    GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "revision": ("get",   GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "compare": ("get",    GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "restore": ("post",   GO,    GO,    AWAY, GONE, NO,   AWAY, AWAY, AWAY),
    "notes": ("get",      GO,    GO,    IN,   GONE, IN,   IN,   IN,   IN),
    "delete": ("get",     GO,    GO,    NO,   NO,   NO,   NO,   IN,   IN),
}  # fmt: skip
# Addresses that are about no story in particular: the same, without the columns of stories.
WITHOUT_A_STORY = {
    #                  nobody reader writer editor admin
    "changelist": ("get",  GO, GO, IN, IN, IN),
    "add": ("get",         GO, GO, IN, IN, IN),
    "keep_new": ("post",   OUT, OUT, IN, IN, IN),
    "topics": ("get",      GO, GO, IN, IN, IN),
    "find": ("get",        GO, GO, IN, IN, IN),
    "covered": ("get",     GO, GO, IN, IN, IN),
    "found": ("post",      GO, GO, IN, IN, IN),
    "found_source": ("post", GO, GO, IN, IN, IN),
    "earlier": ("get",     GO, GO, IN, IN, IN),
    "names": ("get",       GO, GO, IN, IN, IN),
    "calendar": ("get",    GO, GO, IN, IN, IN),
    "log": ("get",         GO, GO, IN, IN, IN),
}  # fmt: skip
# About a claim that readers have, and what the catalog has from it.
ABOUT_A_CLAIM = {
    #                 nobody reader writer editor admin
    "changelist": ("get",  GO, GO, IN, IN, IN),
    "add": ("get",         GO, GO, NO, NO, NO),
    "change": ("get",      GO, GO, AWAY, AWAY, AWAY),
    "page": ("get",        GO, GO, IN, IN, IN),
    "adopt": ("post",      GO, GO, NO, AWAY, AWAY),
    "adopted": ("get",     GO, GO, NO, IN, IN),
    "undo": ("post",       GO, GO, NO, AWAY, AWAY),
    "correct": ("get",     GO, GO, NO, IN, IN),
}  # fmt: skip
# Tried by their own tests.
ELSEWHERE = {"signed_in", "calendar_move", "calendar_key", "choose"}
# Addresses about a source.
ABOUT_A_SOURCE = {
    #                       nobody reader writer editor admin
    "merge_source": ("get",  GO, GO, NO, IN, IN),
}  # fmt: skip

# Addresses about a record of the catalog.
ABOUT_A_RECORD = {
    "merge_record": ("get",  GO, GO, NO, IN, IN),
}  # fmt: skip

DONE, REFUSED = "done", "refused"
# verb → how it begins, then who may: on one's own, on another's as a writer, as an editor.
VERBS = {
    "submit": ("draft", DONE, REFUSED, DONE),
    "take_back": ("in_review", DONE, REFUSED, DONE),
    "send_back": ("in_review", REFUSED, REFUSED, DONE),
    "publish": ("draft", REFUSED, REFUSED, DONE),
    "schedule": ("draft", REFUSED, REFUSED, DONE),
    "unschedule": ("scheduled", REFUSED, REFUSED, DONE),
    "correct": ("live", REFUSED, REFUSED, DONE),
    "withdraw": ("live", REFUSED, REFUSED, DONE),
    "restore": ("withdrawn", REFUSED, REFUSED, DONE),
    "discard": ("changes", DONE, REFUSED, DONE),
    "update": ("scheduled_changes", REFUSED, REFUSED, DONE),
}
TOLD = {
    "why": "Because",
    "about": "",
    "go_out_at": None,
    "correction_kind": "correction",
    "correction_text": "It was not so.",
    "seen": None,
}


@pytest.fixture
def cast(writer, other_writer, editor, press, db):
    """Case → (who, which story)."""
    reader = User.objects.create_user("reader", password="reader")
    chief = User.objects.create_superuser("chief")
    own = press.draft("Own", created_by=writer)
    theirs = press.draft("Theirs", created_by=other_writer)
    stories = {
        "nobody": (None, theirs),
        "reader": (reader, theirs),
        "own": (writer, own),
        "other": (writer, theirs),
        "waits": (writer, press.in_review("Waits", created_by=writer)),
        "live": (writer, press.live("Live", created_by=writer)),
        "editor": (editor, theirs),
        "admin": (chief, theirs),
    }
    for _who, story in stories.values():
        if not story.revisions.filter(version=1).exists():
            workflow.save(story, None)
        PreviewLink.objects.get_or_create(
            article=story,
            defaults={"whom": "x", "created_by": editor, "expires_at": story.created_at},
        )
    return stories


def desk_of(who) -> Client:
    client = Client()
    if who is not None:
        client.force_login(who)
    return client


def names(model=Article) -> set[str]:
    found = {address.name for address in admin.site._registry[model].get_urls()}
    kind = f"articles_{model._meta.model_name}_"
    return {name.removeprefix(kind) for name in found if name}


def answer(response):
    if response.status_code == 302 and "/login/" in response.url:
        return GO
    return response.status_code


def told(name, story) -> dict:
    if name in ("keep", "keep_new"):
        state = pending.pending(story) if story else states.empty()
        return {"base": json.dumps(state), "headline": "Words"}
    if name == "found_source":
        return {"name": "ScreenCrush", "domain": "screencrush.com"}
    return {}


def test_the_tables_have_every_address():
    about_others = set(ABOUT_A_SOURCE) | set(ABOUT_A_RECORD)
    assert names() == set(PAGES) | set(WITHOUT_A_STORY) | about_others | ELSEWHERE


def test_the_tables_have_every_address_about_claims():
    assert names(Claim) == set(ABOUT_A_CLAIM)


@pytest.mark.parametrize("case", ["nobody", "reader", "own", "editor", "admin"])
@pytest.mark.parametrize("name", ABOUT_A_CLAIM)
def test_a_page_about_a_claim(name, case, cast, press, season_2, editor):
    facts = {"says": "Renewed", "kind": "renewed", "show": season_2.show, "season": season_2}
    claim = press.live(claims=[facts]).claims.get()
    adoption = adopting.adopt(claim, editor, "status") if name == "undo" else None
    numbers = {
        **{one: [] for one in ("changelist", "add", "adopted")},
        "change": [claim.pk],
        "undo": [adoption and adoption.pk],
    }
    address = reverse(f"admin:articles_claim_{name}", args=numbers.get(name, [claim.key]))
    method, *answers = ABOUT_A_CLAIM[name]
    sent = {"field": "status", "seen": ""} if method == "post" else {}
    response = getattr(desk_of(cast[case][0]), method)(address, sent)
    assert answer(response) == answers[["nobody", "reader", "own", "editor", "admin"].index(case)]
    may_undo = name == "undo" and case in ("editor", "admin")
    assert Adoption.objects.standing().exists() == (name == "undo" and not may_undo)


def test_the_tables_have_every_verb():
    assert set(VERBS) == set(verbs.VERBS)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_a_story(name, case, cast):
    who, story = cast[case]
    method, *answers = PAGES[name]
    numbers = {
        "revision": [1],
        "restore": [1],
        "revoke_preview_link": [story.preview_links.get().pk],
    }
    address = reverse(f"admin:articles_article_{name}", args=[story.pk, *numbers.get(name, [])])
    query = "?old=1&new=now" if name == "compare" else ""
    response = getattr(desk_of(who), method)(address + query, told(name, story))
    assert answer(response) == answers[CASES.index(case)]
    if answer(response) != IN or case not in ("own", "live", "waits", "editor", "admin"):
        assert b"The body of" not in response.content


@pytest.mark.parametrize("case", ["nobody", "reader", "own", "editor", "admin"])
@pytest.mark.parametrize("name", WITHOUT_A_STORY)
def test_a_page_about_no_story_in_particular(name, case, cast):
    method, *answers = WITHOUT_A_STORY[name]
    client = desk_of(cast[case][0])
    response = getattr(client, method)(reverse(f"admin:articles_article_{name}"), told(name, None))
    assert answer(response) == answers[["nobody", "reader", "own", "editor", "admin"].index(case)]


@pytest.mark.parametrize("case", ["nobody", "reader", "own", "editor", "admin"])
@pytest.mark.parametrize("name", ABOUT_A_SOURCE)
def test_a_page_about_a_source(name, case, cast, olv, mcuexchange):
    method, *answers = ABOUT_A_SOURCE[name]
    client = desk_of(cast[case][0])
    allowed = answers[["nobody", "reader", "own", "editor", "admin"].index(case)]
    address = reverse(f"admin:articles_article_{name}", args=[olv.pk])
    assert answer(getattr(client, method)(address, {"into": mcuexchange.pk})) == allowed
    client.post(address, {"into": mcuexchange.pk})
    assert type(olv).objects.filter(pk=olv.pk).exists() == (allowed != IN)


@pytest.mark.parametrize("case", ["nobody", "reader", "own", "editor", "admin"])
@pytest.mark.parametrize("name", ABOUT_A_RECORD)
def test_a_page_about_a_record(name, case, cast, db):
    gone, kept = (Person.objects.create(name=slug, slug=slug) for slug in ("gone", "kept"))
    method, *answers = ABOUT_A_RECORD[name]
    client = desk_of(cast[case][0])
    allowed = answers[["nobody", "reader", "own", "editor", "admin"].index(case)]
    address = reverse(f"admin:articles_article_{name}", args=["person", gone.pk])
    assert answer(getattr(client, method)(address, {"into": kept.pk})) == allowed
    client.post(address, {"into": kept.pk})
    assert Person.objects.filter(pk=gone.pk).exists() == (allowed != IN)


@pytest.mark.parametrize("name", WITHOUT_A_STORY)
def test_no_page_shows_a_writer_another_s_draft(name, cast, writer, press, other_writer):
    method, *_answers = WITHOUT_A_STORY[name]
    if method == "post":
        return
    press.draft("Zanzibar secret", created_by=other_writer, slug="zanzibar-secret")
    queries = {"find": "?q=zanzibar", "changelist": "?q=zanzibar", "covered": "?headline=zanzibar"}
    queries |= {"names": "?q=zanzibar"}
    address = reverse(f"admin:articles_article_{name}") + queries.get(name, "")
    page = desk_of(writer).get(address).content.decode()
    assert "Zanzibar secret" not in page
    assert "zanzibar-secret" not in page


def test_what_a_colleague_prepares_for_a_live_story_is_told_nowhere(
    cast, writer, other_writer, editor, press, django_capture_on_commit_callbacks
):
    story = press.live("What readers have", created_by=other_writer)
    mine = pending.pending(story)
    mine["fields"]["headline"] = ["Zanzibar headline"]
    pending.keep(story, other_writer, mine, pending.pending(story))
    workflow.submit(Article.objects.get(pk=story.pk), other_writer, why="Zanzibar submitted")
    workflow.send_back(Article.objects.get(pk=story.pk), editor, why="Zanzibar sent back")
    desk = desk_of(writer)
    for name in WITHOUT_A_STORY:
        if WITHOUT_A_STORY[name][0] == "get":
            page = desk.get(reverse(f"admin:articles_article_{name}"), {"q": "readers"})
            assert "Zanzibar" not in page.content.decode(), name
    assert "Zanzibar" not in desk.get("/admin/").content.decode()


def test_a_preview_link_dies_with_the_rights_of_who_made_it(cast, writer, press, lunn, client):
    lunn.user = writer
    lunn.save()
    story = press.live()
    mine = pending.pending(story)
    mine["fields"]["headline"] = ["Zanzibar headline"]
    pending.keep(story, writer, mine, pending.pending(story))
    link = PreviewLink.objects.create(
        article=story, whom="x", created_by=writer, expires_at=timezone.now() + timedelta(days=1)
    )
    address = reverse("preview", args=[link.token])
    assert client.get(address).status_code == 200
    story.bylines.all().delete()
    assert client.get(address).status_code == 404


def begun(how, press, owner, editor):
    """A story of theirs in the state that a verb begins from."""
    base = {"changes": "live", "scheduled_changes": "scheduled"}.get(how, how)
    story = getattr(press, base)("A story", created_by=owner)
    if base != how:
        mine = pending.pending(story)
        mine["fields"]["standfirst"] = ["Changed"]
        pending.keep(story, editor, mine, pending.pending(story))
    return Article.objects.get(pk=story.pk)


@pytest.mark.parametrize("whose", ["own", "another's", "an editor's"])
@pytest.mark.parametrize("name", VERBS)
def test_a_verb(name, whose, press, writer, other_writer, editor):
    how, *answers = VERBS[name]
    who = {"own": writer, "another's": other_writer, "an editor's": editor}[whose]
    story = begun(how, press, writer, editor)
    before = (story.desk_state, states.read(story), story.live_at)
    given = TOLD | {"go_out_at": timezone.now() + timedelta(days=1)}
    try:
        verbs.named(name).carry_out(story, who, given)
        became = DONE
    except Refused:
        became = REFUSED
    assert became == answers[["own", "another's", "an editor's"].index(whose)]
    if became == REFUSED:
        story = Article.objects.get(pk=story.pk)
        assert (story.desk_state, states.read(story), story.live_at) == before


@pytest.mark.parametrize("name", VERBS)
def test_no_account_without_a_role_carries_out_a_verb(name, press, writer, editor, db):
    reader = User.objects.create_user("reader")
    story = begun(VERBS[name][0], press, writer, editor)
    with pytest.raises(Refused):
        verbs.named(name).carry_out(story, reader, TOLD)


@pytest.mark.parametrize("name", VERBS)
def test_a_forged_verb_of_a_writer_changes_nothing_but_what_is_theirs(
    name, press, writer, other_writer, editor
):
    story = begun(VERBS[name][0], press, other_writer, editor)
    before = (story.desk_state, story.version)
    address = reverse("admin:articles_article_verb", args=[story.pk])
    desk_of(writer).post(address, {"_verb": name, "why": "x", "seen": "x"})
    story = Article.objects.get(pk=story.pk)
    assert (story.desk_state, story.version) == before
