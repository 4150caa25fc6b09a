import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from geekfeed.lib import progress
from images import making, originals, pruning
from images.models import Image


class Command(BaseCommand):
    help = (
        "Make the renditions of pictures that are missing. Safe to run at any time and to stop; "
        "what is there is not made again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="look at the files of every picture, also where all were there the last time",
        )
        parser.add_argument(
            "--prune", action="store_true", help="delete what no picture needs any more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_watched = self.stdout.isatty() and options["verbosity"] > 0
        pictures = Image.objects.order_by("-uploaded_at", "-pk")
        if not options["check"]:
            pictures = making.unfinished(pictures)
        numbers = list(pictures.values_list("pk", flat=True))
        made = failed = 0
        for done, number in enumerate(numbers, start=1):
            image = Image.objects.filter(pk=number).first()
            try:
                made += self._made(image) if image else 0
            # One picture whose file is lost must not keep the others from being made.
            except Exception as error:
                failed += 1
                if is_watched:
                    progress.clear(self.stdout)
                self.stderr.write(f"Picture {number}, “{image}”: {error}")
            if is_watched:
                progress.show(self.stdout, done, len(numbers), "pictures")
        gone = pruning.prune() if options["prune"] else 0
        if options["verbosity"] > 0:
            self._tell(made, gone, options["prune"])
        if failed:
            sys.exit(1)

    def _made(self, image: Image) -> int:
        originals.hidden(image)
        return making.make_all(image)

    def _tell(self, made: int, gone: int, has_pruned: bool) -> None:
        said = f"Made {made:,} renditions." if made else "No rendition was missing."
        if has_pruned:
            said += f" Deleted {gone:,} files that nothing needs."
        self.stdout.write(self.style.SUCCESS(said))
