"""Brings the whole demo newsroom in: all of it or nothing, neither rows nor picture files."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db import transaction
from PIL import Image as Pixels

from articles.models import Article, Section, Topic
from authors.models import Author, User
from geekfeed.demo import read
from geekfeed.demo.art import PICTURES
from geekfeed.demo.art import draw as drawn
from geekfeed.demo.catalog_loader import load_catalog, load_viewing_orders
from geekfeed.demo.comments_loader import account_of, load_comments
from geekfeed.demo.desk_loader import load_desk
from geekfeed.demo.newsroom_loader import load_newsroom
from geekfeed.demo.story_loader import load_stories
from images import files, uploads
from images.models import Image
from shows.models import Franchise, Network, Show
from sources.models import Source

CREDIT = "Illustration: GeekFeed"
# Account, what its person is called, group, and whose stories they write. The password is the
# account's name; the demo command says so.
ACCOUNTS = {
    "writer": (("Tomasz", "Brandt"), "Writers", "tomasz-brandt"),
    "editor": (("Dee", "Okafor"), "Editors", "dee-okafor"),
    "admin": (("Ada", "Whitlock"), None, None),
}
# What a site of its own may have that the demo would bring too, under the same name.
KINDS = (Article, Section, Topic, Source, Author, Show, Network, Franchise, User)


def is_here() -> bool:
    """Whether the demo has been loaded before."""
    return Article.objects.filter(slug__in=read.slugs()).exists()


def stands_in_the_way() -> list[str]:
    """The kinds of records, in the plural, that this site has already and the demo would bring."""
    return [str(model._meta.verbose_name_plural) for model in KINDS if model.objects.exists()]


def load(
    draw: Callable[[str], Pixels.Image] = drawn, say: Callable[[str], None] = lambda text: None
) -> None:
    """Load everything into a site in which nothing stands in the way.

    `draw` makes a picture from its name; `say` is told what is being done. An error or Ctrl-C
    leaves nothing behind.
    """
    stored: list[Image] = []
    try:
        with transaction.atomic():
            # From then on the files belong to rows.
            transaction.on_commit(stored.clear)
            say("Drawing the pictures …")
            for name in PICTURES:
                stored.append(_picture(name, draw))
            pictures = dict(zip(PICTURES, stored, strict=True))
            say("Filling the catalog …")
            facts = read.newsroom()
            load_newsroom(facts, pictures)
            load_catalog(read.shows(), read.people(), pictures)
            load_viewing_orders(facts["franchises"])
            _accounts()
            say("Publishing the stories …")
            editor = User.objects.get(username="editor")
            load_stories(read.stories(), facts["front_page"], pictures, editor)
            load_desk(facts)
            account_of(Author.objects.get(slug="marguerite-lunn"), "lunn")
            load_comments(read.comments(), editor)
            _write_from_now_on()
    except BaseException:
        for picture in stored:
            files.remove(picture)
        raise


def _picture(name: str, draw: Callable[[str], Pixels.Image]) -> Image:
    return uploads.store_pixels(
        draw(name), title=name, alt=PICTURES[name].alt, credit=CREDIT, rights_holder="GeekFeed"
    )


def _write_from_now_on() -> None:
    """The accounts get their addresses last: of what happened before nobody is told."""
    for name in ACCOUNTS:
        User.objects.filter(username=name).update(email=f"{name}@geekfeed.example")


def _accounts() -> None:
    for name, ((first, last), group, author) in ACCOUNTS.items():
        user = User.objects.create_user(
            name,
            password=name,
            first_name=first,
            last_name=last,
            is_staff=True,
            is_superuser=group is None,
        )
        if group:
            user.groups.set([Group.objects.get(name=group)])
            Author.objects.filter(slug=author).update(user=user)
