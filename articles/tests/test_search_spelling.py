"""What a search offers instead of nothing."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from articles import search as ask
from articles.search import spelling
from articles.search.spelling import slips_between
from geekfeed.tests.reading import read

pytestmark = pytest.mark.django_db


def meant(typed: str) -> str | None:
    call_command("reindex", verbosity=0)
    return spelling.suggestion(ask.parse(typed))


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("kilgarve", "kilgrave"),
        ("Kilgarve", "Kilgrave"),
        ("killgrave", "kilgrave"),
        ("kilgrve returns", "kilgrave returns"),
        ("jesica jnes", "jessica jones"),
        ("élodei yung", "elodie yung"),
        ('-trish "returns" kilgarve', '-trish "returns" kilgrave'),
        ("xilgrave", "kilgrave"),
    ],
)
def test_a_slip_is_put_right(press, typed, suggested):
    press.live("Kilgrave returns", standfirst="Jessica Jones meets Élodie Yung.")
    assert meant(typed) == suggested


@pytest.mark.parametrize("typed", ["zxqjw", "kil", "kilgrave", "123456", "jone luke", ""])
def test_where_nothing_is_near_nothing_is_said(press, typed):
    press.live("Kilgrave returns", standfirst="Jessica Jones.")
    assert meant(typed) is None


def test_a_guess_has_to_find_something(press):
    press.live("Kilgrave returns")
    press.live("Trish leaves")
    assert meant("kilgarve leaves") is None
    assert meant("kilgarve returns") == "kilgrave returns"


def test_no_guess_is_made_from_what_readers_may_not_see(press):
    for make in (press.draft, press.in_review, press.scheduled, press.withdrawn):
        make("Zanzibar secret")
    press.live("Something else")
    assert meant("zanzibat") is None
    assert meant("zanzibar") is None


def test_the_page_offers_it(client, press):
    press.live("Kilgrave returns")
    call_command("reindex", verbosity=0)
    page = read(client.get("/search/?q=kilgarve"))
    assert page.one(".meant").text == "Did you mean kilgrave?"
    assert page.links(".meant") == [("kilgrave", "?q=kilgrave")]
    assert read(client.get("/search/?q=kilgrave")).all(".meant") == []


def test_it_takes_the_same_queries_however_many_words_there_are(
    press, django_assert_max_num_queries
):
    press.live("Kilgrave returns", standfirst="Jessica Jones meets Elodie Yung.")
    call_command("reindex", verbosity=0)
    with django_assert_max_num_queries(10):
        spelling.suggestion(ask.parse("kilgarve"))
    with django_assert_max_num_queries(10):
        spelling.suggestion(ask.parse("kilgarve jesica jnoes elodei yugn retuns"))


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("cage", "cage", 0), ("cage", "caeg", 1), ("cage", "cge", 1), ("cage", "care", 1)],
)
def test_slips_are_counted(one, other, slips):
    assert slips_between(one, other, 2) == slips


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_the_same_both_ways(one, other):
    assert slips_between(one, other, 99) == slips_between(other, one, 99)
    assert (slips_between(one, other, 99) == 0) == (one == other)
