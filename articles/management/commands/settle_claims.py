"""Works out anew what became of every claim, and every source's track record."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import outcomes


class Command(BaseCommand):
    help = (
        "Works out anew what later stories made of every claim, and every source's track record. "
        "The verbs keep both up to date; run it after stories came in by other ways."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes.settle_all()
        self.stdout.write("What became of claims, and the track records, are up to date.")
