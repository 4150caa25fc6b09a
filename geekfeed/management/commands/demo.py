from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import get_text_list

from geekfeed import demo
from geekfeed.demo import misbehaving

WELCOME = """
  GeekFeed, demo newsroom: the week of 10 April 2017

    the site    http://127.0.0.1:{port}/
    the desk    http://127.0.0.1:{port}/admin/
                writer, editor or admin, each with its name as the password
"""


class Command(BaseCommand):
    help = (
        "Load the demo newsroom: shows, authors, sources, stories and pictures. Does nothing where "
        "it is loaded already, and leaves a site that has begun without it alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="the port to print in the addresses")
        parser.add_argument(
            "--misbehaving",
            action="store_true",
            help="also load content that tries the layout: the longest headline, a word of 40 "
            "letters, twelve authors, a story of 6,000 words",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._load_demo(**options)
        if options["misbehaving"] and not misbehaving.is_here():
            self._load_misbehaving()

    def _load_misbehaving(self) -> None:
        if not settings.DEBUG:
            raise CommandError("What misbehaves is for development: it needs DEBUG=true.")
        if misbehaving.stands_in_the_way():
            raise CommandError(
                "This site has stories beside the demo's, and what misbehaves would stand among "
                "them: point DATABASE_URL at an empty database to see it."
            )
        misbehaving.load(say=self.stdout.write)

    def _load_demo(self, **options: Any) -> None:
        if demo.is_here():
            self.stdout.write(WELCOME.format(port=options["port"]))
            return
        if not settings.DEBUG:
            raise CommandError(
                "The demo's accounts have their names as passwords, so it is loaded only with "
                "DEBUG=true."
            )
        if there := demo.stands_in_the_way():
            raise CommandError(
                f"This site has {get_text_list(there, 'and')} of its own, so the demo newsroom "
                "stays out of it: point DATABASE_URL at an empty database to see the demo."
            )
        demo.load(say=self.stdout.write)
        self.stdout.write(WELCOME.format(port=options["port"]))
