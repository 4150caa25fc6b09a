"""Finding names in a text."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geekfeed.lib.names import LONGEST, Found, Names, Text, owner, spellings


def found(text, *names):
    return [one.text for one in Names([(name, name) for name in names]).find(text)]


def test_without_names_nothing_is_found():
    assert Names([]).find("The Defenders") == []
    assert found("", "The Defenders") == []


def test_a_name_is_found_where_it_is_with_all_things_of_that_name():
    text = "We met Luke Cage."
    names = Names([("Luke Cage", "show"), ("Luke Cage", "character"), ("Luke Cage", "show")])
    assert names.find(text) == [Found(7, 16, "Luke Cage", ("show", "character"))]


def test_the_longest_name_wins_and_names_do_not_overlap():
    names = ("Jessica Jones", "Marvel’s Jessica Jones", "Jones Street", "Jessica")
    assert found("Marvel’s Jessica Jones Street", *names) == ["Marvel’s Jessica Jones"]
    assert found("Jessica Jones Street", *names) == ["Jessica Jones"]
    assert found("Jessica on Jones Street", *names) == ["Jessica", "Jones Street"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zoe Kravitz", "Zoë Kravitz"),
        ("Zoe\u0308 Kravitz", "Zoë Kravitz"),
        ("Vincent D'Onofrio", "Vincent D’Onofrio"),
        ("JESSICA JONES", "Jessica Jones"),
        ("Spider Man", "Spider-Man"),
        ("Spider‑Man", "Spider-Man"),
        ("Luke\nCage", "Luke Cage"),
        ("Law and Order: Criminal Intent", "Law & Order: Criminal Intent"),
        ("Law & Order – Criminal Intent", "Law & Order: Criminal Intent"),
        ("Agents of SHIELD", "Agents of S.H.I.E.L.D."),
        ("S. J. Clarkson", "S.J. Clarkson"),
        ("SJ Clarkson", "S.J. Clarkson"),
        ("Hollywood Reporter", "The Hollywood Reporter"),
        ("the Hollywood Reporter", "The Hollywood Reporter"),
        ("comicbook.com", "Comicbook.com"),
    ],
)
def test_two_spellings_are_one_name(text, name):
    assert found(f"We saw {text} there.", name) == [text]


@pytest.mark.parametrize("ending", ["’s", "'s", "’", "'"])
def test_what_belongs_to_somebody_names_them(ending):
    assert found(f"It was Luke Cage{ending} bar.", "Luke Cage") == ["Luke Cage"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the defenders of the city", "The Defenders"),
        ("Defenders of the city", "Defenders"),
        ("Travelers report delays", "Travelers"),
        ("Travelers reported delays", "Travelers"),
        ("Long delays. Travelers sigh.", "Travelers"),
        ("Many Travelers Report Long Delays", "Travelers"),
        ("We saw the Defenders", "The Avenging Defenders"),
        ("Jessica. Jones said", "Jessica Jones"),
        ("Jessica\n\nJones", "Jessica Jones"),
        ("Spider-Man", "Man"),
        ("from @Marvel", "Marvel"),
        ("at Marvel.com", "Marvel"),
        ("the US and us", "Us"),
        ("it is It", "IT"),
        ("Lukewarm Cage", "Luke Cage"),
        ("Variety is the spice", "Variety"),
        ("Jessica Joneses", "Jessica Jones"),
    ],
)
def test_something_else_is_not_the_name(text, name):
    assert found(text, name) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Travelers returns on Monday", "Travelers"),
        ("Travelers’s best hour", "Travelers"),
        ("“Travelers” is good", "Travelers"),
        ("Travelers: what we know", "Travelers"),
        ("Travelers sigh, but nobody on Travelers does.", "Travelers"),
        ("The Defenders recently met", "The Defenders"),
        ("Variety reports a fire", "Variety"),
        ("Variety has learned it", "Variety"),
        ("the best of Travelers", "Travelers"),
    ],
)
def test_a_common_word_is_a_name_where_something_else_says_so(text, name):
    assert found(text, name)[:1] == [name]


def test_a_short_word_may_be_in_capitals_where_everything_is():
    assert found("THE BEST OF US", "Us") == ["US"]


def test_a_name_without_a_word_or_with_very_many_is_found_nowhere():
    assert found("??? and !", "???", "", "!") == []
    long = "A" + " B" * LONGEST
    assert found(long, long) == []


def slowly(pairs, text):
    """The same as Names.find, by trying everything everywhere."""
    read = Text(text)
    ways = [way for name, thing in pairs for way in spellings(name, thing)]
    hits, at = [], 0
    while at < len(read.words):
        fitting = []
        for way in ways:
            here = [word.folded for word in read.words[at : at + len(way.words)]]
            if len(here) < len(way.words):
                continue
            ending = 0
            if here != list(way.folded) and [*here[:-1], owner(here[-1])] == list(way.folded):
                ending = len("'s")
            elif here != list(way.folded):
                continue
            if way.stands(read, at):
                fitting.append(SimpleNamespace(way=way, ending=ending))
        if not fitting:
            at += 1
            continue
        longest = max(len(one.way.words) for one in fitting)
        best = [one for one in fitting if len(one.way.words) == longest]
        whole = [one for one in best if not one.ending] or best
        start, last = read.words[at].start, at + longest
        end = read.words[last - 1].end - whole[0].ending
        hits.append((start, end, {one.way.thing for one in whole}))
        at = last
    return hits


WORDS = [
    "Luke", "luke", "Cage", "The", "the", "Jones", "jones’s", "Jones's", "S.J.", "&", "and", "Zoë",
    "ZOE", "Defenders", "season", "IT", "us", "US", "D’Onofrio", "M.", "Spider", "Man",
]  # fmt: skip
GAPS = [" ", " ", " ", "-", ". ", ", ", ": ", "\n", "\n\n", "’s ", " “", "” "]
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
some_names = st.lists(st.tuples(some_words.map(" ".join), st.integers(1, 3)), max_size=8)
some_text = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=25).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@given(some_names, some_text)
def test_it_finds_what_one_would_find_by_trying_everything(pairs, text):
    hits = [(one.start, one.end, set(one.things)) for one in Names(pairs).find(text)]
    assert hits == slowly(pairs, text)


@given(
    st.lists(st.tuples(st.text(max_size=12), st.integers(1, 3)), max_size=6), st.text(max_size=200)
)
def test_any_text_can_be_read_and_names_never_overlap(pairs, text):
    names = Names([*pairs, *((text[at : at + 9], 9) for at in range(0, len(text), 7))])
    hits = names.find(text)
    assert [one.text for one in hits] == [text[one.start : one.end] for one in hits]
    assert all(one.end <= other.start for one, other in pairwise(hits))
