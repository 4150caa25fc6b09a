"""What is kept of a person, what they are handed, and what is left of it once forgotten."""

import json
import stat
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.db import models
from django.http import HttpResponse
from django.utils import timezone

from articles.models import Article
from comments import banned, banning, keeping, moderation, people, posting, privacy, reporting
from comments.models import Act, Ban, Comment, Commenter, Like
from comments.posting import Words
from comments.rights import Refused
from comments.signals import comment_changed
from comments.tests.talk import person, say
from geekfeed.tests.cast import account
from geekfeed.tests.reading import read

NAME, MAIL, NETWORK, SAID = "Zanzibar Zed", "zed@zanzibar.example", "203.0.113.77", "Signs went up."

# Every field of every model of the comments: what erasing somebody does to it on rows of theirs.
# "kept" is for what says nothing of a person; whoever adds a field decides what it is.
ERASED = {
    "Ban": {
        "id": "kept",
        "kind": "kept",
        "what": "made anew",  # a digest of an address
        "about": "emptied",
        "why": "emptied",
        "user": "kept",  # the moderator
        "at": "kept",
        "until": "kept",
    },
    "Act": {
        "id": "kept",
        "verb": "kept",
        "comment": "kept",
        "commenter": "kept",  # who is nobody by then
        "story": "kept",
        "user": "kept",  # the moderator
        "why": "emptied where it names them",
        "at": "kept",
    },
    "Comment": {
        "id": "kept",
        "story": "kept",
        "by": "kept",  # who is nobody by then
        "thread": "kept",
        "answers": "kept",
        "text": "emptied",
        "html": "emptied",
        "digest": "emptied",
        "is_spoiler": "kept",
        "spoils": "emptied",
        "state": "deleted",
        "held_because": "emptied",
        "was_shown": "kept",
        "posted_at": "kept",
        "edited_at": "kept",
        "is_locked": "kept",
        "replies": "kept",
        "likes": "kept",
        "network": "emptied",
        "wants_answers": "emptied",
        "reported_at": "emptied",
        "told_at": "kept",  # when somebody else was written to
    },
    "Commenter": {
        "id": "kept",
        "name": "emptied",
        "email": "emptied",
        "user": "emptied",
        "key": "made anew",
        "confirmed_at": "emptied",
        "first_seen_at": "kept",
        "wants_letters": "emptied",
    },
    "Conversation": dict.fromkeys(
        ["id", "story", "policy", "closes_at", "never_closes", "pinned"], "kept"
    ),
    "Report": {
        "id": "kept",
        "comment": "kept",
        "reason": "kept",
        "words": "made anew",  # where they name them
        "by": "emptied",
        "network": "emptied",
        "at": "kept",
        "settled_at": "kept",
        "settled_by": "kept",  # the moderator
    },
    "Like": dict.fromkeys(["id", "comment", "by", "at"], "deleted"),
    # What moderators look out for, and digests of who did how much within the hour.
    "Listed": dict.fromkeys(["id", "kind", "what", "key", "then", "user", "at"], "kept"),
    "Tally": dict.fromkeys(["key", "count", "until"], "kept"),
}


@pytest.fixture
def story(press: Any, settings: Any) -> Article:
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def zed(story: Article, editor: Any) -> Commenter:
    """Somebody of whom we have everything that can be had."""
    zed = person(NAME, email=MAIL, user=account("zed"))
    made = posting.post(story, zed, Words(SAID, True, "1.1.8", True), network=NETWORK)
    liked = say(story, by=person("Tom"))
    posting.like(liked, zed)
    reporting.report(liked, "other", f"Says {NAME}", by=zed, network=NETWORK)
    say(story, "I saw them, too.", person("Priya R."), answers=made)
    moderation.hold(made, editor, f"{NAME.upper()} again")
    moderation.approve(made, editor, "Fine")
    reporting.report(made, "abuse", f"{NAME} lies", by=person("Ada"))
    Comment.objects.filter(pk=made.pk).update(
        held_because=NAME, edited_at=timezone.now(), told_at=timezone.now(), likes=3
    )
    for kind, what in (("person", f"{zed.pk}"), ("email", MAIL), ("network", NETWORK)):
        banning.ban(kind, what, editor, f"{NAME} again", about=zed)
    for record in (zed, made):
        LogEntry.objects.log_actions(editor.pk, [record], CHANGE, change_message=MAIL)
    return zed


def values(record: models.Model) -> dict[str, Any]:
    return {field.name: getattr(record, field.attname) for field in record._meta.fields}


def everything() -> str:
    """All that the database says, of the comments and of the desk's log."""
    kinds = [*apps.get_app_config("comments").get_models(), LogEntry]
    return json.dumps([list(kind.objects.values()) for kind in kinds], default=str)


def test_it_is_decided_of_every_field_what_erasing_does_to_it():
    kinds = apps.get_app_config("comments").get_models()
    assert {kind.__name__: {field.name for field in kind._meta.fields} for kind in kinds} == {
        name: set(fields) for name, fields in ERASED.items()
    }


def test_everything_that_has_a_network_address_drops_it():
    kinds = apps.get_app_config("comments").get_models()
    having = {
        kind
        for kind in kinds
        if any(isinstance(field, models.GenericIPAddressField) for field in kind._meta.fields)
    }
    assert {kind for kind, _moment in keeping.NETWORKS} == having


@pytest.mark.parametrize(
    ("kind", "which"),
    [
        ("Commenter", {"name": NAME}),
        ("Comment", {"by__name": NAME}),
        ("Report", {"by__name": NAME}),
        ("Ban", {"kind": "email"}),
    ],
)
def test_erasing_does_to_each_field_what_was_decided(zed, kind, which):
    model = apps.get_model("comments", kind)
    theirs = model.objects.get(**which)
    before = values(theirs)
    privacy.erase(zed)
    after = values(model.objects.get(pk=theirs.pk))
    done = {}
    for name, value in after.items():
        if value == before[name]:
            done[name] = "kept"
        elif value in ("", None, False):
            done[name] = "emptied"
        else:
            done[name] = value if name == "state" else "made anew"
    assert done == ERASED[kind]


def test_nothing_that_is_left_names_them(zed):
    theirs = [NAME, MAIL, NETWORK, SAID, zed.key]
    assert [word for word in theirs if word in everything()] == theirs
    privacy.erase(zed)
    left = everything().casefold()
    assert [word for word in theirs if word.casefold() in left] == []


def test_bans_stay_in_force_for_whoever_is_forgotten(zed):
    privacy.erase(zed)
    assert list(Ban.objects.order_by("pk").values_list("kind", flat=True)) == ["person", "email"]
    for banned_still in (zed, posting.stranger("Zed again", MAIL)):
        with pytest.raises(Refused, match="You cannot comment here"):
            banned.ask(banned_still)


def test_what_others_said_and_liked_stays(zed, story):
    privacy.erase(zed)
    assert [
        (comment.text, comment.state, comment.replies) for comment in Comment.objects.order_by("pk")
    ] == [("", "deleted", 1), ("Comment 2.", "shown", 0), ("I saw them, too.", "shown", 0)]
    assert list(Comment.objects.order_by("pk").values_list("likes", flat=True)) == [3, 1, 0]
    assert Like.objects.count() == 0
    assert Article.objects.get(pk=story.pk).comment_count == 2


def test_what_moderators_did_stays_without_a_name(zed, editor):
    privacy.erase(zed, editor)
    acts = Act.objects.filter(commenter=zed).order_by("pk").values_list("verb", "why", "user")
    assert list(acts) == [
        ("post", "", None),
        ("hold", "", editor.pk),
        ("approve", "Fine", editor.pk),
        *[("ban", "", editor.pk)] * 3,
        ("erase", "", editor.pk),
    ]


def test_words_can_stay_under_no_name(client, zed, story):
    privacy.erase(zed, keep_words=True)
    comment = Comment.objects.get(by=zed)
    assert (comment.text, comment.state, comment.network) == (SAID, "shown", None)
    assert Article.objects.get(pk=story.pk).comment_count == 3
    page = read(client.get(story.get_absolute_url()))
    assert page.texts(".comment__name") == ["Somebody", "Priya R.", "Tom"]
    assert NAME not in everything()


@pytest.mark.parametrize("keep", [True, False])
def test_what_nobody_has_seen_yet_goes_in_either_case(story, keep):
    stranger = posting.stranger(NAME, MAIL)
    posting.post(story, stranger, Words(SAID), is_known=False)
    removed = moderation.remove(say(story, by=stranger), None)
    privacy.erase(stranger, keep_words=keep)
    assert list(Comment.objects.values_list("pk", "state")) == [(removed.pk, "removed")]


def test_whoever_is_forgotten_is_a_stranger_in_every_browser(client, zed):
    Commenter.objects.filter(pk=zed.pk).update(user=None)
    zed.refresh_from_db()
    response = HttpResponse()
    people.remember(response, zed)
    client.cookies[people.COOKIE] = response.cookies[people.COOKIE].value
    assert "You are" in read(client.get("/comments/hello/")).one("h1").text
    privacy.erase(zed)
    assert read(client.get("/comments/hello/")).one("h1").text == "Who are you?"
    assert posting.stranger(NAME, MAIL).pk != zed.pk


def test_listeners_hear_of_each_comment(zed, django_capture_on_commit_callbacks):
    heard = []

    def hear(sender: type, comment: Comment, verb: str, **kwargs: Any) -> None:
        heard.append((comment.text, verb))

    comment_changed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(zed)
    comment_changed.disconnect(hear)
    assert heard == [("", "erase")]


def test_only_those_who_may_can_erase(zed, writer):
    with pytest.raises(Refused):
        privacy.erase(zed, writer)
    assert Commenter.objects.get(pk=zed.pk).name == NAME


# -- Handing it out --------------------------------------------------------------------------------


def test_the_export_has_everything_that_is_theirs(zed, story):
    told = privacy.export(zed)
    mine = Comment.objects.get(by=zed)
    host = "http://127.0.0.1:8000"
    assert told["comments"] == [
        {
            "address": f"{host}/comments/{mine.pk}/",
            "story": "Production Starts",
            "story’s address": f"{host}{story.get_absolute_url()}",
            "in answer to": None,
            "text": SAID,
            "contains a spoiler": True,
            "of": "1.1.8",
            "state": "shown",
            "held because": NAME,
            "posted at": mine.posted_at.isoformat(),
            "edited at": mine.edited_at.isoformat(),
            "network address": NETWORK,
            "wants letters about answers": True,
            "whoever it answers was written to at": mine.told_at.isoformat(),
            "likes": 3,
            "answers": 1,
        }
    ]
    liked = Like.objects.get()
    assert told["likes"] == [
        {"comment": f"{host}/comments/{liked.comment_id}/", "at": liked.at.isoformat()}
    ]
    assert [(act["what"], act["by"], act["reason"]) for act in told["what was done"]] == [
        ("post", "themselves or the site", ""),
        ("hold", "moderator", f"{NAME.upper()} again"),
        ("approve", "moderator", "Fine"),
        ("ban", "moderator", f"Person: {NAME} again"),
        ("ban", "moderator", f"E-mail address: {NAME} again"),
        ("ban", "moderator", f"Network: {NAME} again"),
    ]
    assert [(ban["of"], ban["reason"]) for ban in told["bans"]] == [
        ("them", f"{NAME} again"),
        (MAIL, f"{NAME} again"),
        (f"{NETWORK}/32", f"{NAME} again"),
    ]
    facts = {name: value for name, value in told.items() if not isinstance(value, list)}
    assert facts == {
        "name": NAME,
        "e-mail address": MAIL,
        "account at the desk": "zed",
        "e-mail address confirmed at": zed.confirmed_at.isoformat(),
        "first seen at": zed.first_seen_at.isoformat(),
        "wants letters about decisions": True,
    }


def test_the_export_says_nothing_of_others(zed):
    told = json.dumps(privacy.export(zed), ensure_ascii=False)
    assert [word for word in ("Tom", "Priya", "editor", "I saw them") if word in told] == []


# -- The commands ----------------------------------------------------------------------------------


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_export_commenter_writes_json_or_a_file_that_only_its_owner_reads(zed, tmp_path):
    assert json.loads(run("export_commenter", MAIL.upper())) == [privacy.export(zed)]
    file = tmp_path / "zed.json"
    run("export_commenter", MAIL, "--to", str(file))
    assert json.loads(file.read_text()) == [privacy.export(zed)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_commenter", MAIL, "--to", str(file))


def test_erase_commenter_asks(zed, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing has changed"):
        run("erase_commenter", MAIL)
    assert Commenter.objects.get(pk=zed.pk).email == MAIL
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    run("erase_commenter", MAIL)
    assert Commenter.objects.get(pk=zed.pk).email is None


def test_erase_commenter_can_keep_the_words(zed):
    run("erase_commenter", MAIL, "--yes", "--keep-words")
    assert Comment.objects.get(by=zed).text == SAID


@pytest.mark.parametrize("command", ["export_commenter", "erase_commenter"])
def test_an_address_that_nobody_has_is_said_so(db, command):
    with pytest.raises(CommandError, match=r"Nobody comments with the address x@example.com\."):
        run(command, "x@example.com")


def test_an_account_is_found_by_its_own_address(story, editor):
    editor.email = "Dee@news.example"
    editor.save()
    desk = person("Dee", email=None, user=editor)
    assert privacy.people("dee@news.example") == [desk]


# -- What time drops -------------------------------------------------------------------------------


def test_network_addresses_are_dropped_after_thirty_days(story):
    for days in (31, 29):
        made = posting.post(story, person(), Words(f"{days}"), network=NETWORK)
        when = timezone.now() - timedelta(days=days)
        Comment.objects.filter(pk=made.pk).update(posted_at=when)
    assert run("drop_networks") == (
        "Forgot 1 network addresses and 0 people who confirmed nothing.\n"
    )
    assert dict(Comment.objects.values_list("text", "network")) == {"31": None, "29": NETWORK}


def test_more_of_them_than_fit_into_one_statement_are_dropped(story, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for number in range(5):
        posting.post(story, person(), Words(f"{number}"), network=NETWORK)
    Comment.objects.update(posted_at=timezone.now() - timedelta(days=31))
    assert keeping.drop_networks() == 5
    assert not Comment.objects.filter(network__isnull=False).exists()


def test_what_nobody_confirmed_is_dropped_after_its_link_is_no_longer_good(story):
    waits = posting.post(story, posting.stranger("A", "a@x.example"), Words("A"), is_known=False)
    late = posting.post(story, posting.stranger("B", "b@x.example"), Words("B"), is_known=False)
    posting.stranger("C", "c@x.example")
    known = say(story, by=person("D"))
    erased = privacy.erase(person("E"))
    long_ago = timezone.now() - timedelta(days=7, hours=2)
    Commenter.objects.exclude(pk=waits.by_id).update(first_seen_at=long_ago)
    Comment.objects.filter(pk__in=[late.pk, known.pk]).update(posted_at=long_ago)
    assert keeping.drop_unconfirmed() == 2
    assert set(Comment.objects.values_list("pk", flat=True)) == {waits.pk, known.pk}
    left = Commenter.objects.values_list("pk", flat=True)
    assert set(left) == {waits.by_id, known.by_id, erased.pk}


# -- At the desk -----------------------------------------------------------------------------------


def test_editors_hand_it_out_as_a_file(client, zed, editor):
    client.force_login(editor)
    answer = client.get(f"/admin/comments/comment/by/{zed.pk}/export/")
    assert json.loads(answer.content) == privacy.export(zed)
    assert answer["Content-Disposition"] == f'attachment; filename="commenter-{zed.pk}.json"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("words", "left"), [("delete", ""), ("keep", SAID)])
def test_editors_erase_after_they_were_asked(client, zed, editor, words, left):
    client.force_login(editor)
    address = f"/admin/comments/comment/by/{zed.pk}/erase/"
    assert read(client.get(address)).one("h1").text == f"Forget “{NAME}”?"
    client.post(address, {"words": "perhaps"})
    assert Commenter.objects.get(pk=zed.pk).name == NAME
    assert client.post(address, {"words": words}).status_code == 302
    assert Commenter.objects.get(pk=zed.pk).name == ""
    assert Comment.objects.get(by=zed).text == left


@pytest.mark.parametrize("page", ["export", "erase"])
def test_nobody_else_at_the_desk_does(client, zed, writer, editor, page):
    client.force_login(writer)
    assert client.get(f"/admin/comments/comment/by/{zed.pk}/{page}/").status_code == 403
    client.force_login(editor)
    assert client.get(f"/admin/comments/comment/by/{zed.pk + 999}/{page}/").status_code == 404
    assert client.get(f"/admin/comments/comment/by/{'9' * 30}/{page}/").status_code == 404


def test_the_desk_leads_to_both_from_the_commenter_s_page(client, zed, editor):
    client.force_login(editor)
    page = read(client.get(f"/admin/comments/comment/by/{zed.pk}/"))
    links = {address for _words, address in page.links("#content-main")}
    assert links >= {
        f"/admin/comments/comment/by/{zed.pk}/export/",
        f"/admin/comments/comment/by/{zed.pk}/erase/",
    }


def test_the_desk_can_say_that_somebody_was_forgotten(client, zed, editor):
    privacy.erase(zed, editor)
    client.force_login(editor)
    assert read(client.get(f"/admin/comments/comment/by/{zed.pk}/")).one("h1").text == "Somebody"
    acts = read(client.get("/admin/comments/comment/acts/?verb=erase"))
    assert len(acts.all("ol li")) == 1
