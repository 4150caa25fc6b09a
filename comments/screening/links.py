"""How many links a comment may have."""

from django.conf import settings
from django.utils.translation import gettext as _

from comments import wording
from comments.screening.attempt import Attempt, Held


def check(attempt: Attempt) -> None:
    count = len(wording.links(attempt.text))
    if count > settings.COMMENTS_LINKS:
        raise Held(_("It has %(count)d links.") % {"count": count})
