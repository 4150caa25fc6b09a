"""A story as machines read it: JSON-LD, whole, in order, and unable to end its own script."""

import json
from datetime import date, timedelta
from html.parser import HTMLParser

import extruct
import pytest

from articles import structured, workflow
from articles.models import Byline
from authors.models import Author
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import read
from shows.models import Show
from sources.models import Source

SITE = "https://news.example"
HOSTILE = (
    '</script><script>alert("1")</script><!--<script> ]]> & &lt;/script&gt; '
    "\\u003c \u2028\u2029 \u00e9"
)


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "GeekFeed"


class Scripts(HTMLParser):
    """The scripts of a page, read by the rules of HTML: nothing in one is resolved."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[dict[str, str | None], str]] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.found.append((dict(attrs), ""))
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            attributes, text = self.found[-1]
            self.found[-1] = (attributes, text + data)


def told_by(client, address):
    """What a page tells, by its type, read by a library that is not ours."""
    html = client.get(address).content.decode()
    found = extruct.extract(html, base_url=SITE + address, syntaxes=["json-ld"])["json-ld"]
    return {data.get("@type", "@graph"): data for data in found}


def data_of(client, story):
    return told_by(client, story.get_absolute_url())["NewsArticle"]


def person(name, slug):
    return {"@type": "Person", "name": name, "url": f"{SITE}/authors/{slug}/"}


def source(name, slug, **more):
    return {"@type": "Organization", "name": name, "url": f"{SITE}/sources/{slug}/"} | more


OLV = source(
    "On Location Vacations", "on-location-vacations", sameAs="https://onlocationvacations.com/"
)
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}/#publisher",
    "name": "GeekFeed",
    "url": f"{SITE}/",
    "logo": {
        "@type": "ImageObject",
        "url": f"{SITE}/static/img/apple-touch-icon.png",
        "width": 180,
        "height": 180,
    },
}
MCU = source("MCUExchange", "mcuexchange")
SHOW = {"@type": "TVSeries", "name": "Jessica Jones", "url": f"{SITE}/shows/jessica-jones/"}


def test_a_story_with_everything_is_told_whole(client, press, filming, olv, mcuexchange):
    claim = filming(standing="reported", date_on=date(2017, 4, 10), date_precision="day")
    story = press.draft(
        "Production Starts",
        standfirst="A film crew has set up.",
        about=[claim["season"], Show.objects.create(name="The Defenders", slug="the-defenders")],
        sources=[[olv, mcuexchange], [mcuexchange]],
        claims=[claim],
        lead_image=picture("The number 101", size=(1920, 1080)),
    )
    other = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    Byline.objects.create(article=story, author=other, position=1)
    workflow.publish(story, None, at=FIRST_DAY)
    days = [FIRST_DAY + timedelta(days=number) for number in (1, 2)]
    workflow.correct(story, None, "correction", "Not Ohio.", at=days[0])
    workflow.correct(story, None, "update", "More is known.", at=days[1])
    address = SITE + story.get_absolute_url()
    image = story.lead_image.file.name.replace("master.webp", "share-1200-36.jpg")
    assert data_of(client, story) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "Production Starts",
        "description": "A film crew has set up.",
        "datePublished": "2017-04-10T18:05:00+00:00",
        "dateModified": "2017-04-12T18:05:00+00:00",
        "articleSection": "TV",
        "author": [
            person("Marguerite Lunn", "marguerite-lunn"),
            person("Dee Okafor", "dee-okafor"),
        ],
        "publisher": PUBLISHER,
        "image": {
            "@type": "ImageObject",
            "url": f"{SITE}/{image}",
            "width": 1200,
            "height": 630,
            "caption": "The number 101, drawn",
        },
        "about": [
            SHOW,
            {
                "@type": "TVSeason",
                "name": "Jessica Jones, season 2",
                "url": f"{SITE}/shows/jessica-jones/season-2/",
                "seasonNumber": 2,
                "partOfSeries": SHOW,
            },
            {
                "@type": "TVSeries",
                "name": "The Defenders",
                "url": f"{SITE}/shows/the-defenders/",
            },
            {
                "@type": "Person",
                "name": "Krysten Ritter",
                "url": f"{SITE}/people/krysten-ritter/",
            },
            {"@type": "Person", "name": "Jessica Jones", "url": f"{SITE}/characters/jessica/"},
            {
                "@type": "Place",
                "name": "Broadway & W 101st St",
                "url": f"{SITE}/locations/west-101st-street/",
            },
        ],
        "citation": [
            {
                "@type": "WebPage",
                "url": "https://x.example/1",
                "publisher": MCU,
                "isBasedOn": {"@type": "CreativeWork", "publisher": OLV},
                "creditText": "On Location Vacations via MCUExchange",
            },
            {
                "@type": "WebPage",
                "url": "https://x.example/1",
                "publisher": MCU,
                "creditText": "MCUExchange",
            },
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": "Correction",
                "text": "Not Ohio.",
                "datePublished": "2017-04-11T18:05:00+00:00",
            }
        ],
    }


def test_a_story_with_nothing_but_a_body_claims_nothing_more(client, press):
    story = press.live("Bare")
    address = SITE + story.get_absolute_url()
    assert data_of(client, story) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "Bare",
        "description": "The body of Bare.",
        "datePublished": "2017-04-10T18:06:00+00:00",
        "dateModified": "2017-04-10T18:06:00+00:00",
        "articleSection": "TV",
        "author": [person("Marguerite Lunn", "marguerite-lunn")],
        "publisher": PUBLISHER,
    }


def test_a_chain_is_told_hop_by_hop_down_to_its_origin(press, olv, mcuexchange):
    rosenberg = Source.objects.create(name="Melissa Rosenberg", slug="rosenberg", kind="person")
    story = press.draft(sources=[[rosenberg, olv, mcuexchange]])
    story.citations.update(url="")
    said = {"name": "Melissa Rosenberg", "url": f"{SITE}/sources/rosenberg/"}
    assert structured.citation(story.citations.with_chain().get()) == {
        "@type": "CreativeWork",
        "publisher": MCU,
        "isBasedOn": {
            "@type": "CreativeWork",
            "publisher": OLV,
            "isBasedOn": {"@type": "CreativeWork", "publisher": {"@type": "Person"} | said},
        },
        "creditText": "Melissa Rosenberg via On Location Vacations via MCUExchange",
    }


def test_nothing_that_a_story_says_can_end_the_script(client, press, filming, olv):
    Source.objects.filter(pk=olv.pk).update(name=HOSTILE[:90])
    says = filming(says=HOSTILE, kind="other")
    Show.objects.update(name=HOSTILE)
    story = press.live(HOSTILE, standfirst=HOSTILE, sources=[[olv]], claims=[says])
    workflow.correct(story, None, "correction", HOSTILE)
    html = client.get(story.get_absolute_url()).content.decode()
    ours, *scripts = [(about, text) for about, text in Scripts(html).found if "src" not in about]
    assert HOSTILE not in ours[1]
    assert [about for about, _text in scripts] == [{"type": "application/ld+json"}] * 2
    data = json.loads(scripts[0][1])
    assert json.loads(scripts[1][1])["itemListElement"][-1]["name"] == HOSTILE
    assert (data["headline"], data["description"]) == (HOSTILE, HOSTILE)
    assert data["correction"][0]["text"] == HOSTILE
    assert data["about"][0]["name"] == HOSTILE
    assert data["citation"][0]["creditText"] == HOSTILE[:90]
    assert set(scripts[0][1] + scripts[1][1]) & set("<>&\u2028\u2029") == set()


def test_the_way_to_a_story_leads_through_its_section(client, press):
    story = press.live("Production Starts")
    steps = [
        ("GeekFeed", f"{SITE}/"),
        ("TV", f"{SITE}/tv/"),
        ("Production Starts", SITE + story.get_absolute_url()),
    ]
    assert told_by(client, story.get_absolute_url())["BreadcrumbList"] == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def test_a_story_of_another_site_says_what_it_is_based_on(client, press):
    story = press.live(canonical_url="https://elsewhere.example/story/")
    assert data_of(client, story)["isBasedOn"] == "https://elsewhere.example/story/"


def test_the_front_page_says_whose_site_it_is_and_how_to_search_it(client, db):
    assert told_by(client, "/")["@graph"]["@graph"] == [
        PUBLISHER | {"correctionsPolicy": f"{SITE}/corrections/"},
        {
            "@type": "WebSite",
            "@id": f"{SITE}/#site",
            "name": "GeekFeed",
            "url": f"{SITE}/",
            "publisher": {"@id": f"{SITE}/#publisher"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{SITE}/search/?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        },
    ]


def test_what_is_shared_is_read_back_as_it_was_written(client, press):
    story = press.live("A <b> & “C”", standfirst="Why it matters.", lead_image=picture())
    address = story.get_absolute_url()
    html = client.get(address).content.decode()
    (found,) = extruct.extract(html, base_url=SITE + address, syntaxes=["opengraph"])["opengraph"]
    told = [(name, value) for name, value in found["properties"] if "image" not in name]
    assert told == [
        ("og:type", "article"),
        ("og:site_name", "GeekFeed"),
        ("og:title", "A <b> & “C”"),
        ("og:description", "Why it matters."),
        ("og:url", SITE + address),
        ("article:published_time", "2017-04-10T14:06:00-04:00"),
        ("article:section", "TV"),
        ("article:author", "Marguerite Lunn"),
    ]


def test_a_preview_is_no_article_yet(press, editor, client):
    story = press.draft()
    client.force_login(editor)
    page = read(client.get(f"/admin/articles/article/{story.pk}/preview/"))
    assert page.all("script[type=application/ld+json]") == []


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("/tv/", ["TV"]),
        ("/topics/casting/", ["Casting"]),
        ("/shows/jessica-jones/", ["Shows", "Jessica Jones"]),
        ("/shows/jessica-jones/season-2/", ["Shows", "Jessica Jones", "Season 2"]),
        ("/people/krysten-ritter/", ["Krysten Ritter"]),
        ("/authors/marguerite-lunn/", ["Authors", "Marguerite Lunn"]),
        ("/sources/on-location-vacations/", ["Sources", "On Location Vacations"]),
    ],
)
def test_the_page_of_a_record_says_the_way_to_it(
    client, press, catalog, olv, settings, address, steps
):
    settings.SITE_URL = SITE
    press.live(topics=["Casting"], sources=[[olv]])
    found = told_by(client, address)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in found] == ["GeekFeed", *steps]
    assert [step["position"] for step in found] == list(range(1, len(steps) + 2))
    assert (found[0]["item"], found[-1]["item"]) == (f"{SITE}/", SITE + address)


@pytest.mark.parametrize("address", ["/", "/shows/", "/shows/jessica-jones/stories/", "/search/"])
def test_other_pages_say_no_way(client, press, catalog, address):
    press.live(about=[catalog["show"]])
    assert "BreadcrumbList" not in told_by(client, address)
