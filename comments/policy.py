"""What may be said under a story at this moment."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from comments.models import Conversation

OPEN, HELD, CLOSED, OFF = "open", "held", "closed", "off"


class Policy(NamedTuple):
    """`closes_at` is when nothing is added any more, or was; None: never."""

    kind: str
    closes_at: datetime | None

    @property
    def is_off(self) -> bool:
        return self.kind == OFF

    @property
    def takes_comments(self) -> bool:
        return self.kind in (OPEN, HELD)

    @property
    def holds_all(self) -> bool:
        return self.kind == HELD


def now(story: Article) -> Policy:
    """What holds under a story of which only it is in hand. One query."""
    return of(story, Conversation.objects.filter(story=story).first())


def of(story: Article, conversation: Conversation | None) -> Policy:
    """The site's, as far as the story has none of its own. A story that readers may not see takes
    nothing, and a site without comments has none anywhere."""
    own = conversation.policy if conversation else ""
    kind = OFF if settings.COMMENTS == OFF else own or settings.COMMENTS
    closes_at = conversation.closes_at if conversation else None
    if closes_at is None and settings.COMMENTS_CLOSE_AFTER and story.live_at:
        closes_at = story.live_at + timedelta(days=settings.COMMENTS_CLOSE_AFTER)
    is_over = closes_at is not None and closes_at <= timezone.now()
    if kind in (OPEN, HELD) and (is_over or not story.is_live):
        kind = CLOSED
    return Policy(kind, closes_at)
