"""What a feed says of each story, in plain values. Every address is whole, and every text is one
that XML can say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.template.defaultfilters import linebreaks_filter
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import localtime

from articles.models import Article, Byline, Correction, TopicLink
from articles.shared_picture import SharedPicture, shared_picture
from geekfeed.lib.addresses import address_of
from geekfeed.lib.html import plain_text

WORDS_OF_THE_TEXT = 50  # where a story has no standfirst
# What XML cannot say at all, however it is escaped.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Only cleaned HTML is read here (geekfeed/lib/html.py): attributes stand in double quotes.
_TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s+[a-z-]+="[^"]*")+\s*/?>')
_ADDRESS = re.compile(r'\s(href|src)="([^"]*)"')
# What says something to our own pages and scripts alone.
_OURS = re.compile(r'\s(?:class|data-[a-z]+)="[^"]*"')


@dataclass(frozen=True)
class Entry:
    """`summary` and `text` are HTML; `text` is empty where feeds have excerpts only. `authors` are
    pairs of a name and the address of its page, "" where it has none."""

    name: str
    url: str
    title: str
    summary: str
    text: str
    published: datetime
    updated: datetime
    picture: SharedPicture | None
    credit: str = ""
    authors: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def entries(numbers: Sequence[int]) -> list[Entry]:
    """Of the stories with these numbers, in this order."""
    bylines = Byline.objects.select_related("author")
    topics = TopicLink.objects.select_related("tag")
    stories = (
        Article.objects.live()
        .select_related("section", "lead_image", "safe_image")
        .prefetch_related(
            Prefetch("bylines", bylines), Prefetch("topic_links", topics), "corrections"
        )
    )
    found = {story.pk: story for story in stories.filter(pk__in=numbers)}
    return [entry(found[number]) for number in numbers if number in found]


def entry(story: Article) -> Entry:
    """Of a story with all that is said of it in hand."""
    # A notice says what stood there. Of a spoiler it is read on the story's page, as its text is.
    notices = "" if story.is_covered else _notices(story.corrections.all())
    has_text = settings.FEED_FULL_TEXT and not story.is_covered
    image = story.shown_image
    picture = shared_picture(image)
    credit = sayable(image.credit) if image else ""
    authors = [byline.author for byline in story.bylines.all()]
    topics = sorted((link.tag.name for link in story.topic_links.all()), key=str.casefold)
    return Entry(
        name=name_of(story),
        url=address_of(story),
        title=sayable(story.shown_headline),
        summary=sayable(_excerpt(story) + notices),
        text=sayable(_whole(story, picture, credit) + notices) if has_text else "",
        published=localtime(story.live_at),
        updated=localtime(story.edited_at if story.was_edited else story.live_at),
        picture=picture,
        credit=credit,
        authors=[(sayable(one.name), address_of(one)) for one in authors],
        tags=[sayable(tag) for tag in dict.fromkeys([story.section.name, *topics])],
    )


def name_of(story: Article) -> str:
    """What programs know the story by, for good (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{story.month:%Y-%m}:story/{story.pk}"


def sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)


def for_elsewhere(html: str, page: str) -> str:
    """Cleaned HTML of a page with every address in it whole, as nobody who reads it elsewhere knows
    what it would be relative to, and without what only our own pages understand."""

    def whole(match: re.Match[str]) -> str:
        try:
            address = urljoin(page, unescape(match[2]))
        except ValueError:
            return match[0]  # what is no address anywhere
        return f' {match[1]}="{escape(address)}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, _OURS.sub("", tag[0])), html)


def _excerpt(story: Article) -> str:
    said = story.shown_standfirst
    if not said and not story.is_covered:
        said = Truncator(plain_text(story.body)).words(WORDS_OF_THE_TEXT)
    return format_html("<p>{}</p>", said or story.shown_headline)


def _whole(story: Article, picture: SharedPicture | None, credit: str) -> str:
    """The lead picture, the standfirst and the text. What stands in for a video or a post is its
    link."""
    page = address_of(story)
    parts = [for_elsewhere(story.body, page)]
    if story.standfirst:
        parts.insert(0, format_html("<p><em>{}</em></p>\n", story.standfirst))
    if picture:
        lead = format_html(
            '<figure><img src="{}" width="{}" height="{}" alt="{}">'
            "<figcaption>{}</figcaption></figure>\n",
            picture.url,
            picture.width,
            picture.height,
            picture.alt,
            credit,
        )
        parts.insert(0, lead)
    return "".join(str(part) for part in parts)


def _notices(notices: Iterable[Correction]) -> str:
    return format_html_join(
        "\n",
        "<p><strong>{}, {}</strong></p>{}",
        (
            (
                notice.get_kind_display(),
                date_format(localtime(notice.at), "DATE_FORMAT"),
                linebreaks_filter(notice.text),
            )
            for notice in notices
        ),
    )
