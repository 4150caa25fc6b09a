"""What a reader types, and what is made of it."""

import pytest

from comments.tests.reading import JESSICA_JONES, made
from comments.wording import html_of, links, plain


def html(text: str, place: int | None = JESSICA_JONES) -> str:
    """The HTML, with what every link and cover has left out."""
    made(text, place)
    return (
        html_of(text, place)
        .replace(' rel="ugc nofollow noopener"', "")
        .replace('<details class="spoiler"', "<cover")
        .replace("<summary></summary>", "")
        .replace("</details>", "</cover>")
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("One.\nTwo.\n\n\n\nThree.", "<p>One.<br>Two.</p><p>Three.</p>"),
        ("*so* _so_ **very** __very__", "<p><em>so</em> <em>so</em> <strong>very</strong> "
         "<strong>very</strong></p>"),
        ("***both***", "<p><em><strong>both</strong></em></p>"),
        ("*a *b* c*", "<p><em>a b c</em></p>"),
        ("snake_case_name 2*3*4 * 5", "<p>snake_case_name 2<em>3</em>4 * 5</p>"),
        (r"\*plain\* \[x](y) \||z||", "<p>*plain* [x](y) ||z||</p>"),
        (r"¯\_(ツ)_/¯", r"<p>¯\_(ツ)_/¯</p>"),
        ("1 < 2 & 3 > 2 \"x\" &amp;", "<p>1 &lt; 2 &amp; 3 &gt; 2 \"x\" &amp;amp;</p>"),
        ("# x\n* y\n1. z\n`w`\n---", "<p># x<br>* y<br>1. z<br>`w`<br>---</p>"),
        ("    indented", "<p>indented</p>"),
        ("", ""),
        (" \n\t\n ", ""),
        (">", ""),
    ],
)  # fmt: skip
def test_paragraphs_and_emphasis(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("> One.\n> Two.\nMine.", "<blockquote><p>One.<br>Two.</p></blockquote><p>Mine.</p>"),
        ("Mine.\n>Theirs.", "<p>Mine.</p><blockquote><p>Theirs.</p></blockquote>"),
        ("> One.\n>\n> Two.", "<blockquote><p>One.</p><p>Two.</p></blockquote>"),
        ("> One.\n\n> Two.", "<blockquote><p>One.</p></blockquote>"
         "<blockquote><p>Two.</p></blockquote>"),
        (">> Deep.\n> Less.", "<blockquote><blockquote><p>Deep.</p></blockquote>"
         "<p>Less.</p></blockquote>"),
        (">>>>> Deep.", f"{'<blockquote>' * 3}<p>Deep.</p>{'</blockquote>' * 3}"),
        (">:(\n>_<\n>.<", "<p>&gt;:(<br>&gt;_&lt;<br>&gt;.&lt;</p>"),
        ("> *a\n\nb*", "<blockquote><p>*a</p></blockquote><p>b*</p>"),
    ],
)  # fmt: skip
def test_a_quotation_is_the_lines_that_begin_with_its_mark(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a ||b|| c", "<p>a</p><cover><p>b</p></cover><p>c</p>"),
        ("a >!b!< c", "<p>a</p><cover><p>b</p></cover><p>c</p>"),
        (">!b!<", "<cover><p>b</p></cover>"),
        ("||a\n\nb|| c", "<cover><p>a</p><p>b</p></cover><p>c</p>"),
        ("||a|| ||b||", "<cover><p>a</p></cover><cover><p>b</p></cover>"),
        ("||a||||b||", "<cover><p>a</p></cover><cover><p>b</p></cover>"),
        ("||||a||||", "<cover><p>a</p></cover>"),
        ("**b ||a|| c**", "<p><strong>b</strong></p><cover><p><strong>a</strong></p></cover>"
         "<p><strong>c</strong></p>"),
        ("_||a||_ ||_b_||", "<cover><p><em>a</em></p></cover><cover><p><em>b</em></p></cover>"),
        ("[||a||](https://a.example)", '<cover><p><a href="https://a.example">a</a></p></cover>'),
        ("https://a.example||b||", '<p><a href="https://a.example">https://a.example</a></p>'
         "<cover><p>b</p></cover>"),
        ("> a ||b\n> c|| d", "<blockquote><p>a</p><cover><p>b<br>c</p></cover><p>d</p>"
         "</blockquote>"),
        ("> ||all\n> of it||", "<cover><blockquote><p>all<br>of it</p></blockquote></cover>"),
        ("||a\n> b\n\nc||", "<cover><p>a</p><blockquote><p>b</p></blockquote><p>c</p></cover>"),
        ("> ||a\n\nb||", "<cover><blockquote><p>a</p></blockquote><p>b</p></cover>"),
        ("a ||b\n> c|| d", "<p>a</p><cover><p>b</p></cover><blockquote><cover><p>c</p></cover>"
         "<p>d</p></blockquote>"),
    ],
)  # fmt: skip
def test_a_cover_is_a_block_of_its_own(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("||S1E8: a||", '<cover data-spoils="7.1.8"><p>a</p></cover>'),
        (">!s01 e08 : a!<", '<cover data-spoils="7.1.8"><p>a</p></cover>'),
        ("||S2: a||", '<cover data-spoils="7.2.0"><p>a</p></cover>'),
        ("||S2:\n> a||", '<cover data-spoils="7.2.0"><blockquote><p>a</p></blockquote></cover>'),
        ("||S2017E120: a||", '<cover data-spoils="7.2017.120"><p>a</p></cover>'),
        ("||S1E0: a||", "<cover><p>S1E0: a</p></cover>"),
        ("||S0: a||", "<cover><p>S0: a</p></cover>"),
        ("||S12345: a||", "<cover><p>S12345: a</p></cover>"),
        ("||S1E8 a||", "<cover><p>S1E8 a</p></cover>"),
        ("||S١: a||", "<cover><p>S١: a</p></cover>"),
        ("||S1E8: ||", "<p>||S1E8: ||</p>"),
        ("||S1: ||S2: a||", '<p>||S1:</p><cover data-spoils="7.2.0"><p>a</p></cover>'),
        ("||S1: a >!S2: b!< c||", "<cover><p>S1: a S2: b c</p></cover>"),
    ],
)
def test_a_cover_says_how_far_it_gives_away(typed, shown):
    assert html(typed) == shown


def test_without_a_show_a_name_is_words():
    assert html("||S1E8: a||", place=None) == "<cover><p>S1E8: a</p></cover>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a ||b", "<p>a</p><cover><p>b</p></cover>"),
        ("a >!b\n\nc", "<p>a</p><cover><p>b</p><p>c</p></cover>"),
        ("||S1E8: a", '<cover data-spoils="7.1.8"><p>a</p></cover>'),
        ("||a >!b|| c!< d", "<cover><p>a b c</p></cover><p>d</p>"),
        (">!a >!b!< c!< d", "<cover><p>a b c</p></cover><p>d</p>"),
        ("||a >!b|| c", "<cover><p>a b c</p></cover>"),
        ("|| || a||", "<p>||</p><cover><p>a</p></cover>"),
    ],
)
def test_what_is_in_doubt_is_covered(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    "typed", ["a || b", "a||", "a||b", "||", "||||||", "|| ||", "a!< b", "x>!y"]
)
def test_marks_that_cover_nothing_stay_as_typed(typed):
    assert html(typed) == f"<p>{typed.replace('<', '&lt;').replace('>', '&gt;')}</p>"


def test_beyond_a_number_of_covers_the_last_one_covers_all_the_rest():
    page = made("||S1: a|| b " * 60)
    covers = page.all("details")
    assert len(covers) == 50
    assert covers[48].text == "a"
    assert covers[49].text == " ".join(["S1: a b"] + ["S1: a b"] * 10)
    assert ["data-spoils" in one for one in covers] == [True] * 49 + [False]


def test_emphasis_of_many_levels_is_one():
    assert html("*a " * 500 + "b*" * 500) == f"<p><em>{'a ' * 500}{'b' * 500}</em></p>"


def test_the_links_of_a_comment():
    text = "> https://a.example/1\n\n||[b](http://b.example)|| https://a.example/1 c.example"
    assert links(text) == ["https://a.example/1", "http://b.example", "https://a.example/1"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("One.\n\n> Two *three*\nFour", "One. Two three Four"),
        ("a ||S1: b\n\nc|| d", "a [spoiler] d"),
        ("||a||", "[spoiler]"),
        ("<b>&amp;", "<b>&amp;"),
        ("See https://a.example/" + "x" * 90, "See https://a.example/" + "x" * 90),
        ("[the map](https://a.example/?a=1&b=2)", "the map"),
    ],
)
def test_what_is_read_without_html(typed, read):
    assert plain(html_of(typed, JESSICA_JONES)) == read
