"""A story's own page: every piece of furniture, where it leads, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify

from articles import workflow
from articles.models import Article, Byline, RelatedStory
from articles.shared_picture import shared_picture
from articles.social_card.views import current
from authors.models import Author, AuthorLink
from geekfeed.tests.cast import FIRST_DAY, Press, picture
from geekfeed.tests.reading import Element, count_queries, read
from shows.models import Show
from sources.models import Source


def shows(count: int) -> list[Show]:
    return [Show.objects.create(name="Show", slug=f"show-{count}-{i}") for i in range(count)]


def sources(count: int) -> list[Source]:
    names = [f"Source {i} of {count}" for i in range(count)]
    return [Source.objects.create(name=name, slug=slugify(name)) for name in names]


def co_author(story: Article, name: str, role: str = "") -> Author:
    author = Author.objects.create(name=name, slug=slugify(name))
    position = story.bylines.count()
    Byline.objects.create(article=story, author=author, role=role, position=position)
    return author


def page_card(story):
    return current(Article.objects.filter(pk=story.pk))


@pytest.fixture
def story(press: Press, filming: Callable[..., dict], olv: Source, mcuexchange: Source) -> Article:
    """The story that has everything but a next one."""
    press.author.bio = "Edits television."
    press.author.portrait = picture("Marguerite Lunn")
    press.author.save()
    AuthorLink.objects.create(author=press.author, label="Mastodon", url="https://m.example/@lunn")
    claim = filming(standing="reported")
    made = press.draft(
        "Production Starts on Season 2",
        standfirst="A film crew has set up on the block.",
        body="<p>The body.</p><blockquote><p>“Plural.”</p><footer><cite>Melissa Rosenberg</cite>"
        "</footer></blockquote>",
        lead_image=picture("The number 101", size=(1920, 1080)),
        about=[claim["season"], Show.objects.create(name="The Defenders", slug="the-defenders")],
        sources=[[olv, mcuexchange], [mcuexchange]],
        claims=[
            claim | {"date_on": FIRST_DAY.date(), "date_precision": "day"},
            {"says": "It premieres", "kind": "premiere", "standing": "confirmed", "citation": None}
            | {"show": claim["show"], "season": claim["season"]}
            | {"date_on": FIRST_DAY.date().replace(year=2018), "date_precision": "year"},
        ],
        topics=["Filming", "New York"],
    )
    made.lead_image.caption = "The address gives it away."
    made.lead_image.save()
    made.citations.filter(tag=olv).update(note="Filming in New York")
    co_author(made, "Dee Okafor", "Additional reporting")
    workflow.publish(made, None, at=FIRST_DAY)
    return made


@pytest.fixture
def page(client: Client, story: Article) -> Element:
    return read(client.get(story.get_absolute_url()))


def test_it_opens_with_kicker_headline_and_standfirst(page):
    opening = page.one("main header.opening")
    assert opening.links(".kicker") == [("TV", "/tv/"), ("Jessica Jones", "/shows/jessica-jones/")]
    assert page.texts("h1") == ["Production Starts on Season 2"]
    assert opening.one(".standfirst").text == "A film crew has set up on the block."
    order = [element.tag for element in opening.children if isinstance(element, Element)]
    assert order == ["p", "h1", "div", "div"]  # kicker, headline, standfirst and byline, claim


def test_the_byline_names_everybody_with_role_date_and_reading_time(page):
    byline = page.one(".opening .byline")
    assert byline.links() == [
        ("Marguerite Lunn", "/authors/marguerite-lunn/"),
        ("Dee Okafor", "/authors/dee-okafor/"),
    ]
    assert byline.all("p")[0].text == (
        "Marguerite Lunn and Dee Okafor (Additional reporting) 10 April 2017, 14:05 1-minute read"
    )
    assert byline.one("time")["datetime"] == "2017-04-10T14:05:00-04:00"
    assert len(byline.all("img")) == 1


def test_readers_are_told_when_it_was_changed_after_it_went_out(client, story, page):
    assert "Updated" not in page.one(".byline").text
    workflow.correct(story, None, "update", "More is known.", at=FIRST_DAY + timedelta(hours=2))
    changed = read(client.get(story.get_absolute_url()))
    assert "Updated 10 April 2017, 16:05" in changed.one(".byline").text
    assert changed.meta("article:modified_time") == "2017-04-10T16:05:00-04:00"


def test_the_first_claim_stands_under_the_headline_with_standing_date_and_chain(page):
    claim = page.one(".opening .claim")
    assert claim.one(".standing")["data-standing"] == "reported"
    assert claim.one(".claim__says").text == "Season 2 began filming 10 April 2017"
    assert claim.one(".chain").text == "On Location Vacations via MCUExchange"
    assert claim.links() == [
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
    ]


def test_the_lead_picture_has_alt_text_caption_and_credit(page):
    figure = page.one("figure.panel--caption")
    assert figure.one("img")["alt"] == "The number 101, drawn"
    assert figure.texts("figcaption span") == [
        "The address gives it away.",
        "Illustration: GeekFeed",
    ]


def test_the_margin_says_what_it_rests_on(page):
    margin = page.one("section.marginalia")
    assert margin.texts("li b") == ["Season 2 began filming", "It premieres"]
    assert [patch["data-standing"] for patch in margin.all("li .patch")] == [
        "reported",
        "confirmed",
    ]
    assert margin.texts("li .chain") == [
        "On Location Vacations via MCUExchange",
        "Our own reporting",
    ]


def test_the_body_is_printed_as_it_was_cleaned(page):
    assert page.one(".prose blockquote footer cite").text == "Melissa Rosenberg"


def test_a_body_cannot_bring_a_script(client, press):
    story = press.live(body='<p onclick="x()">Words.</p><script>alert(1)</script>')
    page = read(client.get(story.get_absolute_url()))
    assert page.all("main script") == []
    assert "onclick" not in page.one(".prose p")


def test_the_fact_box_says_what_is_known_how_surely_and_on_whose_word(page, story):
    box = page.one("section.factbox")
    assert box.one("h2").text == "What we know"
    assert box.texts("dt") == ["Filming began", "Premiere"]
    assert [s["data-standing"] for s in box.all(".standing")] == ["reported", "confirmed"]
    assert box.texts(".facts__when") == [
        "10 April 2017 · Broadway & W 101st St",
        "2018, to the year",
    ]
    assert box.texts(".chain") == ["On Location Vacations via MCUExchange", "Our own reporting"]
    addresses = [claim.get_absolute_url() for claim in story.claims.all()]
    assert [dd.links()[0] for dd in box.all("dd")] == list(
        zip(["Season 2 began filming", "It premieres"], addresses, strict=True)
    )
    assert box.links()[-1] == ("Everything on Jessica Jones", "/shows/jessica-jones/")


def test_facts_of_one_name_stand_under_it_together_where_the_first_of_them_stood(
    client, press, filming
):
    def in_year(year: int) -> dict[str, Any]:
        return {"date_on": date(year, 1, 1), "date_precision": "year"}

    story = press.live(
        claims=[
            filming(says="Somebody joins", kind="other", **in_year(2015)),
            filming(says="It films", **in_year(2016)),
            filming(says="Somebody else joins", kind="other", **in_year(2017)),
        ]
    )
    box = read(client.get(story.get_absolute_url())).one("section.factbox")
    assert box.texts("dt") == ["Jessica Jones: Season 2", "Jessica Jones: Filming began"]
    assert [[dd.links()[0][0] for dd in line.all("dd")] for line in box.all("div")] == [
        ["Somebody joins", "Somebody else joins"],
        ["It films"],
    ]


def test_a_denied_claim_is_struck_out_wherever_it_stands(client, press, filming):
    story = press.live(claims=[filming(standing="denied", says="It films in Ohio")])
    page = read(client.get(story.get_absolute_url()))
    assert page.texts("main s") == ["It films in Ohio"] * 3


def test_the_sources_box_links_each_hop_and_the_page_it_was_read_on(page):
    box = page.one("section.sources")
    assert box.texts(".chain") == ["On Location Vacations via MCUExchange", "MCUExchange"]
    assert box.all("li")[0].links() == [
        ("On Location Vacations", "/sources/on-location-vacations/"),
        ("MCUExchange", "/sources/mcuexchange/"),
        ("Read it at x.example", "https://x.example/1"),
    ]
    small = [line.text for line in box.all("li")[0].all("small")]
    assert small == ["Filming in New York", "Read it at x.example"]
    assert {link["rel"] for link in box.all("small a")} == {"noopener"}


def test_a_source_wears_the_firmest_standing_of_what_rests_on_it(client, press, filming, olv):
    claims = [filming(standing="rumoured"), filming(standing="confirmed", says="Again")]
    story = press.live(sources=[[olv]], claims=claims)
    page = read(client.get(story.get_absolute_url()))
    assert page.one(".sources .patch")["data-standing"] == "confirmed"


def test_a_source_that_nothing_rests_on_has_no_patch(page):
    assert [len(line.all(".patch")) for line in page.all(".sources li")] == [1, 0]


def test_a_note_is_text_whatever_is_in_it(client, press, olv):
    story = press.live(sources=[[olv]])
    story.citations.update(note='<b>"Quoted"</b>')
    assert '<b>"Quoted"</b>' in read(client.get(story.get_absolute_url())).one(".sources").text


def test_corrections_are_dated_and_typed_oldest_first(client, story):
    workflow.correct(story, None, "clarification", "The front only.", at=FIRST_DAY)
    workflow.correct(
        story, None, "correction", "Not <b>Ohio</b>.", at=FIRST_DAY + timedelta(days=1)
    )
    page = read(client.get(story.get_absolute_url()))
    assert page.texts("section.correction h2") == [
        "Clarification, 10 April 2017",
        "Correction, 11 April 2017",
    ]
    assert page.texts("section.correction p") == ["The front only.", "Not <b>Ohio</b>."]


def test_every_show_it_is_about_and_every_topic_is_linked(page):
    about = page.one("section.about")
    assert about.links(".about__shows") == [("The Defenders", "/shows/the-defenders/")]
    assert about.links(".about__topics") == [
        ("Filming", "/topics/filming/"),
        ("New York", "/topics/new-york/"),
    ]


def test_the_author_box_has_portrait_bio_post_count_and_links(page):
    box = page.all("section.author-box")[0]
    assert (box.one(".label").text, box.one("h2").text) == ("Written by", "Marguerite Lunn")
    assert box.one("img")["alt"] == "Marguerite Lunn, drawn"
    assert "Edits television." in box.texts("p")
    assert box.texts(".links span")[0] == "1 post"
    assert box.links() == [
        ("View All Posts by Marguerite Lunn", "/authors/marguerite-lunn/"),
        ("Mastodon", "https://m.example/@lunn"),
    ]


def test_posts_are_counted_when_readers_may_see_them(client, press, story):
    press.live()
    press.draft()
    press.scheduled()
    press.withdrawn()
    page = read(client.get(story.get_absolute_url()))
    assert page.all(".author-box")[0].texts(".links span")[0] == "2 posts"


def test_of_twelve_writers_all_are_named_and_three_have_a_box(client, press):
    story = press.draft()
    for number in range(11):
        co_author(story, f"Writer {number}")
    workflow.publish(story, None)
    page = read(client.get(story.get_absolute_url()))
    assert len(page.all(".byline a")) == 12
    assert page.texts(".author-box h2") == ["Marguerite Lunn", "Writer 0", "Writer 1"]


def test_other_sites_get_a_title_a_text_and_a_picture(page, story, settings):
    assert page.meta("description") == page.meta("og:description") == story.standfirst
    assert page.meta("og:type") == "article"
    assert page.meta("og:title") == "Production Starts on Season 2"
    assert page.meta("og:url") == settings.SITE_URL + story.get_absolute_url()
    assert page.meta("article:published_time") == "2017-04-10T14:05:00-04:00"
    assert page.meta("article:section") == "TV"
    pictures = [tag["content"] for tag in page.all("meta[property=og:image]")]
    shared = shared_picture(story.lead_image)
    assert pictures == [page_card(story).url, shared.url]
    widths = [tag["content"] for tag in page.all("meta[property=og:image:width]")]
    assert widths == ["1200", str(shared.width)]
    alts = [tag["content"] for tag in page.all("meta[property=og:image:alt]")]
    assert alts == [story.headline, "The number 101, drawn"]
    assert page.meta("article:author") == "Marguerite Lunn"
    assert page.meta("twitter:card") == "summary_large_image"


def test_a_story_of_another_site_sends_search_engines_there(client, press, settings):
    story = press.live(canonical_url="https://elsewhere.example/a/?b=1&c=2")
    page = read(client.get(story.get_absolute_url()))
    (link,) = page.all("link[rel=canonical]")
    assert link["href"] == "https://elsewhere.example/a/?b=1&c=2"
    own = press.live()
    page = read(client.get(own.get_absolute_url() + "?utm_source=x"))
    (link,) = page.all("link[rel=canonical]")
    assert link["href"] == settings.SITE_URL + own.get_absolute_url()


def test_without_a_standfirst_the_description_is_how_the_text_begins(client, press):
    story = press.live(body=f"<p>One <em>two</em> three.</p><p>{'word ' * 60}</p>")
    description = read(client.get(story.get_absolute_url())).meta("description")
    assert description.startswith("One two three. word word")
    assert len(description.split()) == 30


def test_a_story_with_nothing_but_a_body_has_no_empty_furniture(client, press):
    story = press.live("Bare")
    page = read(client.get(story.get_absolute_url()))
    empty = [".standfirst", ".claim", "figure", ".marginalia", ".factbox", ".sources", ".about"]
    empty += [".correction", ".next", ".more", ".byline img", ".author-box img"]
    assert {selector: len(page.all(selector)) for selector in empty} == dict.fromkeys(empty, 0)
    assert page.meta("og:image") == page_card(story).url
    assert page.texts("h1") == ["Bare"]
    assert page.texts(".author-box h2") == ["Marguerite Lunn"]


def test_a_headline_is_text_whatever_is_in_it(client, press):
    story = press.live('<script>alert("1")</script> & sons')
    page = read(client.get(story.get_absolute_url()))
    assert page.texts("h1") == ['<script>alert("1")</script> & sons']
    assert page.meta("og:title") == '<script>alert("1")</script> & sons'


def test_every_id_is_used_once_and_every_label_points_at_one(client, press, story):
    story.next_up = press.live("The One After")
    story.save()
    press.live("Another")
    workflow.correct(story, None, "update", "More.")
    page = read(client.get(story.get_absolute_url()))
    ids = [element["id"] for element in page.all("[id]")]
    assert len(ids) == len(set(ids))
    assert {element["aria-labelledby"] for element in page.all("[aria-labelledby]")} <= set(ids)


def test_a_withdrawn_story_says_why_in_the_words_of_its_retraction(client, press):
    story = press.live()
    workflow.correct(story, None, "retraction", "The trucks belonged to somebody else.")
    workflow.withdraw(story, None)
    answer = client.get(story.get_absolute_url())
    assert answer.status_code == 410
    assert "The trucks belonged to somebody else." in answer.content.decode()


def many(press: Press, filming: Callable[..., dict], count: int) -> Article:
    """A story with so many of everything, and a next one, among so many others, as many of which
    have settled what it claims."""
    made = sources(count)
    story = press.draft(
        about=shows(count),
        sources=[[source, *(other for other in made if other != source)] for source in made],
        claims=[filming(says=f"Claim {i}", kind="other") for i in range(count)],
        topics=[f"Topic {i}" for i in range(count)],
        lead_image=picture(),
        next_up=press.live(lead_image=picture()),
    )
    for source in made:
        story.mentions.create(source=source)
    for coverage in story.coverage.all():
        story.mentions.create(show=coverage.show)
    citations = list(story.citations.all())
    for claim, citation in zip(story.claims.all(), citations, strict=True):
        claim.citation = citation
        claim.save()
    for i in range(count - 1):
        co_author(story, f"Writer {i}")
    for byline in story.bylines.select_related("author"):
        byline.author.portrait = picture()
        byline.author.save()
        for i in range(count):
            url = f"https://x.example/{count}/{i}"
            AuthorLink.objects.create(author=byline.author, label="Site", url=url)
    workflow.publish(story, None)
    for i in range(count):
        workflow.correct(story, None, "update", f"Notice {i}.")
        RelatedStory.objects.create(article=story, related=press.live())
        press.live(lead_image=picture())
        press.live(
            sources=[made],
            claims=[filming(says=f"Claim {i}", kind="other", standing="confirmed")],
            at=timezone.now(),
        )
    return story


def test_it_asks_the_database_fifteen_times_whatever_it_says(client, press, filming):
    one = count_queries(client, many(press, filming, 1).get_absolute_url())
    three = count_queries(client, many(press, filming, 3).get_absolute_url())
    # Two of them are for what readers say, of which there is nothing here.
    assert (one, three) == (15, 15)


def test_it_asks_no_more_when_it_says_less(client, press):
    assert count_queries(client, press.live().get_absolute_url()) == 12


def test_its_moments_are_told_to_the_second(client, press):
    at = timezone.now().replace(microsecond=589_555) - timedelta(hours=1)
    story = press.live(at=at)
    told = timezone.localtime(at).isoformat(timespec="seconds")
    time = read(client.get(story.get_absolute_url())).one(".byline time")
    assert time.attributes["datetime"] == told
