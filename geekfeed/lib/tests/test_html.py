import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from geekfeed.lib.html import clean, plain_text
from geekfeed.lib.vocabulary import DEEPEST, LONGEST, MOST_BLOCKS, TooMuch

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


@pytest.mark.parametrize(
    "source",
    [
        "x.png",
        "//evil.example/x.png",
        "/\\evil.example/x.png",
        "/&#9;/evil.example/x.png",
        "https://evil.example/x.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_picture_from_elsewhere_goes(source):
    assert clean(f'<p>x<img alt="y" src="{source}"></p>') == "<p>x</p>"


def test_a_picture_may_be_where_the_site_has_its_media(settings):
    html = '<img src="https://media.example/a.webp" alt="x">'
    settings.MEDIA_URL = "https://media.example/"
    assert clean(html) == html
    settings.MEDIA_URL = "/media/"
    assert clean(html) == ""


def test_what_nothing_here_makes_goes():
    assert clean('<h2 id="main">x</h2>') == "<h2>x</h2>"
    assert clean('<img src="/a" srcset="/b 2x" sizes="9px">') == '<img src="/a">'


TAG_SOUP = {
    "<em>a<strong>b</em>c</strong>": "<em>a<strong>b</strong></em>c",
    "<p><em>a<p>b": "<p><em>a</em></p><p>b</p>",
    '<a href="/1">a<a href="/2">b': '<a href="/1" rel="noopener">a</a>'
    '<a href="/2" rel="noopener">b</a>',
    "<p>1 < 2 <3": "<p>1 &lt; 2 &lt;3</p>",
    "<p title='<em>'>a</p>": "<p>a</p>",
    "<!-- <p a=' -->b<em x'>c": "b<em>c</em>",
    "<svg><title>a</title>b</svg>": "b",
    "<A HREF = /x TITLE='\"'>a</A >": '<a href="/x" title="&quot;" rel="noopener">a</a>',
    "<pre>\n\na</pre>": "<pre>a</pre>",
    "<p>a</p>\n<p>&nbsp;</p>\n<p><br></p>": "<p>a</p>\n",
}


@pytest.mark.parametrize("html", TAG_SOUP)
def test_tags_are_put_in_order(html):
    assert clean(html) == TAG_SOUP[html]


@pytest.mark.parametrize(
    "opening", ["<s a{0}>", "<a href=/{0}>", "<em {0}='>' >", "<!--'--><s '{0}>"]
)
def test_nothing_left_open_is_repeated_in_every_paragraph(opening):
    html = "<p>" + "".join(opening.format(n) for n in range(500)) + "</p>" + "<p>x" * 500
    assert len(clean(html)) < 6 * len(html)


def test_what_stands_too_deep_leaves_its_text():
    html = clean("<sub>" * 100 + "x")
    assert html.count("<sub>") == html.count("</sub>") == DEEPEST
    assert plain_text(html) == "x"


def test_a_long_address_is_not_repeated():
    html = f"<p><a href='/{'x' * 10_000}'><table><td></a></table></p>" + "<p>x" * 1000
    assert len(clean(html)) < 2 * len(html)


@pytest.mark.parametrize(
    "html",
    [
        "x" * (LONGEST + 1),
        "&" * LONGEST,  # five times as long when it is written as it must be
        "<blockquote>" * (MOST_BLOCKS + 1),
        "<ul><li>" * (MOST_BLOCKS + 1),
    ],
    ids=["long", "long when cleaned", "deep", "many"],
)
def test_more_than_a_story_can_be_is_refused(html):
    with pytest.raises(TooMuch, match="story"):
        clean(html)


def test_the_most_is_kept_and_can_be_saved_again():
    html = "<h2>x</h2>" * MOST_BLOCKS + "<p>x</p>" * 20_000
    assert clean(html) == html


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<em>",
                "</em>",
                "<s a=>",
                "<a href='/'>",
                "</a>",
                "<blockquote>",
                "</blockquote>",
                "<li>",
                "<pre>",
                "<b>",
                "<!--",
                ">",
                "\n",
                "x",
                "<",
            ]
        )
    )
)
def test_whatever_is_left_open_cleaning_twice_changes_nothing(parts):
    once = clean("".join(parts))
    assert clean(once) == once


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("<h2>Nobody is next</h2>", "Nobody is next. It is."),
        ("<h2>Nobody is <em>next</em> </h2>", "Nobody is next. It is."),
        ("<h3>Who is <em>next?</em></h3>", "Who is next? It is."),
        ("<h2>Next: </h2>", "Next: It is."),
        ("<h2></h2>", "It is."),
    ],
)
def test_a_heading_does_not_run_into_what_stands_below_it(heading, read):
    assert plain_text(f"{heading}<p>It is.</p>") == read


def test_plain_text_is_what_a_reader_reads():
    assert plain_text("<p>Salt &amp;</p><p>pepper</p>") == "Salt & pepper"


def test_signs_in_a_value_are_no_end_of_a_tag():
    html = clean('<p>Before <a href="/x" title="a > b < c">the link</a> &lt;p&gt; after</p>')
    assert 'title="a &gt; b &lt; c"' in html
    assert plain_text(html) == "Before the link <p> after"


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


def test_too_much_is_an_error_of_the_field_and_stops_whoever_saves_by_code(press):
    story = press.draft()
    story.body = "<h2>x</h2>" * (MOST_BLOCKS + 1)
    with pytest.raises(ValidationError) as error:
        story.full_clean()
    assert list(error.value.message_dict) == ["body"]
    with pytest.raises(TooMuch):
        story.save()
    with pytest.raises(TooMuch):
        Article.objects.update(body=story.body)
