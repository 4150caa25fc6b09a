"""The newest comments on a story as RSS, Atom and JSON Feed, under the page that has all of them.

What is covered on the page stands in no feed: a line says so and leads there.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils.cache import get_conditional_response
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds.channels import FORMS, MOST
from articles.feeds.entries import Entry, for_elsewhere, sayable
from articles.feeds.views import WRITERS
from articles.models import Article
from articles.urls import STORY
from articles.views import gone
from comments import policy
from comments.elsewhere import without_spoilers
from comments.models import Comment
from geekfeed.lib.addresses import absolute, address_of
from geekfeed.lib.former import View


@dataclass(frozen=True)
class Channel:
    """What the writers of feeds ask of one."""

    story: Article

    @property
    def title(self) -> str:
        return _("Comments: %(headline)s") % {"headline": self.story.shown_headline}

    @property
    def about(self) -> str:
        return _("What readers of %(site)s say.") % {"site": settings.SITE_NAME}

    @property
    def page(self) -> str:
        return f"{self.story.get_absolute_url()}comments/"

    def path(self, form: str) -> str:
        """`form` is one of FORMS."""
        return f"{self.page}feed/{form[1:]}{'/' if form else ''}"


def paths() -> list[URLPattern]:
    return [
        re_path(
            rf"^{STORY}/comments/feed/{form[1:] + '/' if form else ''}$",
            _view(form),
            name=f"story-comments-feed{form}",
        )
        for form in FORMS
    ]


def _view(form: str) -> View:
    @require_safe
    def feed(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
        stories = Article.objects.live().select_related("section").defer("body")
        story = stories.filter(slug=slug).first()
        if story is None:
            return gone(request, date(int(year), int(month), 1), slug)
        if policy.now(story).is_off:
            raise Http404("There are no comments on this story.")
        if (int(year), int(month)) != (story.month.year, story.month.month):
            return redirect(Channel(story).path(form), permanent=True)
        return _answer(request, story, form)

    return feed


def _answer(request: HttpRequest, story: Article, form: str) -> HttpResponse:
    """The feed, or that nothing has changed. It has a name and no moment: what is taken from a page
    leaves nothing in the feed to be dated by."""
    newest = Comment.objects.live().filter(story=story).select_related("by")
    comments = list(newest.order_by("-posted_at", "-pk")[:MOST])
    channel = Channel(story)
    etag = _etag(channel, form, comments)
    response = get_conditional_response(request, etag)
    if response is None:
        writer = WRITERS[form]
        entries = [_entry(story, comment) for comment in comments]
        written = writer.write(channel, entries, settings.LANGUAGE_CODE, "")
        response = HttpResponse(written, content_type=f"{writer.KIND}; charset=utf-8")
    response.headers["ETag"] = etag
    return response


def _etag(channel: Channel, form: str, comments: list[Comment]) -> str:
    rows = [
        (one.pk, str(one.by), one.html, one.is_spoiler, one.posted_at, one.edited_at)
        for one in comments
    ]
    told = (absolute(channel.path(form)), channel.title, channel.about, rows)
    digest = blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return f'"{digest}"'


def _entry(story: Article, comment: Comment) -> Entry:
    page = absolute(comment.get_absolute_url())
    who = sayable(str(comment.by))
    title = _("%(name)s on “%(headline)s”") % {"name": who, "headline": story.shown_headline}
    covered = _("[A spoiler. It can be uncovered on the page.]")
    html = without_spoilers(comment, covered, page)
    return Entry(
        name=_name_of(comment),
        url=f"{page}#comment-{comment.pk}",
        title=sayable(title),
        summary=sayable(for_elsewhere(html, address_of(story))),
        text="",
        published=localtime(comment.posted_at),
        updated=localtime(comment.edited_at or comment.posted_at),
        picture=None,
        authors=[(who, "")],
    )


def _name_of(comment: Comment) -> str:
    """What programs know it by, for good (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{localtime(comment.posted_at):%Y}:comment/{comment.pk}"
