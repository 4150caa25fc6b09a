from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shows.catalog_file.loading import load
from shows.catalog_file.problems import NotImported


class Command(BaseCommand):
    help = (
        "Read shows, people and all that belongs to them from a CSV or JSON file into the catalog: "
        "what is not there is made, what is there says what the file says. Nothing is deleted, and "
        "where anything in the file is wrong, nothing is written. The form is in "
        "docs/catalog-file.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ends in .csv or .json")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = load(options["file"], is_dry=options["dry_run"])
        except NotImported as reasons:
            raise CommandError("\n".join(["Nothing was written.", *reasons.lines])) from None
        if options["verbosity"] == 0:
            return
        for kind, count in counts.items():
            self.stdout.write(
                f"{kind}: {count.created:,} created, {count.updated:,} updated, "
                f"{count.unchanged:,} unchanged"
            )
        if options["dry_run"]:
            self.stdout.write("That is what would be done. Nothing was written.")
