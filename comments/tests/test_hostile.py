"""Whatever is typed, a comment is made of what a comment may have, and of nothing else."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.tests.hostile import ALL, HOSTILE
from comments.tests.reading import JESSICA_JONES, made
from comments.wording import html_of, links, nearly_same, plain, tidied
from comments.wording.making import cleaner
from geekfeed.tests.reading import parse

PIECES = ["||", ">!", "!<", "||S1E8: ", "*", "**", "_", "[", "](https://a.example)", "\n", "\n\n"]
PIECES += ["> ", "\n> ", ">> ", "\\", "https://a.example/x", "(", ")", "<", "&", "<b>", "word", " "]
PIECES += ["|", "é", "\u0301", "\u200d", "\u200c", "\ufe0f", "👩", "ש", "\u202e", "`", ".", "\x00"]
mixed = st.lists(
    st.sampled_from(PIECES)
    | st.text(max_size=5)
    | st.sampled_from([t for t in ALL if len(t) < 60]),
    max_size=30,
).map("".join)


def test_there_are_enough_of_each_kind():
    assert len(set(ALL)) == len(ALL) >= 220
    assert {kind for kind, texts in HOSTILE.items() if len(texts) < 5} == set()


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("place", [JESSICA_JONES, None])
def test_nothing_hostile_gets_through(kind, place):
    for text in HOSTILE[kind]:
        made(text, place)


@pytest.mark.parametrize("kind", HOSTILE)
def test_cleaning_again_changes_nothing(kind):
    htmls = [html_of(text, JESSICA_JONES) for text in HOSTILE[kind]]
    assert [cleaner.clean(html) for html in htmls] == htmls


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_linked_is_what_links_says(kind):
    for text in HOSTILE[kind]:
        hrefs = [link["href"] for link in parse(html_of(text, None)).all("a")]
        # A cover divides a link into pieces.
        assert list(dict.fromkeys(hrefs)) == list(dict.fromkeys(links(text)))


@given(mixed)
def test_any_mixture_is_made_of_what_is_allowed(text):
    made(text)
    html = html_of(text, JESSICA_JONES)
    assert cleaner.clean(html) == html


@given(mixed)
def test_tidying_twice_changes_nothing(text):
    assert tidied(tidied(text)) == tidied(text)
    assert html_of(tidied(text), JESSICA_JONES) == html_of(text, JESSICA_JONES)


@given(mixed)
def test_letters_are_never_lost(text):
    """Marks of emphasis, quotations, links and covers go; letters and figures stay, in their order,
    all but addresses, of which words may take the place, and hosts that are said besides."""
    kept = re.sub(r"(?i)\]\(https?://\S*|https?://\S*", "", tidied(text))
    shown = parse(html_of(text, None)).text
    shown = iter(letters(shown))
    assert all(letter in shown for letter in letters(kept))


def letters(text: str) -> str:
    return "".join(sign for sign in unescape(text) if sign.isalnum())


@given(mixed, mixed)
def test_what_is_covered_is_never_in_sight(before, after):
    """Whatever stands around it, except a backslash, which takes the mark's meaning."""
    text = f"{re.sub(r'[|>!<]', '', before).rstrip(chr(92))} ||Kilgrave|| {after}"
    page = made(text)
    covered = [cover.text for cover in page.all("details")]
    assert sum("Kilgrave" in words for words in covered) == 1
    assert page.text.count("Kilgrave") == 1
    assert "Kilgrave" not in plain(html_of(text, JESSICA_JONES))


@given(mixed, mixed)
def test_two_mixtures_can_be_compared(one, other):
    assert nearly_same(one, one)
    assert nearly_same(one, other) == nearly_same(other, one)
