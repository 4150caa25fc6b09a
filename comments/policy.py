"""What may be said under a story at this moment."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from comments.models import Conversation

OPEN, HELD, CLOSED, OFF = "open", "held", "closed", "off"


class Policy(NamedTuple):
    """`closes_at` is when nothing is added any more, or was; None: never. `is_over`: that alone is
    why nothing is."""

    kind: str
    closes_at: datetime | None
    is_over: bool = False

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
    closes_at = _closes_at(story, conversation)
    takes_any = kind in (OPEN, HELD)
    if takes_any and not story.is_live:
        return Policy(CLOSED, closes_at)
    if takes_any and closes_at is not None and closes_at <= timezone.now():
        return Policy(CLOSED, closes_at, is_over=True)
    return Policy(kind, closes_at)


def _closes_at(story: Article, conversation: Conversation | None) -> datetime | None:
    if conversation and (conversation.closes_at or conversation.never_closes):
        return conversation.closes_at
    if settings.COMMENTS_CLOSE_AFTER and story.live_at:
        return story.live_at + timedelta(days=settings.COMMENTS_CLOSE_AFTER)
    return None
