"""manage.py try_spam_check: whether the service that tells spam from comments answers us."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from comments.screening import outside
from geekfeed.lib.fetch import NotFetched

ORDINARY = "reader@example.com"


class Command(BaseCommand):
    help = (
        "Asks the spam check (AKISMET_KEY) about two comments that nobody has written, one of them "
        "surely spam, and says what it answers. No comment is touched."
    )

    def handle(self, **options: Any) -> None:
        if not settings.AKISMET_KEY:
            raise CommandError("There is no spam check: set AKISMET_KEY to the key of yours.")
        if self._said(ORDINARY):
            self.stdout.write("The spam check answers, and takes an ordinary comment for spam.")
        elif self._said(outside.SURELY_SPAM):
            self.stdout.write(
                "The spam check works: an ordinary comment appears, and what is surely spam waits "
                "for a moderator."
            )
        else:
            self.stdout.write(
                "The spam check answers, and lets through what Akismet would surely take for spam. "
                "Services of other makers may do so."
            )

    def _said(self, email: str) -> bool:
        """Whether it takes it for spam."""
        held = "As long as that is so, every comment waits for a moderator."
        try:
            said = outside.trial(email)
        except NotFetched as error:
            raise CommandError(f"The spam check has not answered: {error} {held}") from error
        if said not in ("true", "false"):
            raise CommandError(
                f"The spam check does not answer as Akismet does, but: {said[:100]!r}. “invalid” "
                f"means that it does not know the key in AKISMET_KEY. {held}"
            )
        return said == "true"
