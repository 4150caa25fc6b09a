"""Names that become links: which mention, which words, and nothing else of the text."""

import re
from time import process_time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles import linking, workflow
from articles.linking import linked
from articles.models import Article
from articles.tests.versions import typed
from geekfeed.lib.html import clean, plain_text
from geekfeed.lib.vocabulary import DEEPEST
from geekfeed.tests.cast import Press
from geekfeed.tests.reading import read
from shows.models import Season, Show
from sources.models import Source

JESSICA = {"/shows/jessica-jones/": ["Jessica Jones", "JJ"]}
LINK = '<a href="/shows/jessica-jones/" rel="noopener">'


def test_the_first_mention_becomes_a_link_and_no_other():
    text = "<p>Jessica Jones is back. Jessica Jones, JJ for short.</p>"
    assert linked(text, JESSICA) == (
        f"<p>{LINK}Jessica Jones</a> is back. Jessica Jones, JJ for short.</p>"
    )


def test_it_is_known_by_any_of_its_names():
    assert linked("<p>As JJ says.</p>", JESSICA) == f"<p>As {LINK}JJ</a> says.</p>"


def test_the_longest_name_that_begins_there_is_the_one():
    names = {"/people/jones/": ["Jessica"], "/shows/jessica-jones/": ["Jessica Jones"]}
    assert linked("<p>Jessica Jones knows Jessica.</p>", names) == (
        f'<p>{LINK}Jessica Jones</a> knows <a href="/people/jones/" rel="noopener">Jessica</a>.</p>'
    )


def test_a_name_of_two_pages_leads_to_the_one_that_was_chosen_first():
    names = {"/characters/jessica/": ["Jessica Jones"]} | JESSICA
    assert linked("<p>Jessica Jones. Jessica Jones.</p>", names) == (
        '<p><a href="/characters/jessica/" rel="noopener">Jessica Jones</a>. Jessica Jones.</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        '<p><a href="https://x.example/" rel="noopener">On Jessica Jones</a></p>',
        "<h2>Jessica Jones</h2>",
        "<h3>What <em>Jessica Jones</em> does</h3>",
        "<blockquote><p>Jessica Jones!</p><footer><cite>JJ</cite></footer></blockquote>",
        "<p>She said <q>Jessica Jones</q>.</p>",
        '<figure><img src="/media/x.webp" alt="Jessica Jones"><figcaption>Jessica Jones'
        '<span class="credit">JJ</span></figcaption></figure>',
        '<figure data-embed="youtube" data-id="x"><a href="https://x.example/" rel="noopener">'
        "JJ</a></figure>",
        "<p><code>Jessica Jones</code></p>",
        "<pre>Jessica Jones</pre>",
        "<table><caption>Jessica Jones</caption><thead><tr><th>JJ</th></tr></thead></table>",
    ],
    ids=lambda text: text[:24],
)
def test_what_is_no_place_for_a_link_gets_none_and_the_next_mention_does(text):
    assert clean(text) == text
    assert linked(text, JESSICA) == text
    after = f"{text}<p>JJ again.</p>"
    assert linked(after, JESSICA) == f"{text}<p>{LINK}JJ</a> again.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>JJs and AJJ, JJ_1 and @JJ</p>",
        "<p>jessica jones and jj</p>",
        "<p>Jessica Jonesy, O'JJ, JJ'ed</p>",
        "<p>Ann-JJ and JJ-Ann, JJ.example</p>",
        "<p>Jessica<em>Jones</em> and J<em>J</em> and <em>J</em>J</p>",
        "<p>Jessica</p><p>Jones</p>",
        "<p>Jessica<br>Jones</p>",
        "<p>Jessica, Jones</p>",
    ],
)
def test_a_part_of_a_word_or_of_a_name_is_none(text):
    assert linked(text, JESSICA) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>It is Jessica Jones’s corner.</p>", "Jessica Jones"),
        ("<p>It is Jessica Jones's corner.</p>", "Jessica Jones"),
        ("<p>(Jessica Jones)</p>", "Jessica Jones"),
        ("<p>“Jessica\nJones”</p>", "Jessica\nJones"),
        ("<p>Jessica&nbsp;Jones</p>", "Jessica&nbsp;Jones"),
        ("<p>A &amp; B &lt; JESSICA JONES</p>", "JESSICA JONES"),
        ("<p>a Jessica Jones-like grin</p>", "Jessica Jones"),
        ("<p>Jéssica Jones</p>", "Jéssica Jones"),
        ("<p>Je\u0301ssica Jones\u0301</p>", "Je\u0301ssica Jones\u0301"),
        ("<p><em><strong>Jessica Jones</strong></em></p>", "Jessica Jones"),
        ("<ul><li>One<ul><li>Jessica Jones</li></ul></li></ul>", "Jessica Jones"),
        ("<table><tbody><tr><td>Jessica Jones</td></tr></tbody></table>", "Jessica Jones"),
        ("Jessica Jones", "Jessica Jones"),
    ],
)
def test_a_name_is_found_however_it_is_set(text, words):
    assert linked(text, JESSICA) == text.replace(words, f"{LINK}{words}</a>")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Cloak & Dagger", "Cloak &amp; Dagger"),
        ("O'Brien", "O’Brien"),
        ("Renée", "Renee"),
        ("Marvel’s Runaways", "Marvel's Runaways"),
        ("The Defenders", "the Defenders"),
        ("X-Men", "X‑Men"),
        ("Marvel's Agents of S.H.I.E.L.D.", "Marvel’s Agents of SHIELD"),
        ("Cloak & Dagger", "Cloak and Dagger"),
        ("Spider-Man", "Spider Man"),
        ("The Hollywood Reporter", "Hollywood Reporter"),
    ],
)
def test_a_name_is_known_in_any_spelling(name, words):
    text = f"<p>Here {words} is.</p>"
    assert linked(text, {"/x/": [name]}) == (
        f'<p>Here <a href="/x/" rel="noopener">{words}</a> is.</p>'
    )


@pytest.mark.parametrize("name", ["", " ", "…", "-"])
def test_a_name_without_a_letter_is_found_nowhere(name):
    assert linked("<p>One … - two.</p>", {"/x/": [name]}) == "<p>One … - two.</p>"


@pytest.mark.parametrize(
    "address",
    [
        "/shows/jessica-jones/",
        "/shows/jessica-jones",
        "/shows/jessica-jones/#seasons",
        "/shows/jessica-jones/?utm_source=x&amp;y=1",
        "{site}/shows/jessica-jones/",
    ],
)
def test_a_page_that_the_story_links_by_hand_gets_no_second_link(settings, address):
    href = address.format(site=settings.SITE_URL)
    text = f'<p>Jessica Jones, <a href="{href}" rel="noopener">the show</a>.</p>'
    assert linked(text, JESSICA) == text


@pytest.mark.parametrize(
    "address", ["/shows/", "https://x.example/shows/jessica-jones/", "http://["]
)
def test_a_link_to_another_page_does_not_count_as_one(address):
    text = f'<p>JJ, <a href="{address}" rel="noopener">x</a>.</p>'
    assert linked(text, JESSICA) == text.replace("JJ", f"{LINK}JJ</a>")


WORDS = st.sampled_from(
    ["Jessica Jones", "jessica", "Jones", "JJ", "JJ's", "The Defenders", "x", "é", "e\u0301", "𝕁"]
) | st.sampled_from(["&", "<", "’", '"', "-", " ", "\n", "\xa0", "ﬁ", "ß"])
TAGS = st.sampled_from(
    """<p> </p> <em> </em> <h2> </h2> <q> </q> <a&href='/x/'> <a&href='/shows/jessica-jones/'> </a>
    <blockquote> </blockquote> <pre> </pre> <ul><li> </li></ul> <br> <figure> </figure> <strong>
    <code> </code> <table><tr> <td> </table> <!-- <p <s><s><s><s><s><s><s><s><s><s><s>""".replace(
        "&", "\t"
    ).split(" ")
)
HTML = st.lists(WORDS | TAGS, max_size=30).map("".join) | st.text(max_size=80)
NAMES = st.dictionaries(
    st.sampled_from(["/shows/jessica-jones/", "/linked/a/", "/linked/b/"]),
    st.lists(WORDS | st.text(max_size=6), max_size=4),
)


@given(HTML, NAMES)
def test_without_the_links_it_is_the_text_as_it_was(html, names):
    before = clean(html)
    after = linked(before, names)
    assert plain_text(after) == plain_text(before)
    for address in names:
        added = re.compile(rf'<a href="{re.escape(address)}" rel="noopener">(.*?)</a>', re.DOTALL)
        if address not in before:
            assert len(added.findall(after)) <= 1
            after = added.sub(r"\1", after)
    assert after == before


@given(HTML, NAMES)
def test_what_comes_out_is_in_the_vocabulary(html, names):
    before = clean(html)
    if clean(before) == before:  # not so where something stood loose in a table
        after = linked(before, names)
        assert clean(after) == after


def test_where_inline_elements_are_as_deep_as_they_may_be_there_is_no_room_for_a_link():
    for depth, count in ((DEEPEST - 1, 1), (DEEPEST, 0)):
        text = clean(f"<p>{'<s><em>' * 10}"[: 3 + 7 * (depth // 2) + 3 * (depth % 2)] + "JJ")
        after = linked(text, JESSICA)
        assert (clean(after), after.count("<a ")) == (after, count)


def test_a_long_text_with_many_names_takes_a_moment():
    names = {f"/x/{n}/": [f"Name {n} of many", f"Other {n}"] for n in range(50)}
    text = clean("<p>" + "Name Other of many Names &amp; no Name 1 of them. " * 9_000 + "</p>")
    began = process_time()
    linked(text, names)
    assert process_time() - began < 3


# -- On the page -------------------------------------------------------------------------------


@pytest.fixture
def story(press: Press, season_2: Season, olv: Source) -> Article:
    body = (
        "<p>On Location Vacations saw season 2 of Jessica Jones begin. Jessica Jones’s second.</p>"
    )
    made = press.draft(body=body, about=[season_2], sources=[[olv]])
    for position, record in enumerate([season_2.show, season_2, olv]):
        name = record._meta.model_name
        made.mentions.create(position=position, **{name: record})
    workflow.publish(made, None)
    return made


def prose(client: Client, story: Article) -> Any:
    return read(client.get(story.get_absolute_url())).all(".prose p")[0]


def test_readers_are_led_to_what_was_chosen_and_the_stored_text_stays(client, story):
    before = story.body
    assert prose(client, story).links() == [
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("season 2 of Jessica Jones", "/shows/jessica-jones/season-2/"),
        ("Jessica Jones", "/shows/jessica-jones/"),
    ]
    story.refresh_from_db()
    assert story.body == before


def test_a_bare_season_is_the_one_of_a_story_about_a_single_show(client, press, season_2):
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    for about, links in (([season_2], 1), ([season_2, other], 0), ([], 0)):
        story = press.draft(body="<p>Season 2 begins.</p>", about=about)
        story.mentions.create(season=season_2)
        workflow.publish(story, None)
        assert len(prose(client, story).links()) == links


def test_another_name_links_from_then_on_whoever_gave_it(client, press, jessica_jones):
    story = press.draft(body="<p>The detective is back.</p>")
    story.mentions.create(show=jessica_jones)
    workflow.publish(story, None)
    assert prose(client, story).links() == []
    jessica_jones.aliases = "The detective"
    jessica_jones.save()
    assert prose(client, story).links() == [("The detective", "/shows/jessica-jones/")]


def test_a_source_that_readers_may_not_open_is_not_linked(client, press, mcuexchange):
    story = press.draft(body="<p>Says MCUExchange.</p>")
    story.mentions.create(source=mcuexchange)
    workflow.publish(story, None)
    press.draft(sources=[[mcuexchange]])
    assert prose(client, story).links() == []
    press.live(sources=[[mcuexchange]])
    assert prose(client, story).links() == [("MCUExchange", "/sources/mcuexchange/")]


def test_the_work_is_done_once_for_each_text(client, story, monkeypatch):
    page = prose(client, story).links()

    def again(*_: Any) -> str:
        raise AssertionError("It was in the cache.")

    monkeypatch.setattr(linking, "linked", again)
    assert prose(client, story).links() == page


def test_a_preview_links_the_text_that_is_typed_and_readers_keep_theirs(
    client: Client, editor: Any, story: Article, press: Press
):
    def preview() -> Any:
        page = read(client.get(f"/admin/articles/article/{story.pk}/preview/"))
        return page.all(".prose p")[0]

    client.force_login(editor)
    typed(story, editor, body="<p>New: Jessica Jones.</p>")
    assert preview().links() == [("Jessica Jones", "/shows/jessica-jones/")]
    assert preview().text == "New: Jessica Jones."
    assert prose(client, story).text.startswith("On Location Vacations saw")


def test_the_preview_of_a_draft_links_a_source_that_it_will_make_known(client, editor, press, olv):
    story = press.draft(body="<p>Says On Location Vacations.</p>", sources=[[olv]])
    story.mentions.create(source=olv)
    client.force_login(editor)
    page = read(client.get(f"/admin/articles/article/{story.pk}/preview/"))
    assert page.all(".prose p")[0].links() == [
        ("On Location Vacations", "/sources/on-location-vacations/")
    ]
