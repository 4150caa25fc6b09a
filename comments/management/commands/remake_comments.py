from typing import Any

from django.core.management.base import BaseCommand

from comments import remaking


class Command(BaseCommand):
    help = (
        "Make what readers get of comments anew from what was typed. Needed after an upgrade whose "
        "notes say so; safe to run at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = list(remaking.remake())
        self.stdout.write(
            f"Looked at the comments of {len(changed)} stories; {sum(changed)} came out otherwise."
        )
