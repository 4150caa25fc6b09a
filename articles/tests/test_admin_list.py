"""The list of stories: what its lines say, how it is leafed through, and what it costs."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import pending, workflow
from articles.admin import leafing, lines
from articles.models import Article, Note, Presence, Revision
from articles.search import index
from articles.tests.desk import at_desk, form_of
from authors.models import Author
from geekfeed.tests.reading import read
from shows.models import Season, Show
from sources.models import Domain, Source

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(editor):
    return at_desk(editor)


def headlines(page) -> list[str]:
    assert page.status_code == 200, page
    return [story.headline for story in page.context["cl"].result_list]


def line(page, headline: str):
    """The line of a story, as the page has it."""
    rows = [
        row
        for row in read(page).all("#result_list tbody tr")
        if row.one(".field-story a").text == headline
    ]
    assert len(rows) == 1
    return rows[0]


def queries(client, address) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def dated(story, moment) -> None:
    """As if it had been saved last at that moment."""
    Article.objects.filter(pk=story.pk).update(changed_at=moment)


# -- What a line says ----------------------------------------------------------------------------


def test_a_line_says_all_about_its_story(desk, press, jessica_jones, olv, mcuexchange):
    story = press.live("Out", about=[jessica_jones], sources=[[olv, mcuexchange], [mcuexchange]])
    row = line(desk.get(LIST), "Out")
    assert [cell.text for cell in row.all("td")][1:] == [
        "Live",
        "Marguerite Lunn",
        "since 10 Apr 2017",
        "2 sources",
        timezone.localtime(Article.objects.get().changed_at).strftime("%H:%M"),
    ]
    assert row.links(".field-story") == [("Out", form_of(story))]
    assert row.one("[data-show=jessica-jones]").text == "Jessica Jones"
    assert row.one(".field-story small").text == "Jessica Jones TV"


def test_a_live_story_with_changes_has_their_headline_and_says_where_they_are(
    desk, press, editor, writer
):
    story = press.live("As it is", created_by=writer)
    base = pending.pending(story)
    mine = base | {"fields": base["fields"] | {"headline": ["As it will be"]}}
    pending.keep(story, writer, mine, base)
    row = line(desk.get(LIST), "As it will be")
    assert row.one(".state.changes").text == "Live, changes"
    workflow.submit(Article.objects.get(), writer)
    row = line(desk.get(LIST), "As it will be")
    assert row.one(".state.changes").text == "Live, changes in review"
    workflow.send_back(Article.objects.get(), editor, why="The name is wrong.")
    row = line(desk.get(LIST), "As it will be")
    assert row.one(".state.changes").text == "Sent back"
    assert "“The name is wrong.”" in row.one(".field-story small").text


def test_a_draft_that_came_back_says_why(desk, press, editor):
    story = press.in_review("Came back")
    workflow.send_back(story, editor, why="Needs a second source.")
    row = line(desk.get(LIST), "Came back")
    assert row.one(".state.draft").text == "Sent back"
    assert row.one(".field-story small").text == "TV “Needs a second source.”"


def test_a_withdrawn_story_says_since_when_and_why(desk, press, editor):
    story = press.live("Gone")
    workflow.withdraw(story, editor, why="The source took it back.")
    at = Revision.objects.get(verb="withdraw").at
    row = line(desk.get(LIST), "Gone")
    assert row.one(".field-when").text == f"gone since {timezone.localtime(at):%H:%M}"
    assert row.one(".field-story small").text == "TV “The source took it back.”"


def test_a_story_says_when_it_goes_out_or_is_meant_to(desk, press, editor, season_2):
    noon = timezone.localtime().replace(hour=12, minute=0) + timedelta(days=3)
    day = noon.strftime("%-d %b, 12:00")
    press.draft("Without a date")
    workflow.plan(press.draft("Planned"), editor, planned_for=noon)
    workflow.schedule(press.draft("Scheduled"), editor, noon)
    workflow.plan(press.draft("Waits"), editor, planned_for=noon, embargo_season=season_2)
    page = desk.get(LIST)
    assert line(page, "Without a date").one(".field-when").text == "no date"
    assert line(page, "Planned").one(".field-when").text == f"planned {day}"
    assert line(page, "Scheduled").one(".field-when").text == day
    assert line(page, "Waits").one(".field-when").text == f"planned {day} · embargo"


def test_who_is_in_a_story_now_is_named_and_who_was_is_not(desk, press, writer, other_writer):
    story, now = press.draft("Busy"), timezone.now()
    writer.first_name, writer.last_name = "Tomasz", "Brandt"
    writer.save()
    Presence.objects.create(article=story, user=writer, since=now, seen_at=now)
    gone = now - timedelta(minutes=2)
    Presence.objects.create(article=story, user=other_writer, since=gone, seen_at=gone)
    assert line(desk.get(LIST), "Busy").one(".field-story small").text == "TV TB is in it"


def test_a_story_of_which_nothing_is_written_yet_can_be_opened(desk, tv):
    story = Article.objects.create()
    row = line(desk.get(LIST), "Untitled")
    assert row.links(".field-story") == [("Untitled", form_of(story))]
    assert row.one(".field-sources").text == "none"


def test_what_was_typed_is_text_and_no_html(desk, press, editor):
    story = press.in_review("<b>Bold</b>")
    workflow.send_back(story, editor, why="<script>x</script>")
    html = desk.get(LIST).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html
    assert "<script>x" not in html


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2017, 4, 12, 9, 5), "09:05"),
        (datetime(2017, 4, 11, 9, 5), "Tue"),
        (datetime(2017, 4, 6, 9, 5), "Thu"),
        (datetime(2017, 4, 5, 9, 5), "5 Apr"),
        (datetime(2017, 4, 13, 9, 5), "13 Apr"),
        (datetime(2016, 12, 31, 9, 5), "31 Dec 2016"),
    ],
)
def test_a_moment_is_as_exact_as_a_glance_needs(monkeypatch, at, words):
    now = timezone.make_aware(datetime(2017, 4, 12, 10, 42))
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert lines.glance(timezone.make_aware(at)) == words


def test_an_empty_desk_says_how_to_begin(desk, tv):
    page = read(desk.get(LIST))
    assert page.links(".nothing") == [("Write the first one", LIST + "add/")]
    assert page.all("#result_list") == []
    assert read(desk.get(LIST, {"state": "draft"})).one(".nothing").text == "No story is like that."


def test_a_writer_sees_their_own_stories_and_what_is_live(writer, press):
    press.draft("Theirs")
    press.draft("Mine", created_by=writer)
    press.live("Out")
    assert sorted(headlines(at_desk(writer).get(LIST))) == ["Mine", "Out"]
    assert headlines(at_desk(writer).get(LIST, {"state": "draft"})) == ["Mine"]
    assert headlines(at_desk(writer).get(LIST, {"q": "body"})) == []


@pytest.mark.parametrize("tried", [1, 100])
def test_whatever_a_writer_asks_for_what_is_hidden_stays_so(
    writer, press, filming, olv, monkeypatch, tried
):
    monkeypatch.setattr(leafing, "TRIED", tried)
    monkeypatch.setattr(leafing, "SEARCHED", tried)
    claim = filming()
    facts = {"about": [claim["season"]], "sources": [[olv]], "claims": [claim]}
    made = [
        press.draft("Zanzibar", **facts),
        press.in_review("Zanzibar", **facts),
        press.scheduled("Zanzibar", **facts),
        press.withdrawn("Zanzibar", **facts),
        press.draft("Mine", created_by=writer, **facts),
    ]
    for story in made:
        Note.objects.create(article=story, text="Why?")
        index.refresh(story)
    desk = at_desk(writer)
    for query in (
        "show=jessica-jones",
        "source=on-location-vacations",
        "author=marguerite-lunn",
        "section=tv",
        "standing=reported",
        "needs=picture",
        "needs=notes",
        "changed=today",
        "state=mine",
        "state=draft",
        "q=body",
        "q=onlocationvacations.com",
        "q=body&show=jessica-jones",
        "order=oldest",
        "",
    ):
        assert headlines(desk.get(f"{LIST}?{query}")) == ["Mine"], query
    for query in ("q=zanzibar", f"q={made[0].slug}", "state=in_review", "state=scheduled"):
        assert headlines(desk.get(f"{LIST}?{query}")) == [], query
    assert headlines(desk.get(f"{LIST}?state=withdrawn")) == []


# -- Order and pages -----------------------------------------------------------------------------


@pytest.fixture
def seven(press, monkeypatch):
    """Stories 1 to 7, saved in that order, pages of three."""
    monkeypatch.setattr("articles.admin.ArticleAdmin.list_per_page", 3)
    now = timezone.now()
    for number in range(1, 8):
        dated(press.live(f"Story {number}"), now - timedelta(hours=7 - number))


def leafed(desk, query: str, way: str) -> list[list[str]]:
    """The pages that one comes to by leafing one way until there are no more."""
    pages = []
    while True:
        page = desk.get(LIST + query)
        pages.append([headline.removeprefix("Story ") for headline in headlines(page)])
        query = getattr(page.context["cl"], way)
        if not query:
            return pages


def test_every_story_is_on_one_page_whichever_way_one_leafs(desk, seven):
    forth = leafed(desk, "", "older")
    assert forth == [["7", "6", "5"], ["4", "3", "2"], ["1"]]
    last = desk.get(LIST + desk.get(LIST).context["cl"].older)
    last = desk.get(LIST + last.context["cl"].older)
    assert leafed(desk, last.context["cl"].newer, "newer") == [["4", "3", "2"], ["7", "6", "5"]]


def test_the_oldest_change_comes_first_where_one_asks_for_it(desk, seven):
    assert leafed(desk, "?order=oldest", "older") == [["1", "2", "3"], ["4", "5", "6"], ["7"]]
    page = desk.get(LIST, {"order": "oldest"})
    assert read(page).one("th.field-changed")["aria-sort"] == "ascending"
    assert headlines(desk.get(LIST + page.context["cl"].by_change))[0] == "Story 7"


def test_what_is_live_can_be_ordered_by_when_it_went_out(desk, seven):
    Article.objects.filter(headline="Story 2").update(live_at=timezone.now())
    assert leafed(desk, "?state=live&order=out", "older")[0] == ["2", "7", "6"]
    assert leafed(desk, "?state=live&order=first", "older")[0] == ["1", "3", "4"]
    assert read(desk.get(LIST, {"state": "live", "order": "out"})).one("th.field-when")[
        "aria-sort"
    ] == ("descending")


def test_what_is_scheduled_can_be_ordered_by_when_it_goes_out(desk, press, editor):
    for hours in (2, 3, 1):
        workflow.schedule(
            press.draft(f"Story {hours}"), editor, timezone.now() + timedelta(hours=hours)
        )
    press.draft("A draft")
    assert leafed(desk, "?state=scheduled&order=first", "older") == [["1", "2", "3"]]


def test_a_list_in_which_not_all_have_a_moment_cannot_be_ordered_by_it(desk, seven):
    assert read(desk.get(LIST)).links("th.field-when") == []
    for query in ("?order=out", "?state=draft&order=first", "?order=nonsense"):
        assert desk.get(LIST + query)["Location"] == f"{LIST}?e=1"


def test_stories_that_were_saved_in_the_same_moment_are_all_there(desk, seven):
    Article.objects.update(changed_at=timezone.now())
    assert [n for page in leafed(desk, "", "older") for n in page] == list("7654321")
    assert [n for page in leafed(desk, "?order=oldest", "older") for n in page] == list("1234567")


def test_a_page_whose_stories_have_moved_up_leads_back_to_the_beginning(desk, seven):
    second = desk.get(LIST).context["cl"].older
    Article.objects.filter(headline__in=["Story 1", "Story 2", "Story 3", "Story 4"]).update(
        changed_at=timezone.now() + timedelta(hours=1)
    )
    page = desk.get(LIST + second)
    assert headlines(page) == ["Story 4", "Story 3", "Story 2"]
    assert page.context["cl"].newer == ""


def test_choosing_something_begins_with_the_first_page(desk, seven):
    page = desk.get(LIST + desk.get(LIST).context["cl"].older)
    assert headlines(page) == ["Story 4", "Story 3", "Story 2"]
    tab = page.context["cl"].tabs[6]
    assert (tab.label, parse_qs(tab.query)) == ("Live", {"?state": ["live"]})


@pytest.mark.parametrize("token", ["", "x", "W10", "bnVsbA", "%00", "A" * 5000])
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_token_that_was_not_made_here_is_a_404(desk, seven, way, token):
    assert desk.get(f"{LIST}?{way}={token}").status_code == 404


def test_a_token_of_another_order_is_a_404(desk, seven):
    token = desk.get(LIST).context["cl"].older
    assert desk.get(f"{LIST}{token}&q=story").status_code == 404


# -- What is rare is found, whatever is read first ------------------------------------------------


@pytest.mark.parametrize("tried", [1, 2, 5, 100])
def test_what_is_found_does_not_depend_on_how_many_are_tried(
    desk, seven, press, jessica_jones, monkeypatch, tried
):
    monkeypatch.setattr(leafing, "TRIED", tried)
    monkeypatch.setattr(leafing, "SEARCHED", tried)
    for headline in ("Story 2", "Story 3", "Story 5", "Story 6"):
        story = Article.objects.get(headline=headline)
        story.coverage.create(show=jessica_jones)
    for query in ("?show=jessica-jones", "?show=jessica-jones&state=live"):
        assert leafed(desk, query, "older") == [["6", "5", "3"], ["2"]]
        assert leafed(desk, f"{query}&order=oldest", "older") == [["2", "3", "5"], ["6"]]
        second = desk.get(LIST + query).context["cl"].older
        assert leafed(desk, second, "newer") == [["2"], ["6", "5", "3"]]
    for story in Article.objects.all():
        index.refresh(story)
    for query in ("?q=story", "?q=story&show=jessica-jones"):
        whole = ["7654321", "6532"]["show" in query]
        assert "".join(n for page in leafed(desk, query, "older") for n in page) == whole
        old = leafed(desk, f"{query}&order=oldest", "older")
        assert "".join(n for page in old for n in page) == whole[::-1]


# -- The search ----------------------------------------------------------------------------------


@pytest.fixture
def find(desk):
    def found(typed: str, **others: str) -> list[str]:
        for story in Article.objects.all():
            index.refresh(story)
        return headlines(desk.get(LIST, {"q": typed, **others}))

    return found


def test_drafts_are_found_by_any_of_their_words(find, press, jessica_jones, olv):
    press.draft(
        "Cameras roll",
        standfirst="A permit.",
        body="<p>Tacos</p>",
        about=[jessica_jones],
        sources=[[olv]],
        topics=["streets"],
    )
    press.withdrawn("Something else", body="<p>Nothing</p>")
    for typed in ("cameras", "permit", "tacos", "jessica", "vacations", "lunn roll", "streets"):
        assert find(typed) == ["Cameras roll"] or typed == "lunn roll", typed
    assert find("nothing") == ["Something else"]
    assert find("kilgrave") == []


def test_what_words_find_comes_in_the_order_in_which_it_was_begun(find, desk, press):
    first, _second = press.draft("Filming one"), press.draft("Filming two")
    dated(first, timezone.now() + timedelta(hours=1))
    assert find("filming") == ["Filming two", "Filming one"]
    assert find("filming", order="oldest") == ["Filming one", "Filming two"]
    page = read(desk.get(LIST, {"q": "filming"}))
    assert page.links("th.field-changed") == []
    assert page.all("[aria-sort]") == []


def test_the_search_keeps_to_the_filters(find, press, jessica_jones):
    press.draft("Filming there", about=[jessica_jones])
    press.live("Filming here")
    assert find("filming", show="jessica-jones") == ["Filming there"]
    assert find("filming", state="live") == ["Filming here"]


def test_a_story_is_found_by_its_address(find, press, settings):
    story = press.draft("By address", slug="by-its-address")
    press.draft("by-its-address is a headline, too")
    for typed in (
        "by-its-address",
        "/2017/04/by-its-address/",
        story.get_absolute_url(),
        f"{settings.SITE_URL}{story.get_absolute_url()}",
        f"  {settings.SITE_URL}{story.get_absolute_url()}?utm_source=x#top ",
    ):
        assert find(typed) == ["By address"], typed


@pytest.fixture
def cited(press, olv, mcuexchange):
    Domain.objects.create(source=mcuexchange, name="mcuexchange.com")
    press.draft("First hand", sources=[[olv]])
    press.draft("By hearsay", sources=[[olv, mcuexchange]])
    press.draft("Own")


@pytest.mark.parametrize(
    "typed",
    [
        "onlocationvacations.com",
        "www.onlocationvacations.com",
        "https://onlocationvacations.com/",
        "http://www.onlocationvacations.com/2017/04/filming/",
        "OnLocationVacations.com/x?y=z",
    ],
)
def test_the_address_of_a_source_finds_what_rests_on_it(find, cited, typed):
    assert find(typed) == ["By hearsay", "First hand"]


def test_a_domain_that_a_source_has_counts_with_what_is_under_it(find, cited):
    for typed in ("mcuexchange.com", "news.mcuexchange.com", "https://mcuexchange.com/a"):
        assert find(typed) == ["By hearsay"], typed
    assert find("exchange.com") == []


def test_an_address_that_nobody_knows_is_words(find, press):
    press.draft("A word from kilgrave.example")
    assert find("kilgrave.example") == ["A word from kilgrave.example"]
    assert find("https://elsewhere.example/by-its-address/") == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'; DROP TABLE articles_article; --",
        "NEAR(a b, 5)",
        "headline:x",
        "*",
        "\\",
        "%s {} %(x)s",
        "kil\x00grave",
        "\x00",
        "http://[::1",
        "//",
        "http://",
        ".",
        "..",
        "a.b.c.d.e.f.g",
        "xn--.example",
        "/",
        "日本語",
        "👩‍🚒",
        "x" * 10_000,
        "a." * 5_000 + "com",
        "the",
        "½ ² ①",
    ],
)
def test_any_text_can_be_looked_for(find, press, typed):
    press.draft("Kilgrave")
    assert find(typed) in ([], ["Kilgrave"])


def test_white_space_looks_for_nothing(find, press):
    press.draft("Kilgrave")
    assert find("  \n ") == ["Kilgrave"]


def test_the_choosers_of_stories_search_alike(desk, press):
    story = press.draft("Kilgrave returns")
    index.refresh(story)
    press.draft("Something else")
    query = {"app_label": "articles", "model_name": "article", "field_name": "next_up"}
    for term in ("kilg", "returns kilgrave", story.slug):
        found = desk.get("/admin/autocomplete/", query | {"term": term}).json()["results"]
        assert [row["text"] for row in found] == ["Kilgrave returns"], term
    everything = desk.get("/admin/autocomplete/", query | {"term": ""}).json()["results"]
    assert len(everything) == 2


# -- What it costs -------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_one_story_and_for_three(desk, press, filming, olv, editor):
    claim = filming()
    address = f"{LIST}?show=jessica-jones&source=on-location-vacations&standing=reported&q=filming"

    def story():
        made = press.in_review(
            about=[claim["season"]], sources=[[olv]], claims=[claim], topics=["x"]
        )
        now = timezone.now()
        Presence.objects.create(article=made, user=editor, since=now, seen_at=now)
        Note.objects.create(article=made, text="Why?")
        index.refresh(made)

    story()
    cache.clear()
    for each in (LIST, address, f"{LIST}?state=in_review", f"{LIST}?needs=notes"):
        desk.get(each)  # fills the caches that every page has
    one = [len(queries(desk, each)) for each in (LIST, address)]
    story()
    story()
    assert [len(queries(desk, each)) for each in (LIST, address)] == one
    assert one[0] <= 17


def test_the_list_for_a_writer_costs_the_same_too(writer, press, jessica_jones):
    desk = at_desk(writer)
    press.draft(about=[jessica_jones], created_by=writer)
    desk.get(LIST)
    one = queries(desk, LIST)
    press.draft(about=[jessica_jones], created_by=writer)
    press.live(about=[jessica_jones])
    assert len(queries(desk, LIST)) == len(one)


def test_nothing_is_counted_and_nothing_is_skipped(desk, seven):
    for query in ("", "?state=live", "?q=story", "?show=none"):
        asked = " ".join(queries(desk, LIST + query)) if query != "?show=none" else ""
        assert "COUNT(*)" not in asked
        assert "articles_article" not in "".join(
            sql for sql in asked.split("SELECT") if "OFFSET" in sql and "LIMIT 1" not in sql
        )


def test_no_body_is_read_for_a_line(desk, press):
    press.live("Long", body="<p>Zanzibar</p>")
    assert [sql for sql in queries(desk, LIST) if '"body"' in sql] == []
    assert [sql for sql in queries(desk, LIST) if 'copy"."state"' in sql] == []


def test_the_form_costs_the_same_for_one_row_and_for_three(desk, press, filming):
    claim = filming()
    shows = [Show.objects.create(name=word, slug=word) for word in ("one", "two", "three")]
    seasons = [Season.objects.create(show=show, number=1) for show in shows]
    sources = [Source.objects.create(name=show.name, slug=show.slug) for show in shows]
    others = [press.live() for _ in shows]

    def story(rows):
        made = press.draft(
            about=seasons[:rows],
            sources=[[source, *sources] for source in sources[:rows]],
            claims=[claim] * rows,
            topics=["x", "y", "z"][:rows],
        )
        for number in range(rows):
            made.related_links.create(related=others[number], position=number)
            made.corrections.create(text="A slip")
            author = Author.objects.create(name="A", slug=f"a-{made.pk}-{number}")
            made.bylines.create(author=author, position=number + 1)
        return form_of(made)

    one, three = story(1), story(3)
    desk.get(one)  # fills the caches that every page has
    assert len(queries(desk, three)) == len(queries(desk, one))
