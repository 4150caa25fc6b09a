"""A service of somebody else's that tells spam from what people say: Akismet, or one that answers
as it does (akismet.com/developers, "Comment Check").

It is asked before the verb holds anything, since it may take its time; and only about what would
appear otherwise. What it learns is what a moderator would look at: the words, the name, the e-mail
and network address, and the story's address. It is asked where the site has a key for it, and what
it does not answer waits for a moderator.
"""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import Article
from comments import policy, wording
from comments.models import Comment, Commenter
from comments.screening import Attempt, screen
from geekfeed.lib import fetch
from geekfeed.lib.addresses import address_of

SECONDS = 3.0
LIMIT = 1_000  # bytes; it answers with a word
# What it is told of comments that it takes for spam, or for none, whatever they say.
SURELY_SPAM = {"comment_author_email": "akismet-guaranteed-spam@example.com"}
SURELY_NONE = {"user_role": "administrator"}
FORM = "application/x-www-form-urlencoded; charset=utf-8"
ALLOWED: tuple[str, ...] = ()  # private networks that may be asked: for tests

logger = logging.getLogger(__name__)


def suspicion(
    story: Article, by: Commenter, text: str, network: str | None, number: int | None = None
) -> str:
    """Why a moderator should look at it; "" where there is no reason, or nobody to be asked. The
    arguments are those of an Attempt. Raises Refused, as screen() does."""
    if not settings.AKISMET_KEY or by.is_staff:
        return ""
    attempt = Attempt(story, policy.now(story), by, wording.tidied(text), network, number)
    if screen(attempt)[0] != Comment.State.SHOWN:
        return ""
    try:
        said = _ask(attempt)
    except fetch.NotFetched as error:
        logger.warning("The spam check has not answered: %s", error)
        return _("The spam check has not answered.")
    if said == "true":
        return _("The spam check takes it for spam.")
    if said != "false":
        logger.warning("The spam check has answered: %s", said)
        return _("The spam check has not answered.")
    return ""


def _ask(attempt: Attempt) -> str:
    return _said_of(
        permalink=address_of(attempt.story),
        comment_author=attempt.by.name,
        comment_author_email=attempt.by.email or "",
        comment_content=attempt.text,
        user_ip=attempt.network or "",
    )


def trial(**about: str) -> str:
    """What it answers about a comment that nobody has written: it is told that this is a test.
    `about` is SURELY_SPAM or SURELY_NONE. Raises fetch.NotFetched."""
    return _said_of(
        permalink=settings.SITE_URL,
        comment_author="GeekFeed",
        comment_content="Is anybody there?",
        user_ip="203.0.113.7",  # nobody's, kept for examples
        is_test="1",
        **about,
    )


def _said_of(**comment: str) -> str:
    told = {
        "api_key": settings.AKISMET_KEY,
        "blog": settings.SITE_URL,
        "blog_lang": settings.LANGUAGE_CODE,
        "blog_charset": "UTF-8",
        "comment_type": "comment",
        **comment,
    }
    content = urlencode(told, errors="replace").encode()
    answer = fetch.ask(
        settings.AKISMET_ENDPOINT, content, FORM, limit=LIMIT, timeout=SECONDS, allowed=ALLOWED
    )
    return answer.content.decode(errors="replace").strip()
