"""What a card says, and the one copy of it that is kept with the pictures."""

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
from shows.models import Show

AUTHORS = 3


@dataclass(frozen=True)
class Card:
    """`says_it`: what it is about is on it. What the faces cannot set is not, and then a picture
    says more. `route` and `subject` make its address, `folder` is where its one copy is kept."""

    words: Words
    says_it: bool
    route: str
    subject: tuple[str, ...]
    folder: str

    @property
    def digest(self) -> str:
        told = repr((drawing.DRAWN_AS, self.words)).encode()
        return blake2b(told, digest_size=8).hexdigest()

    @property
    def path(self) -> str:
        return reverse(self.route, args=[*self.subject, self.digest])

    @property
    def url(self) -> str:
        return absolute(self.path)

    @property
    def file(self) -> str:
        """Its name in the storage."""
        return f"{self.folder}/{self.digest}.png"

    width, height = drawing.WIDTH, drawing.HEIGHT


def card_of(article: Article, bylines: Sequence[Any], show: Any | None) -> Card:
    """Of a story with its section, its bylines with their authors, and the show that colours it in
    hand. Asks nothing."""
    headline, site = settable(article.shown_headline), settable(settings.SITE_NAME)
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
    month = article.month  # none before it is out: such a card has no address
    subject = (f"{month:%Y}", f"{month:%m}", article.slug) if month else ()
    return Card(words, bool(headline), "article-card", subject, _folder(article))


def card_of_show(show: Show) -> Card:
    """For the pages about a show: in its colour, with what it is in a few words."""
    name, site = settable(show.name), settable(settings.SITE_NAME)
    words = Words(
        name or site, settable(_("What we know")), settable(show.tagline), site, show.accent
    )
    return Card(words, bool(name), "show-card", (show.slug,), f"cards/show-{show.pk}")


def card_of_site() -> Card:
    """For every page that has no other."""
    name = settable(settings.SITE_NAME)
    told = _("Film and television news, with the sources showing.")
    words = Words(name, "", settable(told), "", "")
    return Card(words, bool(name), "site-card", (), "cards/site")


def have(card: Card) -> bool:
    """Draw the card unless it is kept already. False: somebody else is still at it."""
    return turns.once(card.file, lambda until: _draw(card))


def forget(article: Article, verb: str, **kwargs: Any) -> None:
    """Receiver of `story_changed`: what is withdrawn leaves no card behind, as pages that named it
    are about. It is drawn again if the story comes back."""
    if verb == "withdraw":
        _delete(_kept(_folder(article)))


def _draw(card: Card) -> bool:
    former = _kept(card.folder)
    default_storage.save(card.file, ContentFile(drawing.png(card.words)))
    _delete(former)
    return True


def _kept(folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except OSError:
        return []  # there is no such folder yet


def _delete(files: Sequence[str]) -> None:
    for name in files:
        # One that cannot be taken away now goes with the next card.
        with suppress(OSError):
            default_storage.delete(name)


def _folder(article: Article) -> str:
    return f"cards/{article.pk}"
