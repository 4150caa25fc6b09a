"""Brings what misbehaves in, beside the demo newsroom and nothing else."""

from collections.abc import Callable

from django.db import transaction
from PIL import Image as Pixels

from articles.models import Article, FrontPageSlot
from authors.models import User
from geekfeed.demo import read
from geekfeed.demo.art import draw as drawn
from geekfeed.demo.catalog_loader import load_catalog
from geekfeed.demo.load import CREDIT
from geekfeed.demo.misbehaving import newsroom
from geekfeed.demo.misbehaving.comments import load_comments
from geekfeed.demo.misbehaving.stories import (
    EVERYTHING,
    LONG_READ,
    ONE_WORD,
    PORTRAIT_STORY,
    SLUGS,
    stories,
)
from geekfeed.demo.newsroom_loader import load_newsroom
from geekfeed.demo.story_loader import load_stories
from images import files, uploads
from images.models import Image


def is_here() -> bool:
    return Article.objects.filter(slug__in=SLUGS).exists()


def stands_in_the_way() -> bool:
    """Whether the site has stories that are not the demo's."""
    return Article.objects.exclude(slug__in=read.slugs()).exists()


def load(
    draw: Callable[[str], Pixels.Image] = drawn, say: Callable[[str], None] = lambda text: None
) -> None:
    """Load everything beside the demo, and put three of its stories in front.

    `draw` makes a picture of the demo from its name; `say` is told what is being done. An error
    leaves nothing behind.
    """
    stored: list[Image] = []
    try:
        with transaction.atomic():
            transaction.on_commit(stored.clear)
            say("Letting content misbehave …")
            stored.append(_portrait(draw))
            pictures = {image.title: image for image in Image.objects.all()}
            load_newsroom(newsroom.newsroom(), pictures)
            load_catalog(newsroom.shows(), {}, pictures)
            editor = User.objects.get(username="editor")
            in_front = [{"story": slug} for slug in (LONG_READ, ONE_WORD, PORTRAIT_STORY)]
            FrontPageSlot.objects.all().delete()
            load_stories(stories(), in_front, pictures, editor)
            load_comments(Article.objects.get(slug=EVERYTHING))
    except BaseException:
        for picture in stored:
            files.remove(picture)
        raise


def _portrait(draw: Callable[[str], Pixels.Image]) -> Image:
    """Twice as tall as it is wide: what a telephone makes of a poster."""
    drawing = draw("lc-cage")
    height = drawing.height
    left = (drawing.width - height // 2) // 2
    return uploads.store_pixels(
        drawing.crop((left, 0, left + height // 2, height)),
        title=newsroom.PORTRAIT,
        alt="The middle of the word CAGE in black on yellow, taken from too near",
        credit=CREDIT,
        rights_holder="GeekFeed",
    )
