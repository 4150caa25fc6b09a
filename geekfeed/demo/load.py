"""Brings the whole demo newsroom in, in one transaction: all of it or nothing."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db import transaction
from PIL import Image as Pixels

from articles.models import Article
from authors.models import Author, User
from geekfeed.demo import read
from geekfeed.demo.art import PICTURES
from geekfeed.demo.art import draw as drawn
from geekfeed.demo.catalog_loader import load_catalog
from geekfeed.demo.newsroom_loader import load_newsroom
from geekfeed.demo.story_loader import load_stories
from images import uploads
from images.models import Image

CREDIT = "Illustration: GeekFeed"
# Name, groups, and whose stories they write. The password is the name; the demo command says so.
ACCOUNTS = {
    "writer": ("Writers", "tomasz-brandt"),
    "editor": ("Editors", "dee-okafor"),
    "admin": (None, None),
}


def is_here() -> bool:
    """Whether the demo has been loaded before."""
    return Article.objects.filter(slug__in=read.slugs()).exists()


@transaction.atomic
def load(
    draw: Callable[[str], Pixels.Image] = drawn, say: Callable[[str], None] = lambda text: None
) -> None:
    """Load everything into a site without stories.

    `draw` makes a picture from its name; `say` is told what is being done.
    """
    say("Drawing the pictures …")
    pictures = {name: _picture(name, draw) for name in PICTURES}
    say("Filling the catalog …")
    facts = read.newsroom()
    load_newsroom(facts, pictures)
    load_catalog(read.shows(), read.people(), pictures)
    _accounts()
    say("Publishing the stories …")
    load_stories(read.stories(), facts["front_page"], pictures, User.objects.get(username="editor"))


def _picture(name: str, draw: Callable[[str], Pixels.Image]) -> Image:
    return uploads.store_pixels(
        draw(name), title=name, alt=PICTURES[name].alt, credit=CREDIT, rights_holder="GeekFeed"
    )


def _accounts() -> None:
    for name, (group, author) in ACCOUNTS.items():
        user = User.objects.filter(username=name).first() or User(username=name)
        user.is_staff = True
        user.is_superuser = group is None
        user.set_password(name)
        user.save()
        if group:
            user.groups.set([Group.objects.get(name=group)])
            Author.objects.filter(slug=author).update(user=user)
