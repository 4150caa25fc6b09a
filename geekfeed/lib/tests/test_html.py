import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from geekfeed.lib.html import clean, plain_text

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    '<p style="position:fixed">x</p>',
    "<iframe src='https://evil.example'></iframe>",
    "<form action='https://evil.example'><input name=q></form>",
    "<p onclick=alert(1)>x</p>",
    '<a href=" jav&#x09;ascript:alert(1)">x</a>',
    "<style>body{display:none}</style>",
    '<base href="https://evil.example/">',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_acts_survives(html):
    cleaned = clean(html).lower()
    for word in (
        "<script",
        "onerror",
        "onclick",
        "javascript:",
        "style",
        "<iframe",
        "<form",
        "<base",
    ):
        assert word not in cleaned
    assert "data:" not in cleaned


def test_a_writer_s_furniture_survives_as_typed():
    html = (
        '<p>A <strong>word</strong> and <a href="/shows/x/" rel="noopener">a link</a>.</p>'
        "<blockquote><p>“So.”</p><footer><cite>Someone</cite></footer></blockquote>"
        '<figure><img src="/media/a.webp" alt="x" width="16" height="9">'
        '<figcaption>Words <span class="credit">Us</span></figcaption></figure>'
    )
    assert clean(html) == html


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once


def test_plain_text_is_what_a_reader_reads():
    assert plain_text("<p>Salt &amp;</p><p>pepper</p>") == "Salt & pepper"


def test_every_way_into_the_database_is_cleaned(press):
    dirty = "<p>Fine</p><script>alert(1)</script>"
    story = press.draft(body=dirty)
    assert story.body == "<p>Fine</p>"
    Article.objects.filter(pk=story.pk).update(body=dirty)
    story.refresh_from_db()
    assert story.body == "<p>Fine</p>"
    Article.objects.bulk_create(
        [Article(headline="Bulk", slug="bulk", section=story.section, body=dirty)]
    )
    assert Article.objects.get(slug="bulk").body == "<p>Fine</p>"
