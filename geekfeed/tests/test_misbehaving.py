"""What misbehaves: as long and as many as it says, and never among a real site's stories."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image as Pixels

from articles.models import Article, Section
from comments.models import Comment, Conversation
from geekfeed import demo
from geekfeed.demo import misbehaving
from geekfeed.demo.art import PICTURES
from geekfeed.demo.misbehaving import comments, names, newsroom, pages, stories
from geekfeed.lib.html import plain_text
from shows.models import Show
from sources.models import Source


def sketch(name: str) -> Pixels.Image:
    picture = PICTURES[name]
    return Pixels.new("RGB", (picture.width // 10, picture.height // 10), "#701bb4")


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The demo and what misbehaves, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(draw=sketch)
        misbehaving.load(draw=sketch)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def story(both: None, db: None) -> dict[str, Article]:
    return {one.slug: one for one in Article.objects.filter(slug__in=stories.SLUGS)}


@pytest.mark.parametrize("rule", ["closed", "off"])
def test_its_readers_talk_where_the_site_has_comments(story, settings, rule):
    everything = story[stories.EVERYTHING]
    count = everything.comments.count()
    Comment.objects.filter(story=everything).delete()
    Conversation.objects.filter(story=everything).delete()
    settings.COMMENTS = rule
    comments.load_comments(everything)
    assert count > 10
    assert everything.comments.count() == {"closed": count, "off": 0}[rule]


def test_it_misbehaves_as_much_as_it_says(story):
    long_read, everything = story[stories.LONG_READ], story[stories.EVERYTHING]
    assert (len(long_read.headline), len(story[stories.ONE_WORD].headline)) == (110, 40)
    assert len(plain_text(long_read.body).split()) >= 6_000
    assert (everything.bylines.count(), everything.topics.count()) == (12, 40)
    assert (story[stories.NOTHING].lead_image, story[stories.NOTHING].standfirst) == (None, "")
    portrait = story[stories.PORTRAIT_STORY].lead_image
    assert portrait.height == 2 * portrait.width
    assert Show.objects.get(slug=newsroom.SHOW).seasons.count() == 0
    assert Section.objects.get(slug=newsroom.EMPTY_SECTION).articles.count() == 0
    cited = Source.objects.get(slug=newsroom.ONE_CLAIM).citations
    assert [citation.claims.count() for citation in cited.all()] == [1]
    assert (len(names.LONG_HEADLINE), len(names.LONG_WORD)) == (110, 40)


def test_the_long_story_has_all_that_the_editor_can_make(story):
    body = story[stories.LONG_READ].body
    for tag in ("h2", "h3", "ul", "ol", "blockquote", "figure", "table", "pre", "hr", "img", "q"):
        assert f"<{tag}" in body, tag
    for site in ("youtube", "vimeo", "x", "instagram", "reddit", "spotify"):
        assert f'data-embed="{site}"' in body, site
    assert body.count("data-picture") == 0


def test_every_page_answers_as_it_should(story, client, settings):
    settings.DEBUG = False
    sights = [*pages.ordinary(), *pages.misbehaving()]
    wrong = {sight: client.get(sight.address).status_code for sight in sights}
    assert {sight: code for sight, code in wrong.items() if code != sight.status} == {}
    assert len({sight.name for sight in sights}) == len(sights)


def rename(story: dict[str, Article]) -> None:
    """Make them a newsroom's own."""
    for one in story.values():
        Article.objects.filter(pk=one.pk).update(slug=f"our-own-{one.pk}")


def test_it_keeps_out_of_a_site_with_other_stories(story, settings):
    settings.DEBUG = True
    rename(story)
    with pytest.raises(CommandError, match="stories beside the demo"):
        call_command("demo", misbehaving=True)


def test_it_is_for_development(story, settings):
    settings.DEBUG = False
    rename(story)
    with pytest.raises(CommandError, match="DEBUG=true"):
        call_command("demo", misbehaving=True)
