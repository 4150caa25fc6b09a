"""What the checks look at, and what they can say."""

from dataclasses import dataclass

from articles.models import Article
from comments.models import Commenter
from comments.policy import Policy


class Held(Exception):
    """Its words are for the moderator."""


@dataclass(frozen=True)
class Attempt:
    """Somebody wants to say something. `network` is where it comes from, None if that is not
    known. `number` is that of the comment that is changed or confirmed, None for a new one.
    `suspicion` is why a service of somebody else's (outside.py) would have it looked at."""

    story: Article
    policy: Policy
    by: Commenter
    text: str
    network: str | None
    number: int | None = None
    suspicion: str = ""
