from typing import Any

from django.core.management.base import BaseCommand

from articles.search import index


class Command(BaseCommand):
    help = (
        "Write the search index anew, from what the stories say now. Readers go on searching. "
        "Safe at any time; worth it after names in the catalog have changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        is_watched = self.stdout.isatty() and options["verbosity"] > 0
        count = index.rebuild(self._show if is_watched else lambda done, total: None)
        if options["verbosity"] > 0:
            self.stdout.write(self.style.SUCCESS(f"The search knows {count:,} stories."))

    def _show(self, done: int, total: int) -> None:
        """One line that counts up."""
        self.stdout.write(f"\r{done:,} of {total:,} stories", ending="\n" if done == total else "")
        self.stdout.flush()
