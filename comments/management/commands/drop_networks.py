from typing import Any

from django.core.management.base import BaseCommand

from comments import keeping, limits


class Command(BaseCommand):
    help = (
        "Forget the network addresses of comments after 30 days, and what nobody confirmed within "
        "a week. Safe to run at any time; once a day is enough."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        limits.drop_old()
        networks, people = keeping.drop_networks(), keeping.drop_unconfirmed()
        self.stdout.write(
            f"Forgot {networks} network addresses and {people} people who confirmed nothing."
        )
