"""What the feeds say, read back by a library that is not ours and held to the rules for feeds."""

import json
import time
from calendar import timegm
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils.html import strip_tags

from articles import workflow
from articles.feeds import channels
from articles.models import Article, Byline, Citation
from articles.shared_picture import shared_picture
from articles.tests.feed_rules import check
from authors.models import Author
from geekfeed.tests.cast import FIRST_DAY, Press, picture
from geekfeed.tests.reading import count_queries, read
from shows.models import Franchise, Show

RSS, ATOM, JSON = FORMS = ("feed/", "feed/atom/", "feed/json/")
KINDS = {
    RSS: "application/rss+xml; charset=utf-8",
    ATOM: "application/atom+xml; charset=utf-8",
    JSON: "application/feed+json; charset=utf-8",
}
PAGES = [
    "/",
    "/tv/",
    "/shows/jessica-jones/",
    "/franchises/marvel-netflix/",
    "/topics/filming/",
    "/authors/marguerite-lunn/",
    "/sources/on-location-vacations/",
]
EACH = pytest.mark.parametrize("form", FORMS)
EVERY = pytest.mark.parametrize("page", PAGES)


def parsed(client: Client, address: str) -> Any:
    """The feed as feedparser gives it, untouched; of a JSON feed the same names."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert check(answer.content, f"http://127.0.0.1:8000{address}") == []
    if address.endswith(JSON):
        return json.loads(answer.content)
    feed = feedparser.parse(answer.content, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def items(client: Client, address: str) -> list[dict[str, Any]]:
    """The entries of any of the feeds by the same names."""
    feed = parsed(client, address)
    if address.endswith(JSON):
        return [
            {
                "title": item["title"],
                "link": item["url"],
                "id": item["id"],
                "text": item["content_html"],
                "published": datetime.fromisoformat(item["date_published"]),
                "updated": datetime.fromisoformat(item["date_modified"]),
                "authors": [author["name"] for author in item.get("authors", [])],
                "tags": item["tags"],
                "picture": item.get("image", ""),
            }
            for item in feed["items"]
        ]
    return [
        {
            "title": entry.title,
            "link": entry.link,
            "id": entry.id,
            "text": entry.content[0].value if "content" in entry else entry.summary,
            "published": _moment(entry.published_parsed),
            "updated": _moment(entry.updated_parsed),
            "authors": [author.name for author in entry.get("authors", [])],
            "tags": [tag.term for tag in entry.tags],
            "picture": entry.media_content[0]["url"] if "media_content" in entry else "",
        }
        for entry in feed.entries
    ]


def _moment(parts: time.struct_time) -> datetime:
    return datetime.fromtimestamp(timegm(parts), UTC)


@pytest.fixture
def everything(press, filming, olv):
    """A story that is in each of the feeds, and a second show of the franchise."""
    claim = filming()
    franchise = Franchise.objects.create(name="Marvel", slug="marvel-netflix")
    other = Show.objects.create(name="Luke Cage", slug="luke-cage", franchise=franchise)
    Show.objects.filter(slug="jessica-jones").update(franchise=franchise)
    story = press.draft(
        "In all of them", about=[claim["season"], other], sources=[[olv]], topics=["filming"]
    )
    Citation.objects.create(content_object=story, tag=olv, position=1, url="https://x.example/2")
    workflow.publish(story, None, at=FIRST_DAY)
    return story


@EACH
def test_an_entry_says_what_the_story_is_about_who_wrote_it_and_where_it_stands(
    client, press, settings, form
):
    story = press.draft(
        "Production Starts",
        standfirst="A crew is there.",
        body="<p>All of it.</p>",
        topics=["filming", "New York"],
        lead_image=picture("The number 101", size=(1920, 1080)),
    )
    other = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    Byline.objects.create(article=story, author=other, position=1)
    workflow.publish(story, None, at=FIRST_DAY)
    assert items(client, f"/{form}") == [
        {
            "title": "Production Starts",
            "link": settings.SITE_URL + story.get_absolute_url(),
            "id": f"tag:127.0.0.1,2017-04:story/{story.pk}",
            "text": "<p>A crew is there.</p>",
            "published": FIRST_DAY,
            "updated": FIRST_DAY,
            "authors": ["Marguerite Lunn", "Dee Okafor"],
            "tags": ["TV", "filming", "New York"],
            "picture": shared_picture(story.lead_image).url,
        }
    ]


@pytest.mark.parametrize("form", [RSS, ATOM])
def test_a_picture_comes_with_its_measures_and_with_whose_it_is(client, press, form):
    story = press.live(lead_image=picture("The number 101", size=(1920, 1080)))
    shared = shared_picture(story.lead_image)
    (entry,) = parsed(client, f"/{form}").entries
    (image,) = entry.media_content
    told = [image[name] for name in ("type", "medium", "width", "height")]
    assert told == [shared.kind, "image", str(shared.width), str(shared.height)]
    assert shared.kind.startswith("image/")
    assert [credit["content"] for credit in entry.media_credit] == ["Illustration: GeekFeed"]


@EACH
def test_all_of_it_is_there_where_the_site_says_so(client, press, settings, form):
    settings.FEED_FULL_TEXT = True
    story = press.live(
        standfirst="A crew is there.",
        lead_image=picture("The number 101", size=(320, 180)),
        body='<p>See <a href="/shows/">all</a>, <a href="#note">this</a>, '
        '<a href="https://x.example/?a=1&amp;b=2">that</a>.</p>'
        '<figure><img src="/media/x/480.webp" alt="X">'
        '<figcaption><span class="credit">Us</span></figcaption></figure>'
        '<p><code>href="/a" class="b"</code></p>'
        '<figure data-embed="youtube" data-id="abcdefghijk">'
        '<a href="https://youtu.be/abcdefghijk">Watch</a></figure>',
    )
    workflow.correct(story, None, "correction", "Not Ohio.", at=FIRST_DAY)
    site = settings.SITE_URL
    lead = shared_picture(story.lead_image)
    (entry,) = items(client, f"/{form}")
    assert entry["text"] == (
        f'<figure><img src="{lead.url}" width="{lead.width}" height="{lead.height}" '
        'alt="The number 101, drawn"><figcaption>Illustration: GeekFeed</figcaption></figure>\n'
        "<p><em>A crew is there.</em></p>\n"
        f'<p>See <a href="{site}/shows/" rel="noopener">all</a>, '
        f'<a href="{site}{story.get_absolute_url()}#note" rel="noopener">this</a>, '
        '<a href="https://x.example/?a=1&amp;b=2" rel="noopener">that</a>.</p>'
        f'<figure><img src="{site}/media/x/480.webp" alt="X">'
        "<figcaption><span>Us</span></figcaption></figure>"
        '<p><code>href="/a" class="b"</code></p>'
        '<figure><a href="https://youtu.be/abcdefghijk" rel="noopener">Watch</a></figure>'
        "<p><strong>Correction, 10 April 2017</strong></p><p>Not Ohio.</p>"
    )


def test_beside_the_whole_text_stands_what_it_is_about(client, press, settings):
    settings.FEED_FULL_TEXT = True
    press.live(standfirst="A crew is there.")
    for form in (RSS, ATOM):
        assert parsed(client, f"/{form}").entries[0].summary == "<p>A crew is there.</p>"
    assert parsed(client, f"/{JSON}")["items"][0]["summary"] == "A crew is there."


@EACH
def test_every_notice_is_stated_dated_and_typed_and_moves_the_date(client, press, form):
    story = press.live(standfirst="A crew is there.", at=FIRST_DAY)
    workflow.correct(story, None, "clarification", "The front only.", at=FIRST_DAY)
    corrected = FIRST_DAY + timedelta(days=1)
    workflow.correct(story, None, "correction", "Not <i>Ohio</i>.", at=corrected)
    (entry,) = items(client, f"/{form}")
    assert (entry["published"], entry["updated"]) == (FIRST_DAY, corrected)
    assert entry["text"].split("\n") == [
        "<p>A crew is there.</p><p><strong>Clarification, 10 April 2017</strong></p>"
        "<p>The front only.</p>",
        "<p><strong>Correction, 11 April 2017</strong></p><p>Not &lt;i&gt;Ohio&lt;/i&gt;.</p>",
    ]


@EACH
def test_an_entry_keeps_its_name_under_another_headline_and_address(client, press, form):
    story = press.live("Production Starts")
    before = items(client, f"/{form}")[0]["id"]
    Article.objects.filter(pk=story.pk).update(headline="Another", slug="another")
    after = items(client, f"/{form}")[0]
    assert (after["title"], after["id"]) == ("Another", before)


@EACH
def test_without_a_standfirst_it_says_how_the_text_begins(client, press, form):
    press.live(body=f"<p>One <em>two</em> &amp; three.</p><p>{'word ' * 80}</p>")
    text = strip_tags(items(client, f"/{form}")[0]["text"])
    assert text.startswith("One two &amp; three. word word")
    assert len(text.split()) == 50


@EACH
@pytest.mark.parametrize("is_whole", [False, True])
def test_whatever_is_typed_it_is_well_formed(client, press, settings, form, is_whole):
    settings.FEED_FULL_TEXT = is_whole
    hostile = "<b>A & B</b> ]]> \x0b\x08\x1f\ufffe\ud7ff \U0001f600 &amp; \"'"
    image = picture()
    image.alt = image.credit = hostile
    image.save()
    story = press.live("x", standfirst=hostile, lead_image=image, body="<p>\x01]]> &#11;</p>")
    Article.objects.filter(pk=story.pk).update(headline=hostile)
    Author.objects.update(name=hostile)
    workflow.correct(Article.objects.get(), None, "correction", hostile)
    (entry,) = items(client, f"/{form}")
    shown = "<b>A & B</b> ]]> \ud7ff \U0001f600 &amp; \"'"
    assert entry["title"] == shown
    assert entry["authors"] == [shown]
    assert "<b>" not in entry["text"]
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in entry["text"]


@EACH
def test_the_latest_come_first_and_only_live_ones(client, press, monkeypatch, form):
    monkeypatch.setattr(channels, "MOST", 2)
    for headline in ("One", "Two", "Three"):
        press.live(headline)
    for state in ("draft", "in_review", "scheduled", "withdrawn"):
        getattr(press, state)(state)
    assert [entry["title"] for entry in items(client, f"/{form}")] == ["Three", "Two"]


# -- Each page's own -----------------------------------------------------------------------------


@EVERY
def test_each_page_s_feed_has_its_stories_once_and_no_others(client, press, everything, page):
    stranger = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    movies = press.section.__class__.objects.create(name="Movies", slug="movies")
    other = Press(movies, stranger)
    other.live("Elsewhere", slug="elsewhere")
    for state in ("draft", "in_review", "scheduled", "withdrawn"):
        getattr(press, state)(
            f"Hidden {state}",
            about=[Show.objects.get(slug="jessica-jones")],
            topics=["filming"],
            sources=[[everything.citations.first().tag]],
        )
    titles = (["Elsewhere"] if page == "/" else []) + ["In all of them"]
    for form in FORMS:
        assert [entry["title"] for entry in items(client, page + form)] == titles


@EVERY
def test_each_feed_names_itself_and_its_page(client, everything, settings, page):
    names = ["TV", "Jessica Jones", "Marvel", "filming", "Marguerite Lunn", "On Location Vacations"]
    name = dict(zip(PAGES[1:], names, strict=True)).get(page)
    title = f"GeekFeed: {name}" if name else "GeekFeed"
    for form in (RSS, ATOM):
        feed = parsed(client, page + form).feed
        assert (feed.title, feed.link, feed.language) == (title, settings.SITE_URL + page, "en")
    feed = parsed(client, page + JSON)
    told = (feed["title"], feed["home_page_url"], feed["language"])
    assert told == (title, settings.SITE_URL + page, "en")
    assert feed["icon"] == f"{settings.SITE_URL}/static/img/apple-touch-icon.png"
    kinds = {form: client.get(page + form)["Content-Type"] for form in FORMS}
    assert kinds == KINDS


@EVERY
def test_a_page_s_head_names_its_feeds_after_those_of_the_site(client, everything, page):
    links = read(client.get(page)).all("link[rel=alternate]")
    own = [] if page == "/" else [page + form for form in FORMS]
    assert [link["href"] for link in links] == [f"/{form}" for form in FORMS] + own
    kinds = [kind.partition(";")[0] for kind in KINDS.values()]
    assert [link["type"] for link in links] == kinds * (len(links) // 3)
    assert len({link["title"] for link in links}) == len(links)


@EVERY
def test_a_page_s_foot_leads_to_its_own(client, everything, page):
    found = [link for link in read(client.get(page)).links(".footer") if "feed/" in link[1]]
    site = [("RSS feed", "/feed/"), ("Atom feed", "/feed/atom/"), ("JSON feed", "/feed/json/")]
    names = ["TV", "Jessica Jones", "Marvel", "filming", "Marguerite Lunn", "On Location Vacations"]
    own = dict(zip(PAGES[1:], names, strict=True)).get(page)
    assert found == ([(f"RSS feed: {own}", f"{page}feed/")] if own else []) + site


def test_every_foot_leads_to_those_of_the_site(client, press):
    page = read(client.get(press.live().get_absolute_url()))
    found = [link for link in page.links(".footer") if "feed" in link[1]]
    assert found == [
        ("RSS feed", "/feed/"),
        ("Atom feed", "/feed/atom/"),
        ("JSON feed", "/feed/json/"),
    ]


@EACH
def test_former_addresses_lead_on(client, everything, form):
    show, source = Show.objects.get(slug="jessica-jones"), everything.citations.first().tag
    show.former.create(slug="jj")
    source.former.create(slug="olv", name="OLV")
    there = [client.get(f"{page}{form}")["Location"] for page in ("/shows/jj/", "/sources/olv/")]
    pages = ["/shows/jessica-jones/", "/sources/on-location-vacations/"]
    assert there == [page + form for page in pages]


@EVERY
def test_a_feed_without_stories_is_one_where_its_page_is(client, everything, page):
    Article.objects.all().delete()
    for form in FORMS:
        if page.startswith(("/topics/", "/sources/")):
            assert client.get(page + form).status_code == 404
        else:
            assert items(client, page + form) == []


@EACH
def test_an_empty_site_has_feeds(client, db, form):
    assert items(client, f"/{form}") == []
    assert "Last-Modified" not in client.get(f"/{form}")


def test_feeds_are_only_read(client, everything):
    answers = {p + form: client.post(p + form).status_code for p in PAGES for form in FORMS}
    assert answers == dict.fromkeys(answers, 405)


# Short queries say whether it has changed; the page's own record is one more.
@EVERY
def test_three_of_everything_cost_what_one_costs(client, press: Press, everything, page):
    show, source = Show.objects.get(slug="jessica-jones"), everything.citations.first().tag

    def more(*numbers: int) -> None:
        for number in numbers:
            story = press.draft(
                about=[show],
                sources=[[source]],
                topics=["filming", *(f"t {number} {n}" for n in range(number))],
            )
            for other in range(number):
                slug = f"a-{number}-{other}"
                author = Author.objects.create(name=slug, slug=slug)
                Byline.objects.create(article=story, author=author, position=other + 1)
            workflow.publish(story, None)
            for _ in range(number):
                workflow.correct(story, None, "update", "More.")

    more(1)
    one = count_queries(client, page + RSS)
    more(2, 3)
    counts = {count_queries(client, page + form) for form in FORMS}
    expected = {"/": 8, PAGES[3]: 10}.get(page, 9)
    assert (one, counts) == (expected, {expected})
