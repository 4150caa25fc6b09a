"""What a story's text is given when its page is made."""

import pytest

from articles.typesetting import LONG_QUOTATION, set_in_type

FOUR = "<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>"


def box(name: str, table: str) -> str:
    return f'<div class="table-box" role="region" tabindex="0" aria-label="{name}">{table}</div>'


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (f"<table><tbody>{FOUR}</tbody></table>", "Table"),
        (f"<table><caption>Q&amp;A <em>“now”</em></caption>{FOUR}</table>", "Q&amp;A “now”"),
        ('<table><tr><td colspan="3">1</td><td>2</td></tr></table>', "Table"),
        (f"<table><tr><th>1</th></tr>{FOUR}</table>", "Table"),
    ],
)
def test_a_table_of_many_columns_has_a_box_that_scrolls_and_says_what_it_is(table, name):
    assert set_in_type(f"<p>a</p>{table}<p>b</p>") == f"<p>a</p>{box(name, table)}<p>b</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>No table, no quotation.</p>",
        "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>",
        "<table><caption>Empty</caption></table>",
        "<blockquote><p>“No.”</p><footer>Somebody, who said so</footer></blockquote>",
        f"<blockquote><p>{'x' * LONG_QUOTATION}</p><footer>{'y' * 200}</footer></blockquote>",
    ],
)
def test_what_fits_stays_as_it_is(html):
    assert set_in_type(html) == html


def test_a_long_quotation_is_set_to_be_read():
    said = f"<p>{'x' * LONG_QUOTATION}</p><p>y</p><footer>Z</footer>"
    assert set_in_type(f"<blockquote>{said}</blockquote>") == (
        f'<blockquote class="is-long">{said}</blockquote>'
    )


def ordered(items: int, attributes: str = "", inner: str = "x") -> str:
    return f"<ol{attributes}>{f'<li>{inner}</li>' * items}</ol>"


@pytest.mark.parametrize(
    ("items", "start", "digits"),
    [(100, "", 3), (1000, "", 4), (2, "99", 3), (1, "12345678", 5), (1, "-10", 3)],
)
def test_a_list_of_high_numbers_has_room_for_them(items, start, digits):
    attributes = f' start="{start}"' if start else ""
    roomy = ordered(items, f'{attributes} class="digits-{digits}"')
    assert set_in_type(ordered(items, attributes)) == roomy


@pytest.mark.parametrize("html", [ordered(99), ordered(2, ' start="98"'), ordered(1, ' start="x"')])
def test_a_list_of_usual_numbers_stays_as_it_is(html):
    assert set_in_type(html) == html


def test_lists_in_lists_are_counted_each_for_itself():
    short = ordered(60)
    assert set_in_type(ordered(2, inner=short)) == ordered(2, inner=short)
    late = ordered(1, ' start="400"')
    assert set_in_type(f"<ul><li>{late}</li></ul>") == (
        "<ul><li>" + late.replace(">", ' class="digits-3">', 1) + "</li></ul>"
    )


def test_a_table_in_another_one_has_the_box():
    inner = f"<table>{FOUR}</table>"
    html = f"<table><tr><td>{inner}</td></tr></table>"
    assert set_in_type(html) == html.replace(inner, box("Table", inner))
