"""Who may moderate what: every page and every verb, tried by everybody, straight at the address."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from articles.models import Article
from authors.models import Author, User
from comments import moderation, reporting
from comments.models import Act, Comment, Conversation, Report
from comments.rights import Refused
from comments.tests.desk import QUEUE, page_of, reader, say
from geekfeed.tests.cast import account

PAGES = {
    "queue": lambda comment: QUEUE,
    "comment": page_of,
    "commenter": lambda comment: f"{QUEUE}by/{comment.by_id}/",
    "story": lambda comment: f"{QUEUE}on/{comment.story_id}/",
    "queue of the story": lambda comment: f"{QUEUE}?story={comment.story_id}",
    "acts": lambda comment: f"{QUEUE}acts/",
}
SEES_ALL = dict.fromkeys(PAGES, 200)
# A writer of other stories has queues, and finds nothing in them.
SEES_NOTHING = SEES_ALL | dict.fromkeys(
    ["comment", "commenter", "story", "queue of the story"], 404
)
REFUSED = dict.fromkeys(PAGES, 403)
SIGNS_IN = dict.fromkeys(PAGES, 302)
# Who → without and with WRITERS_MODERATE.
SEES = {
    "anonymous": (SIGNS_IN, SIGNS_IN),
    "reader": (SIGNS_IN, SIGNS_IN),  # an account that is no part of the newsroom
    "guest": (REFUSED, REFUSED),  # at the desk, without a role
    "other writer": (REFUSED, SEES_NOTHING),
    "writer": (REFUSED, SEES_ALL),
    "editor": (SEES_ALL, SEES_ALL),
}
WHO = list(SEES)
MAY = {
    (who, allowed): who == "editor" or (who == "writer" and allowed)
    for who in WHO
    for allowed in (False, True)
}

# The verb, what the comment is before, and whether it has been done.
STATE = {"approve": "shown", "hold": "held", "remove": "removed", "restore": "shown"}
BEFORE = {"approve": "held", "restore": "removed"}
VERBS = [
    *STATE,
    "dismiss",
    "cover",
    "uncover",
    "pin",
    "unpin",
    "lock",
    "unlock",
]


@pytest.fixture
def people(writer, other_writer, editor) -> dict[str, User | None]:
    return {
        "anonymous": None,
        "reader": User.objects.create_user("visitor", password="visitor"),
        "guest": account("guest"),
        "other writer": other_writer,
        "writer": writer,
        "editor": editor,
    }


@pytest.fixture
def comment(press, writer) -> Comment:
    """Under a story of the writer's."""
    story = press.live("Theirs", created_by=writer)
    return say(story, reader("Kilgrave"), "Smile.", "shown")


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def prepared(comment: Comment, verb: str) -> None:
    """So that the verb has something to do."""
    Comment.objects.filter(pk=comment.pk).update(state=BEFORE.get(verb, "shown"))
    if verb == "dismiss":
        reporting.report(comment, "abuse", network="192.0.2.1")
    elif verb in ("unpin", "unlock", "uncover"):
        getattr(moderation, verb.removeprefix("un"))(comment, None)
    Act.objects.all().delete()


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
@pytest.mark.parametrize("who", WHO)
def test_who_sees_which_page(who, allowed, people, comment, settings):
    settings.WRITERS_MODERATE = allowed
    client = client_of(people[who])
    found = {name: client.get(page(comment)).status_code for name, page in PAGES.items()}
    assert found == SEES[who][allowed]


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_may_press_what(verb, allowed, people, comment, settings):
    """On the page of the comment and in the queue, whether or not a button is there."""
    settings.WRITERS_MODERATE = allowed
    for who, user in people.items():
        done = {}
        for address, sent in (
            (page_of(comment), {"do": verb}),
            (QUEUE, {"do": f"{verb}:{comment.pk}"}),
            (QUEUE, {"do": verb, "comment": [comment.pk]}),
        ):
            prepared(comment, verb)
            client_of(user).post(address, sent)
            acts = list(Act.objects.values_list("verb", "comment", "user"))
            done[address, str(sent)] = acts == [(verb, comment.pk, user.pk if user else None)]
            assert done[address, str(sent)] or acts == []
            Comment.objects.filter(pk=comment.pk).update(
                state="shown", is_spoiler=False, is_locked=False, reported_at=None
            )
            Conversation.objects.all().delete()
            Report.objects.all().delete()
        assert set(done.values()) == {MAY[who, allowed]}, who


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
def test_who_may_decide_about_a_story(allowed, people, comment, settings):
    settings.WRITERS_MODERATE = allowed
    for who, user in people.items():
        client_of(user).post(PAGES["story"](comment), {"policy": "closed"})
        decided = Conversation.objects.filter(story=comment.story, policy="closed")
        assert decided.exists() is MAY[who, allowed], who
        decided.delete()


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
def test_the_verbs_ask_by_themselves(allowed, people, comment, settings):
    """Whatever leads to them."""
    settings.WRITERS_MODERATE = allowed
    for who, user in people.items():
        if user is None:
            continue  # in the verbs, nobody is the site itself
        for verb in VERBS:
            prepared(comment, verb)
            carry_out = reporting.dismiss if verb == "dismiss" else getattr(moderation, verb)
            if MAY[who, allowed]:
                carry_out(comment, user)
            else:
                with pytest.raises(Refused):
                    carry_out(comment, user)
            Comment.objects.filter(pk=comment.pk).update(
                is_spoiler=False, is_locked=False, reported_at=None
            )
            Conversation.objects.all().delete()
            Report.objects.all().delete()


def test_a_writer_who_signed_a_story_moderates_under_it(press, lunn, comment, writer, settings):
    """Also if somebody else began it."""
    settings.WRITERS_MODERATE = True
    Author.objects.filter(pk=lunn.pk).update(user=writer)
    Article.objects.update(created_by=None)
    assert client_of(writer).get(page_of(comment)).status_code == 200


def test_a_writer_who_lost_the_role_moderates_nothing(comment, writer, settings):
    settings.WRITERS_MODERATE = True
    writer.groups.clear()
    assert client_of(writer).get(page_of(comment)).status_code == 403


def test_a_form_without_the_token_is_refused(comment, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    for address in (page_of(comment), QUEUE, PAGES["story"](comment)):
        assert client.post(address, {"do": f"remove:{comment.pk}"}).status_code == 403
    assert Comment.objects.get().state == "shown"


def test_addresses_are_for_those_who_look_after_people(comment, editor, writer, settings):
    settings.WRITERS_MODERATE = True
    Comment.objects.update(network="198.51.100.7")
    writer.user_permissions.add(Permission.objects.get(codename="view_commenter"))
    for user, may in ((editor, True), (writer, False)):
        client = client_of(user)
        for page in (page_of(comment), PAGES["commenter"](comment)):
            assert ("kilgrave@example.com" in client.get(page).content.decode()) is may
        assert ("198.51.100.7" in client.get(page_of(comment)).content.decode()) is may


def test_a_writer_hears_nothing_of_what_was_said_elsewhere(press, comment, writer, settings):
    """Not the words, not how often somebody was removed, not who did what."""
    settings.WRITERS_MODERATE = True
    elsewhere = press.live("Another’s")
    secret = say(elsewhere, comment.by, "Zanzibar", "shown")
    moderation.remove(secret, None, "Zanzibar")
    hidden = say(elsewhere, reader("Simpson Zanzibar"), "Zanzibar too", "held")
    client = client_of(writer)
    own = [page(comment) for page in PAGES.values()]
    queues = [
        f"{QUEUE}?queue={name}" for name in ("held", "reported", "new", "approved", "removed")
    ]
    for address in (*own, *queues):
        assert "Zanzibar" not in client.get(address).content.decode(), address
    record = client.get(PAGES["commenter"](comment)).context["record"]
    assert (record.shown, record.removed) == (1, 0)
    assert client.get(PAGES["commenter"](hidden)).status_code == 404
    assert client.get("/admin/").context["comments"].said == ""
