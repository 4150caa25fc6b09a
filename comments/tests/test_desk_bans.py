"""Bans at the desk: on the page of whoever comments, and all of them on one."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from articles.models import Article
from articles.tests.desk import at_desk, opened, said
from authors.models import User
from comments import banned, banning, people, privacy
from comments.admin.bans import PAGE
from comments.models import Act, Ban, Comment, Commenter
from comments.tests.desk import QUEUE, page_of, reader, say
from geekfeed.tests.cast import account
from geekfeed.tests.reading import Element, count_queries, read

BANS = f"{QUEUE}bans/"
TOLD = "They can read everything, and neither comment, like, report nor change."
MARKUP = "<b>x</b><script>alert(1)</script>"


@pytest.fixture
def story(press) -> Article:
    return press.live("A story")


@pytest.fixture
def desk(editor) -> Client:
    return at_desk(editor)


@pytest.fixture
def blind(editor) -> User:
    """An editor who may not see addresses."""
    group = editor.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="view_commenter"))
    return editor


@pytest.fixture
def kilgrave(story) -> Commenter:
    """Has said two things, the last from a network that is still known."""
    person = reader("Kilgrave")
    say(story, person, "Smile.", "shown")
    say(story, person, "Come here.", "held", network="203.0.113.7")
    return person


def by(person: Commenter) -> str:
    return f"{QUEUE}by/{person.pk}/"


def lines(page: Element) -> list[str]:
    return page.texts(".bans .ban")


def whom(page: Element) -> list[str]:
    return page.texts(".bans .name")


def kept() -> list[tuple[str, int | None, str]]:
    """Of every ban: what it is on, for how many days, and why."""
    return [
        (one.what, one.until and round((one.until - one.at) / timedelta(days=1)), one.why)
        for one in Ban.objects.order_by("pk")
    ]


# -- Whoever comments --------------------------------------------------------------------------


def test_who_is_not_banned_is_said_to_be_free(desk, kilgrave):
    card = read(desk.get(by(kilgrave))).one("#ban-card")
    assert card.texts("p")[0] == "They may comment: no ban is in force for them."
    assert "open" not in card.one("details")


def test_a_person_can_be_banned_in_three_ways(desk, kilgrave):
    page = read(desk.get(by(kilgrave)))
    assert [
        (way.one("input")["value"], way.text) for way in page.all("#ban-card fieldset label")
    ] == [
        ("person", "This person"),
        ("email", "Their e-mail address, kilgrave@example.com"),
        ("network", "The network they wrote from last, 203.0.113.7, for 30 days at most"),
    ]
    assert opened(desk, by(kilgrave))["kind"] == ["person"]


def test_an_address_of_the_newsroom_s_is_no_way_to_ban_who_has_given_it(desk, kilgrave, writer):
    type(writer).objects.filter(pk=writer.pk).update(email="Kilgrave@example.com")
    ways = read(desk.get(by(kilgrave))).all("#ban-card fieldset label input")
    assert [way["value"] for way in ways] == ["person", "network"]


@pytest.mark.parametrize(
    ("kind", "length", "what", "until"),
    [
        ("person", "good", "{pk}", None),
        ("person", "1", "{pk}", 1),
        ("email", "7", "kilgrave@example.com", 7),
        ("network", "good", "203.0.113.7/32", 30),
        ("network", "1", "203.0.113.7/32", 1),
    ],
)
def test_what_is_chosen_is_banned_for_as_long(desk, kilgrave, editor, kind, length, what, until):
    answer = desk.post(
        by(kilgrave), {"do": "ban", "kind": kind, "days": length, "why": " He  orders\npeople. "}
    )
    assert answer["Location"] == by(kilgrave)
    made = Ban.objects.get()
    assert (made.about, made.user) == (kilgrave, editor)
    assert kept() == [(what.format(pk=kilgrave.pk), until, "He orders people.")]
    assert Comment.objects.filter(state="removed").count() == 0


def test_it_is_said_what_holds_now(desk, kilgrave):
    page = desk.post(by(kilgrave), {"do": "ban", "kind": "person", "days": "good"}, follow=True)
    assert said(page) == f"Banned for good: Kilgrave. {TOLD}"
    told = {"do": "ban", "kind": "network", "days": "good", "why": "He orders people"}
    page = desk.post(by(kilgrave), told, follow=True)
    assert re.fullmatch(rf"Banned until .+: 203\.0\.113\.7\. {TOLD}", said(page))
    told = lines(read(page))
    assert [line.partition(" since")[0] for line in told] == [
        "Banned by network 203.0.113.7",
        "Banned as a person",
    ]
    assert told[0].endswith(", by editor He orders people")
    assert told[1].endswith(", for good, by editor")


def test_all_that_they_said_can_go_with_it(desk, kilgrave, story):
    say(story, reader("Trish"), "Hello.", "shown")
    sent = {"do": "ban", "kind": "person", "days": "7", "why": "Spam", "remove": "on"}
    page = desk.post(by(kilgrave), sent, follow=True)
    assert said(page).endswith(f"{TOLD} 2 comments are removed.")
    assert dict(Comment.objects.values_list("text", "state")) == {
        "Smile.": "removed",
        "Come here.": "removed",
        "Hello.": "shown",
    }
    assert list(Act.objects.filter(verb="remove").values_list("why", flat=True)) == ["Spam"] * 2
    page = desk.post(by(kilgrave), sent, follow=True)
    assert said(page).endswith("They had said nothing that could be removed.")


def test_each_ban_is_lifted_by_itself(desk, kilgrave, editor):
    banning.ban("email", "@example.com", None, about=kilgrave)
    banning.ban("person", str(kilgrave.pk), None, about=kilgrave)
    person = Ban.objects.get(kind="person")
    page = desk.post(by(kilgrave), {"do": f"lift:{person.pk}"}, follow=True)
    assert said(page) == (
        "Kilgrave: lifted. They can comment again, as far as no other ban is in force."
    )
    assert kept() == [("@example.com", None, "")]
    assert list(Act.objects.filter(verb="unban").values_list("user", "commenter")) == [
        (editor.pk, kilgrave.pk)
    ]
    page = desk.post(by(kilgrave), {"do": f"lift:{person.pk}"}, follow=True)
    assert said(page) == "This ban has been lifted already."


def test_what_is_over_or_of_somebody_else_is_not_told_there_nor_lifted(desk, kilgrave):
    soon = timezone.now() + timedelta(days=1)
    over = banning.ban("person", str(kilgrave.pk), None, until=soon, about=kilgrave)
    Ban.objects.update(until=timezone.now() - timedelta(days=1))
    other = banning.ban("person", str(reader("Trish").pk), None)
    assert lines(read(desk.get(by(kilgrave)))) == []
    for one in (over, other):
        desk.post(by(kilgrave), {"do": f"lift:{one.pk}"})
    assert Ban.objects.count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "nonsense", "days": "7"},
        {"kind": "person", "days": "8"},
        {"kind": "person"},
        {"days": "7"},
    ],
)
def test_nothing_that_was_typed_is_lost(desk, kilgrave, sent):
    page = desk.post(by(kilgrave), {"do": "ban", "why": "Because", "remove": "on"} | sent)
    card = read(page).one("#ban-card")
    assert card.texts(".errorlist li") == ["Choose one of these."]
    assert "open" in card.one("details")
    assert card.one("input[name=why]")["value"] == "Because"
    assert "checked" in card.one("input[name=remove]")
    assert Ban.objects.count() == 0
    assert Comment.objects.filter(state="removed").count() == 0


def test_a_reason_that_is_too_long_comes_back(desk, kilgrave):
    sent = {"do": "ban", "kind": "email", "days": "1", "why": "x" * 201}
    page = read(desk.post(by(kilgrave), sent))
    assert page.one("#ban-card input[name=why]")["value"] == "x" * 201
    kinds = page.all("#ban-card input[name=kind]")
    assert [box["value"] for box in kinds if "checked" in box] == ["email"]
    assert len(page.all("#ban-card .errorlist")) == 1


@pytest.mark.parametrize("do", ["", "nonsense", "lift", "lift:x", f"lift:{'9' * 30}"])
def test_a_press_that_means_nothing_does_nothing(desk, kilgrave, do):
    banning.ban("person", str(kilgrave.pk), None)
    page = desk.post(by(kilgrave), {"do": do}, follow=True)
    assert said(page).startswith(("Nothing was changed", "This ban has been lifted already"))
    assert Ban.objects.count() == 1


def test_nobody_bans_themselves_or_lifts_their_own(desk, story, editor):
    me = people.kept(people.of_account(editor))
    say(story, me, "Hello.", "shown")
    page = read(desk.get(by(me)))
    assert page.all("#ban-card form") == []
    answer = desk.post(by(me), {"do": "ban", "kind": "person", "days": "1"}, follow=True)
    assert said(answer) == "You cannot ban yourself."
    ban = banning.ban("person", str(me.pk), None)
    for address in (by(me), BANS):
        assert read(desk.get(address)).all(".bans button") == []
        answer = desk.post(address, {"do": f"lift:{ban.pk}"}, follow=True)
        assert said(answer) == "You are banned yourself: ask another editor to lift it."
    assert Ban.objects.count() == 1


def test_an_account_of_the_newsroom_is_banned_as_a_person_only(desk, story, writer):
    person = people.kept(people.of_account(writer))
    Commenter.objects.filter(pk=person.pk).update(email="writer@example.com")
    say(story, person, "Hello.", "shown", network="203.0.113.7")
    banning.ban("email", "@example.com", None)
    card = read(desk.get(by(person))).one("#ban-card")
    assert [(box["type"], box["value"]) for box in card.all("[name=kind]")] == [
        ("hidden", "person")
    ]
    assert lines(card) == []
    for kind in ("email", "network"):
        desk.post(by(person), {"do": "ban", "kind": kind, "days": "7"})
    assert Ban.objects.count() == 1
    desk.post(by(person), {"do": "ban", "kind": "person", "days": "7"})
    assert Ban.objects.filter(kind="person", what=str(person.pk)).count() == 1


def test_an_editor_who_may_not_see_addresses_bans_people_only(blind, kilgrave):
    desk = at_desk(blind)
    email = banning.ban("email", "@example.com", None, about=kilgrave)
    page = desk.get(by(kilgrave))
    assert [line.partition(" since")[0] for line in lines(read(page))] == [
        "Banned by e-mail address"
    ]
    assert "example.com" not in page.content.decode()
    assert "203.0.113" not in page.content.decode()
    assert read(page).all(".bans button") == []
    desk.post(by(kilgrave), {"do": f"lift:{email.pk}"})
    desk.post(by(kilgrave), {"do": "ban", "kind": "email", "days": "1"})
    desk.post(by(kilgrave), {"do": "ban", "kind": "network", "days": "1"})
    assert list(Ban.objects.all()) == [email]
    desk.post(by(kilgrave), {"do": "ban", "kind": "person", "days": "1"})
    assert Ban.objects.filter(kind="person").count() == 1
    assert desk.get(BANS).status_code == 403
    assert desk.post(BANS, {"do": f"lift:{email.pk}"}).status_code == 403
    assert Ban.objects.count() == 2


def test_names_and_reasons_are_text(desk, story):
    person = reader(MARKUP, "markup@example.com")
    say(story, person, "Hello.", "held")
    banning.ban("person", str(person.pk), None, MARKUP, about=person)
    banning.ban("email", person.email, None, MARKUP, about=person)
    for address, times in ((by(person), 2), (BANS, 2)):
        page = desk.get(address)
        assert MARKUP not in page.content.decode()
        assert page.content.decode().count(f"<q>{escape(MARKUP)}</q>") >= times
    page = desk.post(by(person), {"do": "ban", "kind": "person", "days": "8", "why": MARKUP})
    assert MARKUP not in page.content.decode()
    assert read(page).one("#ban-card input[name=why]")["value"] == MARKUP


def test_their_page_costs_the_same_with_one_ban_and_with_three(desk, kilgrave, editor):
    banning.ban("person", str(kilgrave.pk), editor, about=kilgrave)
    one = count_queries(desk, by(kilgrave))
    banning.ban("email", kilgrave.email, editor, about=kilgrave)
    banning.ban("network", "203.0.113.0/24", editor, about=kilgrave)
    assert len(lines(read(desk.get(by(kilgrave))))) == 3
    assert count_queries(desk, by(kilgrave)) == one


# -- Where they speak ----------------------------------------------------------------------------


def test_who_is_banned_has_a_mark_where_they_speak(desk, story, kilgrave, writer, settings):
    settings.WRITERS_MODERATE = True
    Article.objects.update(created_by=writer)
    trish = reader("Trish")
    first = say(story, trish, "Hello.", "held")
    answer = say(story, trish, "Go away.", "shown", answers=Comment.objects.get(text="Smile."))
    addresses = [QUEUE, page_of(Comment.objects.get(text="Smile.")), page_of(answer)]
    banning.ban("email", trish.email, None)

    def marks(client: Client) -> list[list[str]]:
        return [
            [
                who.text.split()[0]
                for who in read(client.get(address)).all(".said__who")
                if who.texts(".badge")
            ]
            for address in addresses
        ]

    assert marks(desk) == [[], [], []]
    one = [count_queries(desk, address) for address in addresses]
    banning.ban("person", str(kilgrave.pk), None)
    assert marks(desk) == [["Kilgrave"], ["Kilgrave"], ["Kilgrave"]]
    assert [count_queries(desk, address) for address in addresses] == one
    assert marks(at_desk(writer)) == [[], [], []]
    assert first.by == trish


def test_the_page_of_a_comment_leads_to_the_ban(desk, kilgrave, writer, settings):
    settings.WRITERS_MODERATE = True
    Article.objects.update(created_by=writer)
    address, card = page_of(Comment.objects.first()), f"{by(kilgrave)}#ban-card"
    assert ("Ban them…", card) in read(desk.get(address)).links("#rail")
    banning.ban("person", str(kilgrave.pk), None)
    assert ("Their ban", card) in read(desk.get(address)).links("#rail")
    theirs = read(at_desk(writer).get(address)).links("#rail")
    assert [words for words, leads in theirs if leads == card] == []


# -- All of them -----------------------------------------------------------------------------------


def test_where_nobody_is_banned_it_is_said_how_somebody_would_be(desk):
    assert read(desk.get(BANS)).one(".nothing").text == (
        "Nobody is banned. Whoever comments is banned on their own page, which their name leads to."
    )


def test_all_bans_stand_newest_first_with_what_they_say(desk, kilgrave, editor):
    banning.ban("email", "@example.com", None)
    banning.ban("network", "203.0.113.7", editor, "Floods", about=kilgrave)
    Ban.objects.create(kind="email", what=banned.forgotten("somebody@example.com"))
    banning.ban("person", str(kilgrave.pk), editor, "Orders people")
    Ban.objects.create(kind="person", what="987654")
    page = read(desk.get(BANS))
    assert whom(page) == [
        "Somebody who is not here any more",
        "Kilgrave",
        "An address that has been erased",
        "203.0.113.7",
        "All of @example.com",
    ]
    assert page.links(".bans") == [("Kilgrave", by(kilgrave))] * 2
    assert lines(page)[1].endswith(", for good, by editor Orders people")
    assert lines(page)[4].endswith(", for good, by The site")


def test_what_is_over_is_marked_and_can_be_taken_out(desk):
    over = banning.ban("email", "a@example.com", None)
    Ban.objects.update(until=timezone.now() - timedelta(seconds=1))
    banning.ban("email", "b@example.com", None)
    page = read(desk.get(BANS))
    assert page.texts(".over .name") == ["a@example.com"]
    assert page.texts(".bans button") == ["Lift it “b@example.com”", "Take it out “a@example.com”"]
    answer = desk.post(BANS, {"do": f"lift:{over.pk}"}, follow=True)
    assert said(answer) == "a@example.com: taken out of the list."
    assert whom(read(answer)) == ["b@example.com"]


@pytest.mark.parametrize(
    ("typed", "length", "found"),
    [
        (" Kilgrave@Example.com ", "7", ("kilgrave@example.com", 7)),
        ("@Example.com", "good", ("@example.com", None)),
        ("203.0.113.7", "good", ("203.0.113.7/32", 30)),
        ("203.0.113.9/24", "good", ("203.0.113.0/24", None)),
        ("2001:db8:1:2:3:4:5:6", "1", ("2001:db8:1:2::/64", 1)),
    ],
)
def test_what_is_typed_is_banned(desk, editor, typed, length, found):
    answer = desk.post(BANS, {"do": "ban", "what": typed, "days": length, "why": "Spam"})
    assert answer["Location"] == BANS
    assert kept() == [(*found, "Spam")]
    assert Ban.objects.get().user == editor


@pytest.mark.parametrize(
    ("typed", "errors", "words"),
    [
        ("", ["Say what is to be banned."], ""),
        (
            "example.com",
            ["Give an address like name@example.com, a host like @example.com, or a network."],
            "",
        ),
        (
            "kilgrave@",
            [],
            "Give an address like name@example.com, or all of a host’s: @example.com.",
        ),
        ("1.0.0.0/4", [], "This network is too wide: a large part of all readers is in it."),
        ("::/0", [], "This network is too wide: a large part of all readers is in it."),
        (
            f"{'x' * 250}@example.com",
            ["Ensure this value has at most 254 characters (it has 262)."],
            "",
        ),
    ],
)
def test_what_is_refused_comes_back_with_all_that_was_typed(desk, typed, errors, words):
    answer = desk.post(BANS, {"do": "ban", "what": typed, "days": "30", "why": "Spam"})
    page = read(answer)
    assert (page.texts(".errorlist li"), said(answer)) == (errors, words)
    assert page.one("input[name=what]").attributes.get("value", "") == typed
    assert page.one("input[name=why]")["value"] == "Spam"
    chosen = [one["value"] for one in page.all("select[name=days] option") if "selected" in one]
    assert chosen == ["30"]
    assert Ban.objects.count() == 0


def test_the_list_has_pages_and_its_last_line_leads_back(desk):
    for number in range(PAGE + 1):
        banning.ban("email", f"{number}@example.com", None)
    first = read(desk.get(BANS))
    assert len(whom(first)) == PAGE
    address = BANS + first.one("a[rel=next]")["href"]
    assert whom(read(desk.get(address))) == ["0@example.com"]
    last = Ban.objects.get(what="0@example.com")
    assert desk.post(address, {"do": f"lift:{last.pk}"})["Location"] == BANS
    assert desk.get(f"{BANS}?after=x").status_code == 404


def test_all_bans_cost_the_same_with_one_of_each_and_with_three(desk, story, editor):
    def more(number: int) -> None:
        person = reader(f"Reader {number}")
        banning.ban("person", str(person.pk), editor, about=person)
        banning.ban("email", person.email, editor, about=person)
        banning.ban("network", f"203.0.113.{number}", editor, about=person)

    more(1)
    one = count_queries(desk, BANS)
    more(2)
    more(3)
    assert count_queries(desk, BANS) == one


def test_a_ban_of_somebody_forgotten_names_nobody(desk, kilgrave, editor):
    banning.ban("person", str(kilgrave.pk), editor, "Kilgrave orders people", about=kilgrave)
    banning.ban("email", kilgrave.email, editor, "Kilgrave orders people", about=kilgrave)
    privacy.erase(kilgrave)
    page = desk.get(BANS)
    assert whom(read(page)) == ["An address that has been erased", "Somebody"]
    assert "ilgrave" not in page.content.decode()
    assert "#" + Ban.objects.get(kind="email").what[1:] not in page.content.decode()


# -- Who may, and what is left ---------------------------------------------------------------------


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
def test_only_editors_ban_and_lift(kilgrave, writer, editor, settings, allowed):
    """Also under a writer's own story, whose commenters they see."""
    settings.WRITERS_MODERATE = allowed
    Article.objects.update(created_by=writer)
    seen = 200 if allowed else 403
    visitor = User.objects.create_user("visitor", password="visitor")
    expected = {None: (302, 302), visitor: (302, 302), account("guest"): (403, 403)}
    expected |= {writer: (seen, 403), editor: (200, 200)}
    ban = banning.ban("person", str(kilgrave.pk), None)
    for user, statuses in expected.items():
        client = at_desk(user) if user else Client()
        assert (client.get(by(kilgrave)).status_code, client.get(BANS).status_code) == statuses
        if user == editor:
            continue
        typed = {"do": "ban", "kind": "email", "what": "@example.com", "days": "1"}
        for address in (by(kilgrave), BANS):
            for sent in (typed, {"do": f"lift:{ban.pk}"}):
                refused = 302 if statuses[0] == 302 else 403
                assert client.post(address, sent).status_code == refused, user
    assert list(Ban.objects.all()) == [ban]
    if allowed:
        assert read(at_desk(writer).get(by(kilgrave))).all("#ban-card") == []


def test_a_form_without_the_token_is_refused(kilgrave, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    for address in (by(kilgrave), BANS):
        sent = {"do": "ban", "kind": "person", "what": "@example.com", "days": "1"}
        assert client.post(address, sent).status_code == 403
    assert Ban.objects.count() == 0


def test_what_was_done_about_bans_is_for_editors(desk, kilgrave, writer, settings):
    settings.WRITERS_MODERATE = True
    Article.objects.update(created_by=writer)
    desk.post(by(kilgrave), {"do": "ban", "kind": "email", "days": "1", "why": "Zanzibar"})
    desk.post(BANS, {"do": f"lift:{Ban.objects.get().pk}"})
    acts = f"{QUEUE}acts/"
    assert read(desk.get(acts)).texts(".lines li div") == [
        "lifted the ban Kilgrave E-mail address",
        "banned Kilgrave E-mail address: Zanzibar",
    ]
    assert len(read(desk.get(f"{acts}?verb=ban")).all(".lines li")) == 1
    theirs = at_desk(writer).get(acts)
    assert read(theirs).all(".lines li") == []
    offered = [one["value"] for one in read(theirs).all("select[name=verb] option")]
    assert [verb for verb in ("ban", "unban", "list", "unlist", "erase") if verb in offered] == []
    assert "Zanzibar" not in at_desk(writer).get(by(kilgrave)).content.decode()


def test_every_field_has_a_label(desk, kilgrave):
    for address in (by(kilgrave), BANS):
        page = read(desk.get(address)).one("#content-main")
        labelled = {label["for"] for label in page.all("label[for]")}
        inside = [field for label in page.all("label") for field in label.all("input")]
        for field in [*page.all("input"), *page.all("select")]:
            is_labelled = field in inside or field.attributes.get("id") in labelled
            assert is_labelled or field["type"] == "hidden", field.attributes


def test_the_queues_lead_to_them(desk, writer, settings):
    settings.WRITERS_MODERATE = True
    assert ("Bans", BANS) in read(desk.get(QUEUE)).links(".ways")
    assert read(at_desk(writer).get(QUEUE)).links(".ways") == [("What was done", f"{QUEUE}acts/")]


def test_of_several_bans_the_one_that_lasts_longest_is_told(db):
    trish = reader()
    week = timezone.now() + timedelta(days=7)
    banning.ban("email", "@example.com", None, "For good")
    banning.ban("person", str(trish.pk), None, "For a week", week)
    banning.ban("email", trish.email, None, "For a day", timezone.now() + timedelta(days=1))
    assert banned.under(trish).why == "For good"
