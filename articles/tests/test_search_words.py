"""What the search makes of what is typed, and how it marks what it has found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.letters import fold, pattern
from articles.search.marks import EXCERPT, Marker
from articles.search.query import LONGEST, MOST_WORDS, Term, parse
from articles.search.words import LONGEST_WORD, begun, stem, words


def terms(typed: str) -> list[tuple[str, ...]]:
    return [term.words for term in parse(typed).terms]


def marked(typed: str, text: str) -> str:
    return Marker(parse(typed).terms).mark(text).html


@given(st.text())
def test_only_letters_and_figures_are_left_of_anything(typed):
    query = parse(typed)
    assert all(word.isalnum() for term in query.terms for word in term.words)
    assert sum(len(term.words) for term in query.terms) <= MOST_WORDS
    assert len(query.text) <= LONGEST
    assert "\x00" not in query.text


@given(st.text(), st.text())
def test_marks_change_no_letter_and_let_no_html_through(typed, text):
    html = Marker(parse(f"{typed} jones").terms).mark(text).html
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare


def test_words_are_taken_apart_as_the_databases_take_them():
    assert terms("Jessica Jones: season-2") == [("jessica",), ("jones",), ("season",), ("2",)]
    assert terms("won’t won't") == [("won", "t"), ("won", "t")]
    assert terms("Kilgrave’s Kilgrave's") == [("kilgrave",), ("kilgrave",)]
    assert terms("ÉLODIE Yung") == [("elodie",), ("yung",)]


def test_words_in_quotes_stay_together():
    assert terms('"Luke Cage" wrapped') == [("luke", "cage"), ("wrapped",)]
    assert terms("“Luke Cage”") == [("luke", "cage")]
    assert terms('"Luke Cage') == [("luke",), ("cage",)]
    assert terms("“Hell’s Kitchen”") == [("hell", "s", "kitchen")]
    assert terms('"in Hell\'s"') == [("in", "hell")]
    assert terms('""') == []
    assert terms('"" kilgrave "***" returns') == [("kilgrave",), ("returns",)]


def test_the_last_word_may_go_on_unless_it_is_short_or_quoted():
    assert parse("luke kilg").terms == (Term(("luke",)), Term(("kilg",), begins=True))
    assert parse("luke ki").terms[-1] == Term(("ki",))
    assert parse('luke "kilg"').terms[-1] == Term(("kilg",))


def test_words_that_every_story_has_are_left_out_where_others_are_there():
    assert terms("what is the plan") == [("plan",)]
    assert not parse("what is the plan").is_common
    assert parse("the who").is_common
    assert terms("the who") == [("the",), ("who",)]
    assert not parse("").is_common


def test_a_long_query_is_cut():
    assert len(terms("word " * 100)) == MOST_WORDS
    assert len(parse("x" * 10_000).text) == LONGEST
    assert [len(word) for (word,) in terms("㍿" * 200)] == [LONGEST_WORD]
    assert sum(map(len, terms('"' + "word " * 30 + '"'))) == MOST_WORDS


def test_letters_are_folded_and_found_again():
    import re

    assert fold("Élodie Ünal ЙЦУ") == "elodie unal ицу"
    for name in ("Élodie", "élodie", "Elodie", "ELODIE", "ÉLODIE"):
        assert re.search(pattern("elodie"), name, re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "text", "html"),
    [
        ("kilgrave", "Kilgrave’s plan", "<mark>Kilgrave</mark>’s plan"),
        ("kilg", "Kilgrave", "<mark>Kilgrave</mark>"),
        ("grave", "Kilgrave", "Kilgrave"),
        ("filming", "It filmed a film.", "It <mark>filmed</mark> a <mark>film</mark>."),
        ("stories", "One story", "One <mark>story</mark>"),
        ("moves", "It moved and is moving", "It <mark>moved</mark> and is <mark>moving</mark>"),
        ("wrappin", "It wrapped", "It <mark>wrapped</mark>"),
        ("wrapped", "It wraps", "It <mark>wraps</mark>"),
        ("cast", "In cash and by boat", "In cash and by boat"),
        ("luke cage", "Luke Cage", "<mark>Luke Cage</mark>"),
        ('"luke cage"', "Luke, not Cage; Luke Cage", "Luke, not Cage; <mark>Luke Cage</mark>"),
        ('"hell\'s kitchen"', "In Hell’s Kitchen", "In <mark>Hell’s Kitchen</mark>"),
        ("wont won't", "It won’t", "It <mark>won’t</mark>"),
        ("elodie", "Élodie Yung", "<mark>Élodie</mark> Yung"),
        ("script", "<script>", "&lt;<mark>script</mark>&gt;"),
        ("amp", "Q&A &amp;", "Q&amp;A &amp;<mark>amp</mark>;"),
    ],
)
def test_marks(typed, text, html):
    assert marked(typed, text) == html


def test_an_excerpt_shows_where_most_of_the_words_stand_together():
    text = "Kilgrave was here. " + "Nothing to see. " * 40 + "Then Luke met Kilgrave again. " * 2
    excerpt = Marker(parse("luke kilgrave").terms).excerpt(text + "And so on. " * 40)
    assert excerpt.html.startswith("…")
    assert excerpt.html.endswith("…")
    assert "Then <mark>Luke</mark> met <mark>Kilgrave</mark> again." in excerpt.html
    bare = excerpt.html.replace("<mark>", "").replace("</mark>", "")
    assert len(bare) <= EXCERPT + 2


def test_an_excerpt_of_a_short_text_is_all_of_it():
    excerpt = Marker(parse("luke").terms).excerpt("Luke met Kilgrave.")
    assert excerpt.html == "<mark>Luke</mark> met Kilgrave."


def test_a_text_without_spaces_is_cut_all_the_same():
    excerpt = Marker([Term(("abc",), begins=True)]).excerpt("abc" * 400)
    assert excerpt.html.startswith("<mark>abc")
    assert Marker([Term(("日本",), begins=True)]).excerpt("、" * 300 + "日本" * 300).has_marks


@pytest.mark.parametrize(
    "forms",
    [
        "film films filmed filming",
        "wrap wraps wrapped wrapping",
        "move moves moved moving",
        "story stories",
        "cancel cancels canceled cancelled cancelling",
        "release released releases releasing",
        "premiere premieres premiered",
        "air airs aired airing",
        "wish wishes wished wishing",
        "box boxes",
        "carry carries carried carrying",
        "try tries tried trying",
        "hero heroes",
        "fill filled filling",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("strangers", ["jon jones", "tim time", "new news", "producer production"])
def test_strangers_do_not(strangers):
    assert len({stem(word) for word in strangers.split()}) == len(strangers.split())


@given(st.text())
def test_every_word_has_a_stem_of_letters_and_figures(text):
    for word in words(text):
        assert stem(word).isalnum()
        assert all(form.isalnum() for form in begun(word))


def test_a_word_that_is_being_typed_has_the_stems_of_what_it_may_become():
    assert stem("filming") in begun("filmin")
    assert stem("wrapped") in begun("wrappi")
    assert stem("kilgrave") in begun("kilgrave")


def test_a_minus_leaves_out_what_follows():
    query = parse('kilgrave -trish -"luke cage" season-2')
    assert [term.words for term in query.terms] == [("kilgrave",), ("season",), ("2",)]
    assert [term.words for term in query.without] == [("trish",), ("luke", "cage")]


@pytest.mark.parametrize("typed", ["-", "- -", "--", "kilgrave -", "kilgrave - returns", "a-b"])
def test_a_minus_before_nothing_is_none(typed):
    assert parse(typed).without == ()


def test_what_is_only_left_out_is_looked_for():
    assert terms("-kilgrave") == [("kilgrave",)]
    assert parse("-kilgrave").without == ()
