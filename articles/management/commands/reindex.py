from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand

from articles.search import index, name_index
from geekfeed.lib import progress


class Command(BaseCommand):
    help = (
        "Write the search indexes anew, from what the stories and the catalog say now. Readers go "
        "on searching. Safe at any time; worth it after names in the catalog have changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stories = index.rebuild(self._report("stories", options))
        names = name_index.rebuild(self._report("records", options))
        if options["verbosity"] > 0:
            said = f"The search knows {stories:,} stories and {names:,} records of the catalog."
            self.stdout.write(self.style.SUCCESS(said))

    def _report(self, words: str, options: dict[str, Any]) -> Callable[[int, int], None]:
        """One line that counts up, where somebody watches."""
        if not self.stdout.isatty() or options["verbosity"] == 0:
            return lambda done, total: None
        return lambda done, total: progress.show(self.stdout, done, total, words)
