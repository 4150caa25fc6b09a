"""What readers may not see is on no page: tried with stories that would leak if one filter were
forgotten, over every public address."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import (
    Article,
    Correction,
    FrontPageSlot,
    Milestone,
    RelatedStory,
    Topic,
)
from articles.search import index
from articles.tests.milestones import milestone
from comments.models import Comment, Commenter
from comments.posting import stranger
from comments.tests.talk import recount
from geekfeed import chrome, script
from geekfeed.tests.addresses import public_names
from geekfeed.tests.cast import Press, picture
from images import renditions
from shows.models import Franchise, Network

SECRET = "Zanzibar"  # in everything that must not be seen, and nowhere else


@pytest.fixture
def newsroom(
    press: Press, filming: Callable[..., dict], olv: Any, mcuexchange: Any, settings: Any
) -> dict[str, Any]:
    """A live story, and one in each hidden state that is joined to everything it is joined to."""
    claim = filming()
    claim["show"].franchise = Franchise.objects.create(name="Marvel", slug="marvel-netflix")
    claim["show"].network = Network.objects.create(name="Netflix", slug="netflix")
    claim["show"].save()
    facts = {
        "about": [claim["season"]],
        "sources": [[olv, mcuexchange], [mcuexchange]],
        "claims": [claim],
        "topics": ["filming"],
        "names": [claim["person"], claim["character"], claim["location"]],
    }
    live = press.live("A story for readers", **facts)
    hidden_facts = facts | {
        "claims": [
            claim | {"says": f"{SECRET} says so", "detail": SECRET, "standing": "confirmed"},
            claim | {"says": f"{SECRET} is rumoured", "kind": "other", "standing": "rumoured"},
            claim
            | {"says": f"{SECRET} settles it", "kind": "other", "standing": "denied"}
            | {"answers_id": live.claims.get().key, "answer": "denies"},
        ],
        "standfirst": f"{SECRET} in the standfirst",
        "body": f"<p>{SECRET} in the body</p>",
        "topics": ["filming", f"{SECRET} topic"],
    }
    hidden = []
    for number, state in enumerate(("draft", "in_review", "scheduled", "withdrawn")):
        make = getattr(press, state)
        image = picture(f"{SECRET} picture {number}")
        hidden.append(make(f"{SECRET} {state}", lead_image=image, **hidden_facts))
    for position, story in enumerate([*hidden, live], start=1):
        FrontPageSlot.objects.create(position=position, article=story)
        index.refresh(story)
    for story in hidden:
        RelatedStory.objects.create(article=live, related=story)
        Correction.objects.create(article=story, kind="update", text=f"{SECRET} was wrong.")
    workflow.correct(live, None, "correction", "Not that corner.")
    live.next_up = hidden[0]
    live.save()
    keep_milestones(live, hidden)
    comments = talk_under(live, hidden)
    return {
        "live": live,
        "hidden": hidden,
        "author": press.author,
        "source": olv,
        "comments": comments,
    } | claim


def talk_under(live: Article, hidden: list[Article]) -> list[Comment]:
    """What was said under hidden stories, and what readers may not see of what was said under the
    live one, with an answer to each that they may: but for what begins with “Hello”."""
    by = stranger("A reader", f"{SECRET.lower()}@x.example")
    Commenter.objects.update(confirmed_at=timezone.now())
    says = {"by": by, "html": f"<p>{SECRET} says a reader</p>", "text": f"{SECRET} says a reader"}
    made = [
        Comment.objects.create(story=story, state="shown", digest="x", **says) for story in hidden
    ]
    made.append(Comment.objects.create(story=live, state="removed", digest="never shown", **says))
    for state in ("unconfirmed", "held", "removed", "deleted"):
        was_shown = state in ("removed", "deleted")
        facts = {"state": state, "was_shown": was_shown, "digest": state}
        made.append(Comment.objects.create(story=live, **facts, **says))
    made.append(
        Comment.objects.create(
            story=live,
            by=by,
            state="shown",
            digest="y",
            text="Hello",
            html="<p>Hello</p>",
            thread=made[-2],  # removed
            network="203.0.113.77",
        )
    )
    Comment.objects.filter(pk=made[-2].pk).update(replies=1)
    for story in (live, *hidden):
        recount(story)
    return made


def next_month() -> date:
    return (timezone.localdate().replace(day=1) + timedelta(days=40)).replace(day=1)


def keep_milestones(live: Article, hidden: list[Article]) -> None:
    """One that readers may see, and one of each hidden story as if it had been kept: all on one
    day."""
    Milestone.objects.all().delete()
    kinds = iter(("filming_began", "filming_wrapped", "renewed", "announced", "cancelled"))
    day = {"date_on": next_month(), "date_precision": "day"}
    for story in (live, *hidden):
        claim = story.claims.first()
        # What was never out has not been told before tomorrow; what is withdrawn has.
        since = claim.live_at or timezone.now() + timedelta(days=story.status != "withdrawn")
        milestone(
            claim,
            kind=next(kinds),
            since=since,
            changed_at=timezone.now() + timedelta(minutes=1),
            **day,
        )


def addresses(newsroom: dict[str, Any]) -> dict[str, list[str]]:
    """Every public address by its name, with each parameter that could lead to a hidden story."""
    hidden = newsroom["hidden"]
    return {
        "front": ["/"],
        "search": [
            *(f"/search/?q={q}" for q in (SECRET, "story", "topic", "On Location", "zanzibat")),
            "/search/?q=story&standing=denied",
            "/search/?q=story&show=jessica-jones&when=year&order=newest",
        ],
        "search-suggestions": [f"/search/suggestions/?q={q}" for q in (SECRET, "story", "on loc")],
        "preview": [f"/preview/{'x' * 43}/"],
        "calendar": [
            "/calendar/?franchise=marvel-netflix",
            f"/calendar/?month={next_month():%Y-%m}",
            "/calendar/",
        ],
        "site-calendar": ["/calendar.ics"],
        "show-calendar": ["/shows/jessica-jones/calendar.ics"],
        "franchise-calendar": ["/franchises/marvel-netflix/calendar.ics"],
        "desk-calendar": ["/calendar/desk/x.ics"],
        "topic": ["/topics/filming/", f"/topics/{SECRET.lower()}-topic/"],
        "claim": [
            claim.get_absolute_url()
            for story in (newsroom["live"], *hidden)
            for claim in story.claims.all()
        ],
        "rumours": ["/rumours/", "/rumours/?show=jessica-jones"],
        "archive": ["/archive/"],
        **feeds(),
        "sitemap": ["/sitemap.xml"],
        "news-sitemap": ["/news-sitemap.xml"],
        "sitemap-lists": ["/sitemaps/lists.xml"],
        "sitemap-month": [
            "/sitemaps/stories-2017-04.xml",
            f"/sitemaps/stories-{hidden[2].month:%Y-%m}.xml",
        ],
        "sitemap-kind": [
            f"/sitemaps/{kind}-1.xml"
            for kind in ("shows", "seasons", "topics", "authors", "sources", "people")
        ],
        "show-card": [f"/shows/jessica-jones/card-{'0' * 16}.png"],
        "site-card": [f"/card-{'0' * 16}.png"],
        "article-card": [
            f"{story.get_absolute_url()}card-{'0' * 16}.png"
            for story in (newsroom["live"], *hidden)
        ],
        "corrections": ["/corrections/", "/corrections/?kind=update"],
        "archive-month": ["/archive/2017/04/", f"/archive/{hidden[2].month:%Y/%m}/"],
        "article": [newsroom["live"].get_absolute_url()]
        + [story.get_absolute_url() for story in hidden],
        "article-changes": [story.get_changes_url() for story in (newsroom["live"], *hidden)],
        **conversations(newsroom),
        "section": ["/tv/"],
        "show-list": ["/shows/"],
        "production": [
            "/production/",
            *(f"/production/?from={year}" for year in (2012, 2017, 2020, 2024)),
        ],
        "show": ["/shows/jessica-jones/"],
        "show-stories": [
            "/shows/jessica-jones/stories/",
            "/shows/jessica-jones/stories/?season=2&section=tv",
        ],
        "seen": ["/shows/jessica-jones/seen/"],
        "season": ["/shows/jessica-jones/season-2/"],
        "franchise": ["/franchises/marvel-netflix/"],
        "network": ["/networks/netflix/"],
        "person": ["/people/krysten-ritter/"],
        "person-stories": ["/people/krysten-ritter/stories/"],
        "character": ["/characters/jessica/"],
        "character-stories": ["/characters/jessica/stories/"],
        "location": ["/locations/west-101st-street/"],
        "location-stories": ["/locations/west-101st-street/stories/"],
        "author-list": ["/authors/"],
        "author": ["/authors/marguerite-lunn/"],
        "source-list": ["/sources/"],
        "source": ["/sources/on-location-vacations/", "/sources/mcuexchange/"],
        "source-record": [
            "/sources/on-location-vacations/record/",
            "/sources/mcuexchange/record/?outcome=open",
            "/sources/on-location-vacations/record/?outcome=confirmed",
        ],
        "stylesheet": [chrome.current().stylesheet],
        "script": [script.address()],
        "show-colours": [chrome.current().colours_url],
        "styleguide": ["/styleguide/"],
        "styleguide-colours": ["/styleguide/colours.css"],
        "rendition": [f"/{one.lead_image.file.name}" for one in hidden if one.lead_image],
        "health": ["/health/"],
        "manifest": ["/manifest.webmanifest"],
        "speculation-rules": ["/speculation-rules.json"],
        "service-worker": ["/service-worker.js"],
        "offline": ["/offline/"],
        "robots": ["/robots.txt"],
        "indexnow-key": ["/indexnow.txt"],
        "favicon": ["/favicon.ico"],
    }


def conversations(newsroom: dict[str, Any]) -> dict[str, list[str]]:
    stories, comments = (newsroom["live"], *newsroom["hidden"]), newsroom.get("comments", [])
    of_each = {
        "comment": "/comments/{}/",
        "comment-edit": "/comments/{}/edit/",
        "comment-delete": "/comments/{}/delete/",
        "comment-like": "/comments/{}/like/",
        "comment-report": "/comments/{}/report/",
        "comment-reported": "/comments/{}/reported/",
    }
    return {
        "story-comments": [
            f"{story.get_absolute_url()}comments/{order}"
            for story in stories
            for order in ("", "?order=newest", "?order=best")
        ],
        **{
            f"story-comments-feed{form}": [
                f"{story.get_absolute_url()}comments/feed/{form[1:]}{'/' if form else ''}"
                for story in stories
            ]
            for form in ("", "-atom", "-json")
        },
        "comment-letters": ["/comments/letters/x/"],
        "comment-write": [
            *(f"/comments/on/{story.pk}/" for story in stories),
            *(f"/comments/on/{newsroom['live'].pk}/?answers={one.pk}" for one in comments),
        ],
        "comment-sent": ["/comments/sent/x/"],
        "comment-confirm": ["/comments/confirm/x/"],
        "comment-hello": ["/comments/hello/"],
        "comment-known": ["/comments/hello/x/"],
        "comment-goodbye": ["/comments/goodbye/"],
        **{name: [form.format(one.pk) for one in comments] for name, form in of_each.items()},
    }


def feeds() -> dict[str, list[str]]:
    pages = {
        "": "/",
        "section-": "/tv/",
        "show-": "/shows/jessica-jones/",
        "franchise-": "/franchises/marvel-netflix/",
        "topic-": "/topics/filming/",
        "author-": "/authors/marguerite-lunn/",
        "source-": "/sources/on-location-vacations/",
    }
    return {
        f"{name}feed{form}": [f"{page}feed/{form[1:]}{'/' if form else ''}"]
        for name, page in pages.items()
        for form in ("", "-atom", "-json")
    }


def test_every_public_address_is_tried(newsroom):
    assert public_names() == set(addresses(newsroom))


def test_no_page_says_a_word_of_what_readers_may_not_see(client, newsroom):
    leaks = {}
    for address in chain.from_iterable(addresses(newsroom).values()):
        response = client.get(address)
        text = response.content.decode()
        echoed = f'value="{SECRET}"' if "?q=" in address else ""
        if SECRET in text.replace(echoed, "").replace(f"“{SECRET}”", ""):
            leaks[address] = text[text.index(SECRET) - 80 :][:200]
    assert leaks == {}


def test_a_conversation_shows_what_may_be_seen_of_it_and_no_address_of_anybody(client, newsroom):
    story = newsroom["live"].get_absolute_url()
    thread = newsroom["comments"][-3].get_absolute_url()
    for address in (story, f"{story}comments/", thread):
        text = client.get(address).content.decode()
        assert "Hello" in text
        assert "@x.example" not in text
        assert "203.0.113.77" not in text
    answers = [client.get(one.get_absolute_url()).status_code for one in newsroom["comments"]]
    assert answers == [404] * 7 + [200, 404, 200]


def test_the_live_story_is_on_every_page_that_could_leak_its_hidden_siblings(client, newsroom):
    pages = [
        "front",
        "archive-month",
        "section",
        "corrections",
        *feeds(),
        "topic",
        "show",
        "show-stories",
        "season",
        "franchise",
        "network",
        "person",
        "person-stories",
        "character",
        "character-stories",
        "location",
        "location-stories",
        "author",
        "claim",
        "calendar",
    ]
    for name in pages:
        address = addresses(newsroom)[name][0]
        assert "A story for readers" in client.get(address).content.decode(), address
    for address in addresses(newsroom)["source"]:
        assert "A story for readers" in client.get(address).content.decode(), address
    assert "A story for readers" in client.get("/search/?q=lunn").content.decode()


@pytest.mark.parametrize("name", ["site-calendar", "show-calendar", "franchise-calendar"])
def test_calendars_have_the_live_story_and_cancel_what_was_withdrawn(client, newsroom, name):
    file = client.get(addresses(newsroom)[name][0]).content.decode().replace("\r\n ", "")
    assert newsroom["live"].get_absolute_url() in file
    lines = [line for line in file.splitlines() if line.startswith(("SUMMARY", "STATUS"))]
    assert lines == [
        "SUMMARY:Jessica Jones\\, season 2: cancelled",
        "STATUS:CANCELLED",
        "SUMMARY:Jessica Jones\\, season 2: filming begins",
        "STATUS:TENTATIVE",
    ]


def test_hidden_stories_are_unknown_and_a_withdrawn_one_says_that_it_is_gone(client, newsroom):
    answers = [client.get(story.get_absolute_url()).status_code for story in newsroom["hidden"]]
    assert answers == [404, 404, 404, 410]


def test_claims_of_hidden_stories_are_no_pages(client, newsroom):
    answers = {
        story.status: {client.get(claim.get_absolute_url()).status_code for claim in claims}
        for story in (newsroom["live"], *newsroom["hidden"])
        if (claims := story.claims.all())
    }
    hidden = {state: {404} for state in ("draft", "in_review", "scheduled")}
    assert answers == {"live": {200}, "withdrawn": {410}} | hidden


def test_a_topic_of_drafts_alone_is_no_page(client, newsroom):
    assert Topic.objects.filter(slug=f"{SECRET.lower()}-topic").exists()
    assert client.get(f"/topics/{SECRET.lower()}-topic/").status_code == 404


def test_counts_count_live_stories_only(client, newsroom):
    assert client.get("/authors/marguerite-lunn/").context["story_count"] == 1
    assert client.get("/shows/jessica-jones/").context["story_count"] == 1
    assert client.get("/sources/on-location-vacations/").context["claim_count"] == 1
    assert client.get("/sources/on-location-vacations/record/").context["told"] == 1
    assert [m["stories"] for m in client.get("/archive/").context["months"]] == [1]
    story = client.get(newsroom["live"].get_absolute_url())
    assert story.context["bylines"][0].author_stories == 1
    assert story.context["next_up"] is None
    assert story.context["more"] == []


def test_the_desk_is_closed_to_readers(client, newsroom):
    closed = [
        "/admin/",
        "/admin/articles/article/",
        "/admin/autocomplete/",
        "/admin/pictures/upload/",
    ]
    for address in closed:
        response = client.get(address)
        assert response.status_code in (302, 403, 405), address
        assert SECRET not in response.content.decode()


def test_pictures_of_hidden_stories_have_addresses_that_cannot_be_guessed(newsroom):
    folders = [story.lead_image.file.name.split("/")[1] for story in newsroom["hidden"]]
    assert len(set(folders)) == 4
    assert all(len(folder) == 16 for folder in folders)


def test_no_page_names_an_original_and_nobody_gets_one(client, newsroom):
    """Every public page, with a picture wherever it can have one."""
    live, shown = newsroom["live"], picture("A street", size=(1600, 900))
    live.body += f'<figure><img src="{shown.src}" alt="A street"></figure>'
    live.lead_image = shown
    live.save()
    keeps = {"show": ("poster", "backdrop"), "season": ("poster",), "location": ("picture",)}
    keeps |= {"author": ("portrait",), "person": ("portrait",), "character": ("portrait",)}
    for record, fields in keeps.items():
        type(newsroom[record]).objects.filter(pk=newsroom[record].pk).update(
            **dict.fromkeys(fields, shown)
        )
    folder = shown.file.name.removesuffix("/master.webp")
    named = set()
    for address in chain.from_iterable(addresses(newsroom).values()):
        response = client.get(address)
        text = response.content.decode()
        # A page that says “not found” says what was.
        assert "master.webp" not in text or response.status_code == 404, address
        named |= set(re.findall(rf"/{folder}/([^\s\"&<]+)", text))
    kinds = {renditions.read(name).kind for name in named}
    assert kinds == {"wide", "splash", "square", "portrait", "whole", "share"}
    for root in ("/", "/media/"):
        assert client.get(f"{root}{shown.file.name}").status_code == 404


def test_a_scheduled_story_appears_by_the_clock_alone(client: Client, newsroom, monkeypatch):
    story = newsroom["hidden"][2]
    later = story.live_at
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(story.get_absolute_url()).status_code == 200
    assert story.headline in client.get("/shows/jessica-jones/").content.decode()
