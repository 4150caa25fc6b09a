"""manage.py try_spam_check: whether the service that tells spam from comments answers us."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from comments.screening import outside
from geekfeed.lib.fetch import NotFetched

HELD = "As long as that is so, every comment waits for a moderator."


class Command(BaseCommand):
    help = (
        "Asks the spam check (AKISMET_KEY) about two comments that nobody has written, one of them "
        "surely spam, and says whether it answers as it should. No comment is touched."
    )

    def handle(self, **options: Any) -> None:
        if not settings.AKISMET_KEY:
            raise CommandError("There is no spam check: set AKISMET_KEY to the key of yours.")
        if self._takes_for_spam(outside.SURELY_NONE):
            raise CommandError("The spam check answers, and takes for spam what surely is none.")
        if not self._takes_for_spam(outside.SURELY_SPAM):
            raise CommandError(
                "The spam check answers, and lets through what Akismet would surely take for spam. "
                "Another maker's service may not know Akismet's examples."
            )
        self.stdout.write("The spam check works: it knows spam, and lets others through.")

    def _takes_for_spam(self, about: dict[str, str]) -> bool:
        try:
            said = outside.trial(**about)
        except NotFetched as error:
            raise CommandError(f"The spam check has not answered: {error} {HELD}") from error
        if said not in ("true", "false"):
            raise CommandError(
                f"The spam check does not answer as Akismet does, but: {said[:100]!r}. “invalid” "
                f"means that it does not know the key in AKISMET_KEY. {HELD}"
            )
        return said == "true"
