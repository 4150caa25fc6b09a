"""The lists of words and links at the desk."""

import time

import pytest
from django.test import Client
from django.utils.html import escape

from articles.tests.desk import at_desk, opened, said, sent_by
from authors.models import User
from comments import listing
from comments.admin.lists import MOST, PAGE
from comments.models import Act, Listed
from comments.screening.lists import found_in
from comments.tests.desk import QUEUE
from geekfeed.tests.cast import account
from geekfeed.tests.reading import Element, count_queries, read

LISTS = f"{QUEUE}lists/"
LINKS = f"{LISTS}?kind=link"
MARKUP = "<b>x</b>"


@pytest.fixture
def desk(editor) -> Client:
    return at_desk(editor)


def listed(page: Element) -> list[tuple[str, str]]:
    return [(one.one("b").text, one.one(".quiet").text) for one in page.all(".listed li")]


def kept() -> list[tuple[str, str, str]]:
    return list(Listed.objects.values_list("kind", "what", "then"))


def put(client: Client, lines: str, kind: str = "word", then: str = "hold") -> object:
    return client.post(
        LISTS, {"do": "put", "kind": kind, "then": then, "lines": lines}, follow=True
    )


# -- The lists ---------------------------------------------------------------------------------


def test_empty_lists_say_what_comes_there(desk):
    assert [read(desk.get(address)).one(".nothing").text for address in (LISTS, LINKS)] == [
        "No word is looked out for. What you put on the list comes here.",
        "No host is looked out for. What you put on the list comes here.",
    ]


def test_each_list_has_its_own_and_what_becomes_of_a_comment(desk):
    listing.put("word", "Kilgrav*", "hold", None)
    listing.put("word", "buy followers", "refuse", None)
    listing.put("link", "shop.example.com", "refuse", None)
    page = read(desk.get(LISTS))
    assert listed(page) == [
        ("buy followers", "is not taken"),
        ("Kilgrav*", "waits for a moderator"),
    ]
    assert page.texts(".listed button") == ["Take off “buy followers”", "Take off “Kilgrav*”"]
    assert listed(read(desk.get(LINKS))) == [("shop.example.com", "is not taken")]


def test_the_form_begins_with_the_list_that_is_looked_at(desk):
    for address, kind in ((LISTS, "word"), (LINKS, "link")):
        form = opened(desk, address)
        assert (form["kind"], form["then"], form["lines"]) == ([kind], ["hold"], [""])


def test_a_list_has_pages_and_what_is_last_leads_back(desk):
    for number in range(PAGE + 1):
        listing.put("word", f"word{number:03}", "hold", None)
    first = read(desk.get(LISTS))
    assert len(listed(first)) == PAGE
    address = LISTS + first.one("a[rel=next]")["href"].replace("&amp;", "&")
    assert listed(read(desk.get(address))) == [(f"word{PAGE:03}", "waits for a moderator")]
    last = Listed.objects.get(what=f"word{PAGE:03}")
    answer = desk.post(address, {"do": f"off:{last.pk}"})
    assert answer["Location"] == f"{LISTS}?kind=word"


@pytest.mark.parametrize("query", ["kind=nonsense", "kind=", "after=x", "kind=link&after=x"])
def test_nonsense_is_no_list(desk, query):
    assert desk.get(f"{LISTS}?{query}").status_code == 404


def test_the_lists_cost_the_same_with_one_of_each_and_with_three(desk, editor):
    def more(number: int) -> None:
        listing.put("word", f"word{number}", "hold", editor)
        listing.put("link", f"shop{number}.example.com", "refuse", editor)

    more(1)
    one = count_queries(desk, LISTS)
    more(2)
    more(3)
    assert count_queries(desk, LISTS) == one


# -- Putting on and taking off -------------------------------------------------------------------


def test_several_are_put_on_at_once(desk, editor):
    page = put(desk, "Kilgrave\r\n\r\n  buy   followers \r\nspoil*", then="refuse")
    assert said(page) == "3 are on the list, and looked out for from now on."
    assert kept() == [
        ("word", "buy followers", "refuse"),
        ("word", "Kilgrave", "refuse"),
        ("word", "spoil*", "refuse"),
    ]
    assert list(Listed.objects.values_list("user", flat=True)) == [editor.pk] * 3
    assert page.redirect_chain[0][0] == f"{LISTS}?kind=word"


def test_hosts_lead_to_their_list(desk):
    page = put(desk, "https://www.shop.example.com/cheap?x", "link")
    assert page.redirect_chain[0][0] == LINKS
    assert said(page) == "1 is on the list, and looked out for from now on."
    assert list(Listed.objects.values_list("key", flat=True)) == ["shop.example.com"]


def test_what_is_listed_already_gets_the_new_consequence(desk):
    put(desk, "Kilgrave")
    put(desk, "KILGRAVÉ", then="refuse")
    assert kept() == [("word", "KILGRAVÉ", "refuse")]


def test_what_is_refused_comes_back_with_why_and_the_rest_is_on_the_list(desk):
    long = "x" * 101
    page = put(desk, f"good.example.com\nno host\n{long}\nalso.example.com", "link", "refuse")
    assert [what for _kind, what, _then in kept()] == ["also.example.com", "good.example.com"]
    assert said(page) == "2 are on the list, and looked out for from now on."
    form = read(page).one("#put")
    assert form.texts(".errorlist li") == [
        "“no host” is no host: give it like example.com.",
        f"“{long}” is too long for the list.",
    ]
    again = {name: values[0] for name, values in sent_by(page).items()}
    assert again["lines"] == f"no host\n{long}"
    assert (again["kind"], again["then"]) == ("link", "refuse")
    assert read(page).one(".statetabs [aria-current=page]").text == "Links"
    hosts = ["also.example.com", "good.example.com"]
    assert [what for what, _then in listed(read(page))] == hosts


def test_more_than_fit_at_once_wait_in_the_form(desk):
    page = put(desk, "\n".join(f"word{number}" for number in range(MOST + 2)))
    assert Listed.objects.count() == MOST
    assert sent_by(page)["lines"] == [f"word{MOST}\nword{MOST + 1}"]
    assert read(page).texts(".errorlist li") == [f"{MOST} at once are the most: send the rest now."]


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"lines": ""}, "Give at least one."),
        ({"lines": " \n \n"}, "Give at least one."),
        ({"lines": "!!!"}, "There is no letter in “!!!” to look for."),
        ({"lines": "*"}, "There is no letter in “*” to look for."),
        ({"kind": "nonsense"}, "Choose one of these."),
        ({"then": "nonsense"}, "Choose one of these."),
        ({"then": ""}, "Choose one of these."),
        ({"lines": "a\0"}, "Null characters are not allowed."),
        (
            {"lines": "x" * 20_001},
            "Ensure this value has at most 20000 characters (it has 20001).",
        ),
    ],
)
def test_what_cannot_be_listed_comes_back(desk, sent, error):
    sent = {"do": "put", "kind": "word", "then": "refuse", "lines": "Kilgrave"} | sent
    page = desk.post(LISTS, sent)
    assert read(page).texts("#put .errorlist li") == [error]
    assert sent_by(page)["lines"][0].strip() == sent["lines"].strip()
    assert kept() == []


def test_what_is_taken_off_is_looked_out_for_no_more(desk):
    listing.put("word", "Kilgrave", "hold", None)
    listing.put("word", "Trish", "hold", None)
    number = Listed.objects.get(what="Kilgrave").pk
    for words in (
        "“Kilgrave” is looked out for no more.",
        "This has been taken off the list already.",
    ):
        page = desk.post(LISTS, {"do": f"off:{number}"}, follow=True)
        assert (said(page), listed(read(page))) == (words, [("Trish", "waits for a moderator")])


@pytest.mark.parametrize("do", ["", "nonsense", "off", "off:x", f"off:{'9' * 30}"])
def test_a_press_that_means_nothing_does_nothing(desk, do):
    listing.put("word", "Kilgrave", "hold", None)
    page = desk.post(LISTS, {"do": do}, follow=True)
    assert said(page).startswith(("Nothing was changed", "This has been taken off"))
    assert len(kept()) == 1


def test_what_is_listed_is_text(desk):
    put(desk, MARKUP)
    page = put(desk, f"{MARKUP * 20}")
    for answer in (page, desk.get(LISTS), desk.get(f"{QUEUE}acts/"), tried(desk, "b x b")):
        assert MARKUP not in answer.content.decode()
        assert escape(MARKUP) in answer.content.decode()


# -- Trying --------------------------------------------------------------------------------------


def tried(client: Client, text: str) -> object:
    return client.post(LISTS, {"do": "try", "text": text})


@pytest.fixture
def looked_for(db) -> None:
    listing.put("word", "kilgrav*", "hold", None)
    listing.put("word", "buy followers", "refuse", None)
    listing.put("link", "shop.example.com", "refuse", None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "KILGRAVÉ says: buy… followers at www.shop.example.com",
            [
                "It would not be taken. shop.example.com, buy followers",
                "Without that it would wait for a moderator. kilgrav*",
            ],
        ),
        ("Kilgrave is back.", ["It would wait for a moderator. kilgrav*"]),
        ("[cheap](https://shop.example.com/)", ["It would not be taken. shop.example.com"]),
        ("Hello.", ["Nothing that is on the lists is in it."]),
    ],
)
def test_a_text_is_tried_and_kept_nowhere(desk, looked_for, text, words):
    before = Act.objects.count()
    page = tried(desk, text)
    assert read(page).texts("#try .because p") == words
    assert sent_by(page)["text"] == [text]
    assert (Listed.objects.count(), Act.objects.count()) == (3, before)


def test_nothing_is_tried_without_a_text(desk, looked_for):
    page = read(tried(desk, " "))
    assert page.texts("#try .errorlist li") == ["Paste a text first."]
    assert page.all("#try .because") == []


def test_a_text_that_is_one_long_name_is_read_at_once(looked_for):
    """What has to be begun again from each of its parts takes ten seconds."""
    lists = list(Listed.objects.all())
    begun = time.process_time()
    for text in ("a." * 10_000, "1." * 10_000, "a" * 20_000):
        assert list(found_in(text, lists)) == []
    assert time.process_time() - begun < 3


# -- Who may, and what is left ---------------------------------------------------------------------


@pytest.mark.parametrize("allowed", [False, True], ids=["editors alone", "writers too"])
def test_only_editors_look_at_the_lists_and_change_them(press, writer, editor, settings, allowed):
    settings.WRITERS_MODERATE = allowed
    press.live("A story", created_by=writer)
    listing.put("word", "Kilgrave", "hold", None)
    number = Listed.objects.get().pk
    visitor = User.objects.create_user("visitor", password="visitor")
    expected = {None: 302, visitor: 302, account("guest"): 403, writer: 403}
    for user, status in expected.items():
        client = at_desk(user) if user else Client()
        assert client.get(LISTS).status_code == status
        for sent in (
            {"do": f"off:{number}"},
            {"do": "try", "text": "Kilgrave"},
            {"do": "put", "kind": "word", "then": "hold", "lines": "Trish"},
        ):
            assert client.post(LISTS, sent).status_code == status
    assert kept() == [("word", "Kilgrave", "hold")]
    assert at_desk(editor).get(LISTS).status_code == 200


def test_a_form_without_the_token_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    sent = {"do": "put", "kind": "word", "then": "hold", "lines": "Trish"}
    assert client.post(LISTS, sent).status_code == 403
    assert kept() == []


def test_what_was_done_about_the_lists_is_for_editors(desk, writer, settings):
    settings.WRITERS_MODERATE = True
    put(desk, "Zanzibar")
    desk.post(LISTS, {"do": f"off:{Listed.objects.get().pk}"})
    acts = f"{QUEUE}acts/"
    assert read(desk.get(acts)).texts(".lines li div") == [
        "took off the list Zanzibar (Word)",
        "put on the list Zanzibar (Word: The comment waits for a moderator)",
    ]
    assert len(read(desk.get(f"{acts}?verb=unlist")).all(".lines li")) == 1
    theirs = at_desk(writer).get(acts)
    assert read(theirs).all(".lines li") == []
    assert "Zanzibar" not in theirs.content.decode()


def test_the_pages_lead_to_one_another(desk):
    people, bans, acts = (f"{QUEUE}{page}/" for page in ("people", "bans", "acts"))
    found = {
        address: [where for _words, where in read(desk.get(address)).links(".ways")]
        for address in (QUEUE, LISTS, people, bans)
    }
    assert found == {
        QUEUE: [LISTS, people, bans, acts],
        LISTS: [QUEUE, people, bans, acts],
        people: [QUEUE, LISTS, bans, acts],
        bans: [QUEUE, LISTS, people, acts],
    }
