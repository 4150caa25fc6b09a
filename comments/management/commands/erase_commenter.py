from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments.models import Commenter
from comments.privacy import erase, people


class Command(BaseCommand):
    help = (
        "Forget somebody who comments: name, e-mail address, network addresses, and what they "
        "said. Answers by others stay. It cannot be taken back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL", help="their e-mail address")
        parser.add_argument(
            "--keep-words", action="store_true", help="leave what they said, under no name"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, email: str, keep_words: bool, yes: bool, **options: Any) -> None:
        found = people(email)
        if not found:
            raise CommandError(f"Nobody comments with the address {email}.")
        for person in found:
            self.stdout.write(_said(person))
        words = "what they said stays, under no name" if keep_words else "with what they said"
        if not yes and input(f"Forget them for good, {words}? Type yes: ").strip() != "yes":
            raise CommandError("Nothing has changed.")
        for person in found:
            erase(person, keep_words=keep_words)
        self.stdout.write("Forgotten.")


def _said(person: Commenter) -> str:
    count = person.comments.count()
    comments = "1 comment" if count == 1 else f"{count} comments"
    return f"“{person.name}” since {person.first_seen_at:%Y-%m-%d}: {comments}"
