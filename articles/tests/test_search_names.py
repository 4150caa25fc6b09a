"""The names of the catalog: which are found, in what order, alike on every database."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import search as ask
from articles.search.words import words
from shows.models import Character, Location, Person, Show
from sources.models import Source

pytestmark = pytest.mark.django_db


def people(*names: str) -> None:
    Person.objects.bulk_create(
        Person(name=name, slug=f"p{number}", aliases=aliases)
        for number, (name, aliases) in enumerate((*one.split("/"), "")[:2] for one in names)
    )


def found(typed: str, most: int = 100) -> list[str]:
    """The names of people, in order."""
    lists = ask.find_names(ask.parse(typed), most)
    return [row.plain for kind in lists if kind.key == "people" for row in kind.rows]


def test_names_that_begin_so_come_first_then_those_with_a_word_that_does():
    people("Krysten Ritter", "Ritter Sport", "John Ritter", "Ritterova Eva", "Ada/Ritter", "Ritter")
    assert found("ritter") == [
        *("Ritter", "Ritter Sport", "Ritterova Eva"),
        *("Ada", "John Ritter", "Krysten Ritter"),
    ]


def test_what_was_typed_is_looked_for_as_a_whole_before_its_words():
    people("Cage Luke Mike", "Luke Cage", "Luke Anna Cage", "Lukas Cagney", "Luke Cagey", "Mike Lu")
    assert found("luke cage") == ["Luke Cage", "Luke Cagey", "Luke Anna Cage", "Cage Luke Mike"]


def test_of_several_words_the_rarest_says_the_order():
    people("Ann Zo Bell", "Bell Ann", "Ann Bell", "Zo Ann", "Bell Zo Ann", "Ann Ko")
    assert found("ann zo") == ["Ann Zo Bell", "Zo Ann", "Bell Zo Ann"]
    assert found("zo bell ann") == ["Bell Zo Ann", "Ann Zo Bell"]
    assert found("zo nobody") == []


def test_an_article_that_was_typed_counts_for_the_order_alone():
    people("Punisher Max", "The Punisher", "Max the Punisher")
    assert found("the punisher") == ["The Punisher", "Punisher Max", "Max the Punisher"]


def test_a_record_is_found_once_by_however_many_names():
    names = "\n".join(f"Jessica {number}" for number in range(40))
    people("Aaa Jessica", f"Jessica Jones/{names}\nJessie", "Zed Jessica", "Zoe/Jewel\nJessica")
    assert found("jes", 2) == ["Jessica Jones", "Zoe"]
    assert found("jes") == ["Jessica Jones", "Zoe", "Aaa Jessica", "Zed Jessica"]


def test_what_has_a_minus_leaves_out_who_has_such_a_word_in_any_name():
    people("Luke Cage", "Luke Cagney", "Luke Duke", "Luke Evans/Cagey")
    assert found("luke -cage") == ["Luke Cagney", "Luke Duke"]
    assert found("luke -cagn -duke") == ["Luke Cage", "Luke Evans"]


@pytest.mark.parametrize("typed", ["elodie", "ÉLODIE", "e\u0301lo", "Élodie Y", "yung elodie"])
@pytest.mark.parametrize("name", ["Élodie Yung", "ELODIE YUNG", "E\u0301lodie Yung"])
def test_accents_and_capitals_are_all_the_same(name, typed):
    people(name)
    assert found(typed) == [name]


@pytest.mark.parametrize(
    "typed", ["marvel", "marvel’s", "marvel's j", "marvel s", "d'on", "donofrio", "marvels jim"]
)
def test_apostrophes_part_words_and_may_be_left_out(typed):
    people("Marvel’s Jim D'Onofrio", "Mar Vels")
    assert found(typed) == ["Marvel’s Jim D'Onofrio"]


def test_letters_stand_in_the_order_of_their_numbers():
    """Not in that of anybody's language, or databases would differ."""
    people("a z", "a_b", "a-b", "aa", "añ", "a ß", "a 9", "a я", "a 日", "a 😀 b")
    assert found("a") == ["a 9", "a_b", "a-b", "a 😀 b", "a z", "a ß", "a я", "a 日", "aa", "añ"]


def test_a_full_title_is_a_name_of_a_show():
    show = Show.objects.create(name="Jessica Jones", slug="j", full_name="Marvel’s Jessica Jones")
    lists = ask.find_names(ask.parse("marvel"))
    assert [(kind.key, row.url) for kind in lists for row in kind.rows] == [
        ("shows", show.get_absolute_url())
    ]


def test_a_source_is_found_by_its_own_name_once_readers_may_know_of_it(press, editor):
    source = Source.objects.create(name="Callboard", slug="callboard", aliases="Secret Desk")
    press.draft(sources=[[source]])
    press.scheduled(sources=[[source]])
    assert ask.find_names(ask.parse("callboard")) == []
    press.live(sources=[[source]])
    assert [kind.key for kind in ask.find_names(ask.parse("callboard"))] == ["sources"]
    assert ask.find_names(ask.parse("secret desk")) == []


def test_sources_that_nobody_may_know_of_take_no_places(press):
    for number in range(9):
        Source.objects.create(name=f"A Board {number}", slug=f"b{number}")
    press.live(sources=[[Source.objects.create(name="Z Board", slug="z")]])
    lists = ask.find_names(ask.parse("board"), 3)
    assert [row.plain for kind in lists for row in kind.rows] == ["Z Board"]


@pytest.mark.parametrize("typed", ["same", "same na", "na same -other"])
@pytest.mark.parametrize("times", [1, 3])
def test_one_query_and_one_for_each_kind(typed, times, press):
    for number in range(times):
        for model in (Show, Person, Character, Location):
            model.objects.create(name=f"Same Name {number}", slug=f"s{number}")
        press.live(sources=[[Source.objects.create(name=f"Same Name {number}", slug=f"s{number}")]])
    with CaptureQueriesContext(connection) as asked:
        lists = ask.find_names(ask.parse(typed))
    assert [len(kind.rows) for kind in lists] == [times] * 5
    assert len(asked) == 6 + (" " in typed)


# Few letters, so that words often meet.
NAMES = st.text(alphabet="aáAbcß' -.1", min_size=1, max_size=9).filter(str.strip)
TYPED = st.text(alphabet="aáAbcß' -\"1", min_size=1, max_size=9)


def plain(name: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "", name)


def expected(query: ask.Query, named: list[tuple[str, str]]) -> list[str]:
    """What should be found, worked out in the plainest way."""
    wanted = list(dict.fromkeys(word for term in query.terms for word in term.words))
    without = [word for term in query.without for word in term.words]
    names = {one: [one[0], *one[1].splitlines()] for one in named}
    said = {
        one: [words(name) for name in (*all_, *map(plain, all_))] for one, all_ in names.items()
    }

    def has(one: tuple[str, str], word: str) -> bool:
        return any(w.startswith(word) for name in said[one] for w in name)

    def turned(one: tuple[str, str]) -> set[tuple[bool, str]]:
        return {
            (name is said[one][0] and at == 0, "\n".join(filter(None, (after, before))))
            for name in said[one]
            for at in range(len(name))
            for before, after in [(" ".join(name[:at]), " ".join(name[at:]))]
        }

    def often(word: str) -> int:
        return sum(text.startswith(word) for one in named for _own, text in turned(one))

    if not wanted:
        return []
    rarest = min(wanted, key=lambda word: (often(word), -len(word)))
    runs = [" ".join(wanted)] if without else [" ".join(words(query.text)), " ".join(wanted)]

    def place(one: tuple[str, str]) -> tuple[int, str, str]:
        own = " ".join(said[one][0])
        for number, run in enumerate((*runs, rarest)):
            if own.startswith(run):
                return number, own, one[0]
        return 9, min(t for _own, t in turned(one) if t.startswith(rarest)), one[0]

    fits = [
        one
        for one in named
        if all(has(one, word) for word in wanted) and not any(has(one, word) for word in without)
    ]
    return [name for _place, _text, name in sorted(place(one) for one in fits)]


@given(
    named=st.lists(st.tuples(NAMES, NAMES | st.just("")), max_size=7, unique_by=lambda one: one[0]),
    typed=TYPED,
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_finds_what_reading_every_name_would_find(named, typed):
    Person.objects.all().delete()
    # Of the same words, the older record is first.
    named = sorted(named)
    people(*("/".join(one) for one in named))
    assert found(typed) == expected(ask.parse(typed), named)
