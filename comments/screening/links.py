"""How many links a comment may have."""

from django.conf import settings
from django.utils.translation import ngettext

from comments import wording
from comments.screening.attempt import Attempt, Held


def check(attempt: Attempt) -> None:
    count = len(wording.links(attempt.text))
    if count > settings.COMMENTS_LINKS:
        said = ngettext("It has %(count)d link.", "It has %(count)d links.", count)
        raise Held(said % {"count": count})
