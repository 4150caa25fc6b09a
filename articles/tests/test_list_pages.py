"""Lists of stories: sections, topics and the archive."""

from datetime import timedelta

import pytest
from django.test import Client

from articles.models import Section, Topic
from geekfeed.tests.cast import FIRST_DAY, Press, picture
from geekfeed.tests.reading import Element, count_queries, read

LISTS = ["/tv/", "/topics/filming/", "/archive/2017/04/"]
HIDDEN = ["draft", "in_review", "scheduled", "withdrawn"]


def fill(press: Press, count: int, **facts) -> None:
    for number in range(count):
        image = picture() if number % 4 else None
        press.live(f"Story {number}", topics=["Filming"], lead_image=image, **facts)


def both_pages(client: Client, address: str) -> tuple[Element, Element]:
    first = read(client.get(address))
    return first, read(client.get(address + first.one(".pager a[rel=next]")["href"]))


def test_a_section_says_what_it_is_and_lists_its_own(client, press, tv):
    tv.description = "Series, from the first permit to the last review."
    tv.save()
    other = Section.objects.create(name="Comics", slug="comics")
    story = press.live("On television")
    press.live("In print", section=other)
    page = read(client.get("/tv/"))
    assert page.texts("h1") == ["TV"]
    assert page.one(".pagehead .standfirst").text == page.meta("description") == tv.description
    assert page.links("h3") == [("On television", story.get_absolute_url())]
    assert page.one(".masthead__nav a[aria-current]").text == "TV"


def test_a_topic_says_what_it_is_and_lists_its_own(client, press):
    press.live("Tagged", topics=["Filming"])
    press.live("Not tagged")
    Topic.objects.filter(slug="filming").update(description="Starts, wraps and trucks.")
    page = read(client.get("/topics/filming/"))
    assert page.texts("h1") == ["Filming"]
    assert page.one(".pagehead .standfirst").text == "Starts, wraps and trucks."
    assert page.texts("h3") == ["Tagged"]


def test_a_month_lists_what_first_appeared_in_it(client, press):
    press.live("In April", at=FIRST_DAY)
    press.live("In March", at=FIRST_DAY - timedelta(days=30))
    page = read(client.get("/archive/2017/04/"))
    assert page.texts("h1") == ["April 2017"]
    assert page.texts("h3") == ["In April"]
    assert ("All months", "/archive/") in page.links("main")


def test_the_archive_counts_the_stories_of_each_month_year_by_year(client, press):
    for days in (0, 1, 30, 400):
        press.live(at=FIRST_DAY - timedelta(days=days))
    page = read(client.get("/archive/"))
    assert page.texts("h1") == ["Archive"]
    assert page.texts("h2[id]")[:2] == ["2017", "2016"]
    assert page.links(".archive") == [
        ("April", "/archive/2017/04/"),
        ("March", "/archive/2017/03/"),
        ("March", "/archive/2016/03/"),
    ]
    assert page.texts(".archive .note") == ["2 stories", "1 story", "1 story"]


def test_an_empty_archive_and_an_empty_section_say_so(client, tv):
    assert "Nothing has been published yet." in read(client.get("/archive/")).one(".empty").text
    page = read(client.get("/tv/"))
    assert "No stories here yet." in page.one(".empty").text
    assert page.links(".empty") == [("Go to the front page", "/")]
    assert page.all(".pager") == []


@pytest.mark.parametrize("address", LISTS)
def test_every_story_is_listed_once_newest_first_over_the_pages(client, press, address):
    fill(press, 27)
    first, second = both_pages(client, address)
    assert first.texts("h3") == [f"Story {n}" for n in range(26, 6, -1)]
    assert second.texts("h3") == [f"Story {n}" for n in range(6, -1, -1)]
    assert second.links(".pager") == [("Back to the newest", address)]


@pytest.mark.parametrize("address", LISTS)
def test_a_first_page_mixes_volumes_and_a_later_one_is_calmer(client, press, address):
    fill(press, 60)
    first, second = both_pages(client, address)
    loud = [len(page.all(".teaser--loud")) for page in (first, second)]
    pictures = [len(page.all("main img")) for page in (first, second)]
    assert loud == [1, 0]
    assert pictures[0] > pictures[1]
    assert [len(page.all("main .teaser")) for page in (first, second)] == [20, 20]


@pytest.mark.parametrize("address", LISTS)
def test_only_its_first_page_is_the_canonical_one(client, press, address, settings):
    fill(press, 27)
    first, second = both_pages(client, address)
    assert first.one("link[rel=canonical]")["href"] == settings.SITE_URL + address
    assert second.all("link[rel=canonical]") == []


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("address", LISTS)
def test_no_list_shows_a_story_that_is_not_live(client, press, address, state):
    getattr(press, state)("Not for readers", topics=["Filming"])
    press.live("For everybody", topics=["Filming"])
    page = read(client.get(address))
    assert page.texts("h3") == ["For everybody"]
    assert "Not for readers" not in page.text


@pytest.mark.parametrize("address", LISTS)
def test_a_card_says_its_section_show_standing_author_and_day(
    client, press, filming, address, jessica_jones
):
    press.live(
        "The Card",
        standfirst="Why.",
        topics=["Filming"],
        about=[jessica_jones],
        lead_image=picture(),
        claims=[filming(standing="rumoured")],
    )
    card = read(client.get(address)).one("article.teaser")
    assert card["data-show"] == "jessica-jones"
    assert card.links(".kicker") == [("TV", "/tv/"), ("Jessica Jones", "/shows/jessica-jones/")]
    assert card.one(".standing")["data-standing"] == "rumoured"
    assert card.texts(".meta span")[-1] == "Marguerite Lunn"
    assert card.one("time")["datetime"].startswith("2017-04-10T14:")
    assert card.one(".dek").text == "Why."


@pytest.mark.parametrize("standing", ["confirmed", "denied"])
def test_a_card_has_no_badge_where_its_claim_is_settled(client, press, filming, standing):
    press.live("The Card", claims=[filming(standing=standing)])
    card = read(client.get("/tv/")).one("article.teaser")
    assert card.one("h3").text == "The Card"
    assert card.all(".standing") == card.all(".sure") == []


@pytest.mark.parametrize(
    ("address", "expected"), [("/tv/", 2), ("/topics/filming/", 3), ("/archive/2017/04/", 1)]
)
def test_a_list_costs_the_same_with_one_card_and_with_three(
    client, press, filming, olv, address, expected
):
    facts = {"about": [filming()["show"]], "claims": [filming()], "sources": [[olv]]}
    fill(press, 1, **facts)
    one = count_queries(client, address)
    fill(press, 2, **facts)
    assert (one, count_queries(client, address)) == (expected, expected)


def test_the_archive_costs_one_query_however_many_months_there_are(client, press):
    press.live()
    one = count_queries(client, "/archive/")
    press.live(at=FIRST_DAY - timedelta(days=30))
    press.live(at=FIRST_DAY - timedelta(days=400))
    assert (one, count_queries(client, "/archive/")) == (1, 1)
