"""Works out anew what became of every claim, every milestone, and every source's track record."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import outcomes


class Command(BaseCommand):
    help = (
        "Works out anew what later stories made of every claim, what stands about the steps of "
        "every production, and every source's track record. The verbs keep all of it up to date; "
        "run it after stories came in by other ways."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes.settle_all()
        self.stdout.write("Claims, milestones and track records are up to date.")
