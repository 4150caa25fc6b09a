"""Rows go into the database: all of them or, where anything is wrong with one, none.

Kind after kind, so that what a row refers to is there. Each kind costs a few queries for a thousand
rows: what the rows name is looked up, checked and written many at once. Rows are written even when
others are wrong, so that what refers to them is checked as well; in the end all is taken back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from shows.catalog_file import places, reading
from shows.catalog_file.checking import complaints
from shows.catalog_file.entering import Entry, enter
from shows.catalog_file.form import KINDS, Kind
from shows.catalog_file.found import Found
from shows.catalog_file.names import Key, said
from shows.catalog_file.problems import NotImported, Problems
from shows.catalog_file.storing import Draft, draft, store
from shows.signals import catalog_loaded

REFERRED_TO = {KINDS[name] for kind in KINDS.values() for name, _columns in kind.refers.values()}


@dataclass
class Counts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


def load(path: Path, *, is_dry: bool = False) -> dict[str, Counts]:
    """Read the file into the catalog and say what became of its rows, by kind. A dry run takes all
    of it back. Raises NotImported; then nothing was written either."""
    problems = Problems()
    entries = reading.read(path, problems, lambda row: enter(row, problems))
    try:
        with transaction.atomic():
            loading = _Load(entries, problems)
            del entries  # each goes as soon as it is loaded
            counts = loading.run()
            if problems:
                raise NotImported(problems.lines)
            if is_dry:
                transaction.set_rollback(True)
            elif any(count.created or count.updated for count in counts.values()):
                catalog_loaded.send(sender=Counts)
    except DatabaseError as error:
        sentence = _(
            "The database refused it (%(why)s). Somebody may have changed the catalog meanwhile: "
            "try again."
        )
        raise NotImported([sentence % {"why": str(error).partition("\n")[0]}]) from error
    return counts


class _Load:
    def __init__(self, entries: list[Entry], problems: Problems) -> None:
        self.problems, self.found = problems, Found()
        self.entries: dict[Kind, list[Entry]] = defaultdict(list)
        self.named: dict[Kind, set[Key]] = defaultdict(set)
        # What is not there only as its own row is wrong: told once, and not again by what refers.
        self.broken: dict[Kind, set[Key]] = defaultdict(set)
        for entry in entries:
            self.entries[entry.kind].append(entry)
            for kind, key in [(entry.kind, entry.key), *entry.refers.values()]:
                if key is not None:
                    self.named[kind].add(key)

    def run(self) -> dict[str, Counts]:
        counts = {}
        for kind in KINDS.values():
            self.found.look_up(kind, self.named[kind])
            if self.entries[kind]:
                counts[kind.slug] = self._load(kind)
            self._forget(kind)
        return counts

    def _forget(self, kind: Kind) -> None:
        """What nothing after this needs: a large catalog is never held as a whole."""
        self.entries.pop(kind, None)
        self.named.pop(kind, None)
        if kind not in REFERRED_TO:
            self.found.records.pop(kind, None)

    def _load(self, kind: Kind) -> Counts:
        drafts = [made for entry in self._once(kind) if (made := self._draft(entry))]
        written = [(made.entry, made.record) for made in drafts]
        wrong = places.check(written, self._let_go(kind), self.problems)
        drafts = [made for made in drafts if made.entry not in wrong]
        new = [made for made in drafts if made.is_new]
        updated = sum(not made.is_new and bool(made.before) for made in drafts)
        self._store(kind, drafts)
        records = self.found.records[kind]
        records.update((made.entry.key, made.record) for made in new)
        self.broken[kind] |= {e.key for e in self.entries[kind] if e.key not in records}
        return Counts(len(new), updated, len(drafts) - len(new) - updated)

    def _store(self, kind: Kind, drafts: list[Draft]) -> None:
        """Where something is wrong, only what rows of other kinds refer to, and without the places
        that a row which is not written may have been about to give away."""
        if not self.problems:
            store(kind, drafts)
        elif kind in REFERRED_TO:
            places.leave_empty([made.record for made in drafts])
            store(kind, drafts)

    def _let_go(self, kind: Kind) -> set[int]:
        """The records that rows give another place, or would but for what is wrong with them."""
        column, records = places.COLUMNS.get(kind), self.found.records[kind]
        return {
            records[entry.key].pk
            for entry in self.entries[kind]
            if entry.key in records and (column in entry.values or not entry.is_whole)
        }

    def _once(self, kind: Kind) -> Iterable[Entry]:
        """The rows that name a record which no row before them named."""
        lines: dict[Key, int] = {}
        for entry in self.entries[kind]:
            if entry.key is None:
                continue
            if entry.key in lines:
                sentence = _("“%(name)s” is in line %(line)d already: keep one of the two.")
                told = {"name": said(entry.key), "line": lines[entry.key]}
                self.problems.add(entry.line, kind.slug, sentence % told)
            elif entry.key in self.found.twice[kind]:
                sentence = _("The catalog has “%(name)s” twice. Tell them apart at the desk first.")
                self.problems.add(entry.line, kind.slug, sentence % {"name": said(entry.key)})
            else:
                yield entry
            lines.setdefault(entry.key, entry.line)

    def _draft(self, entry: Entry) -> Draft | None:
        if not (self._may_be_here(entry) & self._refers_well(entry) and entry.is_whole):
            return None
        made = draft(entry, self.found)
        told = list(complaints(entry, made.record))
        for parts in told:
            self.problems.add(entry.line, entry.kind.slug, *parts)
        return None if told else made

    def _may_be_here(self, entry: Entry) -> bool:
        now = self.found.moved[entry.kind].get(entry.key)
        if now:
            sentence = _("“%(name)s” has moved to “%(now)s”: write that.")
            told = sentence % {"name": said(entry.key), "now": now}
            self.problems.add(entry.line, entry.kind.slug, "slug", told)
        return not now

    def _refers_well(self, entry: Entry) -> bool:
        """Whether all that the row refers to is there."""
        is_well = True
        for name, (kind, key) in entry.refers.items():
            records = self.found.records[kind]
            if key in records and key not in self.found.twice[kind]:
                continue
            is_well = False
            if key not in self.broken[kind]:
                sentence = self._why_not(kind, key)
                self.problems.add(entry.line, entry.kind.slug, name, sentence)
        return is_well

    def _why_not(self, kind: Kind, key: Key) -> str:
        if now := self.found.moved[kind].get(key):
            sentence = _("“%(name)s” has moved to “%(now)s”: write that.")
        elif key in self.found.twice[kind]:
            sentence = _("The catalog has “%(name)s” twice. Tell them apart at the desk first.")
        else:
            sentence = _("There is no %(kind)s “%(name)s”. Give it a row, or correct the name.")
        return sentence % {"kind": kind.slug, "name": said(key), "now": now}
