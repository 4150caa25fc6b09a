"""Bringing what TVmaze tells of a show into the catalog.

One transaction for a show: all of it is there afterwards, or nothing.

What is remembered of a show (`ExternalId.given`) has, beside its fields, the lists of its seasons,
episodes and credits that were ever brought in: one that is not there any more was taken out at the
desk.
"""

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shows.models import Show
from shows.signals import catalog_loaded
from shows.tvmaze.billing import write_credits
from shows.tvmaze.book import Book
from shows.tvmaze.episodes import write_episodes
from shows.tvmaze.gone import tell_what_is_gone
from shows.tvmaze.owners import write_network
from shows.tvmaze.report import CREATED, Report
from shows.tvmaze.seasons import given_key, write_seasons
from shows.tvmaze.titles import find_show, write_externals, write_show
from shows.tvmaze.told import ToldShow

LISTS = ("seasons", "episodes", "credits")


class Interrupted(Exception):
    """Somebody else changed the same records at the same moment. Nothing was written."""


def bring_in(told: ToldShow, *, dry_run: bool = False) -> Report:
    """Bring a show in, and let the rooms above know, in one transaction. `dry_run`: do all of it,
    and then take all of it back. Raises Interrupted, where somebody else was in the way twice."""
    try:
        return _bring_in(told, dry_run)
    except (Interrupted, OperationalError):
        pass
    try:
        return _bring_in(told, dry_run)
    except OperationalError as error:
        raise Interrupted(_in_the_way(told)) from error


def _in_the_way(told: ToldShow) -> str:
    return _(
        "Somebody else changed “%(show)s” at the same moment: nothing was written. Try again."
    ) % {"show": told.name}


def _bring_in(told: ToldShow, dry_run: bool) -> Report:
    with transaction.atomic():
        _show, report = write(told)
        catalog_loaded.send(sender=Report)
        transaction.set_rollback(dry_run)
    return report


def write(told: ToldShow) -> tuple[Show, Report]:
    """The show, and what became of everything that was told. Raises Interrupted."""
    try:
        with transaction.atomic():
            return _write(told)
    except IntegrityError as error:
        raise Interrupted(_in_the_way(told)) from error


def _write(told: ToldShow) -> tuple[Show, Report]:
    book, report = Book(timezone.now()), Report(told.name, told.remarks)
    found = find_show(told, book, report)
    was_there, known = found
    network = write_network(told.network, book, report) if told.network else None
    show, given = write_show(told, found, network, book, report)
    write_externals(told, show, report)
    before = {name: set(given.get(name, [])) for name in LISTS}
    seasons = write_seasons(told.seasons, show, before["seasons"], book, report)
    brought = {
        "seasons": {given_key(one) for one in told.seasons if one.number in seasons},
        "episodes": write_episodes(told.episodes, seasons, show, before["episodes"], book, report),
        "credits": write_credits(told.credits, show, before["credits"], book, report),
    }
    given |= {name: sorted(before[name] | keys) for name, keys in brought.items()}
    book.keep("show", show, told.key, given, known)
    if was_there:
        _note_what_is_new(show, book, report)
    book.close()
    tell_what_is_gone(told, before, show, book, report)
    return show, report


def _note_what_is_new(show: Show, book: Book, report: Report) -> None:
    seasons, episodes, credits = (
        report.counts[kind][CREATED] for kind in ("season", "episode", "credit")
    )
    made = [
        words % {"n": number}
        for number, words in (
            (seasons, ngettext("%(n)d season", "%(n)d seasons", seasons)),
            (episodes, ngettext("%(n)d episode", "%(n)d episodes", episodes)),
            (credits, ngettext("%(n)d credit", "%(n)d credits", credits)),
        )
        if number
    ]
    if made:
        book.note(show, {}, _("Added: %(what)s") % {"what": ", ".join(made)})
