from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geekfeed.lib import progress
from geekfeed.lib.fetch import NotFetched
from shows.tvmaze import asking, titles
from shows.tvmaze.asking import NotFound
from shows.tvmaze.reading import NotAShow, read
from shows.tvmaze.report import KINDS, OUTCOMES, Report
from shows.tvmaze.told import ToldShow
from shows.tvmaze.writing import Interrupted, bring_in

SHOWN = 20  # lines of one kind about one show
ALL_SHOWN = 2  # --verbosity from which on all are
REFUSALS = (NotFetched, NotFound, NotAShow, Interrupted)


class Command(BaseCommand):
    help = (
        "Bring shows from TVmaze into the catalog, with their seasons, episodes, cast and crew. "
        "Run it again to bring them up to date: what was changed at the desk is left alone. "
        "Pictures are not fetched, as they are not TVmaze's to give away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "shows",
            nargs="*",
            metavar="ID_OR_FILE.json",
            help="a show's number at TVmaze, the address of its page there, a file with TVmaze's "
            "answer, or a folder of such files",
        )
        parser.add_argument(
            "--known",
            action="store_true",
            help="ask TVmaze anew for every show here that has a number there",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would happen, and change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_quiet = options["verbosity"] < 1
        self.most = None if options["verbosity"] >= ALL_SHOWN else SHOWN
        self.known = titles.shows_known()
        wanted, failures = self._wanted(options["shows"])
        if options["known"]:
            wanted = list(dict.fromkeys([*wanted, *self.known]))
        elif not options["shows"]:
            raise CommandError(
                "Say which show: its number at TVmaze, the address of its page there, or a file. "
                "--known asks for every show here that has a number at TVmaze."
            )
        reports: list[Report] = []
        try:
            for number, what in enumerate(wanted):
                self._progress(number, len(wanted))
                try:
                    reports.append(bring_in(self._read(what), dry_run=options["dry_run"]))
                    self._tell(reports[-1])
                except REFUSALS as error:
                    failures.append(self._why_not(what, error))
            self._progress(len(wanted), len(wanted))
        except KeyboardInterrupt:
            self._sum_up(reports, options["dry_run"])
            raise CommandError(
                "Stopped. The show that was at work is as it was.", returncode=130
            ) from None
        self._sum_up(reports, options["dry_run"])
        if failures:
            raise CommandError("\n".join(failures))

    def _wanted(self, arguments: Sequence[str]) -> tuple[list[str | Path], list[str]]:
        found: dict[str | Path, None] = {}
        failures = []
        for argument in arguments:
            try:
                found |= dict.fromkeys(asking.numbers_and_files(argument))
            except NotFound as error:
                failures.append(str(error))
        return list(found), failures

    def _why_not(self, what: str | Path, error: Exception) -> str:
        words = f"{what}: {str(error).strip()}"
        if isinstance(error, NotFound) and what in self.known:
            words += f" “{self.known[what]}” stays here as it is."
        return words

    def _read(self, what: str | Path) -> ToldShow:
        if isinstance(what, Path):
            return read(asking.load(what))
        return read(asking.ask(what), asked=what)

    def _progress(self, done: int, total: int) -> None:
        if total and self.stderr.isatty() and not self.is_quiet:
            progress.show(self.stderr, done, total, "shows")

    def _tell(self, report: Report) -> None:
        if self.is_quiet:
            return
        if self.stderr.isatty():
            progress.clear(self.stderr)
        self.stdout.write(self.style.MIGRATE_HEADING(report.show))
        for lines in (report.left, report.notes, report.remarks):
            for line in lines[: self.most]:
                self.stdout.write(f"  {line}")
            if hidden := len(lines[self.most :]) if self.most else 0:
                self.stdout.write(f"  … and {hidden:,} more (--verbosity 2 shows all)")

    def _sum_up(self, reports: Sequence[Report], is_rehearsal: bool) -> None:
        if self.is_quiet or not reports:
            return
        total = {kind: sum((r.counts[kind] for r in reports), Counter()) for kind in KINDS}
        heads = [str(label) for label in OUTCOMES.values()]
        self.stdout.write("")
        self.stdout.write("  ".join([f"{'':<10}", *heads]))
        for kind, label in KINDS.items():
            cells = [
                f"{total[kind][outcome]:>{len(head)},}"
                for outcome, head in zip(OUTCOMES, heads, strict=True)
            ]
            self.stdout.write("  ".join([f"{label!s:<10}", *cells]))
        self.stdout.write("")
        if is_rehearsal:
            self.stdout.write("This was a rehearsal: nothing was changed.")
        self.stdout.write("Pictures are not fetched: the rights to them are not TVmaze's to give.")
        self.stdout.write("Data from TVmaze, licence CC BY-SA 4.0: https://www.tvmaze.com/")
