from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shows.catalog_file.writing import NotExported, export


class Command(BaseCommand):
    help = (
        "Write the catalog into a CSV or JSON file that import_catalog reads. A file of that name "
        "is replaced. The form is in docs/catalog-file.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ends in .csv or .json")
        parser.add_argument(
            "--show",
            nargs="+",
            default=[],
            metavar="SLUG",
            help="only these shows, with all that belongs to them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = export(options["file"], options["show"])
        except NotExported as reason:
            raise CommandError(str(reason)) from None
        if options["verbosity"] > 0:
            self.stdout.write(f"Wrote {count:,} records.")
