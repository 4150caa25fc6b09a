from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geekfeed.fill import fill, fill_catalog, real_stories
from geekfeed.lib import progress

MOST = 1_000_000


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if not 1 <= number <= MOST:
        raise ArgumentTypeError(f"Give a number from 1 to {MOST}.")
    return number


class Command(BaseCommand):
    help = (
        "Write believable stories in any number, with everything that belongs to them, or shows "
        "with their seasons, episodes and people, to try the site at its full size. For an empty "
        "site or one that has the demo newsroom only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--shows", type=_count, help="how many shows")
        parser.add_argument("--articles", type=_count, help="how many stories")
        parser.add_argument(
            "--seed", type=int, default=1, help="another number tells other stories (1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        shows, stories = options["shows"], options["articles"]
        if not (shows or stories):
            raise CommandError("Say how many: --articles 1000 for stories, --shows 100 for shows.")
        if real_stories():
            raise CommandError(
                "This site has stories of its own, and invented ones among them would be hard to "
                "find again: point DATABASE_URL at an empty database to fill it."
            )
        # Shows first: the stories are about them.
        for count, words, write in ((shows, "shows", fill_catalog), (stories, "stories", fill)):
            if count:
                write(count, seed=options["seed"], report=self._report(words, options))
                if options["verbosity"] > 0:
                    self.stdout.write(self.style.SUCCESS(f"Wrote {count:,} {words}."))

    def _report(self, words: str, options: dict[str, Any]) -> Callable[[int, int], None]:
        if not self.stdout.isatty() or options["verbosity"] == 0:
            return lambda done, total: None
        return lambda done, total: progress.show(self.stdout, done, total, words)
