import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments.privacy import export, people


class Command(BaseCommand):
    help = "Write all that is kept of somebody who comments, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL", help="their e-mail address")
        parser.add_argument(
            "--to", type=Path, metavar="FILE", help="a new file that only you can read"
        )

    def handle(self, *args: Any, email: str, to: Path | None, **options: Any) -> None:
        found = people(email)
        if not found:
            raise CommandError(f"Nobody comments with the address {email}.")
        told = json.dumps([export(person) for person in found], ensure_ascii=False, indent=2)
        if to is None:
            self.stdout.write(told)
            return
        try:
            handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
        with open(handle, "w", encoding="utf-8") as file:
            file.write(f"{told}\n")
        self.stdout.write(f"Written to {to}.")
