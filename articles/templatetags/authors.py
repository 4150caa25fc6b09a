"""What a box says of an author, as a value: it stands under all their stories, and is written once
(geekfeed/lib/alike.py).

{% load authors %}{% alike "articles/components/author_box.html" byline=byline|boxed number=1 %}
"""

from typing import Any, NamedTuple

from django import template

from images.shown import Picture, picture_of

register = template.Library()


class Link(NamedTuple):
    label: str
    url: str


class Author(NamedTuple):
    name: str
    get_absolute_url: str
    bio: str
    portrait: Picture | None
    links: tuple[Link, ...]


class Box(NamedTuple):
    author: Author
    role: str
    author_stories: int | None


@register.filter
def boxed(byline: Any) -> Box:
    """A byline from `for_page()`."""
    author = byline.author
    return Box(
        Author(
            author.name,
            author.get_absolute_url(),
            author.bio,
            picture_of(author.portrait) if author.portrait else None,
            tuple(Link(link.label, link.url) for link in author.links.all()),
        ),
        byline.role,
        byline.author_stories,
    )
