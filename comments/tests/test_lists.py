"""The words and links that moderators look out for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import listing, posting
from comments.models import Act, Comment, Listed
from comments.posting import Words
from comments.rights import Refused
from comments.tests.talk import person

REFUSED = "has a word or a link in it that is not taken here"


@pytest.fixture
def story(press, settings):
    settings.COMMENTS_HOLD_FIRST = False
    return press.live("Production Starts")


@pytest.fixture
def posted(story):
    """What becomes of a text, said by somebody of that name."""

    def posted(text: str, name: str = "Priya R.") -> tuple[str, str]:
        made = posting.post(story, person(name), Words(text))
        return made.state, made.held_because

    return posted


def held(what: str) -> tuple[str, str]:
    return "held", f"It has “{what}” in it, which is on the list."


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("casino", "The CASINO is open."),
        ("casino", "A cásïno!"),
        ("casino", "The саsіnо is open."),  # with Cyrillic letters
        ("casino", "Ｃａｓｉｎｏ"),
        ("casino", "The **casino**, again"),
        ("casino", "||S1: casino||"),
        ("cheap pills", "Get cheap, PILLS here"),
        ("casi*", "Casinos are open"),
        ("*coin", "Get bitcoin now"),
        ("free * now", "It is free entirely now."),
        ("赌场*", "赌场开放了"),
        ("Ünïcode", "unicode"),
        ("viagra", "v*i*agra"),
        ("viagra", "vi**ag**ra"),
        ("viagra", "**via**gra"),
    ],
)
def test_a_word_is_found(posted, listed, text):
    listing.put("word", listed, "hold", None)
    assert posted(text) == held(listed)


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("casino", "Casinos are open."),
        ("casino", "Occasional things."),
        ("cheap pills", "Pills are cheap."),
        ("cheap pills", "cheap red pills"),
        ("free * now", "It is free now."),
        ("*coin", "Coins"),
        ("a.b", "ab"),
        ("[ab]", "a"),
    ],
)
def test_what_is_no_such_word_is_not_found(posted, listed, text):
    listing.put("word", listed, "hold", None)
    assert posted(text) == ("shown", "")


def test_a_word_is_found_in_the_name_of_whoever_says_it(posted):
    listing.put("word", "casino", "hold", None)
    assert posted("Hello.", "Best Casino Online") == held("casino")


@pytest.mark.parametrize(
    "listed", ["spam.example", "http://www.Spam.example/path?x", "SPAM.EXAMPLE."]
)
@pytest.mark.parametrize(
    "text",
    [
        "See https://spam.example/a",
        "See [this](https://shop.spam.example)",
        "Only named: spam.example!",
        "Named with www.spam.example",
        "HTTPS://SPAM.EXAMPLE",
    ],
)
def test_a_host_is_found_with_those_beneath_it(posted, listed, text):
    listing.put("link", listed, "hold", None)
    assert posted(text)[0] == "held"


@pytest.mark.parametrize(
    "text", ["https://notspam.example", "https://spam.example.org", "spam, example"]
)
def test_other_hosts_are_not_found(posted, text):
    listing.put("link", "spam.example", "hold", None)
    assert posted(text) == ("shown", "")


@pytest.mark.parametrize(
    "text", ["SPAM．EXAMPLE", "spam。example", "s*p*am.example", "spam.exam**ple**"]
)
def test_a_host_that_readers_read_as_it_is_found(posted, text):
    listing.put("link", "spam.example", "hold", None)
    assert posted(text)[0] == "held"


def test_a_host_is_found_in_the_name_of_whoever_says_it(posted):
    listing.put("link", "https://spam.example/shop", "hold", None)
    assert posted("Hello.", "Visit spam.example") == held("spam.example")


def test_a_host_in_other_letters_is_found_however_it_is_written(posted):
    listing.put("link", "bücher.example", "hold", None)
    assert posted("https://bücher.example")[0] == "held"
    assert posted("https://xn--bcher-kva.example")[0] == "held"


def test_what_is_not_taken_is_refused_and_is_nowhere(posted):
    listing.put("word", "casino", "refuse", None)
    with pytest.raises(Refused, match=REFUSED):
        posted("The casino is open.")
    assert not Comment.objects.exists()


def test_a_stranger_s_comment_is_refused_before_a_letter_is_written(story):
    listing.put("word", "casino", "refuse", None)
    stranger = posting.stranger("Tom", "tom@example.com")
    with pytest.raises(Refused, match=REFUSED):
        posting.post(story, stranger, Words("The casino."), is_known=False)


def test_a_change_is_looked_at_too(story):
    listing.put("word", "casino", "hold", None)
    somebody = person()
    made = posting.post(story, somebody, Words("Hello."))
    made = posting.edit(made, somebody, Words("The casino is open."))
    assert (made.state, made.held_because) == held("casino")


def test_the_newsroom_may_say_it(story, editor):
    listing.put("word", "casino", "refuse", None)
    made = posting.post(story, person("Ed", user=editor), Words("The casino is open."))
    assert made.state == "shown"


def test_a_long_list_costs_as_much_to_ask_for_as_a_short_one(story):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            posting.post(story, person(), Words("Something new."))
        return len(asked)

    listing.put("word", "casino", "hold", None)
    one = queries()
    for number in range(50):
        listing.put("word", f"w{number}", "hold", None)
    assert queries() == one


# -- Putting on and taking off ---------------------------------------------------------------------


def test_what_is_listed_already_changes_what_becomes_of_it(editor):
    first = listing.put("word", "Casino", "hold", editor)
    second = listing.put("word", " cásino ", "refuse", editor)
    assert (second.pk, second.what, second.then) == (first.pk, "cásino", "refuse")
    assert list(Listed.objects.values_list("kind", "key", "then")) == [("word", "casino", "refuse")]


@pytest.mark.parametrize(
    ("kind", "what", "words"),
    [
        ("word", "*", "no letter"),
        ("word", " - ", "no letter"),
        ("word", "", "no letter"),
        ("word", "x" * 101, "too long"),
        ("word", "ﷺ" * 90, "too long"),
        ("link", "spam", "is no host"),
        ("link", "https://", "is no host"),
        ("link", "10.0.0.1", "is no host"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(db, kind, what, words):
    with pytest.raises(Refused, match=words):
        listing.put(kind, what, "hold", None)
    assert not Listed.objects.exists()


def test_lists_are_the_editors_and_what_they_did_is_written_down(editor, writer):
    with pytest.raises(Refused, match="Only editors"):
        listing.put("word", "casino", "hold", writer)
    made = listing.put("word", "casino", "hold", editor)
    with pytest.raises(Refused, match="Only editors"):
        listing.take_off(made, writer)
    listing.take_off(made, editor)
    with pytest.raises(Refused, match="already"):
        listing.take_off(made, editor)
    acts = Act.objects.order_by("pk").values_list("verb", "why", "user")
    assert list(acts) == [
        ("list", "casino (Word: The comment waits for a moderator)", editor.pk),
        ("unlist", "casino (Word)", editor.pk),
    ]
