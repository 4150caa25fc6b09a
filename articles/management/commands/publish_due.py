from typing import Any

from django.core.management.base import BaseCommand

from articles import workflow


class Command(BaseCommand):
    help = "Announce the scheduled stories whose moment has come. Safe to run every minute."

    requires_system_checks = ()  # every minute they would say the same

    def handle(self, *args: Any, **options: Any) -> None:
        count = workflow.publish_due()
        self.stdout.write(f"{count} went live." if count else "Nothing was due.")
