"""Every page type of the site, ordinary and misbehaving, once the demo and its misbehaving
neighbours are in: for pictures of all of them and for tests that hold for all of them.
"""

from datetime import timedelta
from typing import NamedTuple

from django.utils.text import slugify

from articles import preview_links
from articles.models import Article, Claim
from authors.models import User
from geekfeed.demo.misbehaving import newsroom, stories
from geekfeed.demo.misbehaving.names import AUTHORS, LONG_PERSON, LONG_WORD
from geekfeed.lib import paging


class Sight(NamedTuple):
    """A page to look at; `status` is what it answers with."""

    name: str
    address: str
    status: int = 200


def ordinary() -> list[Sight]:
    """Pages of the demo alone, as the drawings show them."""
    live = Article.objects.live()
    claim = Claim.objects.live().order_by("pk").first()
    later = live.newest_first()[12]
    withdrawn = Article.objects.get(status=Article.Status.WITHDRAWN)
    changed = live.get(slug="production-starts-on-jessica-jones-season-2")
    comment = changed.comments.filter(replies__gt=0).order_by("pk").first()
    return [
        Sight("front", "/"),
        Sight("front-page-2", f"/?after={paging.token([later.live_at, later.pk])}"),
        Sight("story", changed.get_absolute_url()),
        Sight("story-changes", changed.get_changes_url()),
        Sight("comments", f"{changed.get_absolute_url()}comments/"),
        Sight("comments-best", f"{changed.get_absolute_url()}comments/?order=best"),
        Sight("comment", comment.get_absolute_url()),
        Sight("comment-answer", f"/comments/on/{changed.pk}/?answers={comment.pk}"),
        Sight("comment-who", "/comments/hello/"),
        Sight("show", "/shows/jessica-jones/"),
        Sight("show-stories", "/shows/jessica-jones/stories/"),
        Sight("season", "/shows/jessica-jones/season-1/"),
        Sight("season-filming", "/shows/jessica-jones/season-2/"),
        Sight("show-list", "/shows/"),
        Sight("franchise", "/franchises/marvel-netflix/"),
        Sight("network", "/networks/netflix/"),
        Sight("person", "/people/krysten-ritter/"),
        Sight("character", "/characters/jessica-jones/"),
        Sight("location", "/locations/broadway-and-west-101st-street/"),
        Sight("production", "/production/"),
        Sight("calendar", "/calendar/"),
        Sight("calendar-month", "/calendar/?month=2017-04"),
        Sight("section", "/tv/"),
        Sight("topic", "/topics/filming/"),
        Sight("author", "/authors/marguerite-lunn/"),
        Sight("author-list", "/authors/"),
        Sight("source", "/sources/on-location-vacations/"),
        Sight("source-record", "/sources/the-callboard/record/"),
        Sight("source-list", "/sources/"),
        Sight("rumours", "/rumours/"),
        Sight("corrections", "/corrections/"),
        Sight("claim", claim.get_absolute_url()),
        Sight("archive", "/archive/"),
        Sight("archive-month", "/archive/2017/04/"),
        Sight("search", "/search/?q=kilgrave"),
        Sight("search-empty", "/search/"),
        Sight("search-nothing", "/search/?q=xyzzyplugh"),
        Sight("404", "/no/such/page/", 404),
        Sight("410", withdrawn.get_absolute_url(), 410),
    ]


def misbehaving() -> list[Sight]:
    """Pages on which something is too long, too many or missing."""
    story = {one.slug: one for one in Article.objects.filter(slug__in=stories.SLUGS)}
    draft = Article.objects.filter(status=Article.Status.DRAFT).order_by("pk").first()
    editor = User.objects.get(username="editor")
    link = preview_links.make(draft, editor, "a page of pictures", timedelta(days=1))
    everything = story[stories.EVERYTHING]
    claim = everything.claims.get(location__isnull=False)
    pinned = everything.conversation.pinned
    locked = everything.comments.get(is_locked=True, thread=None)
    return [
        Sight("front-misbehaving", "/"),
        Sight("story-long", story[stories.LONG_READ].get_absolute_url()),
        Sight("story-everything", everything.get_absolute_url()),
        Sight("comments-misbehaving", f"{everything.get_absolute_url()}comments/"),
        Sight("comment-misbehaving", pinned.get_absolute_url()),
        Sight("comment-thread-misbehaving", locked.get_absolute_url()),
        Sight("story-one-word", story[stories.ONE_WORD].get_absolute_url()),
        Sight("story-nothing", story[stories.NOTHING].get_absolute_url()),
        Sight("story-portrait", story[stories.PORTRAIT_STORY].get_absolute_url()),
        Sight("show-misbehaving", f"/shows/{newsroom.SHOW}/"),
        Sight("person-misbehaving", f"/people/{slugify(LONG_PERSON)}/"),
        Sight("character-misbehaving", f"/characters/{slugify(LONG_WORD)}/"),
        Sight("location-misbehaving", f"/locations/{newsroom.PLACE}/"),
        Sight("production-misbehaving", "/production/"),
        Sight("section-misbehaving", "/tv/"),
        Sight("section-empty", f"/{newsroom.EMPTY_SECTION}/"),
        Sight("topic-misbehaving", f"/topics/{newsroom.LAST_TOPIC}/"),
        Sight("author-misbehaving", f"/authors/{slugify(AUTHORS[3][0])}/"),
        Sight("author-list-misbehaving", "/authors/"),
        Sight("source-one-claim", f"/sources/{newsroom.ONE_CLAIM}/"),
        Sight("source-long", f"/sources/{newsroom.LONG_NAMED_SOURCE}/"),
        Sight("source-nothing", f"/sources/{newsroom.NO_SOURCE}/"),
        Sight("source-list-misbehaving", "/sources/"),
        Sight("rumours-misbehaving", "/rumours/"),
        Sight("corrections-misbehaving", "/corrections/"),
        Sight("claim-misbehaving", claim.get_absolute_url()),
        Sight("search-misbehaving", f"/search/?q={LONG_WORD}"),
        Sight("preview", f"/preview/{link.token}/"),
    ]


def for_development() -> list[Sight]:
    """Pages that there are only while DEBUG is on."""
    return [Sight("styleguide", "/styleguide/")]
