from typing import Any

from django.core.management.base import BaseCommand

from comments.letters import digest


class Command(BaseCommand):
    help = "Write to editors which comments wait for a decision. Nothing where none does."

    def handle(self, *args: Any, **options: Any) -> None:
        count = digest.write()
        letters = "1 letter" if count == 1 else f"{count} letters"
        self.stdout.write(f"{letters} written." if count else "Nothing waits.")
