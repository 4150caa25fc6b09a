"""What a story's card says, and the one copy of it that is kept with the pictures."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.models import Article
from articles.social_card import drawing
from articles.social_card.drawing import Words
from articles.social_card.lettering import settable
from geekfeed.lib.addresses import absolute
from images import turns

AUTHORS = 3


@dataclass(frozen=True)
class Card:
    """`says_it`: the headline is on it. One that the faces cannot set is not, and then a picture of
    the story says more."""

    article: Article
    words: Words
    says_it: bool

    @property
    def digest(self) -> str:
        told = repr((drawing.DRAWN_AS, self.words)).encode()
        return blake2b(told, digest_size=8).hexdigest()

    @property
    def path(self) -> str:
        return reverse("article-card", args=[*_address(self.article), self.digest])

    @property
    def url(self) -> str:
        return absolute(self.path)

    @property
    def file(self) -> str:
        """Its name in the storage."""
        return f"{_folder(self.article)}/{self.digest}.png"

    width, height = drawing.WIDTH, drawing.HEIGHT


def card_of(article: Article, bylines: Sequence[Any], show: Any | None) -> Card:
    """Of a story with its section, its bylines with their authors, and the show that colours it in
    hand. Asks nothing."""
    headline, site = settable(article.headline), settable(settings.SITE_NAME)
    section = settable(article.section.name) if article.section else ""
    name = settable(show.name) if show else ""
    names = [byline.author.name for byline in bylines]
    if len(names) > AUTHORS:
        names = [*names[: AUTHORS - 1], _("others")]
    authors = _("By %(names)s") % {"names": get_text_list(names, _("and"))} if names else ""
    words = Words(
        headline or name or site,
        " · ".join(filter(None, (section, name))),
        settable(authors),
        site,
        show.accent if show else "",
    )
    return Card(article, words, bool(headline))


def have(card: Card) -> bool:
    """Draw the card unless it is kept already. False: somebody else is still at it."""
    return turns.once(card.file, lambda until: _draw(card))


def _draw(card: Card) -> bool:
    former = _kept(card.article)
    default_storage.save(card.file, ContentFile(drawing.png(card.words)))
    for name in former:
        # One that cannot be taken away is in nobody's way.
        with suppress(OSError):
            default_storage.delete(name)
    return True


def _kept(article: Article) -> list[str]:
    folder = _folder(article)
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except OSError:
        return []  # there is no such folder yet


def _folder(article: Article) -> str:
    return f"cards/{article.pk}"


def _address(article: Article) -> tuple[str, str, str]:
    return f"{article.month:%Y}", f"{article.month:%m}", article.slug
