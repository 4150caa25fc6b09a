"""Finding somebody who comments, at the desk."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article
from articles.tests.desk import at_desk
from authors.models import User
from comments import banning, people, posting, privacy
from comments.admin.people import PAGE
from comments.models import Commenter
from comments.tests.desk import QUEUE, reader, say
from geekfeed.tests.cast import account
from geekfeed.tests.reading import Element, count_queries, read

PEOPLE = f"{QUEUE}people/"
FIND = "/admin/articles/article/find/"


@pytest.fixture
def story(press) -> Article:
    return press.live("A story")


@pytest.fixture
def desk(editor) -> Client:
    return at_desk(editor)


@pytest.fixture
def cast(db) -> list[Commenter]:
    return [
        reader("Trish Walker", "trish@talk.example"),
        reader("Will Simpson", "w.simpson@talk.example"),
        reader("Émile Zola", "emile_z@books.example"),
        reader("100%", "100%@books.example"),
        reader("tricky_walk (TV)", "x@talk.example.org"),
    ]


def lines(page: Element) -> list[str]:
    return page.texts(".commenters li")


def found(desk: Client, typed: str) -> list[str]:
    page = desk.get(f"{PEOPLE}?q={quote(typed)}")
    assert page.status_code == 200
    return read(page).texts(".commenters .name")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("trish@talk.example", ["Trish Walker"]),
        (" TRISH@Talk.Example ", ["Trish Walker"]),
        ("w.simpson@", ["Will Simpson"]),
        ("W.SIM", ["Will Simpson"]),
        ("wxsim", []),
        ("emile_z@", ["Émile Zola"]),
        ("emilexz@", []),
        ("x@talk.example", ["tricky_walk (TV)"]),
        ("talk.example", []),
        ("rish@talk.example", []),
    ],
)
def test_an_address_is_found_whole_and_by_how_it_begins(desk, cast, typed, names):
    assert found(desk, typed) == names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Trish Walker", ["Trish Walker"]),
        ("trish w", ["Trish Walker"]),
        ("  trish \n  w", ["Trish Walker"]),
        ("WALK", ["tricky_walk (TV)", "Trish Walker"]),
        ("alker", []),
        ("walker trish", []),
        ("éMILE", ["Émile Zola"]),
        ("(tv", ["tricky_walk (TV)"]),
        ("100%", ["100%"]),
        ("%", []),
        ("_", []),
        ("tricky_", ["tricky_walk (TV)"]),
        (".*", []),
        ("[", []),
        ("@trish", []),
    ],
)
def test_a_name_is_found_by_how_it_or_a_word_of_it_begins(desk, cast, typed, names):
    """The newest first. What means something in a pattern means itself here."""
    assert found(desk, typed) == names


def test_with_an_at_in_it_only_addresses_are_looked_at(desk):
    reader("trish@talk", "other@talk.example")
    assert (found(desk, "trish@talk"), found(desk, "trish")) == ([], ["trish@talk"])


def test_an_address_is_found_as_it_is_kept(desk):
    """The host in the letters that its owner writes."""
    Commenter.objects.create(name="Ada", email="ada@xn--bcher-kva.example")
    assert found(desk, "Ada@Bücher.example") == ["Ada"]


def test_an_account_of_the_newsroom_is_found_by_its_address(desk, writer):
    User.objects.filter(pk=writer.pk).update(email="Lunn@Newsroom.example")
    person = people.kept(people.of_account(writer))
    for typed in ("lunn@newsroom.example", "LUNN@", "lunn"):
        assert found(desk, typed) == [person.name]
    assert read(desk.get(f"{PEOPLE}?q=lunn@")).texts(".commenters bdi") == [
        person.name,
        "Lunn@Newsroom.example",
    ]


def test_a_line_says_who_that_is_and_leads_to_their_page(desk, story):
    trish = reader("Trish")
    for state in ("shown", "shown", "held", "removed"):
        say(story, trish, f"{state} {story.comments.count()}", state)
    posting.stranger("Simpson", "simpson@example.com")
    banning.ban("person", str(trish.pk), None)
    Commenter.objects.update(first_seen_at="2017-04-10T12:00Z")
    page = read(desk.get(PEOPLE))
    assert [one.texts("p") for one in page.all(".commenters li")] == [
        ["Simpson", "simpson@example.com not confirmed", "since 10 April 2017, 0 shown"],
        [
            "Trish banned",
            "trish@example.com",
            "since 10 April 2017, 2 shown, 1 held, 1 removed",
        ],
    ]
    assert page.links(".commenters")[1] == ("Trish", f"{QUEUE}by/{trish.pk}/")
    assert desk.get(f"{QUEUE}by/{trish.pk}/").status_code == 200


def test_who_was_forgotten_is_not_found(desk, cast):
    privacy.erase(cast[0])
    assert found(desk, "trish") == []
    assert len(lines(read(desk.get(PEOPLE)))) == len(cast) - 1


def test_without_a_question_the_newest_stand_there(desk, cast):
    newest = [str(person) for person in reversed(cast)]
    for address in (PEOPLE, f"{PEOPLE}?q=", f"{PEOPLE}?q=%20%00"):
        assert read(desk.get(address)).texts(".commenters .name") == newest


def test_where_there_is_nobody_it_is_said_what_can_be_done(desk):
    assert read(desk.get(PEOPLE)).one(".nothing").text == (
        "Nobody has commented yet. Whoever does is found here."
    )
    page = read(desk.get(f"{PEOPLE}?q=zz"))
    assert page.one(".nothing").text == (
        "Nobody is found. Try the beginning of the address alone, or one word of the name. Of "
        "those who were forgotten nothing is left that could be found."
    )
    assert page.one("input[name=q]")["value"] == "zz"
    assert page.links(".seek") == [("Show everybody", PEOPLE)]


@pytest.mark.parametrize(
    "typed",
    [
        "%00",
        "a%00b",
        "%25",
        "_",
        "%5C",
        "(((",
        "*",
        "%ED%A0%BD",
        "%FF",
        "x" * 9000,
        "@",
        "@@",
        "%F4%8F%BF%BF",
        "a@" + "%F0%9F%92%A9" * 100,
        "%27;--",
        "%E2%80%AE",
        "***=x",
        "%0A",
    ],
)
def test_any_string_is_a_question(desk, cast, typed):
    assert desk.get(f"{PEOPLE}?q={typed}").status_code == 200


def test_what_was_asked_is_text(desk):
    typed = '"><script>alert(1)</script>'
    page = desk.get(f"{PEOPLE}?q={quote(typed)}")
    assert "<script>alert" not in page.content.decode()
    assert read(page).one("input[name=q]")["value"] == typed


def test_the_list_has_pages_and_the_question_goes_with_them(desk):
    Commenter.objects.bulk_create(
        Commenter(name=f"R&D {number}", email=f"r{number}@example.com")
        for number in range(PAGE + 2)
    )
    reader("Trish")
    first = read(desk.get(f"{PEOPLE}?q=R%26D"))
    assert len(lines(first)) == PAGE
    second = read(desk.get(PEOPLE + first.one("a[rel=next]")["href"]))
    assert second.texts(".commenters .name") == ["R&D 1", "R&D 0"]
    assert second.links(".pager") == [("Back to the newest", "?q=R%26D")]
    assert desk.get(f"{PEOPLE}?after=x").status_code == 404


@pytest.mark.parametrize("typed", ["", "reader", "reader.1@"])
def test_finding_costs_the_same_with_one_and_with_three(desk, story, typed):
    def more(number: int) -> None:
        person = reader(f"Reader {number}", f"reader.1@example{number}.com")
        say(story, person, f"Said {number}", "shown")
        banning.ban("person", str(person.pk), None)

    address = f"{PEOPLE}?q={typed}"
    more(1)
    one = count_queries(desk, address)
    more(2)
    more(3)
    assert len(lines(read(desk.get(address)))) == 3
    assert count_queries(desk, address) == one


def test_an_address_is_found_by_an_index(cast):
    """However many there are."""
    plan = Commenter.objects.named().found_by("trish@talk").order_by("-pk").explain()
    if connection.vendor == "sqlite":
        assert "(email>? AND email<?)" in plan
        assert "SCAN comments_commenter" not in plan
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are read as quickly
    plan = Commenter.objects.named().found_by("trish@talk").order_by("-pk").explain()
    assert "~>=~ 'trish@talk'::text) AND ((email)::text ~<~" in plan
    assert "Seq Scan on comments_commenter" not in plan


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
def test_only_who_may_see_addresses_finds_people(cast, writer, editor, settings, allowed):
    settings.WRITERS_MODERATE = allowed
    visitor = User.objects.create_user("visitor", password="visitor")
    expected = {None: 302, visitor: 302, account("guest"): 403, writer: 403, editor: 200}
    for user, status in expected.items():
        client = at_desk(user) if user else Client()
        for address in (PEOPLE, f"{PEOPLE}?q=trish@"):
            assert client.get(address).status_code == status, user
    assert at_desk(editor).post(PEOPLE).status_code == 405
    group = editor.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="view_commenter"))
    assert at_desk(editor).get(PEOPLE).status_code == 403


def test_the_queues_lead_there(desk, editor):
    assert ("People", PEOPLE) in read(desk.get(QUEUE)).links(".ways")
    assert PEOPLE not in [address for _words, address in read(desk.get(PEOPLE)).links(".ways")]
    group = editor.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="view_commenter"))
    assert ("People", PEOPLE) not in read(at_desk(editor).get(QUEUE)).links(".ways")


def test_the_quick_finder_offers_it_to_whoever_may_open_it(desk, writer, editor):
    def pages(client: Client) -> list[tuple[str, str]]:
        groups = client.get(f"{FIND}?q=who comment").json()["groups"]
        return [(line["name"], line["url"]) for group in groups for line in group["found"]]

    assert pages(desk) == [("People who comment", PEOPLE)]
    assert pages(at_desk(writer)) == []
    group = editor.groups.get()
    for codename in ("view_commenter", "moderate_comment"):
        permission = group.permissions.get(codename=codename)
        group.permissions.remove(permission)
        assert pages(at_desk(editor)) == []
        group.permissions.add(permission)
