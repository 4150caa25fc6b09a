"""How wide a name is when it is set large: enough room, and not much more."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shows.lettering import NARROWEST, WIDEST, measure

HERO = Path(__file__).resolve().parents[2] / "static/css/components/hero.css"
MEASURED = {  # in ems, of Anybody at weight 900 and width 50, in a browser
    "Jessica Jones": 4.408,
    "The Defenders": 4.427,
    "The Punisher": 3.951,
    "Daredevil": 3.004,
    "Agents of S.H.I.E.L.D.": 5.953,
    "Season 2": 2.722,
    "WWWW": 2.437,
}


@pytest.mark.parametrize(("name", "ems"), MEASURED.items())
def test_a_name_gets_the_room_it_takes_and_at_most_a_tenth_more(name, ems):
    room = measure(name).line / 4
    assert ems <= room <= ems * 1.1 + 0.25


def test_the_longest_word_is_the_widest_and_not_the_one_with_most_letters():
    assert measure("Illicit WWWWW").word == measure("WWWWW").line


def test_a_script_that_the_face_does_not_have_gets_square_letters():
    assert measure("進撃の巨人").line == 20


@given(st.text(max_size=160))
def test_every_name_has_a_rule_and_no_word_is_wider_than_its_name(name):
    made = measure(name)
    assert NARROWEST <= made.word <= made.line <= WIDEST


def test_the_stylesheet_has_a_rule_for_each_width():
    rules = re.findall(r'\[data-em="(\d+)"\] \{ --em: ([\d.]+); \}', HERO.read_text())
    assert {int(n): float(ems) for n, ems in rules} == {
        n: n / 4 for n in range(NARROWEST, WIDEST + 1)
    }
