"""/search/: what is found, in what order, and what never is."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import search as ask
from articles import workflow
from articles.models import Article, SearchPlace
from articles.models.search_place import place_of
from articles.search import beginnings
from articles.search import stories as search_stories
from articles.search.engine import engine
from geekfeed.lib.addresses import absolute
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import read
from shows.models import Character, Credit, Location, Person, Show
from sources.models import Source

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    '"""',
    '" OR "',
    "'",
    "''; DROP TABLE articles_article; --",
    "*",
    "kilg* *",
    "NEAR(",
    "NEAR(a b, 5)",
    "AND OR NOT",
    "kilgrave AND",
    "-kilgrave",
    "headline:kilgrave",
    ": & | ! <-> ( )",
    "a:*",
    "\\",
    "%s %d %(x)s {}",
    "^kilgrave",
    "+kilgrave",
    "[kil",
    "(?i)(a+)+$",
    "kil\x00grave",
    "\x00",
    "\ud7ff\ufffd\u200b\u202e",
    "½ ² ① Ⅷ",
    "日本語 фильм",
    "👩‍🚒",
    "the",
    "who is it",
    '"the who"',
    "x" * 10_000,
    "é" * 10_000,
    "㍿" * 200,
    '"' * 10_000,
    "kilgrave " * 1_000,
    "_ __ ___",
    "<script>alert(1)</script>",
]


@pytest.fixture
def find(client):
    """Search as a reader does, with the index as the stories are now: the headlines found."""

    def found(typed: str, **params: str) -> list[str]:
        call_command("reindex", verbosity=0)
        response = client.get("/search/", {"q": typed, **params})
        assert response.status_code == 200
        stories = response.context.get("stories")
        return [row.card.headline for row in stories.rows] if stories else []

    return found


def html_of(client, typed: str, **params: str) -> str:
    response = client.get("/search/", {"q": typed, **params})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": "  \n "}, {"order": "newest"}])
def test_without_words_there_is_the_box_alone(client, press, params):
    press.live("Kilgrave")
    response = client.get("/search/", params)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'role="search"' in html
    assert "<mark>" not in html
    assert "Stories" not in html
    assert "stories" not in response.context


def test_is_not_for_search_engines(client):
    html = html_of(client, "kilgrave")
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_the_box_itself_may_be_found(client, db):
    page = read(client.get("/search/"))
    assert page.meta("robots") is None
    assert page.one("link[rel=canonical]")["href"] == absolute("/search/")


def test_takes_no_forms(client):
    assert client.post("/search/", {"q": "kilgrave"}).status_code == 405


def test_finds_a_story_by_any_of_its_words(find, press, catalog, filming, olv, mcuexchange):
    show, person = catalog["show"], catalog["person"]
    Show.objects.filter(pk=show.pk).update(aliases="Alias\nAKA Jessica", full_name="Marvel’s JJ")
    Person.objects.filter(pk=person.pk).update(aliases="Ritterova")
    press.live(
        "Cameras roll in Manhattan",
        standfirst="A permit gave it away.",
        body="<p>Trailers lined <strong>Broad</strong>way.</p><h2>Catering</h2><p>Tacos</p>",
        about=[catalog["season"]],
        sources=[[olv, mcuexchange]],
        claims=[filming(says="Season 2 began filming", detail="Near Riverside Park.")],
        topics=["street permits"],
    )
    press.live("Something else", body="<p>Nothing of that.</p>")
    for typed in (
        "manhattan",
        "permit",
        "broadway trailers",
        "catering",
        "jessica",
        "aka jessica",
        "marvel's jj",
        "krysten",
        "ritterova",
        "on location vacations",
        "mcuexchange",
        '"street permits"',
        "riverside",
        "lunn cameras",
    ):
        assert find(typed) == ["Cameras roll in Manhattan"], typed
    assert find("kilgrave") == []


def test_what_readers_may_not_see_is_never_found(find, press):
    for make in (press.draft, press.in_review, press.scheduled, press.withdrawn):
        story = make("Kilgrave returns")
        # Even if something went wrong and there is an entry.
        words = {
            "place": place_of(story.live_at or FIRST_DAY, story.pk),
            "words": engine().written(["h§kilgrav", "n§kilgrav", "kilgrav"]),
        }
        SearchPlace.objects.update_or_create(article=story, defaults=words)
        assert story.pk in {row.pk for row in SearchPlace.objects.all()}
        assert ask.find_stories(ask.parse("kilgrave")).rows == []
    assert find("kilgrave") == []


def test_a_scheduled_story_appears_by_the_clock(client, press, find, monkeypatch):
    story = press.scheduled("Kilgrave returns")
    assert find("kilgrave") == []
    monkeypatch.setattr(timezone, "now", lambda: story.live_at + timedelta(seconds=1))
    assert "<mark>Kilgrave</mark> returns" in html_of(client, "kilgrave")


def test_a_withdrawn_story_vanishes_at_once(client, press, find):
    story = press.live("Kilgrave returns")
    assert find("kilgrave") == ["Kilgrave returns"]
    Article.objects.filter(pk=story.pk).update(status="withdrawn", live_at=None)
    assert SearchPlace.objects.filter(article=story).exists()
    assert "returns" not in html_of(client, "kilgrave")


def test_every_word_must_be_there(find, press):
    press.live("Luke Cage wraps")
    press.live("Luke Cage begins")
    assert find("cage wraps") == ["Luke Cage wraps"]
    assert find("wraps begins") == []


def test_the_last_word_need_not_be_finished(find, press):
    press.live("Kilgrave returns")
    assert find("kilg") == ["Kilgrave returns"]
    assert find("kilg returns") == []
    assert find("returns kilg") == ["Kilgrave returns"]


def test_the_last_word_may_be_the_beginning_of_one_that_stands_out_somewhere(find, press):
    press.live("Who plays Kilgraven?")
    press.live("In the text", body="<p>Kilgraven is cast.</p>")
    press.live("Without it", body="<p>Nothing of that.</p>")
    assert set(find("kilgrave")) == {"Who plays Kilgraven?", "In the text"}
    assert set(find("cast kilgr")) == {"In the text"}


def test_a_word_that_stands_out_nowhere_is_found_when_it_is_whole(find, press):
    press.live("In the text", body="<p>Kilgraven is cast.</p>")
    assert find("kilgraven") == ["In the text"]
    assert find("kilgr") == []


def test_words_with_figures_are_found_by_their_beginning(find, press):
    press.live("The trailer for S02E03")
    assert find("s02e") == ["The trailer for S02E03"]


def test_words_of_what_readers_do_not_have_finish_none_of_theirs(find, press, editor):
    press.live("In the text", body="<p>Sigourney has a part.</p>")
    story = press.scheduled("Sigourney Weaver joins")
    assert find("sigourn") == []
    workflow.unschedule(story, None)
    workflow.publish(story, editor)
    assert set(find("sigourn")) == {"In the text", "Sigourney Weaver joins"}
    workflow.withdraw(story, editor)
    assert find("sigourn") == []


def test_where_many_words_begin_so_all_that_do_are_found(find, press, monkeypatch):
    monkeypatch.setattr(beginnings, "MOST", 2)
    press.live("Kilgrave, Kilgraven, Kilgrover")
    press.live("In the text", body="<p>Kilgruber is cast.</p>")
    assert set(find("kilgr")) == {"Kilgrave, Kilgraven, Kilgrover", "In the text"}


def test_words_are_found_in_their_other_forms(find, press):
    press.live("It filmed in Queens")
    assert find("filming queen") == ["It filmed in Queens"]


def test_words_in_quotes_stand_together(find, press):
    press.live("Luke Cage and the season")
    press.live("Luke and a Cage")
    assert find('"luke cage"') == ["Luke Cage and the season"]
    assert sorted(find("luke cage")) == ["Luke Cage and the season", "Luke and a Cage"]


@pytest.mark.parametrize("typed", ['"Hell’s Kitchen"', "“hell's kitchen”"])
def test_words_in_quotes_may_have_apostrophes(find, press, typed):
    for headline in ("Night in Hell’s Kitchen", "Day in Hell's Kitchen", "Hell in the Kitchen"):
        press.live(headline)
    assert sorted(find(typed)) == ["Day in Hell's Kitchen", "Night in Hell’s Kitchen"]


@pytest.mark.parametrize("typed", ["kilgrave’s", "kilgrave's", "won’t", "won't", "Kilgrave won’t"])
@pytest.mark.parametrize("headline", ["Kilgrave’s plan won’t do", "Kilgrave's plan won't do"])
def test_apostrophes_are_all_the_same(find, press, typed, headline):
    press.live(headline)
    assert find(typed) == [headline]


@pytest.mark.parametrize("typed", ["élodie", "elodie", "ELODIE", "ÉLODIE", "e\u0301lodie"])
@pytest.mark.parametrize("headline", ["Élodie Yung", "Elodie Yung", "E\u0301lodie Yung"])
def test_accents_are_all_the_same(find, press, typed, headline):
    press.live(headline)
    assert find(typed) == [headline]


def test_signs_within_words_are_seams(find, press):
    press.live("Season-2 of mcuexchange.com and/or elsewhere", body="<p>It’s 13-part.</p>")
    for typed in ("season 2", "season-2", "mcuexchange", "or elsewhere", '"13 part"'):
        assert find(typed), typed


def test_the_headline_counts_most_then_the_standfirst_then_the_body(find, press):
    often = "<p>" + "Kilgrave again. " * 40 + "</p>"
    # Begun in the order of the worst.
    press.live("Third", body=often)
    press.live("Second", standfirst="Kilgrave himself", body="<p>Word.</p>" * 60)
    press.live("First: Kilgrave", body="<p>Word.</p>" * 60)
    for number in range(9):
        press.live(f"Other {number}")
    assert find("kilgrave") == ["First: Kilgrave", "Second", "Third"]


def test_of_several_words_those_in_the_headline_count_most(find, press):
    press.live("Body", body="<p>" + "Kilgrave met Rosenberg. " * 20 + "</p>")
    press.live("Kilgrave", body="<p>Word.</p>" * 60 + "<p>Rosenberg</p>")
    for number in range(9):
        press.live(f"Other {number}")
    assert find("kilgrave rosenberg") == ["Kilgrave", "Body"]


def test_newest_first_where_the_reader_asks_for_it(client, find, press):
    press.live("Old: Kilgrave", at=FIRST_DAY)
    press.live("New", body="<p>Kilgrave</p>", at=FIRST_DAY + timedelta(days=1))
    assert find("kilgrave") == ["Old: Kilgrave", "New"]
    assert find("kilgrave", order="newest") == ["New", "Old: Kilgrave"]
    assert 'href="?q=kilgrave&amp;order=newest">Newest first' in html_of(client, "kilgrave")
    html = html_of(client, "kilgrave", order="newest")
    assert 'href="?q=kilgrave">Best match first' in html


def test_a_page_has_some_and_says_that_there_are_more(client, find, press, monkeypatch):
    monkeypatch.setattr(search_stories, "SHOWN", 2)
    for number in range(5):
        press.live(f"Kilgrave {number}", at=FIRST_DAY + timedelta(days=number))
    assert find("kilgrave") == ["Kilgrave 4", "Kilgrave 3"]
    page = read(client.get("/search/?q=kilgrave"))
    assert page.one(".pagehead .note").text == "More than 2 results for “kilgrave”"
    assert page.one("h2#stories").text == "Stories 2+"
    assert [words for words, _ in page.links(".pager")] == ["More stories"]


@pytest.mark.parametrize("order", ["", "newest"])
def test_pages_have_every_story_once_in_order(client, find, press, monkeypatch, order):
    monkeypatch.setattr(search_stories, "SHOWN", 2)
    for number in range(7):
        at = FIRST_DAY + timedelta(days=number // 2)  # some of the same moment
        where = {"standfirst": "Kilgrave."} if number % 3 == 1 else {}
        press.live(
            "Kilgrave" if number % 3 == 0 else "Other", body="<p>Kilgrave</p>", at=at, **where
        )
    assert len(find("kilgrave", order=order)) == 2
    seen, address = [], f"/search/?q=kilgrave&order={order}"
    while address:
        response = client.get(address)
        seen += [row.card.pk for row in response.context["stories"].rows]
        later = [href for words, href in read(response).links(".pager") if words == "More stories"]
        address = f"/search/{later[0]}" if later else None
    assert len(seen) == len(set(seen)) == 7
    monkeypatch.setattr(search_stories, "SHOWN", 7)
    newest = order == "newest"
    found = ask.find_stories(ask.parse("kilgrave"), newest_first=newest).rows
    assert seen == [row.card.pk for row in found]


@pytest.mark.parametrize("after", ["0", "-1", "x", "01", "1.0", "١", "9" * 19, "9" * 40, ""])
def test_a_page_that_was_not_made_here_is_none(client, find, press, after):
    press.live("Kilgrave")
    find("kilgrave")
    assert client.get("/search/", {"q": "kilgrave", "after": after}).status_code == 404


def test_nothing_is_after_the_last_page(client, find, press):
    press.live("Kilgrave", at=FIRST_DAY)
    find("kilgrave")
    assert client.get("/search/?q=kilgrave&after=5").status_code == 404


def test_the_page_says_what_was_found(client, find, press, catalog):
    story = press.live(
        "Production starts",
        standfirst="It is about a show.",
        body="<p>Nobody has forgotten Kilgrave.</p>",
        about=[catalog["season"]],
        claims=[{"says": "Season 2 films", "kind": "filming_began", **{"show": catalog["show"]}}],
        at=FIRST_DAY,
    )
    find("kilgrave")
    html = html_of(client, "Kilgrave")
    assert "1 result for “Kilgrave”" in html
    assert f'<a href="{story.get_absolute_url()}">Production starts</a>' in html
    assert '<p class="dek">Nobody has forgotten <mark>Kilgrave</mark>.</p>' in html
    assert 'data-standing="reported"' in html
    assert re.sub(r"<[^>]+>", "", html).count("TV · Jessica Jones · 10 April 2017") == 1
    assert 'value="Kilgrave"' in html


def test_shows_the_standfirst_where_it_says_it_too(client, find, press):
    press.live("One", standfirst="After Kilgrave.", body="<p>Kilgrave is gone.</p>")
    find("kilgrave")
    assert '<p class="dek">After <mark>Kilgrave</mark>.</p>' in html_of(client, "kilgrave")


def test_nothing_that_is_typed_or_written_becomes_html(client, find, press):
    evil = "<script>alert(1)</script> & Kilgrave"
    press.live(evil, standfirst=f"{evil} <b>", body="<p>Kilgrave &lt;script&gt; &amp;amp;</p>")
    press.live("Body", standfirst="", body="<p>Rosenberg &lt;script&gt; &amp;amp;</p>")
    Character.objects.create(name="<script>Kilgrave", slug="k", description="<b>bad</b>")
    find("kilgrave")
    for typed in ("kilgrave", "script", "alert", "amp", "rosenberg", '<script>"kilgrave'):
        html = html_of(client, typed)
        ours = html.count('<script src="') + html.count("<script>(() => {\n")
        assert html.count("<script") == ours == 2, typed
        assert "<b>" not in html, typed
        assert "<mark>" in html, typed
    assert "&lt;script&gt;&quot;kilgrave" in html
    assert "<mark>Rosenberg</mark> &lt;script&gt; &amp;amp;" in html_of(client, "rosenberg")


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:20]))
def test_no_input_breaks_the_page(client, find, press, typed):
    press.live("Kilgrave returns")
    Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")
    find(typed)
    find(typed, order="newest")


@given(typed=st.text(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_search(typed):
    query = ask.parse(typed)
    assert ask.find_stories(query).rows == []
    assert ask.find_names(query) == []


def test_bytes_that_are_no_text_do_not_break_the_page(client):
    assert client.get("/search/?q=%ff%fe%00kilgrave%ed%a0%80").status_code == 200
    assert client.get("/search/?q=a&q=b&order=%00").status_code == 200


def test_what_to_try_when_nothing_is_found(client):
    html = html_of(client, "zxqj")
    assert "Nothing found for “zxqj”" in html
    assert "Try fewer words" in html


def test_words_that_every_story_has_are_found_where_there_are_no_others(client, find, press):
    press.live("Who is the Purple Man")
    press.live("The man who is", body="<p>Nobody.</p>")
    Show.objects.create(name="The Who", slug="the-who")
    assert find('"who is the"') == ["Who is the Purple Man"]
    assert len(find("who")) == 2
    assert "/shows/the-who/" in html_of(client, "the who")


def test_a_minus_leaves_stories_and_names_out(client, find, press):
    press.live("Kilgrave and Trish")
    press.live("Kilgrave and Luke Cage")
    press.live("Kilgrave and a luke-warm cage")
    Character.objects.create(name="Kilgrave", slug="kilgrave")
    Character.objects.create(name="Kilgrave Cage", slug="other")
    assert sorted(find("kilgrave -trish")) == [
        "Kilgrave and Luke Cage",
        "Kilgrave and a luke-warm cage",
    ]
    assert sorted(find('kilgrave -"luke cage"')) == [
        "Kilgrave and Trish",
        "Kilgrave and a luke-warm cage",
    ]
    html = html_of(client, "kilgrave -cage")
    assert "/characters/kilgrave/" in html
    assert "/characters/other/" not in html


def test_finds_names_by_the_beginnings_of_their_words(client, catalog, olv, press):
    def found(typed: str) -> set[str]:
        html = html_of(client, typed)
        return set(re.findall(r'<h3><a href="(/[a-z]+/[^"]+)"', html))

    kilgrave = Character.objects.create(
        name="Kilgrave", slug="kilgrave", aliases="Zebediah Killgrave\nThe Purple Man"
    )
    tennant = Person.objects.create(name="David Tennant", slug="david-tennant")
    Person.objects.create(name="Élodie Yung", slug="elodie-yung")
    Location.objects.create(name="Tompkins Square", slug="tompkins-square", city="New York")
    Credit.objects.create(person=tennant, show=catalog["show"], character=kilgrave)
    assert found("kilg") == {"/characters/kilgrave/"}
    assert found("KILL") == {"/characters/kilgrave/"}
    assert found("grave") == set(), "words are found from their beginning"
    assert found("purple man") == {"/characters/kilgrave/"}
    assert found("tennant, david") == {"/people/david-tennant/"}
    assert found("elodie") == found("ÉLODIE") == {"/people/elodie-yung/"}
    assert found("square tomp") == {"/locations/tompkins-square/"}
    assert found("vacation") == set(), "nothing live rests on it yet"
    story = press.live("Trucks", sources=[[olv]])
    assert found("vacation") == {"/sources/on-location-vacations/"}
    workflow.withdraw(story, None)
    assert found("Jessica Jones") == {"/characters/jessica/", "/shows/jessica-jones/"}
    assert found("nobody") == set()


def test_two_letters_begin_a_name(client):
    Person.objects.create(name="JJ Abrams", slug="jj")
    Person.objects.create(name="Hajji Baba", slug="hajji")
    html = html_of(client, "jj")
    assert "/people/jj/" in html
    assert "/people/hajji/" not in html


def test_says_who_a_name_is(client, catalog):
    Character.objects.filter(pk=catalog["character"].pk).update(aliases="Jewel")
    assert "Played by Krysten Ritter. Jessica <mark>Jones</mark>." in html_of(client, "jones")
    assert "Also <mark>Jewel</mark>." in html_of(client, "jewel")
    assert '<mark>Krysten</mark> Ritter</a></h3>\n<p class="dek">Jessica Jones in' in html_of(
        client, "krysten"
    )
    rosenberg = Person.objects.create(name="Melissa Rosenberg", slug="melissa-rosenberg")
    Credit.objects.create(person=rosenberg, show=catalog["show"], job="Showrunner")
    assert "Showrunner, Jessica Jones." in html_of(client, "rosenberg")
    assert 'data-show="jessica-jones"' in html_of(client, "rosenberg")


def test_at_most_five_names_of_a_kind_the_likeliest_first(client, press):
    for number in range(6):
        Source.objects.create(name=f"A Netflix {number}", slug=f"netflix-{number}")
    Source.objects.create(name="Netflix", slug="netflix")
    press.live(sources=[[source] for source in Source.objects.all()])
    names = ask.find_names(ask.parse("netflix"))
    assert [len(kind.rows) for kind in names] == [5]
    assert names[0].rows[0].url == "/sources/netflix/"


def add_three_of_everything(press, catalog, filming, olv, times: int) -> None:
    for number in range(times):
        press.live(
            f"Jessica {number}",
            body="<p>Jessica in the body</p>",
            about=[catalog["season"]],
            sources=[[olv]],
            claims=[filming()],
            topics=[f"jessica {number}"],
        )
        Character.objects.create(name=f"Jessica {number}", slug=f"c{number}")
        person = Person.objects.create(name=f"Jessica {number}", slug=f"p{number}")
        Credit.objects.create(
            person=person, show=catalog["show"], character=Character.objects.last()
        )
        Show.objects.create(name=f"Jessica {number}", slug=f"s{number}")
        Source.objects.create(name=f"Jessica {number}", slug=f"o{number}")


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("order", ["", "newest"])
def test_the_page_takes_the_same_queries_whatever_it_finds(
    client, find, press, catalog, filming, olv, django_assert_num_queries, times, order
):
    add_three_of_everything(press, catalog, filming, olv, times)
    assert len(find("jessica")) == times
    cache.clear()
    with django_assert_num_queries(15):
        html = html_of(client, "jessica", order=order)
    assert html.count("<article") > times
