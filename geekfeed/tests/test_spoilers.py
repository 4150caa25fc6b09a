"""What a spoiler tells is in no list, feed, map, search, card or shared link while its horizon
holds: tried with one that is joined to everything, over every public address."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles.models import Article, RelatedStory
from articles.search import index
from articles.social_card.keeping import card_of
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import read
from geekfeed.tests.test_leaks import addresses, newsroom  # noqa: F401
from shows.seen import COOKIE

TOLD = "Krakatoa"  # in all that gives it away, and nowhere else
SAFE = "What happened to Jessica"
# The story itself, and what changed in it: whoever opens those chose to.
OWN = ("article", "article-changes")


@pytest.fixture
def spoiler(newsroom: dict[str, Any], press: Any) -> Article:  # noqa: F811
    """The live story of the newsroom gives away season 2; another one leads to it in every way."""
    story = newsroom["live"]
    Article.objects.filter(pk=story.pk).update(
        headline=f"{TOLD} dies",
        standfirst=f"{TOLD} is dead.",
        body=f"<p>Nobody saw {TOLD} coming.</p>",
        lead_image=picture(f"{TOLD} in a coffin", size=(1600, 900)),
        spoils_season=newsroom["season"],
        safe_headline=SAFE,
        safe_standfirst="For those who have seen all of it.",
        safe_image=picture("A door", size=(1600, 900)),
        live_at=timezone.now() - timedelta(hours=1),
    )
    story.refresh_from_db()
    for link in (story.bylines, story.coverage, story.citations, story.claims, story.mentions):
        link.update(live_at=story.live_at)
    story.topic_links.update(live_at=story.live_at)
    index.refresh(story)
    other = press.live("The other story", next_up=story, at=timezone.now() - timedelta(hours=2))
    RelatedStory.objects.create(article=press.live("A third story"), related=story)
    newsroom["other"] = other
    return story


def pages(newsroom: dict[str, Any]) -> dict[str, list[str]]:  # noqa: F811
    """Every public address, and those of what was made for the spoiler."""
    found = addresses(newsroom)
    found["search"] += [f"/search/?q={TOLD}", "/search/?q=jessica", "/search/?q=dies"]
    found["search-suggestions"] += [f"/search/suggestions/?q={TOLD}"]
    found["others"] = [story.get_absolute_url() for story in Article.objects.live()]
    own = {newsroom["live"].get_absolute_url(), newsroom["live"].get_changes_url()}
    return {name: [one for one in all_ if one not in own] for name, all_ in found.items()}


def test_no_page_but_its_own_tells_what_a_spoiler_tells(client, spoiler, newsroom):  # noqa: F811
    leaks = {}
    for address in chain.from_iterable(pages(newsroom).values()):
        text = client.get(address).content.decode()
        echoed = (f'value="{TOLD}"', f"“{TOLD}”", f"q={TOLD}")
        for said in echoed if "?q=" in address else ():
            text = text.replace(said, "")
        if TOLD in text:
            leaks[address] = text[max(0, text.index(TOLD) - 80) :][:200]
    assert leaks == {}


SAYS_IT = ["front", "section", "show", "show-stories", "season", "person", "person-stories"]
SAYS_IT += ["character", "location", "topic", "franchise", "network", "archive-month", "search"]
SAYS_IT += ["feed", "feed-atom", "feed-json", "show-feed", "news-sitemap", "author"]
PERSONAL = ["front", "section", "topic", "show", "show-stories", "season", "franchise", "network"]
PERSONAL += ["person", "person-stories", "character", "location"]


def address_of(newsroom, name):  # noqa: F811
    if name == "search":
        return "/search/?q=dies"
    if name == "archive-month":
        month = newsroom["live"].month
        return f"/archive/{month:%Y/%m}/"
    return addresses(newsroom)[name][0]


def test_its_safe_headline_stands_in_its_place(client, spoiler, newsroom):  # noqa: F811
    lacking = [
        name
        for name in SAYS_IT
        if SAFE not in client.get(address_of(newsroom, name)).content.decode()
    ]
    assert lacking == []


def test_whoever_has_seen_the_season_reads_it_in_lists(client, spoiler, newsroom):  # noqa: F811
    def told():
        pages = {name: read(client.get(address_of(newsroom, name))) for name in PERSONAL}
        return [
            name
            for name, page in pages.items()
            if f"{TOLD} dies" in page.texts("main h3") + page.texts("main h2")
        ]

    client.cookies[COOKIE] = f"{newsroom['show'].pk}.2.0"
    assert told() == PERSONAL
    client.cookies[COOKIE] = f"{newsroom['show'].pk}.2.1"
    assert told() == []


def test_a_search_by_whoever_has_seen_it_marks_what_was_found(client, spoiler, newsroom):  # noqa: F811
    client.cookies[COOKIE] = f"{newsroom['show'].pk}.2.0"
    found = read(client.get("/search/?q=coming"))
    assert found.texts("main article h3") == [f"{TOLD} dies"]
    assert found.texts("main article .dek mark") == ["coming"]
    client.cookies.clear()
    found = read(client.get("/search/?q=coming"))
    assert found.texts("main article h3") == [SAFE]
    assert found.texts("main article .dek") == ["For those who have seen all of it."]


def test_what_is_the_same_for_everybody_stays_safe_for_them_too(client, spoiler, newsroom):  # noqa: F811
    client.cookies[COOKIE] = f"{newsroom['show'].pk}.2.0"
    for name in ("feed", "show-feed", "news-sitemap", "author", "source"):
        assert TOLD not in client.get(address_of(newsroom, name)).content.decode(), name


def test_what_is_kept_for_everybody_is_safe_whoever_made_it(client, spoiler, newsroom):  # noqa: F811
    client.cookies[COOKIE] = f"{newsroom['show'].pk}.2.0"
    client.get("/")
    client.cookies.clear()
    assert TOLD not in client.get("/").content.decode()


def test_the_next_and_the_related_story_know_the_reader(client, spoiler, newsroom):  # noqa: F811
    address = newsroom["other"].get_absolute_url()
    assert read(client.get(address)).one(".next h2").text == SAFE
    client.cookies[COOKIE] = f"{newsroom['show'].pk}.2.0"
    assert read(client.get(address)).one(".next h2").text == f"{TOLD} dies"


def test_its_own_page_says_it_and_is_safe_to_be_passed_on(client, spoiler, newsroom):  # noqa: F811
    response = client.get(spoiler.get_absolute_url())
    text, page = response.content.decode(), read(response)
    assert page.one("h1").text == f"{TOLD} dies"
    assert TOLD not in text[: text.index("</head>")]
    assert TOLD not in "".join(child for one in page.all("script") for child in one.children)
    assert page.one("head title").text == f"{SAFE} · GeekFeed"
    told = ["og:title", "og:description", "description"]
    assert [page.meta(name) for name in told] == [SAFE, *["For those who have seen all of it."] * 2]
    assert card_of(spoiler, [], None).words.loud == SAFE
    note = page.one(".tells-of")
    assert note.text == "Spoiler This story tells of Jessica Jones, season 2."
    changes = client.get(spoiler.get_changes_url()).content.decode()
    assert TOLD not in changes[: changes.index("</head>")]


def test_whoever_has_seen_it_needs_no_warning(client, spoiler, newsroom):  # noqa: F811
    client.cookies[COOKIE] = f"{newsroom['show'].pk}.3.1"
    page = read(client.get(spoiler.get_absolute_url()))
    assert page.all(".tells-of") == []
    assert page.one("head title").text == f"{SAFE} · GeekFeed", "others are told by it"


def test_once_its_day_has_come_it_is_no_spoiler(client, spoiler, newsroom):  # noqa: F811
    def told():
        pages = ("front", "feed", "news-sitemap", "author")
        texts = [client.get(address_of(newsroom, name)).content.decode() for name in pages]
        return [(f"{TOLD} dies" in text, SAFE in text) for text in texts]

    Article.objects.update(spoils_until=timezone.localdate() + timedelta(days=1))
    assert told() == [(False, True)] * 4
    stamped = client.get("/feed/")["ETag"]
    Article.objects.update(spoils_until=timezone.localdate())
    cache.clear()  # as a new day does
    assert client.get("/feed/")["ETag"] != stamped
    assert told() == [(True, False)] * 4
    own = read(client.get(spoiler.get_absolute_url()))
    assert (own.meta("og:title"), own.all(".tells-of")) == (f"{TOLD} dies", [])


def test_a_full_feed_has_the_text_of_no_spoiler(client, spoiler, newsroom, settings):  # noqa: F811
    settings.FEED_FULL_TEXT = True
    feed = client.get("/feed/").content.decode()
    assert (TOLD in feed, "For those who have seen all of it." in feed) == (False, True)
