from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geekfeed.fill import fill, real_stories
from geekfeed.lib import progress

MOST = 1_000_000


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if not 1 <= number <= MOST:
        raise ArgumentTypeError(f"Give a number of stories from 1 to {MOST}.")
    return number


class Command(BaseCommand):
    help = (
        "Write believable stories in any number, with everything that belongs to them, to try the "
        "site at its full size. For an empty site or one that has the demo newsroom only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=_count, required=True, help="how many stories")
        parser.add_argument(
            "--seed", type=int, default=1, help="another number tells other stories (1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if real_stories():
            raise CommandError(
                "This site has stories of its own, and invented ones among them would be hard to "
                "find again: point DATABASE_URL at an empty database to fill it."
            )
        is_watched = self.stdout.isatty() and options["verbosity"] > 0
        report = self._show if is_watched else lambda done, total: None
        fill(options["articles"], seed=options["seed"], report=report)
        if options["verbosity"] > 0:
            self.stdout.write(self.style.SUCCESS(f"Wrote {options['articles']:,} stories."))

    def _show(self, done: int, total: int) -> None:
        progress.show(self.stdout, done, total, "stories")
