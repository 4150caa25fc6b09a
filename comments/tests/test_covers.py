"""Spoiler covers, as each reader finds them."""

import pytest
from django.utils.safestring import SafeString

from comments.covers import dressed
from comments.wording import html_of
from geekfeed.tests.pseudo import bracketed, untranslatable
from geekfeed.tests.reading import Element, parse

SHOW = 7
NAMES = {SHOW: "Jessica <Jones>"}


class SeenUpTo:
    def __init__(self, *seen: tuple[int, int, int]) -> None:
        self.seen = seen

    def has(self, show: int, season: int, episode: int) -> bool:
        return (show, season, episode) in self.seen


NOTHING = SeenUpTo()


def page(text: str, seen: SeenUpTo = NOTHING, place: int | None = SHOW) -> Element:
    return parse(dressed(html_of(text, place), seen, NAMES.get))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("||a||", "Spoiler"),
        ("||S1E8: a||", "Spoiler: Jessica <Jones>, season 1, episode 8"),
        ("||S2: a||", "Spoiler: Jessica <Jones>, season 2"),
    ],
)
def test_a_cover_says_what_it_gives_away(text, name):
    cover = page(text).one("details.spoiler")
    assert cover.one("summary .spoiler__name").text == name
    assert cover.one("summary").text == f"{name} ShowCover up"
    assert (cover.one("p").text, "open" in cover) == ("a", False)


def test_a_cover_of_a_show_that_is_gone_says_nothing_about_it():
    seen = SeenUpTo((8, 1, 8))
    assert page("||S1E8: a||", seen, place=8).one(".spoiler__name").text == "Spoiler"
    assert "open" not in page("||S1E8: a||", seen, place=8).one("details")


def test_whoever_has_seen_that_far_finds_it_open_and_is_told_why():
    seen = SeenUpTo((SHOW, 1, 8), (SHOW, 2, 0))
    covers = page("||S1E8: a|| ||S1E9: b|| ||S2: c|| ||S1: d|| ||e||", seen).all("details")
    assert ["open" in cover for cover in covers] == [True, False, True, False, False]
    assert [cover.texts(".spoiler__seen") for cover in covers] == [
        *([["You have seen it"], []] * 2),
        [],
    ]


def test_the_rest_of_a_comment_stays_as_it_was_made():
    html = html_of("*a* https://a.example\n> b", SHOW)
    made = dressed(html, NOTHING, NAMES.get)
    assert (made, type(made)) == (html, SafeString)


def test_what_somebody_types_is_dressed_as_no_cover():
    text = '<details class="spoiler" data-spoils="7.1.8"><summary></summary>x</details>'
    assert page(text, SeenUpTo((SHOW, 1, 8))).all("details") == []


def test_every_word_of_it_can_be_translated():
    with bracketed():
        html = dressed(html_of("||a|| ||S1: a||", SHOW), SeenUpTo((SHOW, 1, 0)), NAMES.get)
    assert untranslatable(html, ["Jessica <Jones>"]) == []
