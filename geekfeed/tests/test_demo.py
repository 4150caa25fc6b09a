"""The demo newsroom: true, complete, walkable from end to end, never in a real site's way."""

import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from PIL import Image as Pixels

from articles import embargo, turns, workflow
from articles import state as states
from articles.compare import compare
from articles.models import Article, Claim, FrontPageSlot, SearchName
from articles.notes import threads
from articles.search import name_index
from authors.models import Author, User
from comments.models import Comment, Conversation
from geekfeed import demo
from geekfeed.demo import read
from geekfeed.demo.art import PICTURES
from geekfeed.demo.comments_loader import load_comments
from geekfeed.tests.addresses import public_names
from geekfeed.tests.reading import read as read_page
from shows import ledger
from shows.models import Season, Show, ViewingStep
from sources.models import Source

PRODUCTION_STARTS = "production-starts-on-jessica-jones-season-2"
TO_BEGIN = "jessica-jones-season-2-to-begin-filming-on-monday"


def sketch(name: str) -> Pixels.Image:
    """A picture of the right shape: drawing the real ones is another test's subject."""
    picture = PICTURES[name]
    return Pixels.new("RGB", (picture.width // 10, picture.height // 10), "#701bb4")


@pytest.fixture(scope="module")
def newsroom(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The demo, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(draw=sketch)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_newsroom(newsroom: None, db: None) -> None:
    pass


@pytest.fixture
def editor_of_the_demo() -> User:
    return User.objects.get(username="editor")


FED = ("section", "show", "franchise", "topic", "author", "source")


def links(page: str, base: str) -> set[str]:
    found = re.findall(r'<a\b[^>]*\shref="([^"]+)"', page)
    return {urljoin(base, href.replace("&amp;", "&")).partition("#")[0] for href in found}


def test_every_link_from_the_front_page_on_leads_to_a_page(client: Client):
    """A walk over the whole site, as a reader could take it."""
    todo, seen, broken = ["/"], {"/"}, {}
    while todo:
        address = todo.pop()
        response = client.get(address)
        if response.status_code != 200:
            broken[address] = response.status_code
            continue
        inside = {link for link in links(response.content.decode(), address) if link[:1] == "/"}
        todo += sorted(link for link in inside - seen if not link.startswith("/admin"))
        seen |= inside
    assert broken == {}
    reached = {resolve(urlsplit(address).path).url_name for address in seen}
    assert (
        public_names() - reached
        == {
            "health",
            "robots",
            "stylesheet",
            "script",
            "show-colours",
            "seen",  # where a form is sent
            "styleguide",  # for development
            "styleguide-colours",
            "favicon",
            "rendition",
            "preview",
            "desk-calendar",
            "site-calendar",  # calendar programs are told whole addresses
            "show-calendar",
            "franchise-calendar",
            # What programs are told in heads and by one another.
            "sitemap",
            "news-sitemap",
            "sitemap-lists",
            "sitemap-month",
            "sitemap-kind",
            "indexnow-key",
            "manifest",
            "speculation-rules",
            "service-worker",
            "offline",
            "search-suggestions",
            # For whoever has said something, likes it, or has a letter from us.
            "comment-edit",
            "comment-delete",
            "comment-like",
            "comment-report",
            "comment-reported",
            "comment-letters",
            "story-comments-feed",
            "story-comments-feed-atom",
            "story-comments-feed-json",
            "comment-sent",
            "comment-confirm",
            "comment-hello",
            "comment-known",
            "comment-goodbye",
            "article-card",
            "show-card",
            "site-card",
            *(f"{kind}-feed-{form}" for kind in FED for form in ("atom", "json")),
        }
        - reached
    )


def test_the_search_knows_the_names_as_reindexing_would():
    names = SearchName.objects.order_by("kind", "number", "text").values_list()
    known = list(names)
    name_index.rebuild()
    assert len(known) > 100
    assert list(names.all()) == known


def test_there_are_stories_in_every_state():
    assert Counter(Article.objects.values_list("status", flat=True)) == {
        "live": 32,
        "draft": 3,
        "in_review": 2,
        "scheduled": 1,
        "withdrawn": 1,
    }


def test_the_search_knows_every_story_drafts_too():
    assert not Article.objects.filter(search_entry=None).exists()
    draft = Article.objects.get(slug="the-case-for-trish-walker")
    assert (draft.status, draft.search_entry.headline) == ("draft", draft.headline)


def test_the_six_shows_are_on_the_shelf_in_their_order():
    assert [show.slug for show in Show.objects.on_shelf()] == [
        "daredevil",
        "jessica-jones",
        "luke-cage",
        "iron-fist",
        "the-defenders",
        "the-punisher",
    ]


def test_released_seasons_have_all_their_episodes_with_titles_and_dates():
    released = {
        str(season): (
            season.episodes.exclude(title="").exclude(aired_on=None).count(),
            str(season.premiere),
        )
        for season in Season.objects.filter(episodes__isnull=False).distinct()
    }
    assert released == {
        "Daredevil, season 1": (13, "10 April 2015"),
        "Daredevil, season 2": (13, "18 March 2016"),
        "Jessica Jones, season 1": (13, "20 November 2015"),
        "Luke Cage, season 1": (13, "30 September 2016"),
        "Iron Fist, season 1": (13, "17 March 2017"),
    }


def test_the_franchise_says_in_which_order_to_watch():
    steps = ViewingStep.objects.select_related("season__show")
    assert [str(step) for step in steps] == [
        "Daredevil, season 1",
        "Jessica Jones, season 1",
        "Daredevil, season 2",
        "Luke Cage, season 1",
        "Iron Fist, season 1",
        "The Defenders, season 1",
        "The Punisher, season 1",
    ]


def test_both_stories_rest_on_one_report_of_one_origin():
    season = Season.objects.get(show__slug="jessica-jones", number=2)
    facts = {
        fact.claim.kind: fact
        for fact in ledger.stand(season.claims.live().with_subjects())
        if fact.claim.kind == "filming_began"
    }
    fact = facts["filming_began"]
    assert {claim.article.slug for claim in fact.claims} >= {PRODUCTION_STARTS, TO_BEGIN}
    assert fact.origins == 1
    assert (str(fact.date), fact.standing.value) == ("10 April 2017", "reported")
    assert [source.name for source in fact.claim.chain] == ["On Location Vacations", "MCUExchange"]


def test_the_first_season_s_score_and_its_place_are_on_record():
    season = Season.objects.get(show__slug="jessica-jones", number=1)
    assert [(score.service, score.value) for score in season.scores.all()] == [
        ("Rotten Tomatoes", 93)
    ]
    place = season.location_uses.get(location__slug="broadway-and-west-101st-street")
    assert place.stands_in_for == "Alias Investigations (exterior)"


def test_the_story_of_the_first_day_has_all_its_furniture(client):
    page = client.get(f"/2017/04/{PRODUCTION_STARTS}/")
    story = page.context["article"]
    chain = page.context["citations"][0].chain
    assert [source.slug for source in chain] == ["on-location-vacations", "mcuexchange"]
    assert page.context["next_up"].slug == "the-defenders-line-up-for-their-first-group-portrait"
    assert len(page.context["more"]) == 6
    assert [notice.kind for notice in page.context["corrections"]] == ["clarification"]
    assert story.lead_image.credit == "Illustration: GeekFeed"
    assert "<blockquote>" in story.body
    assert 'class="credit"' in story.body


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tv/",
        f"/2017/04/{PRODUCTION_STARTS}/",
        "/shows/jessica-jones/",
        "/shows/jessica-jones/season-2/",
        "/shows/jessica-jones/stories/",
        "/authors/marguerite-lunn/",
    ],
)
def test_a_page_opens_with_one_picture_and_the_others_wait(client, address):
    pictures = [
        tuple(name for name in ("fetchpriority", "loading") if name in image)
        for image in read_page(client.get(address)).all("main picture img")
    ]
    assert Counter(pictures) == {("fetchpriority",): 1, ("loading",): len(pictures) - 1}
    assert len(pictures) > 1


def test_a_source_of_the_demo_s_own_has_a_record_of_more_than_ten_settled_reports():
    record = Source.objects.get(slug="the-callboard").track_record
    assert (record.came_true, record.denied, record.superseded) == (10, 1, 1)
    assert (record.still_open, record.percent) == (0, 83)
    assert record.days > 30


def test_what_waits_in_review_confirms_what_two_stories_reported(editor_of_the_demo):
    draft = Article.objects.get(slug="marvel-says-it-jessica-jones-is-filming")
    reported = Claim.objects.filter(
        article__slug__in=[PRODUCTION_STARTS, TO_BEGIN], kind="filming_began"
    )
    assert set(reported.values_list("outcomes__verdict", flat=True)) == {None}
    with transaction.atomic():
        workflow.publish(draft, editor_of_the_demo)
        assert list(reported.values_list("outcomes__verdict", flat=True)) == ["confirmed"] * 2
        transaction.set_rollback(True)


def test_the_catalog_has_a_premiere_on_the_word_of_a_claim():
    season = Season.objects.get(show__slug="jessica-jones", number=2)
    adoption = season.adoptions.live().get()
    assert (str(season.premiere), adoption.field) == ("2018", "premiere")
    assert adoption.claim.article.slug == PRODUCTION_STARTS


def test_a_correction_came_with_a_change_that_readers_can_see():
    story = Article.objects.get(slug=PRODUCTION_STARTS)
    verbs = list(story.revisions.values_list("verb", flat=True))
    assert verbs == ["correct", "publish", "publish"]
    first, last = story.revisions.last(), story.revisions.first()
    assert "Jessica’s office" in first.state["fields"]["body"][0]
    assert "Jessica’s office" not in last.state["fields"]["body"][0]


def test_slugs_that_stay():
    assert Source.objects.filter(slug="on-location-vacations").exists()
    assert Article.objects.live().get(slug=PRODUCTION_STARTS).get_absolute_url() == (
        f"/2017/04/{PRODUCTION_STARTS}/"
    )


def test_every_author_has_a_face_and_somewhere_to_follow_them():
    authors = Author.objects.for_page()
    assert len(authors) == 5
    for author in authors:
        assert author.portrait
        assert author.bio
        hosts = {urlsplit(link.url).hostname.rpartition(".")[2] for link in author.links.all()}
        assert hosts == {"example"}, "invented people have invented addresses"


def test_a_rumour_is_our_own_guess_a_hint_from_her_whose_season_it_is_or_an_invented_source_s():
    rumours = Claim.objects.filter(standing="rumoured").exclude(citation__tag__slug="the-callboard")
    assert set(rumours.values_list("show__slug", "says", "citation__tag__slug")) == {
        ("daredevil", "Season 3 starts filming before the year is out", None),
        ("luke-cage", "Season 2 starts filming in the summer", None),
        ("luke-cage", "Season 2 premieres", None),
        ("the-punisher", "Season 1 is kept for the last quarter", None),
        ("jessica-jones", "Season 2 has more than one villain", "melissa-rosenberg"),
    }


def test_only_those_who_decide_confirm_anything():
    confirmed = Claim.objects.filter(standing="confirmed")
    assert confirmed.count() > 20
    assert set(confirmed.values_list("citation__tag__kind", flat=True)) == {"official", "person"}


def test_six_stories_lead_the_front_page_and_the_last_of_them_for_a_time():
    slots = FrontPageSlot.objects.all()
    assert [slot.article.is_live for slot in slots] == [True] * 6
    assert [bool(slot.until) for slot in slots] == [False] * 5 + [True]
    assert slots[5].until > timezone.now()


def test_a_live_story_has_changes_in_review_that_readers_do_not_see(client):
    story = Article.objects.get(slug="the-defenders-line-up-for-their-first-group-portrait")
    assert (story.desk_state, story.copy.editor.username) == ("changes_in_review", "writer")
    changes = compare(states.read(story), story.copy.state)
    assert [change.name for change in changes] == ["headline", "body", "topics", "claims"]
    page = client.get(story.get_absolute_url()).content.decode()
    assert "First Group Portrait" in page
    assert "First Family Portrait" not in page


def test_a_draft_was_sent_back_with_a_note_that_is_answered():
    writer = User.objects.get(username="writer")
    (story,) = turns.sent_back(writer)
    assert story.slug == "hells-kitchen-playable"
    assert [
        (
            thread.note.field,
            thread.note.user.username,
            [one.user.username for one in thread.answers],
        )
        for thread in threads(story)
    ] == [("body", "editor", ["writer"])]


def test_what_is_planned_and_scheduled_lies_ahead():
    planned = Article.objects.filter(status__in=["draft", "in_review"], planned_for__isnull=False)
    assert set(planned.values_list("slug", flat=True)) == {
        "who-is-steering-daredevil",
        "why-the-hoodie-has-holes-in-it",
    }
    assert all(story.planned_for > timezone.now() for story in planned)
    scheduled = Article.objects.get(status="scheduled")
    assert timezone.now() < scheduled.live_at == embargo.ends(scheduled)


def test_one_draft_has_gone_quiet():
    editor = User.objects.get(username="editor")
    assert [story.slug for story in turns.gone_quiet(editor)] == ["the-case-for-trish-walker"]


def test_an_editor_has_three_stories_to_review():
    editor = User.objects.get(username="editor")
    assert len(turns.to_review(editor)) == 3


@pytest.mark.parametrize(
    ("name", "publishes"), [("writer", False), ("editor", True), ("admin", True)]
)
def test_the_demo_s_accounts_sign_in_with_their_names(client, name, publishes):
    assert client.login(username=name, password=name)
    user = User.objects.get(username=name)
    assert user.has_perm("articles.publish_article") is publishes
    assert user.first_name
    assert user.last_name


def test_letters_can_be_written_to_the_accounts_and_none_was_while_loading(newsroom):
    assert mail.outbox == []
    names = set(User.objects.values_list("username", "email"))
    told = {(name, f"{name}@geekfeed.example") for name in ("writer", "editor", "admin")}
    # Whoever only answers readers has an account and no password.
    assert names == told | {("lunn", "")}
    assert not User.objects.get(username="lunn").has_usable_password()


def test_loading_again_changes_nothing(settings):
    settings.DEBUG = True
    before = list(Article.objects.order_by("pk").values_list("pk", "version"))
    out = StringIO()
    call_command("demo", port="8123", stdout=out)
    assert list(Article.objects.order_by("pk").values_list("pk", "version")) == before
    assert "http://127.0.0.1:8123/admin/" in out.getvalue()


def test_a_site_with_stories_of_its_own_is_left_alone(settings, tv_of_a_real_site):
    settings.DEBUG = True
    with pytest.raises(CommandError, match=r"^This site has stories, .+ of its own"):
        call_command("demo")
    assert Article.objects.count() == 1


def test_the_demo_does_not_load_where_the_public_could_sign_in(settings):
    Article.objects.all().delete()
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG=true"):
        call_command("demo")


@pytest.fixture
def tv_of_a_real_site() -> Article:
    kept = Article.objects.get(slug=PRODUCTION_STARTS)
    Article.objects.exclude(pk=kept.pk).delete()
    Article.objects.filter(pk=kept.pk).update(slug="a-story-of-our-own")
    return kept


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_picture_can_be_drawn_and_says_what_it_shows(name):
    picture = PICTURES[name]
    assert picture.draw().size == (picture.width, picture.height)
    assert picture.alt


def test_readers_talk_and_something_waits_for_the_desk():
    states = Counter(Comment.objects.values_list("state", flat=True))
    assert states == {"shown": 18, "removed": 1, "held": 1}
    stories = Article.objects.filter(comment_count__gt=0)
    counts = [story.comments.filter(state="shown").count() for story in stories]
    assert [story.comment_count for story in stories] == counts
    assert len(counts) == 3
    lunn = Author.objects.get(slug="marguerite-lunn")
    assert Comment.objects.filter(by__user=lunn.user, thread__isnull=False).count() == 3


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [("COMMENTS_CLOSE_AFTER", 14, 20), ("COMMENTS", "closed", 20), ("COMMENTS", "off", 0)],
)
def test_readers_talk_whatever_the_site_s_rules_and_then_these_hold(
    settings, editor_of_the_demo, name, value, count
):
    Comment.objects.all().delete()
    Conversation.objects.all().delete()
    setattr(settings, name, value)
    load_comments(read.comments(), editor_of_the_demo)
    assert Comment.objects.count() == count
    own_rules = Conversation.objects.exclude(policy="", closes_at=None, never_closes=False)
    assert list(own_rules) == []
    assert Conversation.objects.filter(pinned=None).count() == 0
    assert Conversation.objects.count() == bool(count)
